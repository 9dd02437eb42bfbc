"""Arm events: put watchers beside activities and scopes, compute due moments, subscribe."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from engine.execution.changes import NewSubscription
from engine.execution.clocks import due_of, law_of
from engine.execution.cycles import first_firing
from engine.execution.limits import KEY, short
from engine.execution.model import Event
from engine.execution.token import WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution
    from engine.execution.surroundings import Due

WATCHED = frozenset({"timer", "message", "signal", "conditional", "multiple"})  # error and escalation are looked up when they are thrown


def boundaries(execution: Execution, host: Token) -> None:
    """One watcher per boundary event that waits for time, a message or a signal."""
    for identity in host.task_spec.node.boundary:
        _watch(execution, host, identity)


def event_subprocesses(execution: Execution, scope: Token) -> None:
    """One watcher per event sub-process of the scope."""
    process = scope.task_spec.process
    for identity in scope.task_spec.node.event_subprocesses:
        for node in process.nodes.values():
            if node.scope == identity and node.kind == "startEvent":
                _watch(execution, scope, node.id)


def _watch(execution: Execution, host: Token, identity: str) -> None:
    spec = execution.members[host.instance_id].compiled.specs[identity]
    if spec.node.event is None or spec.node.event.kind not in WATCHED:
        return
    watcher = execution.spawn(spec, host, WATCH)
    arm(watcher, spec.node.event)


def arm(token: Token, event: Event, *, without: Collection[int] = ()) -> None:
    """Let the token wait for its event, or for each part of a multiple one; not for the parts `without`, which have happened."""
    for index, part in enumerate(event.parts):
        if index not in without:
            _arm_one(token, part, f"{token.key}#{index}")
    if not event.parts:
        _arm_one(token, event, token.key)


def part_of(identity: str) -> int:
    """Which definition of a multiple event a job or subscription belongs to."""
    return int(identity.rpartition("#")[2]) if "#" in identity else 0


def _arm_one(token: Token, event: Event, identity: str) -> None:
    """A job for time, a subscription for messages and signals, a look at every write for conditions."""
    execution = token.workflow
    node = token.task_spec.node
    if event.kind == "timer":
        _arm_timer(token, event, identity)
        return
    if event.kind == "conditional":
        execution._wait(token, "condition")
        token.note(fresh=True)
        execution.conditional = execution.conditions_new = True
        return
    key: str | None = None
    if event.key is not None:
        value = execution.value(event.key, token)
        key = None if value is None else str(value)
        short(token, "correlationKey", (key,), KEY)
    if event.kind == "message" and key is None:
        key = execution.members[token.instance_id].business_key or execution.members[execution.root_id].business_key
    execution._wait(token, event.kind)
    execution.changes.subscriptions.append(
        NewSubscription(identity, event.kind, _name(token, event, identity), key if event.kind == "message" else None, token.instance_id, token.key, node.id)
    )


def _name(token: Token, event: Event, identity: str) -> str:
    """The name of what is waited for; one that only the case knows is worked out now and remembered."""
    if event.naming is None:
        return event.name
    name: str = named(token, event)
    token.note(names={**token.doc.get("names", {}), identity: name})
    return name


def named(token: Token, event: Event) -> str:
    """The name of a message or signal as the case has it. Raises `ExecutionFailed` without one, or for one that is too long."""
    name: str = event.name if event.naming is None else token.workflow.value(event.naming, token)
    if not name:
        raise token.workflow.failed(token, "execution.no-name")
    short(token, "name", (name,), KEY)
    return name


def _arm_timer(token: Token, event: Event, identity: str) -> None:
    execution, timer = token.workflow, event.timer
    assert timer is not None
    value: Any = execution.value(timer.expression, token)
    now = execution.around.now
    cycle: dict[str, Any] = {}
    found: Due | None = None
    if timer.kind == "cycle":
        due, left = first_firing(value, now)
        cycle = {"cycle": value, "left": left}
    elif timer.kind == "duration":
        due = now + (value if isinstance(value, timedelta) else timedelta())
    else:
        found = due_of(token, value)
        due = value if found is None else found.at
    if due is None and cycle and token.role == WATCH:
        return  # a cycle that is over before it began: its activity goes on without it
    if due is None:
        raise execution.failed(token, "execution.no-due")
    execution._wait(token, "job")
    if identity == token.key:
        token.note(**cycle)
    elif cycle:  # one part of a multiple event
        token.note(cycles={**token.doc.get("cycles", {}), identity: cycle})
    execution.changes.jobs.append(execution.new_job(token, identity, "timer", due, payload(found)))


def payload(found: Due | None) -> dict[str, Any]:
    """What a job remembers of the clock of the law that gave its moment: it is counted again after the case was held."""
    law = None if found is None else law_of(found)
    return {} if law is None else {"law": law}
