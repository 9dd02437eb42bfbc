"""The shape of a file, before anything is made of it: what stands twice where one may stand, ids nobody could use, roots nobody knows.

The first of two would win and the second be dropped without a word; an id too long for a history row would break the case instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.execution.reading import allowed
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import ALIASES, BPMN, KEPT
from engine.xml import Element

LONGEST_ID, LONGEST_NAME = 200, 500
LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
ONCE = frozenset({
    "extensionElements", "conditionExpression", "loopCardinality", "completionCondition", "loopCondition", "condition", "script", "loopDataInputRef", "inputDataItem",
})
ROOTS = frozenset({  # BPMN 2.0.2, table 8.1: what may stand beside processes; what runs is looked at elsewhere
    "process", "collaboration", "message", "signal", "error", "escalation", "itemDefinition", "dataStore", "category", "correlationProperty", "resource", "interface",
    "endPoint", "partnerEntity", "partnerRole", "import", "extension", "relationship", "documentation", "extensionElements",
})
#: What may stand inside an extension that only holds others, and the attributes of those.
NESTED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "properties": {"property": frozenset({"id", "name", "value"})},
    "inputOutput": {"inputParameter": frozenset({"name"}), "outputParameter": frozenset({"name"})},
}


def check_shape(document: Element, findings: Findings) -> None:
    """Ids, names, doubles and roots of a whole file."""
    for root in document.children:
        known = root.namespace in KEPT or (root.namespace == BPMN and (root.name in ROOTS or root.name.endswith("EventDefinition")))
        if not known:
            findings.error("bpmn.unknown-element", root.get("id") or "", root.line, name=root.name)
    for process in document.all("process", BPMN):
        _check(process, process.get("id") or "", findings)


def _check(element: Element, identity: str, findings: Findings) -> None:
    if element.name in allowed.ELEMENTS or element.name == "process":
        _names(element, findings)
    if element.namespace == BPMN:
        count = Counter("loop characteristics" if child.name in LOOPS else child.name for child in element.children if child.namespace == BPMN and child.name in ONCE | LOOPS)
        for name, times in count.items():
            if times > 1:
                findings.error("bpmn.unsupported", identity, element.line, construct=f"{name} written twice", instead="keep one")
    elif element.namespace in ALIASES and element.name in NESTED:
        _nested(element, identity, findings)
    for child in element.children:
        _check(child, child.get("id") or identity if child.namespace == BPMN else identity, findings)


def _names(element: Element, findings: Findings) -> None:
    identity = element.get("id") or ""
    if not identity.strip():
        findings.error("bpmn.missing", "", element.line, what="id")
    elif len(identity) > LONGEST_ID or "#" in identity or any(sign.isspace() for sign in identity):
        findings.error("bpmn.unsupported", identity[:LONGEST_ID], element.line, construct="such an id", instead="at most 200 characters, without blanks and #")
    if len(element.get("name") or "") > LONGEST_NAME:
        findings.error("bpmn.unsupported", identity, element.line, construct="a name of more than 500 characters", instead="say the rest in the documentation")


def _nested(holder: Element, identity: str, findings: Findings) -> None:
    known = NESTED[holder.name]
    for child in holder.children:
        if child.name not in known:
            findings.error("bpmn.unknown-extension", identity, child.line, name=child.name)
            continue
        for name in sorted(child.attributes.keys() - known[child.name]):
            findings.error("bpmn.unknown-extension", identity, child.line, name=name)
