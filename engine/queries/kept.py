"""Records of cases as people see them: findings, orders, penalties and the like; what they say only with the right to see their case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.actor import Actor
from engine.domain.errors import Invalid, NotFound
from engine.domain.policy import require_records_reader
from engine.domain.values import decode, plain
from engine.domain.work import Page
from engine.joint.credit_code import wrong
from engine.joint.fields import storable
from engine.joint.kept import INNER, OPEN
from engine.queries.cursors import after, pack, unpack
from engine.store.sql import ColumnElement, Row, exists, func, or_, select
from engine.store.tables import case_record, regulated_object
from engine.store.uow import Unit
from engine.store.visibility import visible_root

FILTERS = ("state", "unit", "area_code", "matter", "subject")
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a case. `seen` says whether the actor may see the case; else title is "" and body empty. Days are ISO texts."""

    kind: str
    id: str
    root_id: str
    subject: str
    title: str
    state: str
    unit: str
    area_code: str
    matter: str
    number: str
    day: str
    due_day: str
    synthetic: bool
    seen: bool
    body: Mapping[str, Any]


def may_know(actor: Actor) -> ColumnElement[bool]:
    """Rows that may be listed: kinds open to the office, and whatever belongs to a case the actor may see."""
    return or_(case_record.c.kind.in_(sorted(OPEN)), visible_root(actor, case_record.c.root_id))


def registered() -> ColumnElement[bool]:
    """Rows about an object of the register."""
    return exists().where(regulated_object.c.id == case_record.c.subject)


def listed(
    unit: Unit, kind: str, *, q: str = "", filters: Mapping[str, str] | None = None, since: str = "", until: str = "", cursor: str | None = None, limit: int = 25,
    count: bool = False,
) -> Page[Kept]:
    """One page of a kind, newest day first; `since` and `until` bound the day. Raises `Forbidden`, `Invalid`, `NotFound` for inner kinds."""
    require_records_reader(unit.actor)
    if kind in INNER:
        raise NotFound(code="record.not-found")
    if not 1 <= limit <= MAX_LIMIT:
        raise Invalid(code="record.limit", limit=limit)
    if not storable(kind, q, since, until, *(filters or {}).values()):
        return Page((), None, 0)
    fits = [case_record.c.kind == kind, may_know(unit.actor)]
    fits += [case_record.c[name] == value for name, value in (filters or {}).items() if name in FILTERS and value]
    fits += [case_record.c.day >= since] if since else []
    fits += [case_record.c.day <= until] if until else []
    seen = visible_root(unit.actor, case_record.c.root_id)
    for word in q.split()[:8]:
        number = or_(*(case_record.c[name].contains(word[:100], autoescape=True) for name in ("number", "id", "subject")))
        fits.append(or_(number, seen & case_record.c.title.contains(word[:100], autoescape=True)))
    total = None
    if count:
        row = unit.one(select(func.count()).select_from(case_record).where(*fits))
        total = int(row[0]) if row else 0
    query = select(case_record, or_(seen, case_record.c.root_id == "").label("seen"), registered().label("known")).where(*fits)
    if cursor:
        value, identity = unpack(cursor, f"kept{kind}", 2)
        query = query.where(after(case_record.c.day, case_record.c.id, value, identity, descending=True))
    rows = unit.rows(query.order_by(case_record.c.day.desc().nulls_last(), case_record.c.id.desc()).limit(limit + 1))
    shown = rows[:limit]
    more = pack(f"kept{kind}", [shown[-1].day, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(kept_row(row) for row in shown), more, total)


def states(unit: Unit, kind: str) -> tuple[str, ...]:
    """The states that records of a kind are in, as far as the actor may know of them. Raises `Forbidden`."""
    require_records_reader(unit.actor)
    if kind in INNER or not storable(kind):
        return ()
    rows = unit.rows(select(case_record.c.state).where(case_record.c.kind == kind, case_record.c.state.is_not(None), may_know(unit.actor)).distinct().order_by(case_record.c.state))
    return tuple(row.state for row in rows if row.state)


def one(unit: Unit, kind: str, identity: str) -> Kept:
    """One record. Raises `NotFound` for one that the actor may not know of, `Forbidden`."""
    require_records_reader(unit.actor)
    if not storable(kind, identity):
        raise NotFound(code="record.not-found")
    seen = or_(visible_root(unit.actor, case_record.c.root_id), case_record.c.root_id == "")
    row = unit.one(select(case_record, seen.label("seen"), registered().label("known")).where(case_record.c.kind == kind, case_record.c.id == identity, case_record.c.kind.not_in(sorted(INNER)), may_know(unit.actor)))
    if row is None:
        raise NotFound(code="record.not-found")
    return kept_row(row)


def kept_row(row: Row[Any]) -> Kept:
    """A row, with what the actor may read of it: whom it is about is told of registered objects and organisations only."""
    told = row.seen or row.known or not wrong(row.subject)
    return Kept(
        row.kind, row.id, row.root_id, row.subject if told else "", (row.title or "") if row.seen else "", row.state or "", row.unit or "", row.area_code or "", row.matter or "",
        row.number or "", row.day or "", row.due_day or "", row.synthetic is True, bool(row.seen), plain(decode(row.body)) if row.seen else {},
    )
