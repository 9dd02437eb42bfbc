"""What one department found at a visit without a case; every department of a joint visit writes its own."""

from __future__ import annotations

from engine.commands.caserecords import write
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.policy import require_unit
from engine.joint.facets import SHANGHAI
from engine.joint.standing import units_of
from engine.store.sql import select, update
from engine.store.tables import matter, visit
from engine.store.uow import Unit

LONGEST = 300


def record_finding(unit: Unit, visit_id: str, unit_id: str, matter_code: str, fact: str) -> str:
    """Keep a finding of a unit that takes part; its id. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid` with fields."""
    row = unit.one(select(visit).where(visit.c.id == visit_id))
    if row is None or unit_id not in units_of(unit, row):
        raise NotFound(code="record.not-found")
    require_unit(unit.actor, unit_id)
    if row.root_id or row.state not in ("planned", "open", "done"):
        raise Conflict(code="joint.visit-state", state=row.state)
    wrong: dict[str, list[str]] = {}
    if not fact.strip() or len(fact) > LONGEST:
        wrong["fact"] = ["joint.fact"]
    if unit.one(select(matter.c.code).where(matter.c.code == matter_code)) is None:
        wrong["matter"] = ["joint.matter"]
    if wrong:
        raise Invalid(code="joint.invalid", fields=wrong)
    identity = f"{visit_id}/F-{Unit.new_id()}"
    write(unit, "finding", identity, "", {
        "visitId": visit_id, "objectId": row.object_id, "areaCode": row.area_code, "bodyGroup": unit_id, "matterCode": matter_code, "fact": fact.strip(), "state": "open",
        "foundOn": unit.now.astimezone(SHANGHAI).date().isoformat(), "foundBy": unit.actor.account,
    }, row.object_id)
    unit.run(update(visit).where(visit.c.id == visit_id).values(problems=visit.c.problems + 1))
    return identity
