"""Note something at an incident, for those who look after it next (dialect C3)."""

from __future__ import annotations

from engine.commands.audit import append, lock_case
from engine.commands.roots import Root
from engine.domain.actor import Right
from engine.domain.errors import Forbidden, Invalid, NotFound
from engine.store.sql import select, update
from engine.store.tables import incident
from engine.store.uow import Unit

LONGEST = 4000


def annotate(unit: Unit, incident_id: str, text: str | None) -> None:
    """Set the note, or take it away. The file of the case keeps who wrote what. Raises `NotFound`, `Forbidden`, `Invalid` for a text that is too long."""
    if not (unit.actor.may(Right.INTEGRATION) or unit.actor.may(Right.SYSTEM)):
        raise Forbidden(code="forbidden.right", permission="operation:run")
    if text is not None and len(text) > LONGEST:
        raise Invalid(code="value.too-long", what="annotation", limit=LONGEST)
    row = unit.one(select(incident).where(incident.c.id == incident_id))
    if row is None:
        raise NotFound(code="incident.not-found", id=incident_id)
    case = lock_case(unit, Root("case", row.root_id))
    unit.run(update(incident).where(incident.c.id == incident_id).values(annotation=text))
    append(unit, case, row.instance_id, "incident.noted", row.element, {"incident": incident_id, "text": text or ""})
