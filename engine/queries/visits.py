"""Visits of an object, as counting and joining them needs."""

from __future__ import annotations

from datetime import date

from engine.domain.policy import require_records_reader
from engine.joint.visits import PastVisit
from engine.store.sql import select
from engine.store.tables import visit, visit_party
from engine.store.uow import Unit

#: Units that were or will be there; one that declined or was only asked is not.
THERE = ("lead", "accepted", "came")


def of_object(unit: Unit, object_id: str, but_case: str = "") -> tuple[PastVisit, ...]:
    """Visits that were not cancelled, newest first."""
    require_records_reader(unit.actor)
    rows = unit.rows(
        select(visit.c.id, visit.c.day, visit.c.state, visit.c.lead_unit, visit_party.c.unit, visit_party.c.state.label("part"))
        .join(visit_party, visit_party.c.visit_id == visit.c.id, isouter=True)
        .where(visit.c.object_id == object_id, visit.c.state != "cancelled", visit.c.root_id != but_case if but_case else visit.c.id != "")
        .order_by(visit.c.day.desc(), visit.c.id, visit_party.c.unit)
    )
    found: dict[str, PastVisit] = {}
    for row in rows:
        seen = found.get(row.id)
        units = (*(seen.units if seen else ()), *((row.unit,) if row.part in THERE else ()))
        found[row.id] = PastVisit(row.id, units, date.fromisoformat(row.day) if row.day else None, row.state, row.lead_unit)
    return tuple(found.values())
