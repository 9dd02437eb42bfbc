"""Read event definitions, with the signals, messages, errors and escalations they refer to."""

from __future__ import annotations

from collections.abc import Mapping

from engine.execution.model import CREATED, REMOVED, UPDATED, Event, Timer
from engine.execution.reading.activity import properties
from engine.execution.reading.allowed import EVENT_PLACES, REFUSED
from engine.execution.reading.calls import transfers
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import BPMN, extension, extensions, split, truth
from engine.execution.reading.slots import compiled, formal
from engine.rules import Expression, Slot
from engine.xml import Element

Roots = Mapping[str, Element]  # id -> message, signal, error, escalation or root event definition
CAUGHT_TOGETHER = frozenset({"timer", "message", "signal", "conditional", "none"})
THROWN_TOGETHER = frozenset({"message", "signal", "escalation", "none"})
CHANGES = {"create": CREATED, "update": UPDATED, "delete": REMOVED}
LAST = frozenset({"error", "terminate"})  # one of them may end what an end event throws together with others
TIMERS = (("timeDate", "date", Slot.DATE), ("timeDuration", "duration", Slot.DURATION), ("timeCycle", "cycle", Slot.CYCLE))


def definitions(element: Element, roots: Roots) -> list[Element]:
    """The event definitions of an event, `eventDefinitionRef` resolved."""
    found: list[Element] = []
    for child in element.children:
        if child.namespace != BPMN:
            continue
        if child.name == "eventDefinitionRef":
            target = roots.get(reference(child.text))
            if target is not None:
                found.append(target)
        elif child.name.endswith("EventDefinition"):
            found.append(child)
    return found


def reference(text: str | None) -> str:
    """The local part of a QName reference."""
    return (text or "").strip().split(":")[-1]


def event(element: Element, place: str, roots: Roots, findings: Findings) -> Event:
    """What this event waits for or does; `place` is start, eventStart, catch, throw, end or boundary."""
    identity = element.get("id") or ""
    interrupting = truth(element.get("cancelActivity" if place == "boundary" else "isInterrupting"), default=True)
    found = definitions(element, roots)
    if not found:
        if place in {"catch", "boundary", "eventStart"}:
            findings.error("bpmn.missing", identity, element.line, what="event definition")
        return Event("none", interrupting=interrupting)
    parts = tuple(_one(definition, element, place, roots, findings, interrupting) for definition in found)
    if len(parts) == 1:
        return parts[0]
    kinds = [part.kind for part in parts]
    together = THROWN_TOGETHER if place in {"throw", "end"} else CAUGHT_TOGETHER
    if place == "end" and sum(kind in LAST for kind in kinds) == 1:
        together |= LAST
    if any(kind not in together for kind in kinds) or sum(extension(definition, "type") is not None for definition in found) > 1:
        findings.error("bpmn.unsupported", identity, element.line, construct="this combination of event definitions", instead="draw one event for each")
    every = truth(element.get("parallelMultiple"))
    if every and place == "start" and (set(kinds) != {"message"} or len({part.name for part in parts}) < len(parts)):
        findings.error(
            "bpmn.unsupported", identity, element.line, construct="a parallel start by anything but different messages",
            instead="start by one of the events and wait for the others behind it",
        )
    return Event("multiple", interrupting=interrupting, parts=parts, every=every)


def _one(definition: Element, element: Element, place: str, roots: Roots, findings: Findings, interrupting: bool) -> Event:
    identity = element.get("id") or ""
    if definition.name in REFUSED:
        findings.error("bpmn.unsupported", identity, definition.line, construct=definition.name, instead=REFUSED[definition.name])
        return Event("none")
    kind = definition.name.removesuffix("EventDefinition")
    if place not in EVENT_PLACES.get(kind, frozenset()):
        findings.error("bpmn.unsupported", identity, definition.line, construct=f"{kind} as {place} event", instead="see BPMN 2.0.2 table 10.93")
        return Event("none")
    if kind == "timer":
        return Event(kind, timer=timer(definition, element, findings), interrupting=interrupting)
    if kind == "link":
        return Event(kind, name=definition.get("name") or "")
    if kind in {"terminate", "cancel"}:
        return Event(kind, interrupting=interrupting)
    if kind == "compensate":
        return Event(kind, activity=reference(definition.get("activityRef")) or None, interrupting=interrupting)
    if kind == "conditional":
        condition = formal(definition.find("condition", BPMN), Slot.CONDITION, findings, element, "condition")
        if definition.find("condition", BPMN) is None:
            findings.error("bpmn.missing", identity, definition.line, what="condition")
        if place == "start" and extension(definition, "variableEvents") is not None:  # nothing happens to a variable before there is a case
            findings.error("bpmn.unknown-extension", identity, definition.line, name="variableEvents")
        return Event(
            kind, condition=condition, variable=extension(definition, "variableName"), interrupting=interrupting, changes=_changes(definition, identity, findings),
        )
    return _named(kind, definition, element, place, roots, findings, interrupting)


