"""Errors, escalations and signals: find who catches, nearest scope first (clause 13.5.4-13.5.6, dialect A5)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from engine.execution import compensation, multi
from engine.execution.changes import Happened
from engine.execution.firing import caught, fire
from engine.execution.model import Node
from engine.execution.token import BODY, INNER, NODE, PROCESS, WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution

SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})


def error(token: Token, code: str | None, message: str) -> None:
    """Throw a BPMN error from `token`. Uncaught, the path ends as at a plain end event."""
    execution = token.workflow
    execution.changes.events.append(Happened("error.thrown", token.instance_id, token.task_spec.node.id, {"code": code, "message": message}))
    at: Token | None = token
    inside: str | None = None  # an error event sub-process does not catch its own errors
    while at is not None:
        found = _catcher("error", at, code, inside)
        if found is not None:
            node, host = found
            _set_caught(node, host, code, message)
            caught(host, node)
            return
        inside = at.task_spec.node.id if at.task_spec.node.triggered_by_event else None
        if at.role == PROCESS and at.parent is not None:
            at.parent.task_spec.returned(at.parent, at)
        at = at.parent
    if token.id in execution.tasks:
        token.task_spec.over(token)
    if token.role == INNER:
        multi.member_done(token)  # its path ends; the other members are still to come
        return
    scope = token.parent
    if token.id in execution.tasks:
        execution.activity_ended(token, uncaught=True)
        execution.drop(token)
    if "undoes" in token.doc:  # a compensation handler: it is over, and who waits for it goes on
        compensation.handler_done(execution, token.doc["undoes"])
    elif scope is not None:
        execution.settle(scope)


def escalation(token: Token, code: str | None) -> bool | None:
    """Throw an escalation; uncaught it is ignored. None when an interrupting catch took the thrower with it."""
    execution = token.workflow
    execution.changes.events.append(Happened("escalation.thrown", token.instance_id, token.task_spec.node.id, {"code": code}))
    at: Token | None = token
    inside: str | None = None  # what an escalation event sub-process throws goes outward, else it would call itself for ever
    calls: list[tuple[Token, Token]] = []
    while at is not None:
        found = _catcher("escalation", at, code, inside)
        if found is not None:
            for caller, called in calls:  # as with an error: what they hand out is there when it is caught
                caller.task_spec.returned(caller, called)
            _set_caught(found[0], found[1], code, "")
            caught(found[1], found[0])
            return True if token.id in execution.tasks else None
        inside = at.task_spec.node.id if at.task_spec.node.triggered_by_event else None
        if at.role == PROCESS and at.parent is not None:
            calls.append((at.parent, at))
        at = at.parent
    return True


def signal(execution: Execution, name: str, data: Mapping[str, Any] = MappingProxyType({}), business_key: str | None = None) -> None:
    """Broadcast: catches in this case at once, those of other cases and starts through the command that saves.

    `data` become variables where it is caught and of cases that it starts; those have `business_key`.
    """
    for token in list(execution.live.values()):
        event = token.task_spec.node.event
        if "signal" not in token.doc.get("waits", ()) or event is None or token.id not in execution.tasks:
            continue
        for part, one in enumerate(event.parts or (event,)):
            known = one.name if one.naming is None else token.doc.get("names", {}).get(f"{token.key}#{part}" if event.parts else token.key)
            if one.kind == "signal" and known == name and token.id in execution.tasks:
                fire(token, data, part=part)
    execution.changes.signals.append((name, data, business_key))


def _catcher(kind: str, at: Token, code: str | None, inside: str | None) -> tuple[Node, Token] | None:
    """The catching event at one level: event sub-processes of the scope first, then boundary events, in document order."""
    nodes, node = at.task_spec.process.nodes, at.task_spec.node
    if at.role == WATCH:
        return None
    if at.role == PROCESS or (node.kind in SCOPES and at.role in {NODE, INNER} and at.inside):
        for identity in node.event_subprocesses:
            if identity == inside:
                continue
            for start in nodes.values():
                if start.scope == identity and start.kind == "startEvent" and _matches(kind, start, code):
                    return start, at
    if at.role in {NODE, BODY}:
        for identity in node.boundary:
            if _matches(kind, nodes[identity], code):
                return nodes[identity], at
    return None


def _matches(kind: str, node: Node, code: str | None) -> bool:
    event = node.event
    return event is not None and event.kind == kind and (event.code is None or event.code == code)


def _set_caught(node: Node, host: Token, code: str | None, message: str) -> None:
    event = node.event
    assert event is not None
    target = host if node.kind == "startEvent" else (host.parent or host)
    if event.code_variable:
        host.workflow.variables.set(target, event.code_variable, code)
    if event.message_variable:
        host.workflow.variables.set(target, event.message_variable, message)
