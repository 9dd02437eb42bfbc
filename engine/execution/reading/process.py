"""Read one BPMN file into processes. Deny by default: what is not on the allow-list is a finding, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.domain.casenumber import CaseNumber
from engine.execution.model import Event, External, Flow, Node, Process
from engine.execution.reading import activity, allowed, calls, failing, foreign, forms, jobs, listeners
from engine.execution.reading.chinese import refused
from engine.execution.reading.events import Roots, event, named_by_case, root_elements
from engine.execution.reading.findings import Findings
from engine.execution.reading.graph import check_graph
from engine.execution.reading.namespaces import ALIASES, BPMN, KEPT, ZEEBE, extension, split, truth
from engine.execution.reading.shape import check_shape
from engine.execution.reading.slots import compiled, formal
from engine.execution.reading.strict import LOOPS, check_element, check_flow, check_roots, check_structure
from engine.rules import ExpressionRefused, Slot
from engine.rules.scripts import compile_script
from engine.xml import Element
from engine.xml.drawing import undrawn

MOST_ALIKE = 100  # flows without an id between the same two nodes: each is named by one more sign
SCRIPT_TOPIC = "onething.script"  # Python runs in a sandbox outside every transaction, as an external task of our own
INNER = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "completionCondition"})


def processes(document: Element, findings: Findings) -> tuple[Process, ...]:
    """The executable processes of a file; everything refused becomes a finding."""
    if document.namespace != BPMN or document.name != "definitions":
        findings.error("bpmn.unknown-element", "", document.line, name=document.name)
        return ()
    _check_ids(document, findings)
    check_shape(document, findings)
    roots = root_elements(document)
    check_roots(document, findings)
    unsaid = foreign.speaks(document)  # Flowable runs what does not say whether it is executable
    found = [child for child in document.all("process", BPMN) if truth(child.get("isExecutable"), default=unsaid)]
    for child in found:
        if child.get("isExecutable") is None:
            findings.warning("bpmn.executable-unsaid", child.get("id") or "", child.line)
    if not found:
        findings.error("bpmn.no-process", "", document.line)
    _check_drawing(document, findings)
    return tuple(_process(child, roots, findings) for child in found)


def _check_drawing(document: Element, findings: Findings) -> None:
    """A file without a drawing, or with a part of one, is drawn where it is shown (`engine.xml.drawing`): the author hears of it."""
    missing = undrawn(document)
    if not any(child.name == "BPMNDiagram" for child in document.children):
        findings.warning("bpmn.diagram-missing", "", document.line)
    elif missing:
        findings.warning("bpmn.diagram-incomplete", missing[0], next((part.line for part in document.walk() if part.get("id") == missing[0]), 0), count=len(missing))


def _check_ids(document: Element, findings: Findings) -> None:
    seen: set[str] = set()
    for element in document.walk():
        identity = element.get("id")
        if element.namespace != BPMN or identity is None:
            continue
        if identity in seen:
            findings.error("bpmn.duplicate-id", identity, element.line, id=identity)
        seen.add(identity)


def _process(element: Element, roots: Roots, findings: Findings) -> Process:
    identity = element.get("id") or ""
    _check_extensions(element, findings)
    jobs.check_days(element, findings)
    nodes: dict[str, Node] = {}
    flows: dict[str, Flow] = {}
    properties = activity.properties(element)
    heard = listeners.on_activity(element, findings)
    nodes[identity] = Node(
        identity, "process", element.get("name") or identity, "", element.line, properties=properties, on_start=heard["start"], on_end=heard["end"],
    )
    _scope(element, identity, roots, nodes, flows, findings)
    _connect(nodes, flows, _handlers(element), findings)
    urgency = compiled(extension(element, "taskPriority"), Slot.INTEGER, findings, element, "camunda:taskPriority")
    for node in list(nodes.values()) if urgency is not None else ():  # external work inherits it
        if node.external is not None and node.external.priority is None:
            nodes[node.id] = replace(node, external=replace(node.external, priority=urgency))

    nodes.update({node.id: _with_form(node, identity, findings) for node in nodes.values() if node.generated is not None})
    begun = next((node.generated.business_key for node in nodes.values() if node.kind == "startEvent" and node.generated and node.generated.business_key), None)

    def names(attribute: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (extension(element, attribute) or "").split(",") if part.strip())

    process = Process(
        identity, element.get("name") or identity, nodes, flows, names("candidateStarterGroups"), names("candidateStarterUsers"),
        extension(element, "versionTag"), compiled(properties.get("caseTitle"), Slot.TEXT, findings, element, "caseTitle"),
        compiled(properties.get("businessKey") or (f"={begun}" if begun else None), Slot.TEXT, findings, element, "businessKey"), truth(extension(element, "isStartableInTasklist"), default=True),
        jobs.priority(element, findings) or 0,
        _number(element, properties.get("caseNumber"), findings),
    )
    check_structure(process, findings)
    check_graph(process, findings)
    return process


def _with_form(node: Node, process: str, findings: Findings) -> Node:
    """A form of the model's own fields has a name of its own in its deployment, and is bound to it."""
    identity = f"{process}.{node.id}"
    if node.user is not None:
        return replace(node, user=replace(node.user, form_ref=identity, form_binding="deployment"))
    if node.scope != process:
        findings.error("bpmn.unsupported", node.id, node.line, construct="a form on the start of a sub-process", instead="put a user task behind it")
    return replace(node, form_ref=identity)


