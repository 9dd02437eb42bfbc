"""Plan a visit: warn of what stands against it, keep it in the register, and offer it as one with the plans of other departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.commands.lawbook import book_of
from engine.commands.offers import offer, withdraw
from engine.commands.registers import event_row
from engine.commands.runtime import Runtime
from engine.commands.visits import keep
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.policy import require_unit
from engine.joint.facets import SHANGHAI
from engine.joint.numbers import visit_rules
from engine.joint.standing import body_of, goings
from engine.joint.together import SOURCES, Going, Warning, partners, warnings
from engine.store.sql import Row, insert, select
from engine.store.tables import record_event, regulated_object, visit
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that is kept: its visit, what was warned of, and the offers of joint visits it led to."""

    visit_id: str
    warnings: tuple[Warning, ...]
    offers: tuple[str, ...]


def plan_visit(
    runtime: Runtime, unit: Unit, object_id: str, unit_id: str, day: date, source: str, *, purpose: str = "", reason: str = "", known_id: str | None = None,
) -> Planned:
    """Keep the plan of a unit.

    Args:
        day: in Shanghai, not before today. source: one of `SOURCES`; only plans and draws are ever put together with others.
        reason: why one goes against a warning that needs it. known_id: the id the visit gets (draws know theirs), else a new one.

    Raises `Forbidden`, `NotFound`, `Invalid` with fields: `reason` names the warnings that need one.
    """
    require_unit(unit.actor, unit_id)
    found = _object(unit, object_id)
    wrong: dict[str, list[str]] = {}
    if day < unit.now.astimezone(SHANGHAI).date():
        wrong["day"] = ["joint.day-past"]
    if source not in SOURCES:
        wrong["source"] = ["joint.source"]
    if unit.one(select(unit_table.c.id).where(unit_table.c.id == unit_id, unit_table.c.active)) is None:
        wrong["unit"] = ["joint.unit"]
    if max(len(purpose), len(reason)) > LONGEST:
        wrong["purpose"] = ["record.text"]
    rules, others = visit_rules(book_of(runtime, unit), day), goings(unit, object_id)
    if any(other.state == "planned" and other.day == day and other.units[0] == unit_id and other.source == source for other in others):
        wrong["day"] = ["joint.same-plan"]
    if wrong:
        raise Invalid(code="joint.invalid", fields=wrong)
    mine = Going(known_id or f"VP-{Unit.new_id()}", (unit_id,), day, source, "planned")
    told = warnings(mine, others, rules, enterprise=found.enterprise, list_type=found.list_type)
    needed = [f"joint.warn-{item.code}" + "".join(f"|{name}={value}" for name, value in item.values.items()) for item in told if item.needs_reason]
    if needed and not reason.strip():
        raise Invalid(code="joint.invalid", fields={"reason": needed})
    keep(unit, mine.id, "", {
        "objectId": object_id, "areaCode": found.area_code, "leadGroup": unit_id, "participatingGroups": [unit_id], "source": source, "state": "planned",
        "day": day.isoformat(), "purpose": purpose.strip(), "againstWarnings": reason.strip(), "warnings": [{"code": item.code, **item.values} for item in told],
    }, object_id)
    unit.run(insert(record_event), [event_row(unit, "visits", mine.id, "created", {"reason": reason.strip()} if needed else {})])
    offers = [offer(unit, other, mine, found.name) for other in partners(mine, others, rules)]
    return Planned(mine.id, told, tuple(filter(None, offers)))


def finish_visit(unit: Unit, visit_id: str) -> None:
    """A planned or open visit was made: its findings are counted, its parties came. Raises `NotFound`, `Forbidden`, `Conflict`."""
    row = own(unit, visit_id, ("planned", "open"))
    today = unit.now.astimezone(SHANGHAI).date().isoformat()
    _keep(unit, row, {"state": "done", "day": min(row.day or today, today)})
    withdraw(unit, visit_id)


def cancel_visit(unit: Unit, visit_id: str, reason: str) -> None:
    """A plan is given up; offers that hang on it are withdrawn. Raises `NotFound`, `Forbidden`, `Conflict`, `Invalid` without a reason."""
    if not reason.strip() or len(reason) > LONGEST:
        raise Invalid(code="joint.invalid", fields={"reason": ["joint.reason"]})
    _keep(unit, own(unit, visit_id, ("planned",)), {"state": "cancelled", "cancelled": reason.strip()})
    withdraw(unit, visit_id)


def own(unit: Unit, visit_id: str, states: tuple[str, ...]) -> Row[Any]:
    """A visit without a case, locked, that the actor's unit leads. Raises `NotFound`, `Forbidden`, `Conflict`."""
    query = select(visit).where(visit.c.id == visit_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    if row is None:
        raise NotFound(code="record.not-found")
    require_unit(unit.actor, row.lead_unit)
    if row.root_id or row.state not in states:  # the visit of a case goes by its process
        raise Conflict(code="joint.visit-state", state=row.state)
    return row


def _keep(unit: Unit, row: Row[Any], news: dict[str, Any]) -> None:
    keep(unit, row.id, row.root_id, {**body_of(unit, row), **news}, row.object_id)
    unit.run(insert(record_event), [event_row(unit, "visits", row.id, "changed", {"state": {"before": row.state, "after": news["state"]}})])


def _object(unit: Unit, object_id: str) -> Row[Any]:
    """The object, locked: two departments that plan at the same moment must see each other."""
    query = select(regulated_object).where(regulated_object.c.id == object_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    if row is None:
        raise NotFound(code="record.not-found")
    if row.state == "closed":
        raise Invalid(code="joint.invalid", fields={"object": ["joint.object-closed"]})
    return row
