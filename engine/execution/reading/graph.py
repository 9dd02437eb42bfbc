"""What can be seen from the graph alone: what can never be reached, never end, never join."""

from __future__ import annotations

from engine.execution.model import Event, Node, Process
from engine.execution.reading.findings import Findings
from engine.execution.reading.starving import check_starving
from engine.rules import Expression

WAITING = frozenset({"userTask", "receiveTask", "callActivity", "eventBasedGateway", "intermediateCatchEvent", "subProcess", "transaction", "adHocSubProcess"})
SCOPES = frozenset({"subProcess", "transaction"})
CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})
NO_INCOMING = frozenset({"startEvent", "boundaryEvent"})
NO_OUTGOING = frozenset({"endEvent"})


def check_graph(process: Process, findings: Findings) -> None:
    """All graph checks of one process."""
    _starts(process, findings)
    for node in process.nodes.values():
        if node.kind != "process":
            _flows_of(node, process, findings)
    _reach(process, findings)
    _endless(process, findings)
    _ways_out(process, findings)
    check_starving(process, findings)


def _starts(process: Process, findings: Findings) -> None:
    for scope in (node for node in process.nodes.values() if node.kind == "process" or node.kind in SCOPES):
        starts = [node for node in process.nodes.values() if node.kind == "startEvent" and node.scope == scope.id]
        plain = [node for node in starts if node.event is None or (node.event.kind in {"none", "timer"} and scope.kind == "process")]
        none = [node for node in starts if node.event is not None and node.event.kind == "none"]
        if scope.kind in SCOPES and (len(starts) != 1 or (not scope.triggered_by_event and len(none) != 1)):
            findings.error("bpmn.starts", scope.id, scope.line, scope=scope.id, count=len(starts))
        if scope.kind == "process" and ((not starts and not process.starts()) or len(none) > 1):
            findings.error("bpmn.starts", scope.id, scope.line, scope=scope.id, count=len(plain))


def _flows_of(node: Node, process: Process, findings: Findings) -> None:
    if node.incoming and (node.kind in NO_INCOMING or node.triggered_by_event):
        findings.error("bpmn.flow-event", node.id, node.line, direction="enter")
    if node.outgoing and (node.kind in NO_OUTGOING or node.triggered_by_event):
        findings.error("bpmn.flow-event", node.id, node.line, direction="leave")
    conditions = {flow_id: process.flows[flow_id].condition for flow_id in node.outgoing}
    if node.default is not None and conditions.get(node.default) is not None:
        findings.error("bpmn.default-condition", node.id, node.line)
    if node.kind in CHOOSING and len(node.outgoing) > 1:
        bare = [flow for flow, condition in conditions.items() if condition is None and flow != node.default] if node.kind == "exclusiveGateway" else []
        if bare and (node.default is not None or len(bare) > 1):
            findings.error("bpmn.condition-missing", node.id, node.line)
        elif bare:  # dialect A1: it counts as true
            findings.warning("bpmn.condition-none", node.id, node.line, flow=bare[0])
        elif node.default is None and all(conditions.values()):
            findings.warning("bpmn.default-missing", node.id, node.line)
    if node.kind not in CHOOSING and node.kind != "parallelGateway" and conditions and all(conditions.values()):
        findings.warning("bpmn.default-missing", node.id, node.line)
    if node.kind in CHOOSING and not node.outgoing:
        findings.error("bpmn.dead-end", node.id, node.line)
    if node.kind == "eventBasedGateway":
        targets = [process.nodes.get(process.flows[flow].target) for flow in node.outgoing]
        if not targets or any(target is None or not _awaits(target) for target in targets):
            findings.error("bpmn.missing", node.id, node.line, what="an intermediate catch event behind every flow")
    if node.for_compensation and (node.incoming or node.outgoing):
        findings.error("bpmn.flow-event", node.id, node.line, direction="enter or leave")
    link = node.event is not None and node.event.kind == "link"
    ends = node.kind in NO_OUTGOING or node.triggered_by_event or (link and node.kind == "intermediateThrowEvent")
    ends = ends or node.for_compensation or process.nodes[node.scope].kind == "adHocSubProcess"
    ends = ends or (node.event is not None and node.event.kind == "compensate")
    if not node.outgoing and not ends and node.kind not in CHOOSING:
        findings.warning("bpmn.dead-end", node.id, node.line)


