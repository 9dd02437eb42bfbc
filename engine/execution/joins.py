"""Joins as the specification says them: one token per incoming flow, in this scope, no matter which round of a loop.

SpiffWorkflow searches its whole history for arrivals and fires after one branch in the second round. Here the waiting tokens
themselves are the state of the join.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.execution.links import link_target
from engine.execution.model import Node, Process
from engine.execution.token import WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution


def waiting_at(token: Token) -> list[Token]:
    """The tokens that wait at the same gateway in the same scope, oldest first."""
    parent = token.parent
    assert parent is not None
    return [
        other for other in parent.inside
        if other is not token and other.task_spec is token.task_spec and other.waiting and not other.doc.get("waits")  # not before its asyncBefore
    ]


def parallel(token: Token) -> bool:
    """Clause 13.4.1: fires when every incoming flow has a token; consumes exactly one of each."""
    flows = token.task_spec.node.incoming
    if len(flows) < 2:
        return True
    first: dict[str, Token] = {}
    for other in waiting_at(token):
        first.setdefault(other.doc.get("flow", ""), other)
    first.pop(token.doc.get("flow", ""), None)
    if any(flow not in first for flow in flows if flow != token.doc.get("flow")):
        return False
    _consume(list(first.values()))
    return True


def _consume(tokens: list[Token]) -> None:
    for other in tokens:
        execution = other.workflow
        other.task_spec.over(other)
        execution.activity_ended(other)
        execution.drop(other)


def fire_inclusive(execution: Execution) -> bool:
    """Clause 13.4.3, asked when nothing else can move: let one inclusive join fire that waits for no one any more."""
    seen: set[tuple[str, str]] = set()
    for token in list(execution.live.values()):
        if token.task_spec.kind != "inclusiveGateway" or not token.waiting or token.role == WATCH or token.doc.get("waits"):
            continue
        parent = token.parent
        assert parent is not None
        place = (parent.key, token.task_spec.node.id)
        if place in seen:
            continue
        seen.add(place)
        group = [token, *waiting_at(token)]
        if _may_fire(group, parent):
            first = {other.doc.get("flow", ""): other for other in reversed(group)}
            chosen = first.pop(token.doc.get("flow", ""))
            _consume(list(first.values()))
            chosen.complete()
            return True
    return False


def _may_fire(group: list[Token], scope: Token) -> bool:
    node, process = group[0].task_spec.node, group[0].task_spec.process
    marked = {token.doc.get("flow", "") for token in group}
    empty = set(node.incoming) - marked
    if not empty:
        return True
    for other in scope.inside:
        if other in group or other.role == WATCH:
            continue
        if other.task_spec is group[0].task_spec:  # before its asyncBefore: on its flow, not come in yet
            if other.doc.get("flow") in empty:
                return False
            continue
        ahead = reachable(other.task_spec.node.id, node.id, process)
        if ahead & empty and not ahead & marked:
            return False
    return True


def arriving(node: Node, origin: str, scope: Token) -> str | None:
    """The flow that a token moved by hand onto a join counts for: one from where it stood if there is, else one that still lacks a token."""
    if len(node.incoming) < 2 or node.kind not in {"parallelGateway", "inclusiveGateway"}:
        return None
    process = scope.task_spec.process
    taken = {other.doc.get("flow") for other in scope.inside if other.task_spec.node.id == node.id}
    lacking = [flow for flow in node.incoming if flow not in taken] or list(node.incoming)
    ahead = reachable(origin, node.id, process)
    return next((flow for flow in lacking if flow in ahead), lacking[0])


def reachable(start: str, gateway: str, process: Process) -> set[str]:
    """The flows that a token at `start` may still walk without passing the gateway (its incoming flows included)."""
    flows: set[str] = set()
    stack, seen = [start], {gateway}
    while stack:
        identity = stack.pop()
        if identity in seen or identity not in process.nodes:
            continue
        seen.add(identity)
        node = process.nodes[identity]
        for flow_id in node.outgoing:
            flows.add(flow_id)
            stack.append(process.flows[flow_id].target)
        stack.extend(node.boundary)
        linked = link_target(node, process)
        if linked is not None:
            stack.append(linked.id)
    return flows
