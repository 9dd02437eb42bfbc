"""What a form shows when it is opened: values of the case for the fields it has, or what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.domain.values import decode, plain
from engine.store.sql import Row, select
from engine.store.tables import token, variable
from engine.store.uow import Unit


def visible_variables(unit: Unit, row: Row[Any]) -> dict[str, Any]:
    """The variables that the token of a task sees; of a finished task, those of its process instance."""
    parents = {item.id: (item.parent_id, item.role) for item in unit.rows(select(token.c.id, token.c.parent_id, token.c.role).where(token.c.root_id == row.root_id))}
    chain: list[str] = []
    at: str | None = row.id
    while at is not None:
        chain.append(at)
        parent, role = parents.get(at, (None, "process"))
        at = None if role == "process" else parent
    if row.instance_id not in chain:
        chain.append(row.instance_id)
    found: dict[str, dict[str, Any]] = {}
    for item in unit.rows(select(variable).where(variable.c.root_id == row.root_id, variable.c.scope_id.in_(chain), variable.c.gone.is_(None))):
        found.setdefault(item.scope_id, {})[item.name] = decode(item.value, item.declared)
    view: dict[str, Any] = {}
    for scope in chain:
        for name, value in found.get(scope, {}).items():
            view.setdefault(name, value)
    return view


def prefill(unit: Unit, row: Row[Any], schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Values for the form: the submitted ones when it is done, else variables of the same names (all of them without a schema)."""
    if row.state == "done" and row.data is not None and schema is not None:
        return dict(plain(decode(row.data)))
    return {name: plain(value) for name, value in visible_variables(unit, row).items()}
