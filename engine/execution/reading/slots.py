"""Compile the expressions of a model, turning every refusal into a finding at its element."""

from __future__ import annotations

from engine.execution.reading.chinese import refused
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import BPMN, XSI
from engine.rules import Expression, ExpressionRefused, Slot, compile_slot
from engine.xml import Element

FUNCTIONS = ("deadline", "period end", "law", "law rows")  # what the engine adds to FEEL


def compiled(text: str | None, slot: Slot, findings: Findings, element: Element, what: str, *, language: str | None = None) -> Expression | None:
    """The expression, or None when absent or refused (then a finding says why)."""
    if text is None or not text.strip():
        return None
    try:
        return compile_slot(text.strip(), slot, language=language, names=FUNCTIONS)
    except ExpressionRefused as refusal:
        findings.error("bpmn.expression", element.get("id") or "", element.line, slot=what, reason=str(refusal), **{"reason.zh": refused(refusal)})
        return None


def formal(element: Element | None, slot: Slot, findings: Findings, owner: Element, what: str) -> Expression | None:
    """A tFormalExpression child: its text under its language."""
    if element is None:
        return None
    language = element.get("language")
    kind = element.get("type", namespace=XSI)
    if kind is not None and kind.split(":")[-1] != "tFormalExpression":
        findings.error("bpmn.expression", owner.get("id") or "", element.line, slot=what, reason=f"xsi:type {kind}")
        return None
    text = element.text.strip()
    if not text:
        findings.error("bpmn.missing", owner.get("id") or "", element.line, what=what)
        return None
    return compiled(text, slot, findings, owner, what, language=language)


def bpmn(element: Element, name: str) -> Element | None:
    """The first child with that BPMN name."""
    return element.find(name, BPMN)
