"""A register as a sheet: what a list shows, with the headings that the import reads. No text of it is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.domain.errors import Invalid
from engine.joint.registers import Register
from engine.queries.registers import MAX_LIMIT, listed
from engine.rules.law import cells_as
from engine.store.uow import Unit

#: Rows of a sheet that programs still open well.
MAX_ROWS = 100_000


def export(unit: Unit, register: Register, form: str, *, q: str = "", filters: Mapping[str, str] | None = None, language: str = "zh") -> bytes:
    """The sheet as "csv" or "xlsx". Raises `Forbidden`, `Invalid` when there are more rows than a sheet holds well."""
    heading = [field.label(language) for field in register.fields]
    rows: list[list[str]] = [heading]
    for line in _lines(unit, register, q, filters, language):
        rows.append(line)
        if len(rows) > MAX_ROWS:
            raise Invalid(code="record.too-many", limit=MAX_ROWS)
    return cells_as(form, rows)


def _lines(unit: Unit, register: Register, q: str, filters: Mapping[str, str] | None, language: str) -> Iterator[list[str]]:
    cursor: str | None = None
    while True:
        page = listed(unit, register, q=q, filters=filters, cursor=cursor, limit=MAX_LIMIT)
        for entry in page.items:
            yield [field.shown(entry.values.get(field.name), language) for field in register.fields]
        if page.next is None:
            return
        cursor = page.next
