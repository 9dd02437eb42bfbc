"""Cancel a case, with a reason that stays in its file."""

from __future__ import annotations

from engine.commands.cases import open_case
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.errors import Conflict, Invalid
from engine.domain.policy import CaseFacts, Permission, require_case, require_right
from engine.execution import deliver
from engine.execution.changes import Happened, without
from engine.store.sql import select
from engine.store.tables import instance
from engine.store.uow import Unit
from engine.store.visibility import visible_root


def cancel(runtime: Runtime, unit: Unit, case_id: str, reason: str, *, version: int | None = None, silent: bool = False) -> None:
    """End the whole case; open work is withdrawn.

    `silent`: without telling the listeners of the model, the way out when one of them fails; written down, for operators and machines only.
    Raises `Invalid` without a reason, `Conflict` when it moved on since, `ListenerFailed`, `Forbidden`, `NotFound`.
    """
    if not reason.strip():
        raise Invalid(code="reason.missing", fields={"reason": ["reason.missing"]})
    case = open_case(runtime, unit, Root("case", case_id), held=True)
    seen = unit.one(select(visible_root(unit.actor, instance.c.id).label("visible")).where(instance.c.id == case.root_id))
    require_case(unit.actor, CaseFacts(case.row.started_by, bool(seen and seen.visible)), Permission.CASE_CANCEL)
    if version is not None and version != case.lock:
        raise Conflict(code="case.changed")
    if silent:
        require_right(unit.actor, Permission.CASE_SILENCE)
        case.execution.around.silent = True
    deliver.stop(case.execution, case.root_id)
    save(runtime, unit, case, Happened("case.cancelled", case.root_id, "", {"reason": reason.strip(), **without(listeners=silent)}))
