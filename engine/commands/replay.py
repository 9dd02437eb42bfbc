"""An operator has a kept request sent again, with the key it had: the other side does it once, whoever asks how often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.commands.outward import LEASE
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.outward import Replay
from engine.domain.policy import Permission, require_right
from engine.store.sql import Row, and_, insert, or_, select, update
from engine.store.tables import destination, exchange
from engine.store.uow import Unit


def replay(unit: Unit, exchange_id: str, reason: str) -> str:
    """Have a request sent again; the id of the new exchange. The case does not move: this is for what the other side lost.

    Raises `NotFound`, `Invalid` without a reason, `Conflict` when what was sent is no longer kept or a replay waits already.
    """
    require_right(unit.actor, Permission.OPERATE)
    if not reason.strip():
        raise Invalid(code="exchange.reason", fields={"reason": ["required"]})
    row = unit.one(select(exchange).where(exchange.c.id == exchange_id))
    if row is None:
        raise NotFound(code="exchange.not-found")
    first = row.replay_of or row.id
    if not kept(row):
        raise Conflict(code="exchange.gone")
    if row.outcome in {"sending", "wanted"} or unit.one(select(exchange.c.id).where(exchange.c.replay_of == first, exchange.c.outcome.in_(["wanted", "sending"]))):
        raise Conflict(code="exchange.under-way")
    identity = Unit.new_id()
    values = {**row._mapping, "id": identity, "outcome": "wanted", "status": None, "answer": "", "error": "", "took_ms": 0, "task_id": None}
    values |= {"started_at": unit.now, "replay_of": first, "replay_by": unit.actor.account, "replay_reason": reason.strip()[:1000]}
    unit.run(insert(exchange).values(**values))
    return identity


def kept(row: Row[Any]) -> bool:
    """Whether what was sent is still there: the body, and an address that was not masked since (a star never stands in one that was sent)."""
    return (row.body is not None or row.method in {"GET", "DELETE"}) and "*" not in row.path


def wanted(unit: Unit, destinations: Sequence[str]) -> Replay | None:
    """The oldest replay that waits for one of the destinations; a look, `outward.begin` takes it."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    waits = or_(exchange.c.outcome == "wanted", and_(exchange.c.outcome == "sending", exchange.c.started_at < unit.now - LEASE))
    query = select(exchange).where(exchange.c.replay_of.is_not(None), waits, exchange.c.destination.in_(list(destinations)))
    row = unit.one(query.order_by(exchange.c.started_at, exchange.c.id).limit(1))
    return None if row is None else Replay(row.id, row.destination, row.topic, row.method, row.path, row.body, row.key)


def close(unit: Unit, name: str) -> None:
    """An operator knows that a destination is well again: its circuit closes at once."""
    require_right(unit.actor, Permission.OPERATE)
    if unit.run(update(destination).where(destination.c.name == name).values(state="closed", failures=0, retry_at=None)) != 1:
        raise NotFound(code="destination.not-found")


def forget(unit: Unit, before: datetime) -> int:
    """Drop what was sent before a moment, also what stood in its address; the masked record stays. Returns how many."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    clear = or_(exchange.c.body.is_not(None), exchange.c.path != exchange.c.shown_path)
    return unit.run(update(exchange).where(exchange.c.started_at < before, clear).values(body=None, path=exchange.c.shown_path))
