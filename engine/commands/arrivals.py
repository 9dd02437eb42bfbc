"""What other systems send: stored once in the sender's transaction, delivered afterwards, tried again, ended by a person.

An arrival that is acknowledged is in the table; whether a case could take it is a second transaction. So a crash between the two
loses nothing, and a case that cannot go on never makes a sender believe that the message was not received.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from engine.commands.correlate import correlate, deliver_to
from engine.commands.runtime import Runtime
from engine.domain.errors import Conflict, Invalid, NotFound, Place
from engine.domain.inbound import Accepted, Incoming
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, encode, normalise
from engine.domain.work import Correlated
from engine.store.sql import Row, or_, select, update
from engine.store.tables import arrival, instance, message, source_cursor, subscription
from engine.store.uow import Unit
from engine.store.upsert import insert_once, upsert

#: After each failed try to deliver; after the last an operator decides.
PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
MOST_AT_ONCE = 1000
HELD = "case.suspended"


class SenderIdWrong(Invalid):
    """The id of a message has 1 to 255 characters."""

    code = "arrival.sender-id"


class NobodyWaits(Invalid):
    """Nothing in {case} waits for the message {name}."""

    code = "arrival.nobody-waits"


class ReasonMissing(Invalid):
    """Say why the message is discarded."""

    code = "arrival.reason"


def identity(source: str, sender_id: str) -> str:
    """The id of an arrival: the same for every repeat of one message of one source."""
    return hashlib.sha256(f"{source}\0{sender_id}".encode()).hexdigest()


def accept(unit: Unit, source: str, incoming: Sequence[Incoming], cursor: str | None = None) -> tuple[Accepted, ...]:
    """Store messages of a source, and how far it has been read, all or nothing. Raises `Invalid` for values no variable can hold."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    if len(incoming) > MOST_AT_ONCE:
        raise Invalid(code="arrival.many", most=MOST_AT_ONCE)
    found = tuple(_stored(unit, source, item) for item in incoming)
    if cursor is not None:
        upsert(unit, source_cursor, [{"source": source, "cursor": cursor, "read_at": unit.now}])
    return found


def _stored(unit: Unit, source: str, item: Incoming) -> Accepted:
    if not 1 <= len(item.sender_id) <= 255:
        raise SenderIdWrong(place=Place(field="id"))
    values = {name: normalise(value, name) for name, value in item.data.items()}
    row = {
        "id": identity(source, item.sender_id), "source": source, "sender_id": item.sender_id, "name": item.name, "key": item.key,
        "business_key": item.business_key, "data": encode(values), "received_at": unit.now, "state": "failed" if item.refused else "waiting" if item.name else "ignored",
        "instance_id": None, "tries": 0, "retry_at": None, "error": item.refused[:4000], "decided_by": "", "reason": "",
    }
    return Accepted(identity(source, item.sender_id), insert_once(unit, arrival, row))


def due(unit: Unit, limit: int) -> tuple[str, ...]:
    """Arrivals to deliver now, oldest first."""
    query = select(arrival.c.id).where(arrival.c.state == "waiting", or_(arrival.c.retry_at.is_(None), arrival.c.retry_at <= unit.now))
    return tuple(row.id for row in unit.rows(query.order_by(arrival.c.received_at, arrival.c.id).limit(limit)))


def deliver(runtime: Runtime, unit: Unit, arrival_id: str) -> Correlated | None:
    """Hand one waiting arrival to the case that waits for it; None when somebody else did. Raises what the case raises."""
    mine = unit.run(update(arrival).where(arrival.c.id == arrival_id, arrival.c.state == "waiting").values(state="done", retry_at=None, error=""))
    if mine != 1:
        return None
    row = _row(unit, arrival_id)
    outcome = correlate(runtime, unit, row.name, key=row.key, business_key=row.business_key, data=decode(row.data), message_id=row.id)
    state = "kept" if outcome.outcome == "kept" else "done"
    unit.run(update(arrival).where(arrival.c.id == arrival_id).values(state=state, instance_id=outcome.instance_id))
    return outcome


