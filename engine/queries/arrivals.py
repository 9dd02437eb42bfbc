"""What came in: arrivals, messages nobody waits for, and how far each source has been read. Values are masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.inbound import Arrival, InboundCounts, Unmatched
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, plain
from engine.domain.work import Page
from engine.joint.masking import masked
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import Row, func, select
from engine.store.tables import arrival, message, source_cursor
from engine.store.uow import Unit


def listed(unit: Unit, *, source: str = "", state: str = "", cursor: str | None = None, limit: int = 25) -> Page[Arrival]:
    """Arrivals, newest first; of one source or state. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    query = select(arrival, message.c.outcome).outerjoin(message, message.c.id == arrival.c.id)
    for column, value in ((arrival.c.source, source), (arrival.c.state, state)):
        if value:
            query = query.where(column == value)
    if cursor:
        value, identity = unpack(cursor, "arrivals", 2)
        query = query.where(after(arrival.c.received_at, arrival.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(arrival.c.received_at.desc(), arrival.c.id.desc()).limit(min(limit, 200) + 1))
    shown = rows[:limit]
    more = pack("arrivals", [shown[-1].received_at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(_arrival(row) for row in shown), more)


def one(unit: Unit, arrival_id: str) -> Arrival:
    """One arrival. Raises `NotFound`, `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    row = unit.one(select(arrival, message.c.outcome).outerjoin(message, message.c.id == arrival.c.id).where(arrival.c.id == arrival_id))
    if row is None:
        raise NotFound(code="arrival.not-found")
    return _arrival(row)


def unmatched(unit: Unit, *, cursor: str | None = None, limit: int = 25) -> Page[Unmatched]:
    """Messages that wait for a case to ask for them, oldest first. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    query = select(message, arrival.c.source).outerjoin(arrival, arrival.c.id == message.c.id).where(message.c.outcome == "kept")
    if cursor:
        value, identity = unpack(cursor, "unmatched", 2)
        query = query.where(after(message.c.received_at, message.c.id, moment(value), identity, descending=False))
    rows = unit.rows(query.order_by(message.c.received_at, message.c.id).limit(min(limit, 200) + 1))
    shown = rows[:limit]
    more = pack("unmatched", [shown[-1].received_at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(Unmatched(row.id, row.name, row.key, covered(decode(row.data)), row.received_at, row.source or "") for row in shown), more)


def counts(unit: Unit) -> InboundCounts:
    """What an operator should look at. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    found = {row.state: row.many for row in unit.rows(
        select(arrival.c.state, func.count().label("many")).where(arrival.c.state.in_(["waiting", "failed"])).group_by(arrival.c.state),
    )}
    kept = unit.one(select(func.count().label("many")).select_from(message).where(message.c.outcome == "kept"))
    return InboundCounts(found.get("waiting", 0), found.get("failed", 0), kept.many if kept else 0)


def cursor_of(unit: Unit, source: str) -> str | None:
    """How far a source has been read; None before the first time."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    row = unit.one(select(source_cursor.c.cursor).where(source_cursor.c.source == source))
    return None if row is None else row.cursor


def covered(value: Any) -> Any:
    """A value with every text in it masked: an operator sees what kind of message it is, not whose."""
    if isinstance(value, Mapping):
        return {name: covered(item) for name, item in value.items()}
    if isinstance(value, list):
        return [covered(item) for item in value]
    return masked(value) if isinstance(value, str) else plain(value)


def _arrival(row: Row[Any]) -> Arrival:
    state = "done" if row.state == "kept" and row.outcome == "execution" else row.state  # a catch that opened later took it
    return Arrival(
        row.id, row.source, row.sender_id, row.name, row.key, row.business_key, covered(decode(row.data)), row.received_at, state, row.instance_id,
        row.tries, row.retry_at, row.error, row.decided_by, row.reason,
    )
