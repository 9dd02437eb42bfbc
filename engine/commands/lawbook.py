"""Law as data: look at a file, import it, confirm rows, and the book of rows that expressions ask.

All rows of a file or none. A row with a known identity and another content replaces the old one, which stays in the table with
the moment and the person of its replacement; what is equal is left alone, with its confirmation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from engine.commands.runtime import Runtime
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound, Place
from engine.domain.policy import Permission, require_right
from engine.rules.feel.decimals import plain
from engine.rules.law import Given, Lawbook, LawRow, Remark, cells_of, read_rows
from engine.store.sql import Row, insert, select, update
from engine.store.tables import draft, law_row
from engine.store.uow import Unit
from engine.store.upsert import upsert

REFRESH = timedelta(seconds=30)


class RowsWrong(Invalid):
    """The file {file} has {count} mistake(s), the first in row {row}; nothing was imported."""

    code = "law.rows"

    def __init__(self, file: str, remarks: Sequence[Remark]) -> None:
        fields: dict[str, list[str]] = {}
        for item in remarks:
            fields.setdefault(f"{item.row}.{item.column}" if item.column else str(item.row), []).append(f"{item.code}|value={item.value.replace('|', ' ')}")
        super().__init__(fields=fields, place=Place(file=file, row=remarks[0].row), file=file, count=len(remarks), row=remarks[0].row)
        self.remarks = tuple(remarks)


@dataclass(frozen=True, slots=True)
class Book:
    """The rows as they stood at `read_at`."""

    read_at: datetime
    rows: Lawbook


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of a file beside what is stored: state is new, changed or same; `before` is the row it would replace."""

    number: int
    state: str
    row: LawRow
    before: LawRow | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of this file would do. `revision` is needed to import exactly this; 0 when there are remarks."""

    file: str
    revision: int
    rows: tuple[Compared, ...]
    remarks: tuple[Remark, ...]


def book_of(runtime: Runtime, unit: Unit) -> Lawbook:
    """All rows that are not replaced, at most half a minute old; after a change in this process at once."""
    known, changes = runtime.lawbook, runtime.law_changes
    if known is not None and timedelta(0) <= unit.now - known.read_at < REFRESH:
        return known.rows
    made = Lawbook(as_row(item) for item in unit.rows(select(law_row).where(law_row.c.replaced_at.is_(None))))
    if changes == runtime.law_changes:  # read before another's commit, it would be old after it
        runtime.lawbook = Book(unit.now, made)
    return made


def preview(unit: Unit, file: str, content: bytes) -> Preview:
    """Read a file and compare; what can be imported is kept for `import_rows`. Raises `Forbidden`, `SheetRefused`."""
    require_right(unit.actor, Permission.LAW_EDIT)
    lines = cells_of(content)
    found, remarks = read_rows(lines)
    compared = _compared(unit, found)
    if remarks:
        return Preview(file, 0, compared, tuple(remarks))
    before = unit.one(select(draft.c.revision).where(draft.c.kind == "law", draft.c.key == unit.actor.account))
    revision = (before.revision if before is not None else 0) + 1
    kept = json.dumps({"file": file[:200], "lines": lines}, ensure_ascii=False)
    upsert(unit, draft, [{
        "kind": "law", "key": unit.actor.account, "content": kept, "revision": revision, "updated_at": unit.now, "updated_by": unit.actor.account,
    }])
    return Preview(file, revision, compared, ())


def import_previewed(runtime: Runtime, unit: Unit, revision: int) -> tuple[int, int]:
    """Import what `preview` kept; returns how many rows are new and how many replace others. Raises `Conflict` when it is not the last."""
    require_right(unit.actor, Permission.LAW_EDIT)
    row = unit.one(select(draft).where(draft.c.kind == "law", draft.c.key == unit.actor.account, draft.c.revision == revision))
    if row is None:
        raise Conflict(code="law.preview-gone")
    kept = json.loads(row.content)
    return _import(runtime, unit, kept["file"], [(number, cells) for number, cells in kept["lines"]])


def import_rows(runtime: Runtime, unit: Unit, file: str, content: bytes) -> tuple[int, int]:
    """Import a file without looking first. Raises `RowsWrong` with every mistake, `SheetRefused`, `Forbidden`."""
    require_right(unit.actor, Permission.LAW_EDIT)
    return _import(runtime, unit, file, cells_of(content))


def confirm(runtime: Runtime, unit: Unit, identity: str, *, undo: bool = False) -> None:
    """A second person answers for a row. Raises `Forbidden` for who imported it, `NotFound`, `Conflict` when it was replaced."""
    require_right(unit.actor, Permission.LAW_EDIT)
    row = unit.one(select(law_row).where(law_row.c.id == identity))
    if row is None:
        raise NotFound(code="law.not-found")
    if row.replaced_at is not None:
        raise Conflict(code="law.replaced")
    if row.created_by == unit.actor.account and not undo:
        raise Forbidden(code="law.own")
    values = {"confirmed_at": None, "confirmed_by": None} if undo else {"confirmed_at": unit.now, "confirmed_by": unit.actor.account}
    unit.run(update(law_row).where(law_row.c.id == identity).values(**values))
    runtime.law_changed(unit)


def check_seed(path: str, content: bytes) -> None:
    """Refuse a bundle whose law.csv has a mistake. Raises `RowsWrong`, `SheetRefused`."""
    _, remarks = read_rows(cells_of(content))
    if remarks:
        raise RowsWrong(path, remarks)


def seed(runtime: Runtime, unit: Unit, file: str, content: bytes) -> None:
    """Rows of a bundle: only those whose identity was never stored; what staff imported is never superseded by a restart."""
    found, _ = read_rows(cells_of(content))
    known = {as_row(item).identity for item in unit.rows(select(law_row))}
    _insert(unit, file, [item.row for item in found if item.row.identity not in known])
    runtime.law_changed(unit)


def as_row(item: Row[Any]) -> LawRow:
    """A stored row."""
    return LawRow(
        item.kind, item.key, item.title, item.mark, date.fromisoformat(item.valid_from), item.step, item.department, item.condition, item.outcome,
        None if item.least is None else Decimal(item.least), None if item.most is None else Decimal(item.most), item.unit, item.source,
        None if item.valid_to is None else date.fromisoformat(item.valid_to), item.note, item.id, item.confirmed_by or "",
    )


def _import(runtime: Runtime, unit: Unit, file: str, lines: list[tuple[int, list[str]]]) -> tuple[int, int]:
    found, remarks = read_rows(lines)
    if remarks:
        raise RowsWrong(file, remarks)
    compared = _compared(unit, found)
    old = [item.before.id for item in compared if item.state == "changed" and item.before is not None]
    for identity in old:
        unit.run(update(law_row).where(law_row.c.id == identity).values(replaced_at=unit.now, replaced_by=unit.actor.account))
    _insert(unit, file, [item.row for item in compared if item.state != "same"])
    runtime.law_changed(unit)
    return sum(item.state == "new" for item in compared), len(old)


def _compared(unit: Unit, found: Sequence[Given]) -> tuple[Compared, ...]:
    known = {row.identity: row for row in map(as_row, unit.rows(select(law_row).where(law_row.c.replaced_at.is_(None))))}
    made = []
    for item in found:
        before = known.get(item.row.identity)
        state = "new" if before is None else "same" if before.content == item.row.content else "changed"
        made.append(Compared(item.number, state, replace(item.row, id="" if before is None else before.id), before))
    return tuple(made)


def _insert(unit: Unit, file: str, rows: Sequence[LawRow]) -> None:
    if rows:
        unit.run(insert(law_row), [{
            "id": Unit.new_id(), "kind": row.kind, "key": row.key, "step": row.step, "department": row.department, "title": row.title,
            "condition": row.condition, "outcome": row.outcome, "least": None if row.min is None else plain(row.min),
            "most": None if row.max is None else plain(row.max), "unit": row.unit, "source": row.source, "mark": row.mark,
            "valid_from": row.valid_from.isoformat(), "valid_to": None if row.valid_to is None else row.valid_to.isoformat(), "note": row.note,
            "file": file[:200], "created_at": unit.now, "created_by": unit.actor.account, "confirmed_at": None, "confirmed_by": None,
            "replaced_at": None, "replaced_by": None,
        } for row in rows])
