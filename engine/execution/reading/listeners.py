"""Read listeners (dialect A2): expressions told of what happens to a process, a node, a flow, a task. Anything but `${...}` is refused."""

from __future__ import annotations

from collections.abc import Mapping

from engine.execution.model import Timeout
from engine.execution.reading import allowed
from engine.execution.reading.events import timer
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import ALIASES, BPMN, extensions, split
from engine.execution.reading.slots import compiled
from engine.rules import Expression, Slot
from engine.xml import Element

INSTEAD = "use an expression ${...}"
EVENTS = frozenset({"start", "end"})
TASK_EVENTS = frozenset({"create", "assignment", "complete", "update", "delete", "timeout"})


def on_activity(element: Element, findings: Findings) -> Mapping[str, tuple[Expression, ...]]:
    """The execution listeners of a process or a node, by event."""
    found: dict[str, tuple[Expression, ...]] = {"start": (), "end": ()}
    for item in extensions(element, "executionListener"):
        event, expression = item.get("event") or "", _expression(item, element, findings)
        if event not in EVENTS:
            _event(item, element, findings, EVENTS)
        elif expression is not None:
            found[event] += (expression,)
    return found


def on_take(element: Element, findings: Findings) -> tuple[Expression, ...]:
    """The listeners of a sequence flow; whatever event they name, they are told when it is taken."""
    found = [_expression(item, element, findings) for item in extensions(element, "executionListener")]
    return tuple(item for item in found if item is not None)


def on_task(element: Element, findings: Findings) -> tuple[dict[str, tuple[Expression, ...]], tuple[Timeout, ...]]:
    """The task listeners of a user task, by event, and those that wait for a time."""
    found: dict[str, tuple[Expression, ...]] = {}
    timeouts: list[Timeout] = []
    for item in extensions(element, "taskListener"):
        event, expression = item.get("event") or "", _expression(item, element, findings)
        if event not in TASK_EVENTS:
            _event(item, element, findings, TASK_EVENTS)
        elif event == "timeout":
            _timeout(item, element, expression, timeouts, findings)
        elif expression is not None:
            found[event] = (*found.get(event, ()), expression)
    return found, tuple(timeouts)


def _timeout(item: Element, element: Element, expression: Expression | None, timeouts: list[Timeout], findings: Findings) -> None:
    identity, definition = item.get("id"), item.find("timerEventDefinition", BPMN)
    if identity in {other.id for other in timeouts}:
        findings.error("bpmn.duplicate-id", element.get("id") or "", item.line, id=identity)
    if not identity:
        findings.error("bpmn.missing", element.get("id") or "", item.line, what="an id of the timeout listener")
    if definition is None:
        findings.error("bpmn.missing", element.get("id") or "", item.line, what="timerEventDefinition of the timeout listener")
        return
    when = timer(definition, element, findings)
    if identity and when is not None and expression is not None:
        timeouts.append(Timeout(identity, when, expression))


def _event(item: Element, element: Element, findings: Findings, known: frozenset[str]) -> None:
    if not item.get("event"):
        findings.error("bpmn.missing", element.get("id") or "", item.line, what=f"event of {item.name}")
    else:
        findings.error(
            "bpmn.unsupported", element.get("id") or "", item.line, construct=f"the event {item.get('event')} of {item.name}", instead=", ".join(sorted(known)),
        )


def _expression(item: Element, element: Element, findings: Findings) -> Expression | None:
    """What is evaluated: `expression`, or a script in the language of expressions. FEEL and plain text change nothing, so they are refused."""
    identity, text = element.get("id") or "", item.get("expression")
    before = len(findings.items)
    for key, value in item.attributes.items():
        uri, name = split(key)
        if name in allowed.JAVA:
            findings.error("bpmn.java", identity, item.line, name=name, value=value)
        elif (uri and uri not in ALIASES) or name not in {"event", "expression", "id"}:
            findings.error("bpmn.unknown-extension", identity, item.line, name=f"{item.name} {name}")
    for child in item.children:
        if child.namespace in ALIASES and child.name == "script":
            text = text or _script(child, identity, findings)
        elif not (child.namespace == BPMN and child.name == "timerEventDefinition" and item.get("event") == "timeout"):
            findings.error("bpmn.unknown-extension", identity, child.line, name=f"{item.name} {child.name}")
    if len(findings.items) > before:
        return None
    if not text or not text.strip():
        findings.error("bpmn.missing", identity, item.line, what=f"expression of {item.name}")
        return None
    found = compiled(text, Slot.VALUE, findings, element, item.name)
    if found is not None and found.language != "juel":
        findings.error("bpmn.unsupported", identity, item.line, construct=f"a {item.name} that can change nothing", instead=INSTEAD)
        return None
    return found


def _script(script: Element, identity: str, findings: Findings) -> str | None:
    language = (script.get("scriptFormat") or "").lower()
    if language != "juel" or script.get("resource") is not None:
        findings.error("bpmn.unsupported", identity, script.line, construct=f"a script in a listener ({language or 'resource'})", instead=INSTEAD)
        return None
    return script.text
