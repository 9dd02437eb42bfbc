"""Messages and signals as the dialect sends them: executions that wait, by what is known of them; else the start of a process.

Unlike `correlate`, nothing is kept: exactly one match, or the sender hears that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.commands.cases import open_case
from engine.commands.definitions import definition_row
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import JOB_TRIES, save
from engine.commands.start import start
from engine.domain.errors import Conflict, Fault, Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.domain.values import bare, encode, normalise
from engine.execution import deliver
from engine.execution.changes import Happened
from engine.store.sql import Row, Select, insert, or_, select
from engine.store.tables import instance, job, subscription, variable
from engine.store.uow import Unit


class NoMatch(Invalid):
    """Cannot correlate message '{name}': No process definition or execution matches the parameters."""

    code = "message.no-match"


class ManyMatches(Invalid):
    """Cannot correlate message '{name}': {count} executions match the correlation keys. Should be one or zero."""

    code = "message.many-matches"


@dataclass(frozen=True, slots=True)
class Post:
    """A message: its name, whom it is for, what it brings. `every` delivers it to all who wait."""

    name: str
    business_key: str | None = None
    instance_id: str | None = None
    keys: Mapping[str, Any] = field(default_factory=dict)
    local_keys: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    local_values: Mapping[str, Any] = field(default_factory=dict)
    every: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """Where it went: `kind` is execution or start."""

    kind: str
    instance_id: str
    execution_id: str | None


def receive(runtime: Runtime, unit: Unit, post: Post) -> tuple[Received, ...]:
    """Deliver. Raises `NoMatch`, `ManyMatches`, `Invalid` without a name, and what the model raises when it runs on."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    if not post.name:
        raise Invalid(code="message.name")
    waiting = unit.rows(_waiting(post).order_by(subscription.c.root_id, subscription.c.id))
    if len(waiting) > 1 and not post.every:
        raise ManyMatches(name=post.name, count=len(waiting))
    found = [_deliver(runtime, unit, row, post) for row in waiting]
    begins = unit.rows(_starts("message", post.name)) if (not waiting or post.every) and not (post.instance_id or post.local_keys) else []
    if not found and not begins:
        raise NoMatch(name=post.name)
    for begin in begins:
        definition = definition_row(unit, begin.definition_id)
        values = {**post.keys, **post.values, **post.local_values}
        started = start(runtime, unit, definition.key, values, business_key=post.business_key, at=begin.element, row=definition, checked=False, by=post.name)
        found.append(Received("start", started, None))
    return tuple(found)


def _waiting(post: Post) -> Select[Any]:
    query = (
        select(subscription).join(instance, instance.c.id == subscription.c.instance_id)
        .where(subscription.c.kind == "message", subscription.c.name == post.name, instance.c.state == "active")
    )
    if post.business_key is not None:
        query = query.where(or_(instance.c.business_key == post.business_key, subscription.c.key == post.business_key))
    if post.instance_id is not None:
        query = query.where(subscription.c.instance_id == post.instance_id)
    for scope, keys in ((subscription.c.instance_id, post.keys), (subscription.c.token_id, post.local_keys)):
        for name, value in keys.items():
            query = query.where(select(variable.c.name).where(
                variable.c.root_id == subscription.c.root_id, variable.c.scope_id == scope, variable.c.name == name,
                variable.c.value == encode(bare(normalise(value, name))), variable.c.gone.is_(None),
            ).exists())
    return query


def _starts(kind: str, name: str) -> Select[Any]:
    return select(subscription).where(subscription.c.kind == kind, subscription.c.name == name, subscription.c.definition_id.is_not(None))


def _deliver(runtime: Runtime, unit: Unit, row: Row[Any], post: Post) -> Received:
    case = open_case(runtime, unit, Root("case", row.root_id))
    token = case.execution.live.get(row.token_id)
    if token is None:
        raise NoMatch(name=post.name)
    for name, value in post.local_values.items():
        case.execution.variables.set_local(token, name, normalise(value, name))
    values = {name: normalise(value, name) for name, value in post.values.items()}
    deliver.trigger(case.execution, row.token_id, values, source=row.id)
    save(runtime, unit, case, Happened("message.received", row.instance_id, row.element, {"name": post.name, "data": values}))
    return Received("execution", str(row.instance_id), str(row.token_id))


