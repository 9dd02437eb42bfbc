"""Read who does a user task: the attributes of the dialect, and BPMN's own humanPerformer and potentialOwner (clause 10.3.4.1, dialect A1)."""

from __future__ import annotations

import re

from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import BPMN, extension
from engine.execution.reading.slots import compiled
from engine.rules import Expression, Slot
from engine.rules.slots import outside
from engine.xml import Element

NAMED = re.compile(r"(user|group)\(\s*(.*?)\s*\)", re.DOTALL)
ROLES = frozenset({"humanPerformer", "potentialOwner"})
Who = tuple[Expression | None, Expression | None, Expression | None]


def assignment(element: Element, findings: Findings) -> Who:
    """(assignee, candidate users, candidate groups) of a user task."""
    identity = element.get("id") or ""
    performers = [text for role in element.all("humanPerformer", BPMN) if (text := _text(role, element, findings)) is not None]
    assignee = extension(element, "assignee")
    if len(performers) + (assignee is not None) > 1:
        findings.error("bpmn.unsupported", identity, element.line, construct="a second assignee", instead="keep one of humanPerformer and camunda:assignee")
    users, groups = [extension(element, "candidateUsers") or ""], [extension(element, "candidateGroups") or ""]
    for role in element.all("potentialOwner", BPMN):
        text = _text(role, element, findings) or ""
        for part in [text] if text.startswith("=") else outside(text):
            named = NAMED.fullmatch(part)
            (users if named is not None and named[1] == "user" else groups).append(named[2] if named is not None else part)
    return (
        compiled(assignee or next(iter(performers), None), Slot.NAME, findings, element, "camunda:assignee"),
        _listed(users, "candidateUsers", element, findings), _listed(groups, "candidateGroups", element, findings),
    )


def _text(role: Element, owner: Element, findings: Findings) -> str | None:
    """What the formal expression of a role says; `user(x)` of a performer is x."""
    holder = role.find("resourceAssignmentExpression", BPMN)
    expression = None if holder is None else holder.find("formalExpression", BPMN)
    identity = owner.get("id") or ""
    for part in (role, *((holder,) if holder is not None else ())):
        for child in part.children:
            if child.namespace == BPMN and child.name not in {"resourceAssignmentExpression", "formalExpression", "documentation"}:
                findings.error("bpmn.unknown-element", identity, child.line, name=child.name)
    if expression is None or not expression.text.strip():
        findings.error("bpmn.missing", identity, role.line, what="resourceAssignmentExpression / formalExpression")
        return None
    text = expression.text.strip()
    named = NAMED.fullmatch(text) if role.name == "humanPerformer" else None
    return named[2] if named is not None else text


def _listed(texts: list[str], name: str, element: Element, findings: Findings) -> Expression | None:
    """One comma list of all that was named. A FEEL list stands alone: two languages cannot share a text."""
    said = [text for text in texts if text.strip()]
    if len(said) > 1 and any(text.strip().startswith("=") for text in said):
        findings.error(
            "bpmn.unsupported", element.get("id") or "", element.line, construct=f"FEEL beside other {name}", instead="put all of them into one expression",
        )
    return compiled(", ".join(said), Slot.NAMES, findings, element, f"camunda:{name}")