def _number(element: Element, pattern: str | None, findings: Findings) -> CaseNumber | None:
    """Property `caseNumber`: how cases started by this process are numbered when nobody names a key."""
    if pattern is None:
        return None
    found = CaseNumber.read(pattern)
    if found is None:
        findings.error("bpmn.unsupported", element.get("id") or "", element.line, construct=f"caseNumber {pattern}", instead="text with {number} or {number:4} once, and {year}")
    return found


def _scope(element: Element, scope: str, roots: Roots, nodes: dict[str, Node], flows: dict[str, Flow], findings: Findings) -> None:
    for child in element.children:
        if child.namespace in KEPT:
            continue
        if child.namespace != BPMN:
            findings.error("bpmn.unknown-element", child.get("id") or scope, child.line, name=child.name)
        elif child.name == "sequenceFlow":
            _flow(child, flows, findings)
        elif child.name in allowed.ELEMENTS:
            node = _node(child, scope, element, roots, findings)
            nodes.setdefault(node.id, node)  # a second one of an id is an error already
            if child.name in allowed.SCOPES:
                _scope(child, node.id, roots, nodes, flows, findings)
        elif child.name in allowed.REFUSED:
            findings.error("bpmn.unsupported", child.get("id") or scope, child.line, construct=child.name, instead=allowed.REFUSED[child.name])
        elif child.name not in allowed.DECORATION and child.name not in INNER:
            findings.error("bpmn.unknown-element", child.get("id") or scope, child.line, name=child.name)
        elif child.name in allowed.DRAWN:
            for drawn in child.walk():
                _check_extensions(drawn, findings)
            if child.name == "dataObject" and (given := activity.data_object(child, findings)) is not None:
                nodes[scope] = replace(nodes[scope], inputs=(*nodes[scope].inputs, given))


def _flow(element: Element, flows: dict[str, Flow], findings: Findings) -> None:
    _check_extensions(element, findings)
    check_flow(element, findings)
    condition = formal(element.find("conditionExpression", BPMN), Slot.CONDITION, findings, element, "conditionExpression")
    base = identity = element.get("id") or f"{element.get('sourceRef')}->{element.get('targetRef')}"
    while element.get("id") is None and identity in flows:  # two flows between the same nodes are two tokens
        if len(identity) - len(base) > MOST_ALIKE:
            findings.error("bpmn.duplicate-id", base, element.line, id=base)
            return
        identity += "+"
    flows[identity] = Flow(identity, element.get("sourceRef") or "", element.get("targetRef") or "", condition, element.line, listeners.on_take(element, findings))


