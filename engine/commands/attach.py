"""Files that a form names become files of its case: until then only who uploaded them can see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.domain.errors import Invalid
from engine.forms import Field, Form, Kind
from engine.store.sql import select, update
from engine.store.tables import file
from engine.store.uow import Unit

HOLDING = frozenset({Kind.FILE, Kind.SIGN})


def attach(unit: Unit, form: Form, values: Mapping[str, Any], root_id: str, task_id: str | None) -> None:
    """Tie the files named in `values` to the case. Raises `Invalid` with the field when one is not there or another's."""
    named = list(_named(form.fields, values, ""))
    if not named:
        return
    known = {
        row.id: row
        for row in unit.rows(select(file.c.id, file.c.uploaded_by, file.c.root_id).where(file.c.id.in_([identity for _, identity in named])))
    }
    wrong = {
        path: ["file.not-found"] for path, identity in named
        if identity not in known or (known[identity].root_id != root_id and known[identity].uploaded_by != unit.actor.account)
    }
    if wrong:
        raise Invalid(code="file.not-found", fields=wrong)
    loose = [identity for identity, row in known.items() if row.root_id is None]
    if loose:
        unit.run(update(file).where(file.c.id.in_(loose)).values(root_id=root_id, task_id=task_id))


def _named(fields: tuple[Field, ...], values: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """(path, file id) of everything the form's file fields hold."""
    for item in fields:
        value: Any = values
        for part in item.path:
            value = value.get(part) if isinstance(value, Mapping) else None
        path = f"{above}{item.key}"
        if item.kind in HOLDING:
            for identity in value if isinstance(value, list) else [value]:
                if isinstance(identity, str) and identity:
                    yield path, identity
        elif item.kind is Kind.ROWS and isinstance(value, list):
            for index, row in enumerate(value):
                yield from _named(item.rows, row, f"{path}.{index}.")