def _awaits(node: Node) -> bool:
    """What an event-based gateway may arm (clause 10.6.6): catch events but links, receive tasks without anything attached."""
    if node.kind == "receiveTask":
        return node.event is not None and node.loop is None and not node.boundary and not node.async_before
    return node.kind == "intermediateCatchEvent" and node.event is not None and node.event.kind != "link"


def _always(condition: Expression | None) -> bool:
    """A condition that is written as true."""
    return condition is not None and condition.text.strip().strip("=${}").strip() == "true"


def _taken(node: Node, process: Process) -> tuple[str, ...]:
    """The flows that can be taken: of an exclusive choice none behind one that always holds."""
    if node.kind != "exclusiveGateway":
        return node.outgoing
    for flow in node.outgoing:
        if flow != node.default and (process.flows[flow].condition is None or _always(process.flows[flow].condition)):
            others = [item for item in node.outgoing if item != node.default]
            return tuple(others[:others.index(flow) + 1])
    return node.outgoing


def _next(node: Node, process: Process) -> list[str]:
    targets = [process.flows[flow].target for flow in _taken(node, process)]
    if node.event is not None and node.event.kind == "link" and node.kind == "intermediateThrowEvent":
        targets += [
            other.id for other in process.nodes.values()
            if other.kind == "intermediateCatchEvent" and other.event is not None and other.event.kind == "link" and other.event.name == node.event.name
        ]
    return targets


def _reach(process: Process, findings: Findings) -> None:
    seen: set[str] = set()
    stack = [
        node.id for node in process.nodes.values()
        if node.kind == "process" or (node.scope == process.id and (node.kind == "startEvent" or node.instantiates))
    ]
    while stack:
        identity = stack.pop()
        if identity in seen or identity not in process.nodes:
            continue
        seen.add(identity)
        node = process.nodes[identity]
        stack += [*_next(node, process), *node.boundary, *node.event_subprocesses]
        stack += [node.handler] if node.handler else []
        if node.kind == "adHocSubProcess":
            stack += [other.id for other in process.nodes.values() if other.scope == identity and not other.incoming]
        if node.kind in SCOPES:
            stack += [other.id for other in process.nodes.values() if other.scope == identity and other.kind == "startEvent"]
    for node in process.nodes.values():
        if node.id not in seen:
            findings.warning("bpmn.unreachable", node.id, node.line)


def _ways_out(process: Process, findings: Findings) -> None:
    """From every node some path has to lead to where a path ends; the first node from which none does is named, once per scope."""
    told: set[str] = set()
    sound = leading(process, set())
    for node in process.nodes.values():
        if node.id not in sound and node.scope not in told and not broken_off(process.nodes[node.scope], process):
            told.add(node.scope)
            findings.warning("bpmn.no-end", node.id, node.line)
    calls = {node.id for node in process.nodes.values() if _calls_itself(node, process)}
    first = next((node for node in process.starts() if node.id in sound), None)
    if calls and not told and first is not None and not any(node.id in leading(process, calls) for node in process.starts()):
        findings.warning("bpmn.no-end", first.id, first.line)


def leading(process: Process, blocked: set[str]) -> set[str]:
    """The nodes from which some path leads to where one ends, without passing a blocked one."""
    arriving: dict[str, list[str]] = {}
    for node in process.nodes.values():
        for target in [*(_next(node, process) if node.id not in blocked else ()), *node.boundary]:
            arriving.setdefault(target, []).append(node.id)
    ending = [node.id for node in process.nodes.values() if node.id not in blocked and not _next(node, process)]
    seen: set[str] = set()
    while ending:
        identity = ending.pop()
        if identity not in seen:
            seen.add(identity)
            ending += arriving.get(identity, [])
    return seen


def _calls_itself(node: Node, process: Process) -> bool:
    """A call of the very process it stands in: it goes on when that has ended, which takes another way."""
    call = node.call
    return call is not None and node.loop is None and call.element.language == "literal" and call.element.text == process.id


