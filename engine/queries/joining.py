"""Joint visits as people look at them: plans and offers of their units, one visit with what each department found, shares by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.policy import require_records_reader, speaks_for
from engine.domain.values import decode, plain
from engine.domain.work import Page
from engine.joint.standing import units_of, units_of_all
from engine.joint.together import MERGEABLE, Share, total
from engine.queries.cursors import after, pack, unpack
from engine.queries.kept import Kept, kept_row
from engine.store.sql import Row, func, or_, select
from engine.store.tables import case_record, offer_answer, regulated_object, visit, visit_offer, visit_party
from engine.store.uow import Unit
from engine.store.visibility import visible_root

MOST = 100
MONTHS = 12
OFTEN = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit said to an offer: "", accept or decline, with the reason, who and when; `mine`: the actor may answer for it."""

    unit: str
    answer: str
    reason: str
    at: datetime | None
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Two plans for one object that may become one visit on `day`, and what its units said."""

    id: str
    object_id: str
    name: str
    day: date
    state: str
    visit_id: str
    other_id: str
    created_at: datetime
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit with its object by name; `units` go, the lead first; `warnings` as planning told them; `against` why one goes all the same."""

    id: str
    object_id: str
    name: str
    units: tuple[str, ...]
    day: date | None
    source: str
    state: str
    warnings: tuple[Mapping[str, str], ...]
    against: str
    purpose: str
    merged_into: str
    of_case: str
    leads: bool
    findings: Mapping[str, tuple[Kept, ...]]


@dataclass(frozen=True, slots=True)
class Often:
    """An object that was or will be visited often this year."""

    object_id: str
    name: str
    visits: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Shares of the last twelve months, oldest first, and the objects visited most this year."""

    shares: tuple[Share, ...]
    total: Share
    often: tuple[Often, ...]


def offers(unit: Unit, *, open_only: bool) -> tuple[Offer, ...]:
    """Offers to the actor's units, newest first; who keeps every register sees all. Raises `Forbidden`."""
    require_records_reader(unit.actor)
    query = select(visit_offer, regulated_object.c.name).join(regulated_object, regulated_object.c.id == visit_offer.c.object_id)
    if not speaks_for(unit.actor, ""):
        homes = sorted({".".join(group.split(".")[:2]) for group in unit.actor.groups})
        query = query.where(visit_offer.c.id.in_(select(offer_answer.c.offer_id).where(offer_answer.c.unit.in_(homes))))
    if open_only:
        query = query.where(visit_offer.c.state == "open")
    return tuple(_offer(unit, row) for row in unit.rows(query.order_by(visit_offer.c.created_at.desc(), visit_offer.c.id).limit(MOST)))


def one_offer(unit: Unit, offer_id: str) -> Offer:
    """One offer. Raises `NotFound`, `Forbidden`."""
    require_records_reader(unit.actor)
    row = unit.one(
        select(visit_offer, regulated_object.c.name).join(regulated_object, regulated_object.c.id == visit_offer.c.object_id).where(visit_offer.c.id == offer_id)
    )
    if row is None:
        raise NotFound(code="joint.no-offer")
    return _offer(unit, row)


def _offer(unit: Unit, row: Row[Any]) -> Offer:
    rows = unit.rows(select(offer_answer).where(offer_answer.c.offer_id == row.id).order_by(offer_answer.c.unit))
    answers = tuple(Answer(item.unit, item.answer, item.reason, item.answered_at, item.answered_by, speaks_for(unit.actor, item.unit)) for item in rows)
    return Offer(row.id, row.object_id, row.name, date.fromisoformat(row.day), row.state, row.visit_id, row.other_id, row.created_at, answers)


