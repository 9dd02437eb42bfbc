"""Show personal data of an entry to someone who says why; the reason is kept before the data is shown."""

from __future__ import annotations

from engine.commands.registers import event_row
from engine.domain.errors import Forbidden, Invalid, NotFound
from engine.domain.policy import may_unmask, require_records_reader
from engine.joint.registers import Register
from engine.joint.stored import Entry, current
from engine.store.sql import insert
from engine.store.tables import record_event
from engine.store.uow import Unit

SHORTEST, LONGEST = 5, 300


def unmask(unit: Unit, register: Register, identity: str, reason: str) -> Entry:
    """The entry with its personal data. Raises `Invalid` without a reason, `NotFound`, `Forbidden`."""
    require_records_reader(unit.actor)
    entry = current(unit, register, [{register.key: identity}]).by_id(identity)
    if entry is None:
        raise NotFound(code="record.not-found")
    if not may_unmask(unit.actor, str(entry.values.get("unit") or ""), str(entry.values.get("area_code") or "")):
        raise Forbidden(code="record.unmask-forbidden")
    if not SHORTEST <= len(reason.strip()) <= LONGEST:
        raise Invalid(code="record.invalid", fields={"reason": ["record.reason"]})
    shown = [field.name for field in register.fields if field.personal and entry.values.get(field.name)]
    unit.run(insert(record_event), [event_row(unit, register.name, identity, "unmasked", {"reason": reason.strip(), "fields": shown})])
    return entry