def waits(node: Node, process: Process) -> bool:
    """Whether a token rests here, so that a loop through it is paced by something outside. An embedded sub-process does as what is in it."""
    if node.kind in SCOPES and not node.boundary and not node.async_before and not node.async_after:
        return node.loop is not None or any(waits(inner, process) or inner.event_subprocesses for inner in process.nodes.values() if inner.scope == node.id)
    link = node.event is not None and node.event.kind == "link"
    return (node.kind in WAITING and not link) or node.external is not None or node.async_before or node.async_after


def _for_certain(node: Node, process: Process) -> list[str]:
    """Where a token always goes on to from a node, whatever is chosen; nowhere for certain from a join, which waits for others."""
    if node.kind in {"parallelGateway", "inclusiveGateway"} and len(node.incoming) > 1:
        return []
    if node.kind == "exclusiveGateway" and len(node.outgoing) > 1:
        return []
    plain = [flow for flow in node.outgoing if node.kind == "parallelGateway" or (process.flows[flow].condition is None and flow != node.default)]
    return [process.flows[flow].target for flow in plain] if plain else _next(node, process) if not node.outgoing else []


def _splits_for_ever(process: Process, automatic: set[str]) -> str | None:
    """A node that every token leaves again and again by a loop that runs by itself, whatever goes on beside it: a way that meets itself."""
    done: set[str] = set()
    for start in (identity for identity in process.nodes if identity in automatic):
        way: dict[str, list[str]] = {}
        todo = [start]
        while todo:
            identity = todo[-1]
            if identity not in way and identity not in done:
                way[identity] = [target for target in _for_certain(process.nodes[identity], process) if target in automatic]
            following = way[identity].pop() if way.get(identity) else None
            if following is None:
                way.pop(identity, None)
                done.add(todo.pop())
            elif following in way:
                return following
            elif following not in done:
                todo.append(following)
    return None


def broken_off(scope: Node, process: Process) -> bool:
    """Whether something that runs by itself may end a scope from within: what it throws or sets is caught around it, or an end clears it."""
    inside = [node for node in process.nodes.values() if node.scope == scope.id]
    caught = [process.nodes[identity] for identity in scope.boundary] + [node for node in process.nodes.values() if node.scope in scope.event_subprocesses]
    if any(node.kind == "endEvent" and node.event is not None and {"terminate", "error", "cancel"} & _kinds(node.event) for node in inside):
        return True
    if any(node.event is not None and node.event.interrupting and {"conditional", "signal", "escalation", "error"} & _kinds(node.event) for node in caught):
        return True
    return bool(scope.scope) and broken_off(process.nodes[scope.scope], process)


def _kinds(event: Event) -> set[str]:
    return {part.kind for part in event.parts or (event,)}


def _endless(process: Process, findings: Findings) -> None:
    """A cycle all of whose nodes run by themselves and that no token leaves, or that each lap leaves a token in, never ends."""
    automatic = {node.id for node in process.nodes.values() if node.kind != "process" and not waits(node, process)}
    broken = {scope for scope in {process.nodes[identity].scope for identity in automatic} if broken_off(process.nodes[scope], process)}
    automatic -= {identity for identity in automatic if process.nodes[identity].scope in broken}
    for_ever = _splits_for_ever(process, automatic)
    if for_ever is not None:
        findings.error("bpmn.endless", for_ever, process.nodes[for_ever].line)
        return
    for node in process.nodes.values():
        loop = node.loop
        if node.id in automatic and loop is not None and loop.standard and loop.maximum is None and _always(loop.completion):
            findings.error("bpmn.endless", node.id, node.line)
    caught = automatic - _that_leave(automatic, process)
    for start in (identity for identity in process.nodes if identity in caught):
        seen, stack = set[str](), [start]
        while stack:
            for target in _next(process.nodes[stack.pop()], process):
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        if start in seen:  # else it only leads into the loop
            findings.error("bpmn.endless", start, process.nodes[start].line)
            return


def _that_leave(automatic: set[str], process: Process) -> set[str]:
    """The nodes from which some way leads to where a token rests or ends."""
    arriving: dict[str, list[str]] = {}
    leaving = []
    for identity in automatic:
        targets = _next(process.nodes[identity], process)
        for target in targets:
            arriving.setdefault(target, []).append(identity)
        if not targets or any(target not in automatic for target in targets):
            leaving.append(identity)
    found: set[str] = set()
    while leaving:
        identity = leaving.pop()
        if identity not in found:
            found.add(identity)
            leaving += arriving.get(identity, [])
    return found