def broadcast(runtime: Runtime, unit: Unit, name: str, values: Mapping[str, Any], execution_id: str | None = None) -> None:
    """A signal to all who wait and to all processes it starts; or to one execution. Nobody there is no error, except for the one.

    Each case has its own fate: where its model fails, a job tries again and becomes an incident; for the one execution the error is raised.
    """
    require_right(unit.actor, Permission.MESSAGE_SEND)
    if not name:
        raise Invalid(code="signal.name")
    query = select(subscription).where(subscription.c.kind == "signal", subscription.c.name == name, subscription.c.token_id.is_not(None))
    if execution_id is not None:
        query = query.where(subscription.c.token_id == execution_id)
    waiting: Sequence[Row[Any]] = unit.rows(query.order_by(subscription.c.root_id, subscription.c.id))
    if execution_id is not None and not waiting:
        raise NotFound(code="execution.not-found", id=execution_id)
    clean = {item: normalise(value, item) for item, value in values.items()}
    for row in waiting:
        try:
            case = open_case(runtime, unit, Root("case", row.root_id))
        except Conflict as moved_on:
            if execution_id is not None:
                raise
            if moved_on.code == "case.suspended":
                _later(unit, row, name, clean)
            continue
        if row.token_id not in case.execution.live:
            continue  # an earlier one of the same case interrupted it
        try:
            deliver.trigger(case.execution, row.token_id, clean, source=row.id)
        except Fault:  # of this case's model: no reason to keep the signal from the others; its job becomes its incident
            if execution_id is not None:
                raise
            _later(unit, row, name, clean)
            continue
        save(runtime, unit, case, Happened("signal.received", row.instance_id, row.element, {"name": name, "data": clean}))
    for begin in unit.rows(_starts("signal", name)) if execution_id is None else ():
        definition = definition_row(unit, begin.definition_id)
        try:
            start(runtime, unit, definition.key, clean, at=begin.element, row=definition, checked=False)
        except Fault:
            _later(unit, begin, name, clean)


def _later(unit: Unit, row: Row[Any], name: str, values: Mapping[str, Any]) -> None:
    """A signal for a case that is held reaches it when it goes on, as one from another case does; one that fails is tried again by a job."""
    begins = {"definition": row.definition_id} if row.token_id is None else {}
    unit.run(insert(job).values(
        id=Unit.new_id(), kind="start" if begins else "signal", root_id=row.root_id, instance_id=row.instance_id, token_id=row.token_id, element=row.element,
        payload=encode({"name": name, "subscription": row.id, "data": dict(values), **begins}), due_at=unit.now, created_at=unit.now, retries=JOB_TRIES, lease=None,
        lease_until=None, error=None, priority=0,
    ))


def signal_execution(runtime: Runtime, unit: Unit, execution_id: str, values: Mapping[str, Any]) -> None:
    """Continue a receive task or a catch that waits for a message, without its message. Raises `NotFound`, `Invalid`."""
    require_right(unit.actor, Permission.MESSAGE_SEND)
    row = unit.one(select(subscription).where(subscription.c.token_id == execution_id))
    if row is None:
        _trigger(runtime, unit, execution_id, values)
        return
    _deliver(runtime, unit, row, Post(row.name, values=values))


def _trigger(runtime: Runtime, unit: Unit, execution_id: str, values: Mapping[str, Any]) -> None:
    """Continue a receive task that has no message (dialect A1)."""
    try:
        case = open_case(runtime, unit, Root("token", execution_id))
    except NotFound as gone:
        raise NotFound(code="execution.not-waiting", id=execution_id) from gone
    token = case.execution.live.get(execution_id)
    if token is None or "trigger" not in token.doc.get("waits", ()):
        raise NotFound(code="execution.not-waiting", id=execution_id)
    node, clean = token.task_spec.node, {name: normalise(value, name) for name, value in values.items()}
    deliver.trigger(case.execution, execution_id, clean)
    save(runtime, unit, case, Happened("message.received", token.instance_id, node.id, {"name": node.name or node.id, "data": clean}))
