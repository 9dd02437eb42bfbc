"""What the other readers would pass over in silence: children, attributes and combinations that could not take effect (design 1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.execution.links import link_target
from engine.execution.model import Flow, Node, Process
from engine.execution.reading import allowed
from engine.execution.reading.events import Roots, reference
from engine.execution.reading.findings import Findings
from engine.execution.reading.foreign import REFUSED as FOREIGN
from engine.execution.reading.foreign import kept, usual
from engine.execution.reading.namespaces import ALIASES, BPMN, KEPT, split, truth
from engine.execution.reading.people import ROLES
from engine.execution.reading.places import check_places
from engine.xml import Element

PLAIN = frozenset({"documentation", "extensionElements", "incoming", "outgoing", "monitoring", "auditing"})
LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
INSIDE: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {  # parts of a node or flow: attributes, children
    "multiInstanceLoopCharacteristics": (frozenset({"isSequential", "behavior"}), frozenset({"loopCardinality", "completionCondition", "loopDataInputRef", "inputDataItem"})),
    "standardLoopCharacteristics": (frozenset({"testBefore", "loopMaximum"}), frozenset({"loopCondition"})),
    "timerEventDefinition": (frozenset(), frozenset({"timeDate", "timeDuration", "timeCycle"})),
    "messageEventDefinition": (frozenset({"messageRef"}), frozenset({"operationRef"})),
    "signalEventDefinition": (frozenset({"signalRef"}), frozenset()),
    "errorEventDefinition": (frozenset({"errorRef"}), frozenset()),
    "escalationEventDefinition": (frozenset({"escalationRef"}), frozenset()),
    "conditionalEventDefinition": (frozenset(), frozenset({"condition"})),
    "compensateEventDefinition": (frozenset({"activityRef", "waitForCompletion"}), frozenset()),
    "linkEventDefinition": (frozenset({"name"}), frozenset({"source", "target"})),
    "terminateEventDefinition": (frozenset(), frozenset()),
    "cancelEventDefinition": (frozenset(), frozenset()),
}
ROOTS: Mapping[str, frozenset[str]] = {  # what lies beside the processes: plain attributes; of the dialect only what `allowed` names
    "message": frozenset({"itemRef"}), "signal": frozenset({"structureRef"}), "error": frozenset({"errorCode", "structureRef"}),
    "escalation": frozenset({"escalationCode", "structureRef"}),
}
INNER: Mapping[str, frozenset[str]] = {  # extension elements of a part
    "signalEventDefinition": frozenset({"in"}), **dict.fromkeys(LOOPS, frozenset({"failedJobRetryTimeCycle"})),
}
WHEN = frozenset({"id", "language", "evaluatesToTypeRef"})  # of a formal expression inside an event definition
OWN: Mapping[str, frozenset[str]] = {"scriptTask": frozenset({"script"}), "userTask": ROLES}
ESCALATING = allowed.SCOPES | {"callActivity", "userTask"}


def check_element(element: Element, roots: Roots, findings: Findings) -> None:
    """Every child and part of a flow node is one that is read; what is not is named."""
    identity = element.get("id") or ""
    may = PLAIN | (LOOPS if element.name in allowed.ACTIVITIES else frozenset()) | OWN.get(element.name, frozenset())
    for child in element.children:
        if child.namespace == BPMN and child.name in INSIDE:
            _part(child, identity, findings)
        if element.name in allowed.SCOPES or child.namespace in KEPT or (child.namespace == BPMN and child.name in may | frozenset(allowed.REFUSED)):
            continue
        if child.namespace == BPMN and child.name == "eventDefinitionRef" and element.name.endswith("Event"):
            if reference(child.text) not in roots:
                findings.error("bpmn.reference", identity, child.line, attribute="eventDefinitionRef", target=child.text.strip())
        elif not (child.namespace == BPMN and element.name.endswith("Event") and child.name in allowed.EVENT_DEFINITIONS):
            findings.error("bpmn.unknown-element", identity, child.line, name=child.name)
    if element.get("eventGatewayType", "Exclusive") not in {"Exclusive", "Parallel" if truth(element.get("instantiate")) else "Exclusive"}:
        findings.error("bpmn.unsupported", identity, element.line, construct="eventGatewayType", instead="use a parallel multiple catch event")
    if element.get("method", "##Compensate") not in {"##Compensate", "compensate"}:
        findings.error("bpmn.unsupported", identity, element.line, construct=f"method {element.get('method')}", instead="leave it out: a cancelled transaction is compensated")


def check_roots(document: Element, findings: Findings) -> None:
    """Messages, signals, errors and escalations carry what is read, and nothing else; no two signals have one name (dialect A7)."""
    names: set[str] = set()
    for element in document.children:
        if element.namespace != BPMN or element.name not in ROOTS:
            continue
        identity = element.get("id") or ""
        for key, value in element.attributes.items():
            uri, name = split(key)
            if uri in KEPT or (uri in ALIASES and (kept(uri, name) or usual(name, value))):
                continue
            if uri in ALIASES and name in FOREIGN:
                findings.error("bpmn.unsupported", identity, element.line, construct=name, instead=FOREIGN[name])
            elif uri not in ALIASES and (uri or name not in ROOTS[element.name] | {"id", "name"}):
                findings.error("bpmn.unknown-attribute", identity, element.line, name=name)
            elif uri in ALIASES and name not in allowed.ATTRIBUTES.get(element.name, frozenset()):
                findings.error("bpmn.unknown-extension", identity, element.line, name=name)
        name = element.get("name") or ""
        if element.name == "signal" and name and name in names:
            findings.error("bpmn.unsupported", identity, element.line, construct=f"two signals of the name {name}", instead="keep one of them")
        names |= {name} if element.name == "signal" else set()


def check_flow(element: Element, findings: Findings) -> None:
    """A sequence flow carries a condition and nothing else."""
    identity = element.get("id") or ""
    for key in element.attributes:
        uri, name = split(key)
        if uri not in KEPT and not kept(uri, name) and (uri or name not in {"id", "name", "sourceRef", "targetRef", "isImmediate"}):
            findings.error("bpmn.unknown-attribute", identity, element.line, name=name)
    for child in element.children:
        if child.namespace not in KEPT and (child.namespace != BPMN or child.name not in PLAIN | {"conditionExpression"}):
            findings.error("bpmn.unknown-element", identity, child.line, name=child.name)


def _part(element: Element, identity: str, findings: Findings) -> None:
    attributes, children = INSIDE[element.name]
    for key in element.attributes:
        uri, name = split(key)
        if not uri and name not in attributes | {"id", "name"}:
            findings.error("bpmn.unknown-attribute", identity, element.line, name=name)
    if element.get("behavior", "All") != "All" or not truth(element.get("waitForCompletion"), default=True):
        findings.error("bpmn.unsupported", identity, element.line, construct="behavior / waitForCompletion", instead="leave it out")
    for child in element.children:
        if child.namespace == BPMN and child.name == "extensionElements":
            for inner in child.children:
                known = inner.namespace in ALIASES and inner.name in INNER.get(element.name, frozenset()) | {"properties"}
                if inner.namespace not in KEPT and not known:
                    findings.error("bpmn.unknown-extension", identity, inner.line, name=inner.name)
        elif child.namespace not in KEPT and (child.namespace != BPMN or child.name not in children | {"documentation"}):
            findings.error("bpmn.unknown-element", identity, child.line, name=child.name)
        for key in child.attributes if element.name.endswith("EventDefinition") and child.namespace == BPMN else ():
            uri, name = split(key)
            if uri in ALIASES and name in FOREIGN:
                findings.error("bpmn.unsupported", identity, child.line, construct=name, instead=FOREIGN[name])
            elif uri not in KEPT and not (not uri and (name in WHEN or child.name not in children)):
                findings.error("bpmn.unknown-attribute", identity, child.line, name=name)
    if element.name == "timerEventDefinition" and sum(child.name in children for child in element.children) > 1:
        findings.error("bpmn.unsupported", identity, element.line, construct="several times in one timer", instead="keep one of timeDate, timeDuration, timeCycle")


def check_structure(process: Process, findings: Findings) -> None:
    """Combinations of elements that are each fine, but could not take effect together."""
    check_places(process, findings)
    for flow in process.flows.values():
        _border(flow, process.nodes, findings)
    for node in process.nodes.values():
        _node(node, process, findings)
        _named(node, process, findings)
        _messages(node, process, findings)


def _border(flow: Flow, nodes: Mapping[str, Node], findings: Findings) -> None:
    source, target = nodes.get(flow.source), nodes.get(flow.target)
    if source is not None and target is not None and source.scope != target.scope:
        findings.error(
            "bpmn.unsupported", flow.id, flow.line, construct="a sequence flow across the border of a sub-process", instead="end it at the sub-process itself",
        )


def _node(node: Node, process: Process, findings: Findings) -> None:
    event, host = node.event, process.nodes.get(node.attached_to or "")
    kind = event.kind if event is not None else ""

    def refuse(construct: str, instead: str) -> None:
        findings.error("bpmn.unsupported", node.id, node.line, construct=construct, instead=instead)

    if node.default is not None and node.default not in node.outgoing:
        findings.error("bpmn.reference", node.id, node.line, attribute="default", target=node.default)
    if host is not None and host.kind not in allowed.ACTIVITIES:
        refuse(f"a boundary event on a {host.kind}", "attach it to an activity")
    if kind == "error" and event is not None and not event.interrupting:
        refuse("an error event that does not interrupt", "use an escalation")
    if node.instantiates and (node.incoming or node.scope != process.id or node.loop is not None or node.async_before):
        refuse("instantiate on an element that is not the beginning of a process", "use an event-based gateway, or a catch event")
    if node.every and not _different_messages([process.nodes[target] for flow in node.outgoing if (target := process.flows[flow].target) in process.nodes]):
        refuse("a parallel start by anything but different messages", "start by one of the events and wait for the others behind it")
    if kind == "compensate" and node.kind == "startEvent":
        _undo(process.nodes[process.nodes[node.scope].scope], process, refuse)
    if kind == "cancel" and (host or process.nodes.get(node.scope) or node).kind != "transaction":
        refuse("cancel outside a transaction", "use an error event, or a transaction")
    if kind == "escalation" and host is not None and host.kind not in ESCALATING:
        refuse(f"an escalation boundary event on a {host.kind}", "no escalation can come from there")
    if node.kind == "eventBasedGateway" and any(process.flows[flow].condition is not None for flow in node.outgoing):
        refuse("a condition behind an event-based gateway", "put an exclusive gateway behind the event")
    if node.kind == "eventBasedGateway" and any(process.flows[flow].on_take for flow in node.outgoing):
        refuse("a listener of a flow behind an event-based gateway", "give it to the event: the flow is not taken, the event happens")
    if node.loop is not None and node.triggered_by_event:
        refuse("a loop on an event sub-process", "put a looping sub-process inside it")
    if kind == "link" and node.kind == "intermediateThrowEvent" and event is not None and link_target(node, process) is None:
        findings.error("bpmn.reference", node.id, node.line, attribute="linkEventDefinition", target=event.name)
    if kind == "link" and node.kind == "intermediateCatchEvent" and event is not None and any(
        other.kind == node.kind and other.scope == node.scope and other.event is not None and other.event.kind == "link"
        and other.event.name == event.name and other.id != node.id for other in process.nodes.values()
    ):
        refuse(f"several targets of the link {event.name}", "keep one")


def _different_messages(nodes: list[Node]) -> bool:
    """Only messages tell by their keys which of them belong to one case."""
    names = [node.event.name for node in nodes if node.event is not None and node.event.kind == "message"]
    return len(set(names)) == len(nodes)


def _named(node: Node, process: Process, findings: Findings) -> None:
    """Other elements that a node names, and what it throws, have to be there for something to happen."""
    for other in node.user.excluded if node.user is not None else ():
        if other not in process.nodes or process.nodes[other].kind != "userTask":
            findings.error("bpmn.reference", node.id, node.line, attribute="excludeCompletersOf", target=other)
    event = node.event if node.kind in {"intermediateThrowEvent", "endEvent"} else None
    for part in (event.parts or (event,)) if event is not None else ():
        if part.kind == "compensate" and part.activity is not None and not undoable(part.activity, process):
            findings.error("bpmn.reference", node.id, node.line, attribute="activityRef", target=part.activity)
        if part.kind == "message" and node.external is None and node.expression is None:
            findings.warning("bpmn.message-unsent", node.id, node.line)


def undoable(identity: str, process: Process) -> bool:
    """Whether an activity, or something inside it, has something that undoes it."""
    node = process.nodes.get(identity)
    if node is None or node.kind not in allowed.ACTIVITIES:
        return False
    own = node.undo is not None or any(process.nodes[item].handler is not None for item in node.boundary)
    return own or any(undoable(other.id, process) for other in process.nodes.values() if other.scope == identity)


def _undo(scope: Node, process: Process, refuse: Callable[[str, str], None]) -> None:
    """A compensation event sub-process undoes the finished sub-process that it lies in (clause 13.5.5)."""
    if scope.kind == "process":
        refuse("a compensation event sub-process of the process itself", "put it into a sub-process: only what has finished can be undone")
    elif scope.triggered_by_event:
        refuse("a compensation event sub-process inside an event sub-process", "put the work into a sub-process of its own")
    elif any(event.kind == "compensate" for item in scope.boundary if (event := process.nodes[item].event) is not None):
        refuse("a compensation event sub-process beside a compensation boundary event", "keep one of them")


def _messages(node: Node, process: Process, findings: Findings) -> None:
    """One message that two events of one place wait for under one key can never be delivered."""
    everywhere = process.nodes.values() if node.event_subprocesses else ()
    starts = [other for other in everywhere if other.kind == "startEvent" and other.scope in node.event_subprocesses]
    own = [node] if node.kind == "receiveTask" else []
    behind = [process.nodes.get(process.flows[flow].target) for flow in node.outgoing] if node.kind == "eventBasedGateway" else []
    for group in ([*own, *(process.nodes[item] for item in node.boundary), *starts], behind):
        seen: set[str] = set()
        for other in group:
            for event in (other.event.parts or (other.event,)) if other is not None and other.event is not None else ():
                if other is None or event.kind != "message" or event.key is not None:
                    continue
                if event.name in seen:
                    findings.error(
                        "bpmn.unsupported", other.id, other.line, construct=f"a second event for the message {event.name} in one place",
                        instead="give each its own message or correlationKey",
                    )
                seen.add(event.name)