def failed(unit: Unit, arrival_id: str, error: str) -> None:
    """Note a try that failed; after the last one the arrival waits for an operator. A case that is held costs no try: it goes on one day."""
    row = _row(unit, arrival_id)
    if error == HELD:
        held = update(arrival).where(arrival.c.id == arrival_id, arrival.c.state == "waiting")
        unit.run(held.values(error=error, retry_at=unit.now + PAUSES[1]))
        return
    last = row.tries >= len(PAUSES)
    unit.run(update(arrival).where(arrival.c.id == arrival_id, arrival.c.state == "waiting").values(
        tries=row.tries + 1, error=error[:4000], state="failed" if last else "waiting", retry_at=None if last else unit.now + PAUSES[row.tries],
    ))


def retry(unit: Unit, arrival_id: str) -> None:
    """Try a failed arrival again from the start. Raises `Conflict` when it did not fail."""
    require_right(unit.actor, Permission.OPERATE)
    if unit.run(update(arrival).where(arrival.c.id == arrival_id, arrival.c.state == "failed", arrival.c.name != "").values(
        state="waiting", tries=0, retry_at=None, decided_by=unit.actor.account,
    )) != 1:
        _row(unit, arrival_id)
        raise Conflict(code="arrival.moved-on")


def assign(runtime: Runtime, unit: Unit, message_id: str, case: str) -> Correlated:
    """Hand an unmatched message to a case (its number or id) that waits for it. Raises `NobodyWaits`, `Conflict` when it is gone."""
    require_right(unit.actor, Permission.OPERATE)
    row = _kept(unit, message_id)
    roots = select(instance.c.root_id).where(or_(instance.c.business_key == case, instance.c.id == case))
    waiting = unit.one(select(subscription).where(
        subscription.c.kind == "message", subscription.c.name == row.name, subscription.c.token_id.is_not(None), subscription.c.root_id.in_(roots),
    ).limit(1))
    if waiting is None:
        raise NobodyWaits(case=case, name=row.name, place=Place(field="case"))
    _end(unit, message_id, "execution", "done", f"→ {case}")
    instance_id = deliver_to(runtime, unit, waiting, row.name, decode(row.data), row.id)
    if instance_id is None:
        raise NobodyWaits(case=case, name=row.name, place=Place(field="case"))
    unit.run(update(message).where(message.c.id == message_id).values(instance_id=instance_id))
    unit.run(update(arrival).where(arrival.c.id == message_id).values(instance_id=instance_id))
    return Correlated("execution", instance_id)


def discard(unit: Unit, identity: str, reason: str) -> None:
    """End an unmatched message or a failed arrival, with a reason. Raises `Conflict` when it is gone."""
    require_right(unit.actor, Permission.OPERATE)
    if not reason.strip():
        raise ReasonMissing(place=Place(field="reason"))
    if unit.run(update(arrival).where(arrival.c.id == identity, arrival.c.state == "failed").values(
        state="discarded", decided_by=unit.actor.account, reason=reason.strip()[:1000],
    )) == 1:
        return
    _kept(unit, identity)
    _end(unit, identity, "discarded", "discarded", reason.strip()[:1000])


def expire(unit: Unit, before: datetime) -> int:
    """End unmatched messages that came before `before`: nobody waits for them any more. Returns how many."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    old = select(message.c.id).where(message.c.outcome == "kept", message.c.received_at < before)
    unit.run(update(arrival).where(arrival.c.id.in_(old)).values(state="discarded", reason="expired"))
    return unit.run(update(message).where(message.c.outcome == "kept", message.c.received_at < before).values(outcome="expired"))


def _end(unit: Unit, message_id: str, outcome: str, state: str, reason: str) -> None:
    if unit.run(update(message).where(message.c.id == message_id, message.c.outcome == "kept").values(outcome=outcome)) != 1:
        raise Conflict(code="arrival.moved-on")
    unit.run(update(arrival).where(arrival.c.id == message_id).values(state=state, decided_by=unit.actor.account, reason=reason))


def _row(unit: Unit, arrival_id: str) -> Row[Any]:
    row = unit.one(select(arrival).where(arrival.c.id == arrival_id))
    if row is None:
        raise NotFound(code="arrival.not-found")
    return row


def _kept(unit: Unit, message_id: str) -> Row[Any]:
    row = unit.one(select(message).where(message.c.id == message_id))
    if row is None:
        raise NotFound(code="arrival.not-found")
    if row.outcome != "kept":
        raise Conflict(code="arrival.moved-on")
    return row
