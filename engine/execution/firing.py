"""An armed event happened: continue where it waited, interrupt what it interrupts, arm again what repeats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.execution import compensation
from engine.execution.cycles import next_firing
from engine.execution.model import Node
from engine.execution.token import NODE, WATCH, Token


def fire(token: Token, data: Mapping[str, Any], *, due: datetime | None = None, part: int = 0) -> None:
    """Deliver a timer, message, signal or condition to the token that waits for it. `data` are the variables a message brings.

    A parallel multiple event waits until each of its parts has happened.
    """
    execution = token.workflow
    awaited = token.task_spec.node.event
    if awaited is not None and awaited.every:
        happened = sorted({*token.doc.get("happened", []), part})
        execution.variables.update(token.parent or token, data)
        token.note(happened=happened)
        if len(happened) < len(awaited.parts):
            if token.role == WATCH and not awaited.interrupting:
                _again(token, due, part)
            return
        token.note(happened=[])
    if token.role != WATCH:
        execution.variables.update(token, data)
        token.complete()
        return
    host = token.parent
    assert host is not None
    node = token.task_spec.node
    if host.task_spec.kind == "eventBasedGateway" and node.kind in {"intermediateCatchEvent", "receiveTask"}:
        _won(token, host, data)
        return
    execution.variables.update(host if node.kind == "startEvent" else (host.parent or host), data)
    event = node.event
    assert event is not None
    if not event.interrupting and token.id in execution.tasks:
        _again(token, due, part)
    caught(host, node)


def _won(watcher: Token, gateway: Token, data: Mapping[str, Any]) -> None:
    execution, scope, flow = watcher.workflow, gateway.parent, watcher.doc["flow"]
    assert scope is not None
    node = watcher.task_spec.node
    execution.variables.update(scope, data)
    gateway.task_spec.over(gateway)
    execution.activity_ended(gateway, canceled=True)
    execution.drop(gateway)
    execution.flow_taken(scope, flow)
    execution.enter(scope, node, flow, fired=True)


def caught(host: Token, node: Node) -> None:
    """Continue at a boundary event of `host`, or at an event sub-process in the scope `host`."""
    execution = host.workflow
    event = node.event
    assert event is not None
    if node.kind == "boundaryEvent":
        scope = host.parent
        assert scope is not None
        thrower = host.doc.get("undoes")
        if event.interrupting:
            execution.cancel(host)
        execution.enter(scope, node, fired=True)
        if event.interrupting and thrower is not None:
            compensation.handler_done(execution, thrower)  # a handler that is broken off is over: who waits for it goes on
        return
    if event.interrupting:
        for inner in list(host.inside):
            if inner.id in execution.tasks and not (inner.role == WATCH and inner.task_spec.node.kind == "boundaryEvent"):
                execution.cancel(inner)
    subprocess = host.task_spec.process.nodes[node.scope]
    member = execution.members[host.instance_id]
    token = execution.spawn(member.compiled.specs[subprocess.id], host, NODE)
    token.doc["start"] = node.id


def _again(watcher: Token, due: datetime | None, part: int) -> None:
    """A non-interrupting event stays armed: messages and signals as they are, a cycle until it is used up, other timers not."""
    execution = watcher.workflow
    event = watcher.task_spec.node.event
    assert event is not None
    if (event.parts[part] if event.parts else event).kind != "timer":
        return
    identity = f"{watcher.key}#{part}" if event.parts else watcher.key
    cycles = watcher.doc.get("cycles", {})
    kept, following = cycles.get(identity, {}) if event.parts else watcher.doc, None
    if "cycle" in kept and due is not None:
        following, left = next_firing(kept["cycle"], due, execution.around.now, kept.get("left"))
        watcher.note(**({"cycles": {**cycles, identity: {**kept, "left": left}}} if event.parts else {"left": left}))
    if following is not None:
        execution.changes.jobs.append(execution.new_job(watcher, identity, "timer", following))
    elif not event.parts:
        execution.drop(watcher)  # of a multiple event the other parts still wait
