"""An officer takes no part in what concerns an object, for a stated reason; or does again."""

from __future__ import annotations

from engine.commands.registers import event_row
from engine.domain.errors import Forbidden, Invalid, NotFound
from engine.domain.policy import may_edit_record
from engine.joint.registers import REGISTERS
from engine.joint.stored import current
from engine.store.sql import delete, insert
from engine.store.tables import record_event, recusal
from engine.store.uow import Unit
from engine.store.upsert import upsert

LONGEST = 300


def recuse(unit: Unit, officer: str, object_id: str, reason: str, *, undo: bool = False) -> None:
    """Write or take back. The officer themselves, or whoever keeps their entry. Raises `NotFound`, `Forbidden`, `Invalid` without a reason."""
    entry = current(unit, REGISTERS["officers"], [{"id": officer}]).by_id(officer)
    if entry is None or current(unit, REGISTERS["objects"], [{"id": object_id}]).by_id(object_id) is None:
        raise NotFound(code="record.not-found")
    if entry.values["account"] != unit.actor.account and not may_edit_record(unit.actor, str(entry.values["unit"]), ""):
        raise Forbidden(code="record.edit-forbidden")
    if undo:
        unit.run(delete(recusal).where(recusal.c.officer_id == officer, recusal.c.object_id == object_id))
    else:
        if not reason.strip() or len(reason) > LONGEST:
            raise Invalid(code="record.invalid", fields={"reason": ["record.reason"]})
        upsert(unit, recusal, [{"officer_id": officer, "object_id": object_id, "reason": reason.strip(), "created_at": unit.now, "created_by": unit.actor.account}])
    unit.run(insert(record_event), [event_row(unit, "officers", officer, "restored" if undo else "recused", {"object": object_id, "reason": reason.strip()})])
