"""Begin ended process instances again where an operator says (dialect C3: restart of a definition)."""

from __future__ import annotations

from typing import Any

from engine.commands.audit import append, lock_case
from engine.commands.definitions import definition_row
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.start import start
from engine.domain.errors import Conflict, Invalid
from engine.domain.modification import Placement
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode
from engine.store.sql import select
from engine.store.tables import event, variable
from engine.store.uow import Unit


def restart_at(
    runtime: Runtime, unit: Unit, case_id: str, definition_id: str, placed: Placement, reason: str, *, initial: bool = False, keyed: bool = True,
) -> str:
    """Begin an ended case again on that version of its process, at the places given; the new case.

    It has the variables it ended with, or with `initial` those it began with; `keyed`: also its business key. Raises `Conflict` while it still
    runs, `Invalid` for a case of another definition, and what `start` raises.
    """
    require_right(unit.actor, Permission.OPERATE)
    case = lock_case(unit, Root("case", case_id))
    if case.state in {"active", "suspended"}:
        raise Conflict(code="case.not-ended", state=case.state)
    if case.definition_id != definition_id:
        raise Invalid(code="restart.definition", case=case_id, definition=definition_id)
    row = definition_row(unit, definition_id)
    values = _began_with(unit, case_id) if initial else _ended_with(unit, case_id)
    again = start(runtime, unit, row.key, values, business_key=case.business_key if keyed else None, row=row, placed=placed, checked=False)
    append(unit, case, case_id, "case.restarted", "", {"reason": reason, "as": again})
    return again


def _ended_with(unit: Unit, case_id: str) -> dict[str, Any]:
    rows = unit.rows(select(variable).where(variable.c.root_id == case_id, variable.c.scope_id == case_id, variable.c.gone.is_(None)))
    return {row.name: decode(row.value, row.declared) for row in rows}


def _began_with(unit: Unit, case_id: str) -> dict[str, Any]:
    begun = unit.one(select(event.c.detail).where(event.c.root_id == case_id, event.c.kind == "case.started"))
    return {} if begun is None else dict(decode(begun.detail).get("data") or {})
