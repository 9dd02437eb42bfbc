"""Read what is particular to activities: people's work, external work, mappings, loops. What they call is in `calls`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.execution.model import External, Loop, Parameter, UserWork
from engine.execution.reading import forms, people
from engine.execution.reading.findings import Findings
from engine.execution.reading.jobs import retry_waits
from engine.execution.reading.namespaces import BPMN, extension, extensions, truth
from engine.execution.reading.slots import compiled, formal
from engine.rules import Slot
from engine.xml import Element

INSTEAD = {"mail": "use type=external with a topic whose worker sends the mail", "shell": "use type=external with a worker beside the system"}
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?")


def properties(element: Element) -> Mapping[str, str]:
    """The `camunda:properties` of an element."""
    return {
        item.get("name") or "": item.get("value") or ""
        for holder in extensions(element, "properties") for item in holder.all("property")
    }


def user_work(element: Element, findings: Findings) -> UserWork:
    """Assignment, due date, priority and form of a user task."""
    def slot(name: str, kind: Slot) -> Any:
        return compiled(extension(element, name), kind, findings, element, f"camunda:{name}")

    reference, binding, version = forms.form_of(element, findings)
    named = compiled(reference, Slot.TEXT, findings, element, "camunda:formRef") if reference is not None and reference.startswith(("=", "${", "#{")) else None
    excluded = tuple(part.strip() for part in properties(element).get("excludeCompletersOf", "").split(",") if part.strip())
    told = (("owner", slot("owner", Slot.NAME)), ("follow_up_at", slot("followUpDate", Slot.DATE)))
    work = UserWork(
        *people.assignment(element, findings), slot("dueDate", Slot.DATE),
        slot("priority", Slot.INTEGER), None if named is not None else reference, binding, version, excluded,
        compiled(properties(element).get("taskSubject"), Slot.TEXT, findings, element, "taskSubject"),
        named, details={name: found for name, found in told if found is not None}, id_variable=extension(element, "taskIdVariableName"),
    )
    if not (work.assignee or work.users or work.groups) and not extensions(element, "taskListener"):
        findings.warning("bpmn.nobody", element.get("id") or "", element.line)
    return work


def external_work(element: Element, findings: Findings) -> External | None:
    """type=external with its topic; None for another implementation."""
    if extension(element, "type") is None:
        return None
    identity = element.get("id") or ""
    if extension(element, "type") not in {"external", "external-worker"}:
        findings.error("bpmn.unsupported", identity, element.line, construct=f"type {extension(element, 'type')}", instead=INSTEAD.get(extension(element, "type") or "", "use type=external"))
        return None
    topic = compiled(extension(element, "topic"), Slot.TEXT, findings, element, "camunda:topic")
    if topic is None:
        findings.error("bpmn.missing", identity, element.line, what="camunda:topic")
        return None
    return External(topic, compiled(extension(element, "taskPriority"), Slot.INTEGER, findings, element, "camunda:taskPriority"))


def loop(element: Element, findings: Findings) -> Loop | None:
    """Multi-instance characteristics, if any."""
    found = element.find("multiInstanceLoopCharacteristics", BPMN)
    if found is None:
        standard = element.find("standardLoopCharacteristics", BPMN)
        return None if standard is None else _standard_loop(standard, element, findings)
    cardinality = formal(found.find("loopCardinality", BPMN), Slot.INTEGER, findings, element, "loopCardinality")
    if cardinality is not None and cardinality.language == "literal" and cardinality.text.strip().startswith("-"):
        findings.error("bpmn.expression", element.get("id") or "", found.line, slot="loopCardinality", reason=f"less than none: {cardinality.text.strip()}")
    reference, item = found.find("loopDataInputRef", BPMN), found.find("inputDataItem", BPMN)
    text, variable = extension(found, "collection"), extension(found, "elementVariable")
    if (text and reference is not None) or (variable and item is not None):
        findings.error(
            "bpmn.unsupported", element.get("id") or "", found.line, construct="loopDataInputRef beside camunda:collection", instead="keep one of them",
        )
    text = text or (reference.text.strip() if reference is not None else None)
    variable = variable or (None if item is None else item.get("name") or item.get("id"))
    if text and "{" not in text and not text.startswith("="):
        text = f"={text}"  # the dialect allows a bare variable name
    collection = compiled(text, Slot.COLLECTION, findings, element, "camunda:collection")
    if cardinality is None and collection is None:
        findings.error("bpmn.missing", element.get("id") or "", found.line, what="loopCardinality / camunda:collection")
    if collection is None and variable:
        findings.error("bpmn.missing", element.get("id") or "", found.line, what="camunda:collection for camunda:elementVariable")
    completion = formal(found.find("completionCondition", BPMN), Slot.CONDITION, findings, element, "completionCondition")
    return Loop(
        truth(found.get("isSequential")), cardinality, collection, variable, completion,
        async_before=truth(extension(found, "asyncBefore")), async_after=truth(extension(found, "asyncAfter")),
        retry_waits=retry_waits(replace(found, attributes={**found.attributes, "id": element.get("id") or ""}), findings),
        index_variable=extension(found, "elementIndexVariable"),
    )


def _standard_loop(found: Element, element: Element, findings: Findings) -> Loop:
    """Clause 13.3.6: repeat while the condition holds; tested before or after each round."""
    condition = formal(found.find("loopCondition", BPMN), Slot.CONDITION, findings, element, "loopCondition")
    maximum = found.get("loopMaximum")
    if maximum is not None and not (maximum.isdecimal() and int(maximum) > 0):
        findings.error("bpmn.expression", element.get("id") or "", found.line, slot="loopMaximum", reason=f"not a whole number: {maximum}")
    if condition is None and maximum is None:
        findings.error("bpmn.missing", element.get("id") or "", found.line, what="loopCondition or loopMaximum")
    return Loop(
        True, None, None, None, condition, standard=True, test_before=truth(found.get("testBefore")),
        maximum=int(maximum) if maximum is not None and maximum.isdigit() else None,
        async_before=truth(extension(found, "asyncBefore")), async_after=truth(extension(found, "asyncAfter")),
    )


def mappings(element: Element, findings: Findings) -> tuple[tuple[Parameter, ...], tuple[Parameter, ...]]:
    """Input and output parameters of `camunda:inputOutput`."""
    inputs: list[Parameter] = []
    outputs: list[Parameter] = []
    for holder in extensions(element, "inputOutput"):
        for item in holder.children:
            target = {"inputParameter": inputs, "outputParameter": outputs}.get(item.name)
            name = item.get("name")
            if target is None or not name:
                findings.error("bpmn.missing", element.get("id") or "", item.line, what=f"{item.name} name")
                continue
            target.append(Parameter(name, _value(item, element, name, findings)))
    return tuple(inputs), tuple(outputs)


def data_object(element: Element, findings: Findings) -> Parameter | None:
    """A data object with a value (dialect A6): a variable that its scope begins with. Without one it is only drawn."""
    held = extensions(element, "value")
    name = element.get("name") or element.get("id") or ""
    if not held or not name:
        return None
    kind = (element.get("itemSubjectRef") or "xsd:string").split(":")[-1]
    text = held[0].text.strip()
    literals = {"string": json.dumps(text, ensure_ascii=False), "boolean": text, "int": text, "integer": text, "long": text, "double": text, "float": text, "decimal": text}
    if kind not in literals:
        findings.error("bpmn.unsupported", element.get("id") or name, held[0].line, construct=f"itemSubjectRef {kind}", instead=", ".join(sorted(literals)))
        return None
    if kind != "string" and not (text in {"true", "false"} if kind == "boolean" else NUMBER.fullmatch(text)):
        findings.error("bpmn.expression", element.get("id") or name, held[0].line, slot="value", reason=f"xsd:{kind}: {text}")
        return None
    return Parameter(name, compiled(f"={literals[kind]}", Slot.VALUE, findings, element, "value"))


def _value(item: Element, owner: Element, name: str, findings: Findings) -> Any:
    """An expression, a list, a map, or None for an empty body."""
    for child in item.children:
        if child.name == "list":
            return tuple(_value(entry, owner, name, findings) for entry in child.children)
        if child.name == "map":
            return {entry.get("key") or "": _value(entry, owner, name, findings) for entry in child.children}
        findings.error(
            "bpmn.unsupported", owner.get("id") or "", child.line, construct=f"<{child.name}> in parameter {name}", instead="write a FEEL value after =",
        )
        return None
    return compiled(item.text, Slot.VALUE, findings, owner, f"parameter {name}")