def plans(unit: Unit, *, cursor: str | None = None, limit: int = 50) -> Page[Plan]:
    """A page of planned visits of the actor's units, earliest first; who keeps every register sees all. Raises `Forbidden`, `Invalid`."""
    require_records_reader(unit.actor)
    query = _visits().where(visit.c.state == "planned", visit.c.day.is_not(None))
    if not speaks_for(unit.actor, ""):
        homes = sorted({".".join(group.split(".")[:2]) for group in unit.actor.groups})
        query = query.where(or_(visit.c.lead_unit.in_(homes), visit.c.id.in_(select(visit_party.c.visit_id).where(visit_party.c.unit.in_(homes)))))
    if cursor:
        day, identity = unpack(cursor, "plans", 2)
        query = query.where(after(visit.c.day, visit.c.id, str(day), str(identity)))
    rows = unit.rows(query.order_by(visit.c.day, visit.c.id).limit(min(limit, MOST) + 1))
    shown = rows[:limit]
    going = units_of_all(unit, shown)
    return Page(tuple(_plan(unit, row, going[row.id], {}) for row in shown), pack("plans", [shown[-1].day, shown[-1].id]) if len(rows) > limit else None)


def one_visit(unit: Unit, visit_id: str) -> Plan:
    """One visit with what each department found. Raises `NotFound`, `Forbidden`."""
    require_records_reader(unit.actor)
    row = unit.one(_visits().where(visit.c.id == visit_id))
    if row is None:
        raise NotFound(code="record.not-found")
    found: dict[str, list[Kept]] = {}
    seen = or_(visible_root(unit.actor, case_record.c.root_id), case_record.c.root_id == "").label("seen")
    rows = unit.rows(
        select(case_record, seen).where(case_record.c.kind == "finding", case_record.c.subject == row.object_id, case_record.c.parent == visit_id)
        .order_by(case_record.c.day, case_record.c.id).limit(MOST)
    )
    for item in rows:
        found.setdefault(item.unit or "", []).append(kept_row(item))
    return _plan(unit, row, units_of(unit, row), {name: tuple(items) for name, items in found.items()})


def _visits() -> Any:
    return select(visit, regulated_object.c.name).join(regulated_object, regulated_object.c.id == visit.c.object_id, isouter=True)


def _plan(unit: Unit, row: Row[Any], units: Sequence[str], findings: Mapping[str, tuple[Kept, ...]]) -> Plan:
    body = plain(decode(row.body))
    return Plan(
        row.id, row.object_id, row.name or row.object_id, tuple(units), date.fromisoformat(row.day) if row.day else None, row.source, row.state,
        tuple(body.get("warnings") or ()), str(body.get("againstWarnings") or ""), str(body.get("purpose") or ""), str(body.get("mergedInto") or ""), row.root_id,
        speaks_for(unit.actor, row.lead_unit), findings,
    )


def overview(unit: Unit, today: date) -> Overview:
    """Visits that were made, by month; an object counts what was made and what is planned this year. Raises `Forbidden`."""
    require_records_reader(unit.actor)
    months = _months(today)
    month = func.substr(visit.c.day, 1, 7).label("month")
    visits, bodies = func.count().label("visits"), func.sum(visit.c.bodies).label("bodies")
    made = [visit.c.state == "done", visit.c.day >= f"{months[0]}-01", visit.c.day < f"{months[-1]}-32"]
    every = {row.month: int(row.visits) for row in unit.rows(select(month, visits).where(*made).group_by(month))}
    joint = {
        row.month: (int(row.visits), int(row.bodies) - int(row.visits))
        for row in unit.rows(select(month, visits, bodies).where(*made, visit.c.bodies > 1).group_by(month))
    }
    count = func.count().label("times")
    often = unit.rows(
        select(visit.c.object_id, regulated_object.c.name, count).join(regulated_object, regulated_object.c.id == visit.c.object_id)
        .where(visit.c.state.in_(("planned", "open", "done")), visit.c.source.in_(sorted(MERGEABLE)), visit.c.day >= f"{today.year}-01-01", visit.c.day <= f"{today.year}-12-31")
        .group_by(visit.c.object_id, regulated_object.c.name).having(func.count() > 1).order_by(count.desc(), visit.c.object_id).limit(OFTEN)
    )
    shares = tuple(Share(name, every.get(name, 0), *joint.get(name, (0, 0))) for name in months)
    return Overview(
        shares, total(shares), tuple(Often(row.object_id, row.name, int(row.times)) for row in often),
    )


def _months(today: date) -> list[str]:
    """The last twelve, this one last, as YYYY-MM."""
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(last - MONTHS + 1, last + 1)]