def _node(element: Element, scope: str, parent: Element, roots: Roots, findings: Findings) -> Node:
    _check_attributes(element, findings)
    _check_extensions(element, findings)
    _check_children(element, findings)
    check_element(element, roots, findings)
    jobs.check_exclusive(element, findings)
    kind, identity = element.name, element.get("id") or ""
    inputs, outputs = activity.mappings(element, findings)
    heard = listeners.on_activity(element, findings)
    before = truth(extension(element, "asyncBefore", extension(element, "async")))
    node = Node(
        identity, kind, element.get("name") or "", scope, element.line, default=element.get("default"), inputs=inputs, outputs=outputs,
        loop=activity.loop(element, findings) if kind in allowed.ACTIVITIES else None, properties=activity.properties(element),
        async_before=before, async_after=truth(extension(element, "asyncAfter", extension(element, "asyncLeave"))), retry_waits=jobs.retry_waits(element, findings),
        job_priority=jobs.priority(element, findings),
        result_variable=extension(element, "resultVariable", extension(element, "resultVariableName")),
        triggered_by_event=truth(element.get("triggeredByEvent")), for_compensation=truth(element.get("isForCompensation")),
        instantiates=truth(element.get("instantiate")), every=element.get("eventGatewayType") == "Parallel",
        ordering=element.get("ordering", "Parallel") or "" if kind == "adHocSubProcess" else "",
        cancel_remaining=truth(element.get("cancelRemainingInstances"), default=True),
        completion=formal(element.find("completionCondition", BPMN), Slot.CONDITION, findings, element, "completionCondition")
        if kind == "adHocSubProcess" else None, on_start=heard["start"], on_end=heard["end"],
        generated=forms.generated(element, findings) if kind in {"userTask", "startEvent"} else None,
        form_key=forms.foreign_key(element, findings) if kind in {"userTask", "startEvent"} else None,
    )
    if kind.endswith("Event"):
        return _event_node(element, node, parent, roots, findings)
    if kind == "userTask":
        told, timeouts = listeners.on_task(element, findings)
        return replace(node, user=replace(activity.user_work(element, findings), listeners=told, timeouts=timeouts))
    if kind == "callActivity":
        return replace(node, call=calls.call(element, findings))
    if kind in {"serviceTask", "sendTask", "businessRuleTask"}:
        return _service_node(element, node, roots, findings)
    if kind == "scriptTask":
        return _script_node(element, node, findings)
    if kind == "receiveTask":
        reference = element.get("messageRef")
        if reference is None and not node.instantiates:
            return node  # it goes on when it is told to by its own id (dialect A1)
        message = roots.get((reference or "").split(":")[-1])
        if message is None:
            findings.error("bpmn.reference", identity, element.line, attribute="messageRef", target=reference or "")
            return node
        key = compiled(node.properties.get("correlationKey"), Slot.VALUE, findings, element, "correlationKey")
        name = message.get("name") or message.get("id") or ""
        return replace(node, event=Event("message", name=name, key=key, naming=named_by_case(name, "message", "start" if node.instantiates else "catch", element, findings)))
    return node


def _event_node(element: Element, node: Node, parent: Element, roots: Roots, findings: Findings) -> Node:
    kind = element.name
    in_event_subprocess = parent.name in allowed.SCOPES and truth(parent.get("triggeredByEvent"))
    place = {
        "startEvent": "eventStart" if in_event_subprocess else "start", "endEvent": "end", "intermediateCatchEvent": "catch",
        "intermediateThrowEvent": "throw", "boundaryEvent": "boundary",
    }[kind]
    read = event(element, place, roots, findings)
    if kind == "startEvent" and parent.name in allowed.SCOPES and not in_event_subprocess and read.kind != "none":
        findings.error("bpmn.unsupported", node.id, element.line, construct=f"{read.kind} start in a plain sub-process", instead="use an event sub-process")
    external = None
    for definition in element.all("messageEventDefinition", BPMN):
        if kind in {"intermediateThrowEvent", "endEvent"} and extension(definition, "type") is not None:
            external = activity.external_work(replace(definition, attributes={**definition.attributes, "id": node.id}), findings)
        if kind in {"intermediateThrowEvent", "endEvent"} and extension(definition, "expression") is not None:
            node = replace(
                node, expression=compiled(extension(definition, "expression"), Slot.VALUE, findings, element, "camunda:expression"),
                result_variable=extension(definition, "resultVariable"),
            )
            if external is not None:
                findings.error("bpmn.unsupported", node.id, element.line, construct="several implementations", instead="keep one")
    form = forms.form_of(element, findings)[0] if kind == "startEvent" else None
    return replace(
        node, event=read, external=external, attached_to=element.get("attachedToRef"), initiator=extension(element, "initiator"), form_ref=form,
    )


