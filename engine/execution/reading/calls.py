"""Read what an activity calls: a process with everything handed in and out, or a decision; each with the version that is meant."""

from __future__ import annotations

from engine.execution.model import Call, Decide, Transfer
from engine.execution.reading.findings import Findings
from engine.execution.reading.namespaces import extension, extensions, split, truth
from engine.execution.reading.slots import compiled
from engine.rules import Expression, Slot
from engine.xml import Element

MAPPERS = frozenset({"singleEntry", "singleResult", "collectEntries", "resultList"})
PASSED = frozenset({"source", "sourceExpression", "target", "variables", "local"})
BINDINGS = frozenset({"latest", "deployment", "version", "versionTag"})


def binding(element: Element, what: str, findings: Findings) -> tuple[str, Expression | None]:
    """`<what>Binding` with the version or version tag that it needs (dialect A2: missing, it is an error). Flowable's `sameDeployment` is the binding deployment."""
    identity = element.get("id") or ""
    chosen = extension(element, f"{what}Binding") or ("deployment" if truth(extension(element, "sameDeployment")) else "latest")
    if extension(element, f"{what}TenantId") is not None:
        findings.error("bpmn.unsupported", identity, element.line, construct=f"{what}TenantId", instead="leave it out: there is one tenant")
    if chosen not in BINDINGS:
        findings.error("bpmn.unsupported", identity, element.line, construct=f"{what}Binding {chosen}", instead="latest, deployment, version or versionTag")
        return "latest", None
    if chosen not in {"version", "versionTag"}:
        return chosen, None
    name = f"{what}{chosen[0].upper()}{chosen[1:]}"
    if not (extension(element, name) or "").strip():
        findings.error("bpmn.missing", identity, element.line, what=f"camunda:{name}")
    return chosen, compiled(extension(element, name), Slot.INTEGER if chosen == "version" else Slot.TEXT, findings, element, f"camunda:{name}")


def decision(element: Element, findings: Findings) -> Decide | None:
    """decisionRef with binding and mapping."""
    reference = compiled(extension(element, "decisionRef"), Slot.TEXT, findings, element, "camunda:decisionRef")
    if reference is None:
        return None
    mapping = extension(element, "mapDecisionResult", "resultList") or "resultList"
    if mapping not in MAPPERS:
        findings.error("bpmn.unsupported", element.get("id") or "", element.line, construct=f"mapDecisionResult {mapping}", instead=", ".join(sorted(MAPPERS)))
    return Decide(reference, *binding(element, "decisionRef", findings), extension(element, "resultVariable", extension(element, "resultVariableName")), mapping)


def call(element: Element, findings: Findings) -> Call | None:
    """calledElement with binding and everything handed in and out."""
    called = compiled(element.get("calledElement"), Slot.TEXT, findings, element, "calledElement")
    if called is None:
        findings.error("bpmn.missing", element.get("id") or "", element.line, what="calledElement")
        return None
    key, given = transfers(element, element, "in", findings)
    if truth(extension(element, "inheritVariables")):  # Flowable (dialect A6)
        given = (Transfer(None, None, "", everything=True), *given)
    return Call(called, *binding(element, "calledElement", findings), key, given, transfers(element, element, "out", findings)[1])


def transfers(element: Element, owner: Element, name: str, findings: Findings) -> tuple[Expression | None, tuple[Transfer, ...]]:
    """The `camunda:in` or `camunda:out` of an element, as (business key, variables); `owner` is where findings stand."""
    key = None
    found: list[Transfer] = []
    for item in extensions(element, name):
        if item.get("businessKey") is not None:
            key = compiled(item.get("businessKey"), Slot.TEXT, findings, owner, f"camunda:{name} businessKey")
            continue
        for attribute in item.attributes:
            if split(attribute)[1] not in PASSED:
                findings.error("bpmn.unknown-extension", owner.get("id") or "", item.line, name=f"{name} {split(attribute)[1]}")
        everything = item.get("variables") == "all"
        source, expression, target = item.get("source"), item.get("sourceExpression"), item.get("target")
        if not everything and (not (source or expression) or not target):
            findings.error("bpmn.missing", owner.get("id") or "", item.line, what=f"camunda:{name} source/target")
            continue
        found.append(Transfer(
            compiled(expression, Slot.VALUE, findings, owner, f"camunda:{name} {target}"), source, target or "", everything, truth(item.get("local")),
        ))
    return key, tuple(found)
