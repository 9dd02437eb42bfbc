"""Messages from outside: to the one that waits, else a start, else kept until its catch opens. Each message id counts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands.cases import open_case
from engine.commands.definitions import definition_row
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import delivery, meet, save
from engine.commands.start import start
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, encode, normalise
from engine.domain.work import Correlated
from engine.execution import deliver
from engine.execution.changes import Happened
from engine.execution.limits import KEY
from engine.store.sql import Row, select, update
from engine.store.tables import job, message, subscription
from engine.store.uow import Unit
from engine.store.upsert import insert_once, insert_rows


def correlate(
    runtime: Runtime, unit: Unit, name: str, *, key: str | None, business_key: str | None, data: Mapping[str, Any], message_id: str | None,
) -> Correlated:
    """Deliver a message by name and key (the correlation key of the catch, or the business key). See the module."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    values = {item: normalise(value, item) for item, value in data.items()}
    for what, text in (("message name", name), ("correlation key", key), ("business key", business_key)):
        if text is not None and len(text) > KEY:
            raise Invalid(code="value.too-long", what=what, limit=KEY)
    identity = message_id or Unit.new_id()
    row = {"id": identity, "name": name, "key": key or business_key, "data": encode(values), "received_at": unit.now, "outcome": "execution", "instance_id": None}
    if not insert_once(unit, message, row):
        return Correlated("duplicate")
    waiting = _waiting(unit, name, key, business_key)
    reached = None if waiting is None else deliver_to(runtime, unit, waiting, name, values, identity)
    if waiting is not None and reached is None:
        waiting = _waiting(unit, name, key, business_key)  # it moved on while this waited for its case: who waits by now?
    if reached is not None:
        outcome = Correlated("execution", reached)
    elif waiting is not None:
        outcome = _by_job(unit, identity, waiting)
    else:
        begin = unit.one(select(subscription).where(
            subscription.c.kind == "message", subscription.c.name == name, subscription.c.definition_id.is_not(None),
        ))
        if begin is None:  # kept only now: a catch that opens behind the one it was delivered to must not take it a second time
            return keep(unit, identity, name, key or business_key)
        definition = definition_row(unit, begin.definition_id)
        started = start(
            runtime, unit, definition.key, values, business_key=business_key, at=begin.element, row=definition, checked=False, by=name, correlation=key,
        )
        outcome = Correlated("start", started)
    unit.run(update(message).where(message.c.id == identity).values(outcome=outcome.outcome, instance_id=outcome.instance_id))
    return outcome


def keep(unit: Unit, identity: str, name: str, key: str | None) -> Correlated:
    """Nobody was found who waits: keep the message for a catch that opens later.

    Looked at once more behind those who were just about to wait; to the first of them a job brings it, since their case may not be locked from here.
    """
    meet(unit, [(name, key)])
    waiting = unit.one(
        select(subscription).where(subscription.c.kind == "message", subscription.c.name == name, subscription.c.key == key, subscription.c.token_id.is_not(None))
        .order_by(subscription.c.created_at, subscription.c.id).limit(1)
    )
    outcome = Correlated("kept") if waiting is None else _by_job(unit, identity, waiting)
    unit.run(update(message).where(message.c.id == identity).values(outcome=outcome.outcome, instance_id=outcome.instance_id))
    return outcome


def _by_job(unit: Unit, identity: str, waiting: Row[Any]) -> Correlated:
    insert_rows(unit, job, [delivery(unit, identity, waiting, waiting.root_id)])
    return Correlated("execution", waiting.instance_id)

def _waiting(unit: Unit, name: str, key: str | None, business_key: str | None) -> Row[Any] | None:
    """The one that waits for the name and one of the keys; a message without any key goes to whoever waits for its name, if that is one."""
    keys = [item for item in (key, business_key) if item is not None]
    query = select(subscription).where(subscription.c.kind == "message", subscription.c.name == name, subscription.c.token_id.is_not(None))
    if keys:
        query = query.where(subscription.c.key.in_(keys))
    found = unit.rows(query.limit(2))
    if len(found) > 1:
        raise Conflict(code="message.ambiguous", name=name)
    return found[0] if found else None


def deliver_to(runtime: Runtime, unit: Unit, waiting: Row[Any], name: str, values: dict[str, Any], identity: str) -> str | None:
    """Hand a message to the subscription that waits for it and let its case run; returns the process instance.

    None when it moved on while this waited for its case (a timer was quicker, the case ended). Raises `Conflict` when the case is held."""
    try:
        case = open_case(runtime, unit, Root("case", waiting.root_id))
    except Conflict as moved_on:
        if moved_on.code != "case.ended":
            raise
        return None
    if waiting.token_id not in case.execution.live:
        return None
    deliver.trigger(case.execution, waiting.token_id, values, source=waiting.id)
    detail = {"name": name, "message": identity, "data": values}
    save(runtime, unit, case, Happened("message.received", waiting.instance_id, waiting.element, detail))
    return str(waiting.instance_id)


def kept_data(unit: Unit, message_id: str) -> tuple[str, dict[str, Any]]:
    """Name and variables of a kept message, for the job that delivers it."""
    row = unit.one(select(message).where(message.c.id == message_id))
    if row is None:
        raise NotFound(code="message.not-found")
    return row.name, decode(row.data)