def _service_node(element: Element, node: Node, roots: Roots, findings: Findings) -> Node:
    external = activity.external_work(element, findings)
    if throws := failing.throws(element, roots, findings):
        external = None if external is None else replace(external, throws=throws)
    decide = calls.decision(element, findings) if element.name == "businessRuleTask" else None
    expression = compiled(extension(element, "expression"), Slot.VALUE, findings, element, "camunda:expression")
    chosen = sum(item is not None for item in (external, decide, expression))
    tried = allowed.JAVA | {"type", "expression", "decisionRef"}  # one of these has its own finding already
    if chosen == 0 and not any(name in tried for uri, name in map(split, element.attributes) if uri):
        findings.error("bpmn.missing", node.id, element.line, what="camunda:type=external with topic, camunda:decisionRef or camunda:expression")
    if chosen > 1:
        findings.error("bpmn.unsupported", node.id, element.line, construct="several implementations", instead="keep one")
    if external is not None and node.result_variable is not None:
        findings.error("bpmn.unsupported", node.id, element.line, construct="resultVariable of external work", instead="the worker names its variables, or use an output parameter")
    return replace(node, external=external, decide=decide, expression=expression)


def _script_node(element: Element, node: Node, findings: Findings) -> Node:
    language = (element.get("scriptFormat") or "").lower()
    script = element.find("script", BPMN)
    if script is None or not script.text.strip():
        findings.error("bpmn.missing", node.id, element.line, what="script")
        return node
    if language in {"feel", "juel"}:
        text = script.text.strip()
        return replace(node, expression=compiled(text if language == "juel" else f"={text}", Slot.VALUE, findings, element, "script"))
    if language == "python":
        try:
            compile_script(script.text, language)
        except ExpressionRefused as refusal:
            findings.error("bpmn.expression", node.id, element.line, slot="script", reason=str(refusal), **{"reason.zh": refused(refusal)})
        topic = compiled(SCRIPT_TOPIC, Slot.TEXT, findings, element, "script")
        return replace(node, script=script.text, external=External(topic) if topic is not None else None)
    findings.error(
        "bpmn.unsupported", node.id, element.line, construct=f"scriptFormat {language or '(none)'}", instead="use scriptFormat feel or python, or an external task",
    )
    return node


def _check_attributes(element: Element, findings: Findings) -> None:
    identity = element.get("id") or ""
    known = allowed.ELEMENTS.get(element.name)
    for key, value in element.attributes.items():
        uri, name = split(key)
        if uri in KEPT or (uri in ALIASES and (foreign.kept(uri, name) or foreign.usual(name, value))):
            continue
        if not uri and known is not None and name not in known:
            findings.error("bpmn.unknown-attribute", identity, element.line, name=name)
        elif name in allowed.JAVA and uri in ALIASES:
            findings.error("bpmn.java", identity, element.line, name=name, value=value)
        elif uri == ZEEBE:
            findings.error("bpmn.unsupported", identity, element.line, construct=f"zeebe:{name}", instead="use the camunda: attributes of the platform dialect")
        elif uri in ALIASES and name not in allowed.ATTRIBUTES.get(element.name, allowed.ASYNC if element.name in allowed.ELEMENTS else frozenset()):
            _unknown(name, identity, element.line, findings)
        elif uri and uri not in ALIASES:
            findings.error("bpmn.unknown-extension", identity, element.line, name=key)
    for name in ("startQuantity", "completionQuantity"):
        if element.get(name, "1") != "1":
            findings.error("bpmn.unsupported", identity, element.line, construct=name, instead="use multi-instance")


def _check_extensions(element: Element, findings: Findings) -> None:
    if element.name == "process":
        _check_attributes(element, findings)
    holder = element.find("extensionElements", BPMN)
    known = allowed.EXTENSIONS.get(element.name, allowed.EXTENSIONS["*"])
    for child in holder.children if holder else ():
        if child.namespace in KEPT:
            continue
        if foreign.kept(child.namespace, child.name):
            findings.warning("bpmn.no-effect", element.get("id") or "", child.line, name=child.name)
        elif child.namespace not in ALIASES or child.name not in known:
            _unknown(child.name, element.get("id") or "", child.line, findings)


def _unknown(name: str, identity: str, line: int, findings: Findings) -> None:
    """An extension that is not read here: with what to use instead, where we know it."""
    if name in foreign.REFUSED:
        findings.error("bpmn.unsupported", identity, line, construct=name, instead=foreign.REFUSED[name])
    else:
        findings.error("bpmn.unknown-extension", identity, line, name=name)


