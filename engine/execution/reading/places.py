"""What only one can do in one place, and what stands where it has no effect (dialect A1, A2, A7; BPMN 2.0.2 clauses 10.5.4, 13.3.8).

Left out of A7 on purpose: a plain start beside timer starts. Clause 13.5.1 allows it, and here each of them begins cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.execution.model import Event, Node, Process
from engine.execution.reading.findings import Findings


def check_places(process: Process, findings: Findings) -> None:
    """All of it for one process."""
    for node in process.nodes.values():
        _alone(node, process, findings)

        def refuse(construct: str, instead: str, node: Node = node) -> None:
            findings.error("bpmn.unsupported", node.id, node.line, construct=construct, instead=instead)

        _idle(node, process, refuse)
        _mapped(node, refuse)


def _alone(node: Node, process: Process, findings: Findings) -> None:
    """Of two events for the same thing in one place the second would never happen, or both would for one cause."""
    nodes = process.nodes
    groups: list[Iterable[Node]] = [(nodes[item] for item in node.boundary if item in nodes)]
    if node.event_subprocesses:
        groups.append(other for other in nodes.values() if other.kind == "startEvent" and other.scope in node.event_subprocesses)
    if node.kind == "eventBasedGateway":
        groups.append(nodes[target] for flow in node.outgoing if (target := process.flows[flow].target) in nodes)
    if node.kind == "process":
        groups.append(other for other in nodes.values() if other.kind == "startEvent" and other.scope == node.id)
    for group in groups:
        seen: set[tuple[str, str]] = set()
        for other in group:
            for event in (other.event.parts or (other.event,)) if other.event is not None else ():
                cause = _cause(event)
                if cause is not None and cause in seen:
                    construct = f"a second {cause[0]} event for {cause[1]} in one place" if cause[1] else f"a second {cause[0]} event in one place"
                    findings.error("bpmn.unsupported", other.id, other.line, construct=construct, instead="keep one of them")
                if cause is not None:
                    seen.add(cause)


def _cause(event: Event) -> tuple[str, str] | None:
    """What an event is for, as far as it may be there only once (messages: `strict`)."""
    if event.kind == "signal":
        return event.kind, event.name
    if event.kind == "conditional" and event.condition is not None:
        return event.kind, f"{event.condition.text} {event.variable or ''}".strip()
    if event.kind in {"error", "escalation"}:
        return event.kind, event.code or ""
    return (event.kind, "") if event.kind in {"compensate", "cancel"} else None


def _idle(node: Node, process: Process, refuse: Callable[[str, str], None]) -> None:
    event = node.event
    if node.kind == "exclusiveGateway" and len(node.outgoing) == 1 and process.flows[node.outgoing[0]].condition is not None:
        refuse("a condition on the only flow of an exclusive gateway", "leave it out, or draw the other flow")
    if node.kind == "eventBasedGateway" and node.async_after:
        refuse("asyncAfter on an event-based gateway", "give it to the events behind it")
    if event is not None and event.kind == "link":
        if node.kind == "intermediateThrowEvent" and node.outgoing:
            refuse("a flow out of a throwing link", "draw it out of the catching one")
        if node.kind == "intermediateCatchEvent" and node.incoming:
            refuse("a flow into a catching link", "draw it to where the link leads")
    if event is not None and event.kind == "compensate" and node.kind == "boundaryEvent" and node.outgoing:
        refuse("a flow out of a compensation boundary event", "lead an association from it to the activity that undoes")
    if node.kind == "startEvent" and node.scope != process.id:
        if node.initiator:
            refuse("an initiator at the start of a sub-process", "give it to the start of the process")
        if node.form_ref is not None and node.generated is None:  # `process` has said so of forms of its own
            refuse("a form on the start of a sub-process", "put a user task behind it")
    if event is not None and event.kind == "cancel" and node.kind == "boundaryEvent" and not event.interrupting:
        refuse("a cancel event that does not interrupt", "leave it out")


def _mapped(node: Node, refuse: Callable[[str, str], None]) -> None:
    """Dialect A2: where parameters of `camunda:inputOutput` may stand."""
    if node.outputs and (node.kind == "endEvent" or (node.loop is not None and not node.loop.standard)):
        refuse("an output parameter of an end event or a multi-instance", "set the variable in the activity")
    if (node.inputs or node.outputs) and node.triggered_by_event:
        refuse("camunda:inputOutput on an event sub-process", "give it to an activity inside")