def _changes(definition: Element, identity: str, findings: Findings) -> int:
    """`variableEvents`: which of create, update, delete make the condition be asked; all of them when it says nothing."""
    text, found = extension(definition, "variableEvents"), 0
    for name in (text or ",".join(CHANGES)).split(","):
        if name.strip() not in CHANGES:
            findings.error("bpmn.unsupported", identity, definition.line, construct=f"variableEvents {name.strip()}", instead=", ".join(CHANGES))
        found |= CHANGES.get(name.strip(), 0)
    return found


def timer(definition: Element, owner: Element, findings: Findings) -> Timer | None:
    """When a timer fires; None when it does not say so, or not so that it can be read."""
    for tag, kind, slot in TIMERS:
        expression = formal(definition.find(tag, BPMN), slot, findings, owner, tag)
        if expression is not None:
            return Timer(kind, expression)
    if not any(definition.find(tag, BPMN) is not None for tag, _, _ in TIMERS):
        findings.error("bpmn.missing", owner.get("id") or "", definition.line, what="timeDate, timeDuration or timeCycle")
    return None


def named_by_case(name: str, kind: str, place: str, owner: Element, findings: Findings) -> Expression | None:
    """The expression in the name of a message or signal, worked out when it is waited for or thrown; what begins a process has a fixed name."""
    if "${" not in name and "#{" not in name:
        return None
    if kind in {"message", "signal"} and place != "start":
        return compiled(name, Slot.TEXT, findings, owner, f"{kind} name")
    findings.error("bpmn.unsupported", owner.get("id") or "", owner.line, construct=f"expression in the name of a {kind}", instead="a fixed name")
    return None


def _named(kind: str, definition: Element, owner: Element, place: str, roots: Roots, findings: Findings, interrupting: bool) -> Event:
    identity = owner.get("id") or ""
    attribute = f"{kind}Ref"
    raw = definition.get(attribute)
    target = roots.get(reference(raw)) if raw else None
    if raw and target is None:
        findings.error("bpmn.reference", identity, definition.line, attribute=attribute, target=raw)
    if target is None:
        external = kind == "message" and extension(definition, "type") is not None
        catches_all = kind in {"error", "escalation"} and place in {"boundary", "eventStart"}
        if not raw and not external and not catches_all and not (kind == "message" and place in {"throw", "end"}):
            findings.error("bpmn.missing", identity, definition.line, what=attribute)
    code = None
    if target is not None and kind in {"error", "escalation"}:
        code = target.get(f"{kind}Code")
        if not code and place in {"throw", "end"}:
            findings.error("bpmn.missing", identity, target.line, what=f"{kind}Code")
    passed = transfers(definition, owner, "in", findings) if kind == "signal" else (None, ())
    if place not in {"throw", "end"} and extensions(definition, "in"):
        findings.error("bpmn.unknown-extension", identity, definition.line, name="in")
    name = (target.get("name") or target.get("id") or "") if target is not None else ""
    key = compiled(properties(owner).get("correlationKey"), Slot.VALUE, findings, owner, "correlationKey") if kind == "message" else None
    naming = named_by_case(name, kind, place, owner, findings)
    return Event(
        kind, name=name, code=code, interrupting=interrupting, key=key,
        code_variable=extension(definition, f"{kind}CodeVariable"), message_variable=extension(definition, f"{kind}MessageVariable"),
        payload=passed[1], payload_key=passed[0], naming=naming,
        message=compiled(extension(target, "errorMessage"), Slot.TEXT, findings, owner, "camunda:errorMessage") if target is not None and kind == "error" else None,
    )


def root_elements(document: Element) -> Roots:
    """What lies beside the processes and can be referred to."""
    return {
        child.get("id") or "": child for child in document.children
        if child.namespace == BPMN and (child.name in {"message", "signal", "error", "escalation"} or child.name.endswith("EventDefinition"))
    }


def foreign_attributes(element: Element) -> list[tuple[str, str]]:
    """Attributes with a namespace, as (uri, name)."""
    return [split(key) for key in element.attributes if key.startswith("{")]
