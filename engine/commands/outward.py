"""Calls to other systems: let out at the rate a destination bears, held back while its circuit is open, kept with their answers.

The state of a destination is a row, so that every worker on every machine sees the same circuit and shares one rate.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from engine.commands.audit import append, lock_case
from engine.commands.roots import Root
from engine.domain.errors import NotFound
from engine.domain.outward import Allowance, Ended, Held, Sending
from engine.domain.policy import Permission, require_right
from engine.store.sql import Row, and_, insert, or_, select, update
from engine.store.tables import destination, disclosure, exchange
from engine.store.uow import Unit
from engine.store.upsert import insert_once

MOST_TEXT = 20_000
#: A replay whose worker died is taken by another after this time.
LEASE = timedelta(seconds=120)


def begin(unit: Unit, sending: Sending, allowance: Allowance, *, exchange_id: str | None = None) -> str | Held:
    """Let a call out: the id of its exchange, kept as `sending`; or why not now. `exchange_id`: a replay that has its row already."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    row = _locked(unit, sending.destination)
    held = _circuit(unit, row, allowance) or _rate(unit, row, allowance)
    if held is not None:
        return held
    if exchange_id is not None:
        free = or_(exchange.c.outcome == "wanted", and_(exchange.c.outcome == "sending", exchange.c.started_at < unit.now - LEASE))
        taken = unit.run(update(exchange).where(exchange.c.id == exchange_id, free).values(outcome="sending", started_at=unit.now))
        return exchange_id if taken == 1 else Held("taken", 1)
    if sending.task_id is not None:  # an earlier try that never came back: its process ended, or its lease ran out
        unit.run(update(exchange).where(exchange.c.task_id == sending.task_id, exchange.c.outcome == "sending").values(outcome="lost"))
    identity = Unit.new_id()
    unit.run(insert(exchange).values(
        id=identity, destination=sending.destination, topic=sending.topic, method=sending.method, path=sending.path, body=sending.body,
        shown_path=sending.shown_path[:2000], shown=sending.shown[:MOST_TEXT], key=sending.key, attempt=sending.attempt, outcome="sending", status=None,
        answer="", error="", task_id=sending.task_id, root_id=sending.root_id, instance_id=sending.instance_id, element=sending.element,
        personal=json.dumps(sending.personal, ensure_ascii=False), purpose=sending.purpose, basis=sending.basis, started_at=unit.now, took_ms=0,
        replay_of=None, replay_by=None, replay_reason="",
    ))
    return identity


def finish(unit: Unit, exchange_id: str, ended: Ended, allowance: Allowance) -> None:
    """Keep how a call ended, move the circuit, and record personal data that was given. Late answers count like others."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    row = unit.one(select(exchange).where(exchange.c.id == exchange_id))
    if row is None:
        raise NotFound(code="exchange.not-found")
    place = _locked(unit, row.destination)
    unit.run(update(exchange).where(exchange.c.id == exchange_id).values(
        outcome=ended.outcome, status=ended.status, answer=ended.shown[:MOST_TEXT], error=ended.error[:4000], took_ms=ended.took_ms,
    ))
    _move(unit, place, ended, allowance)
    if row.personal != "[]" and ended.reached:
        _given(unit, row)


def _locked(unit: Unit, name: str) -> Row[Any]:
    query = select(destination).where(destination.c.name == name)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    if row is None:
        insert_once(unit, destination, {
            "name": name, "state": "closed", "failures": 0, "retry_at": None, "next_at": None, "calls": 0, "failed": 0, "last_ok_at": None,
            "last_failed_at": None, "last_error": "",
        })
        row = unit.one(query.with_for_update() if unit.postgres else query)
        assert row is not None
    return row


def _circuit(unit: Unit, row: Row[Any], allowance: Allowance) -> Held | None:
    """Open: nobody goes until `retry_at`; then one goes, and the next only after it came back or had its time."""
    if row.state == "closed":
        return None
    if row.retry_at is not None and row.retry_at > unit.now:
        return Held("open", _seconds(row.retry_at - unit.now))
    unit.run(update(destination).where(destination.c.name == row.name).values(
        state="half-open", retry_at=unit.now + timedelta(seconds=max(allowance.open_seconds, 120)),
    ))
    return None


def _rate(unit: Unit, row: Row[Any], allowance: Allowance) -> Held | None:
    """GCRA: one moment is all the state; `burst` calls may run ahead of the even rate. Another side's Retry-After is in it too."""
    interval = timedelta(microseconds=60_000_000 // allowance.per_minute) if allowance.per_minute else timedelta(0)
    due: datetime = max(row.next_at or unit.now, unit.now)
    ahead = due - unit.now - interval * (allowance.burst - 1)
    if ahead > timedelta(0):
        return Held("rate", _seconds(ahead))
    unit.run(update(destination).where(destination.c.name == row.name).values(next_at=due + interval, calls=row.calls + 1))
    return None


def _move(unit: Unit, row: Row[Any], ended: Ended, allowance: Allowance) -> None:
    values: dict[str, Any]
    if ended.throttled_seconds:  # 429 with Retry-After: alive, but wants a rest
        interval = timedelta(microseconds=60_000_000 // allowance.per_minute) if allowance.per_minute else timedelta(0)
        rest = unit.now + timedelta(seconds=ended.throttled_seconds) + interval * (allowance.burst - 1)
        values = {"next_at": max(row.next_at or rest, rest), "last_failed_at": unit.now, "last_error": ended.error[:2000]}
        if row.state == "half-open":
            values |= {"state": "closed", "failures": 0, "retry_at": None}
    elif ended.outcome == "failed":
        failures = row.failures + 1
        values = {"failures": failures, "failed": row.failed + 1, "last_failed_at": unit.now, "last_error": ended.error[:2000]}
        if row.state == "half-open" or failures >= allowance.failures:
            values |= {"state": "open", "retry_at": unit.now + timedelta(seconds=allowance.open_seconds)}
    else:
        values = {"state": "closed", "failures": 0, "retry_at": None, "last_ok_at": unit.now}
    unit.run(update(destination).where(destination.c.name == row.name).values(**values))


def _given(unit: Unit, row: Row[Any]) -> None:
    """Personal data went out: once per request, however often it is tried."""
    new = insert_once(unit, disclosure, {
        "id": f"{row.destination}:{row.key}"[:100], "destination": row.destination, "topic": row.topic, "root_id": row.root_id, "fields": row.personal,
        "purpose": row.purpose, "basis": row.basis, "at": unit.now,
    })
    if not new or row.root_id is None:
        return
    case = lock_case(unit, Root("case", row.root_id))
    detail = {"destination": row.destination, "fields": json.loads(row.personal), "purpose": row.purpose, "basis": row.basis}
    append(unit, case, row.instance_id or row.root_id, "data.given", row.element, detail)


def _seconds(span: timedelta) -> int:
    return max(1, -(-span // timedelta(seconds=1)))
