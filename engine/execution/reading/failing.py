"""Read `camunda:errorEventDefinition` of external work (dialect A2): when what a worker reports counts as a BPMN error."""

from __future__ import annotations

from engine.execution.model import Throws
from engine.execution.reading.events import Roots, reference
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import ALIASES, KEPT, extension, extensions, split
from engine.execution.reading.slots import compiled
from engine.rules import Slot
from engine.xml import Element

NAME = "errorEventDefinition"
KNOWN = frozenset({"id", "errorRef", "expression"})


def throws(element: Element, roots: Roots, findings: Findings) -> tuple[Throws, ...]:
    """The error definitions of an activity, in document order; anywhere but on external work they could not take effect."""
    identity = element.get("id") or ""
    found: list[Throws] = []
    for item in extensions(element, NAME):
        for key in item.attributes:
            uri, name = split(key)
            if uri not in KEPT and (name not in KNOWN or (uri and uri not in ALIASES)):
                findings.error("bpmn.unknown-extension", identity, item.line, name=f"{NAME} {name}")
        raw = item.get("errorRef") or extension(item, "errorRef")
        target = roots.get(reference(raw))
        if not raw or target is None or target.name != "error":
            findings.error("bpmn.reference", identity, item.line, attribute="errorRef", target=raw or "")
            continue
        code = target.get("errorCode")
        condition = compiled(item.get("expression") or extension(item, "expression"), Slot.VALUE, findings, element, f"{NAME} expression")
        if not code:
            findings.error("bpmn.missing", identity, target.line, what="errorCode")
        elif condition is not None and condition.language != "literal":
            found.append(Throws(code, condition))
        elif condition is not None or not (item.get("expression") or "").strip():
            findings.error("bpmn.missing", identity, item.line, what=f"{NAME} expression")
    if extensions(element, NAME) and extension(element, "type") is None:
        findings.error("bpmn.unsupported", identity, element.line, construct=f"{NAME} on work that is not external", instead="use type=external")
    return tuple(found)