def _check_children(element: Element, findings: Findings) -> None:
    for child in element.children:
        if child.namespace == BPMN and child.name in allowed.REFUSED:
            findings.error("bpmn.unsupported", element.get("id") or "", child.line, construct=child.name, instead=allowed.REFUSED[child.name])
        if child.name in LOOPS or child.name.endswith("EventDefinition"):
            named = replace(child, attributes={**child.attributes, "id": element.get("id") or ""})
            _check_attributes(named, findings)
            jobs.check_exclusive(named, findings)


def _handlers(element: Element) -> dict[str, list[str]]:
    """Compensation boundary event -> what associations lead to from it (handlers, and annotations), of the whole process."""
    found: dict[str, list[str]] = {}
    for association in element.walk():
        if association.namespace == BPMN and association.name == "association":
            found.setdefault(association.get("sourceRef") or "", []).append(association.get("targetRef") or "")
    return found


def _handler(boundary: Node, led: list[str], nodes: dict[str, Node], findings: Findings) -> str | None:
    """What undoes the activity of a compensation boundary event: one activity beside it that is for nothing else (clause 10.5.5)."""
    found = [nodes[target] for target in led if target in nodes]
    if len(found) != 1:
        if found:
            findings.error("bpmn.unsupported", boundary.id, boundary.line, construct="several compensation handlers", instead="put them into one sub-process")
        else:
            findings.error("bpmn.missing", boundary.id, boundary.line, what="an association to a compensation handler")
        return None
    if not found[0].for_compensation or found[0].scope != boundary.scope:
        what = "isForCompensation" if not found[0].for_compensation else "an association to a compensation handler beside it"
        findings.error("bpmn.missing", found[0].id if not found[0].for_compensation else boundary.id, found[0].line, what=what)
        return None
    return found[0].id


def _connect(nodes: dict[str, Node], flows: dict[str, Flow], handlers: dict[str, list[str]], findings: Findings) -> None:
    """Give every node its flows, its boundary events and its event sub-processes; report references to nothing."""
    for flow in flows.values():
        for attribute, target in (("sourceRef", flow.source), ("targetRef", flow.target)):
            if target not in nodes:
                findings.error("bpmn.reference", flow.id, flow.line, attribute=attribute, target=target)
    lying: dict[str, list[Node]] = {}
    attached: dict[str, list[str]] = {}
    undoing: dict[str, str] = {}
    coming: dict[str, list[str]] = {}
    going: dict[str, list[str]] = {}
    for node in nodes.values():  # each looked at once: the largest model is read in time that grows with it
        lying.setdefault(node.scope, []).append(node)
        if node.kind == "boundaryEvent":
            attached.setdefault(node.attached_to or "", []).append(node.id)
        if _undoes(node) and node.scope in nodes:
            undoing.setdefault(nodes[node.scope].scope, node.scope)
    for flow in flows.values():
        coming.setdefault(flow.target, []).append(flow.id)
        going.setdefault(flow.source, []).append(flow.id)
    for identity, node in list(nodes.items()):
        inner = lying.get(identity, [])
        starts = [other.id for other in inner if other.kind == "startEvent" and other.event is not None and other.event.kind == "none"]
        nodes[identity] = replace(
            node, incoming=tuple(coming.get(identity, ())), outgoing=tuple(going.get(identity, ())), boundary=tuple(attached.get(identity, ())),
            event_subprocesses=tuple(o.id for o in inner if o.kind in allowed.SCOPES and o.triggered_by_event), start=starts[0] if starts else None,
            undo=undoing.get(identity),
        )
        if node.kind == "boundaryEvent" and node.event is not None and node.event.kind == "compensate":
            nodes[identity] = replace(nodes[identity], handler=_handler(node, handlers.get(identity, []), nodes, findings))
        if node.kind == "boundaryEvent" and (node.attached_to not in nodes or nodes[node.attached_to].scope != node.scope):
            findings.error("bpmn.reference", identity, node.line, attribute="attachedToRef", target=node.attached_to or "")


def _undoes(node: Node) -> bool:
    """The start of a compensation event sub-process."""
    return node.kind == "startEvent" and node.event is not None and node.event.kind == "compensate"


def elements_with(document: Element, name: str) -> Iterator[Element]:
    """Every BPMN element of that name in the file."""
    return (element for element in document.walk() if element.namespace == BPMN and element.name == name)
