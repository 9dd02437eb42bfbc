"""Offers of joint visits: made when plans meet, answered by every unit concerned, and the two visits made one when all accept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands.registers import event_row
from engine.commands.remind import tell_members
from engine.commands.visits import keep
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.policy import require_unit
from engine.joint.standing import body_of, going, units_of
from engine.joint.together import Going, outcome
from engine.store.sql import Row, insert, or_, select, update
from engine.store.tables import offer_answer, record_event, regulated_object, visit, visit_offer
from engine.store.uow import Unit

LONGEST = 500


def offer(unit: Unit, stays: Going, joins: Going, name: str) -> str | None:
    """Offer the units of both plans one visit, on the day of the older plan; its id, None when this pair was offered before."""
    pair = {stays.id, joins.id}
    if unit.one(select(visit_offer.c.id).where(visit_offer.c.visit_id.in_(pair), visit_offer.c.other_id.in_(pair))) is not None:
        return None
    identity, units = Unit.new_id(), list(dict.fromkeys([*stays.units, *joins.units]))
    unit.run(insert(visit_offer), [{
        "id": identity, "object_id": _object_of(unit, stays.id), "visit_id": stays.id, "other_id": joins.id, "day": stays.day.isoformat(), "state": "open",
        "created_at": unit.now, "created_by": unit.actor.account, "closed_at": None,
    }])
    unit.run(insert(offer_answer), [
        {"offer_id": identity, "unit": asked, "answer": "", "reason": "", "answered_at": None, "answered_by": ""} for asked in units
    ])
    _tell(unit, "joint-offer", identity, units, {"name": name, "day": stays.day.isoformat()})
    return identity


def answer_offer(unit: Unit, offer_id: str, unit_id: str, *, accept: bool, reason: str = "") -> str:
    """Accept or decline for a unit that was asked; how the offer stands then: open, agreed or declined.

    Raises `NotFound`, `Forbidden`, `Conflict` when it is closed or a plan is gone, `Invalid` for a decline without a reason.
    """
    query = select(visit_offer).where(visit_offer.c.id == offer_id)
    found = unit.one(query.with_for_update() if unit.postgres else query)
    asked = {row.unit: row for row in unit.rows(select(offer_answer).where(offer_answer.c.offer_id == offer_id))}
    if found is None or unit_id not in asked:
        raise NotFound(code="joint.no-offer")
    require_unit(unit.actor, unit_id)
    if found.state != "open":
        raise Conflict(code="joint.offer-closed", state=found.state)
    if len(reason) > LONGEST or not (accept or reason.strip()):
        raise Invalid(code="joint.invalid", fields={"reason": ["joint.reason"]})
    word = "accept" if accept else "decline"
    unit.run(update(offer_answer).where(offer_answer.c.offer_id == offer_id, offer_answer.c.unit == unit_id).values(
        answer=word, reason=reason.strip(), answered_at=unit.now, answered_by=unit.actor.account,
    ))
    state = outcome(asked, {name: word if name == unit_id else row.answer for name, row in asked.items()})
    if state != "open":
        _close(unit, offer_id, state)
        name = _name_of(unit, found.object_id)
        if state == "agreed":
            _merge(unit, found, name)
        _tell(unit, f"joint-{state}", offer_id, list(asked), {"name": name, "day": found.day, "reason": reason.strip()})
    return state


def withdraw(unit: Unit, visit_id: str) -> None:
    """Offers that hang on a visit that is no longer a plan are open no more."""
    unit.run(update(visit_offer).where(_touching(visit_id), visit_offer.c.state == "open").values(state="withdrawn", closed_at=unit.now))


def _merge(unit: Unit, found: Row[Any], name: str) -> None:
    """The visit that stays gets the units of the other; the other says where it went; what was offered to the other is offered to the one."""
    query = select(visit).where(visit.c.id.in_((found.visit_id, found.other_id))).order_by(visit.c.id)
    rows = {row.id: row for row in unit.rows(query.with_for_update() if unit.postgres else query)}
    stays, joins = rows[found.visit_id], rows[found.other_id]
    if stays.state != "planned" or joins.state != "planned":
        raise Conflict(code="joint.plan-gone")
    others = unit.rows(select(visit_offer).where(_touching(joins.id), visit_offer.c.state == "open"))
    units = list(dict.fromkeys([*units_of(unit, stays), *units_of(unit, joins)]))
    body, gone = body_of(unit, stays), body_of(unit, joins)
    keep(unit, stays.id, stays.root_id, {**body, "participatingGroups": units, "joined": [*body.get("joined", []), joins.id]}, stays.object_id)
    keep(unit, joins.id, joins.root_id, {**gone, "state": "merged", "mergedInto": stays.id}, joins.object_id)
    unit.run(insert(record_event), [
        event_row(unit, "visits", stays.id, "changed", {"joined": joins.id}), event_row(unit, "visits", joins.id, "changed", {"mergedInto": stays.id}),
    ])
    withdraw(unit, joins.id)
    for item in others:
        _again(unit, stays.id, item.visit_id if item.other_id == joins.id else item.other_id, units, name)


def _again(unit: Unit, stays_id: str, other_id: str, units: list[str], name: str) -> None:
    """Offer the merged visit to a third plan that was offered one of the two."""
    row = unit.one(select(visit).where(visit.c.id == other_id))
    kept = unit.one(select(visit).where(visit.c.id == stays_id))
    if row is not None and kept is not None and row.state == "planned" and row.id != stays_id and row.day and kept.day:
        from_row = going(unit, row)
        if not set(from_row.units) & set(units):
            offer(unit, going(unit, kept), from_row, name)


def _touching(visit_id: str) -> Any:
    return or_(visit_offer.c.visit_id == visit_id, visit_offer.c.other_id == visit_id)


def _close(unit: Unit, offer_id: str, state: str) -> None:
    unit.run(update(visit_offer).where(visit_offer.c.id == offer_id).values(state=state, closed_at=unit.now))


def _object_of(unit: Unit, visit_id: str) -> str:
    row = unit.one(select(visit.c.object_id).where(visit.c.id == visit_id))
    return row.object_id if row is not None else ""


def _name_of(unit: Unit, object_id: str) -> str:
    row = unit.one(select(regulated_object.c.name).where(regulated_object.c.id == object_id))
    return row.name if row is not None else object_id


def _tell(unit: Unit, template: str, offer_id: str, units: list[str], params: Mapping[str, str]) -> None:
    for asked in units:
        tell_members(unit, asked, template, {**params, "units": "、".join(units)}, f"{template}/{offer_id}/{asked}")
