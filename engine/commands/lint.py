"""Check files as a deployment would, without deploying: reading, graph, references between files and to what is deployed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.commands.definitions import compiled, latest_row
from engine.commands.runtime import Runtime
from engine.domain.errors import Fault, Finding, Invalid, Place, Refused
from engine.execution.model import Node, Process
from engine.execution.reading.circles import circles
from engine.execution.reading.findings import Findings
from engine.execution.reading.process import SCRIPT_TOPIC, processes
from engine.forms import parse_form, render
from engine.rules import Expression
from engine.rules.dmn import Definitions, lint, parse
from engine.store.sql import select
from engine.store.tables import definition, subscription
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit
from engine.xml import read

ROLES = frozenset({"officer", "duty", "head", "legal", "seal", "shelter"})


LONGEST_KEY, LONGEST_NAME = 200, 255
INSIDE = "#"  # between a model's file and the form that is made of its own fields


@dataclass(slots=True)
class Checked:
    """What the files hold: (kind, key, name, file, process) per definition, every finding, and the forms made of models' own fields."""

    definitions: list[tuple[str, str, str, str, Process | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    decisions: list[Definitions] = field(default_factory=list)
    generated: dict[str, bytes] = field(default_factory=dict)


def check(runtime: Runtime, unit: Unit, files: Mapping[str, bytes]) -> Checked:
    """Read and check all files together."""
    checked = Checked()
    for path, content in sorted(files.items()):
        if INSIDE in path:
            continue  # made anew of its model
        runtime.counted("parse")
        try:
            _read(path, content, checked)
        except Refused as refused:
            checked.findings += refused.findings
        except Fault as fault:
            place = fault.place or Place()
            where = Place(place.file or path, place.element, place.line, place.field, place.row)
            checked.findings.append(Finding(fault.code, "error", str(fault), where, fault.values))
    for definitions in checked.decisions:
        checked.findings += lint(definitions, [other for other in checked.decisions if other is not definitions])
    _duplicates(checked)
    _references(runtime, unit, checked)
    _circles(runtime, unit, checked)
    _message_starts(unit, checked)
    return checked


def _read(path: str, content: bytes, checked: Checked) -> None:
    if path.endswith((".bpmn", ".bpmn20.xml")):
        findings = Findings(path)
        for process in processes(read(content, file=path), findings):
            checked.definitions.append(("process", process.id, process.name, path, process))
            _generated(path, process, findings, checked)
        checked.findings += findings.items
    elif path.endswith(".dmn"):
        definitions = parse(read(content, file=path), file=path)
        for decision in definitions.decisions.values():
            checked.definitions.append(("decision", decision.id, decision.name or decision.id, path, None))
        checked.decisions.append(definitions)
    elif path.endswith(".form"):
        form = parse_form(content, file=path)
        checked.definitions.append(("form", form.id, form.id, path, None))
    elif path.endswith(".typ"):
        name = path.rsplit("/", 1)[-1].removesuffix(".typ")
        checked.definitions.append(("document", name, name, path, None))
    elif path.endswith(".json"):
        try:
            read_json = json.loads(content)
        except ValueError as error:
            raise Invalid(f"not JSON: {error}", code="json.refused", place=Place(path, line=getattr(error, "lineno", None)), reason=str(error)) from error
        if not isinstance(read_json, dict):
            raise Invalid("not a JSON object", code="json.refused", place=Place(path), reason="not an object")


def _generated(path: str, process: Process, findings: Findings, checked: Checked) -> None:
    """The forms that a model lists field by field: definitions like others, kept under a name that no file can have."""
    for node in process.nodes.values():
        key = node.user.form_ref if node.user is not None else node.form_ref
        if node.generated is None or key is None:
            continue
        name, content = f"{path}{INSIDE}{key}", node.generated.schema(key, node.name or node.id)
        if len(name) > LONGEST_NAME or len(key) > LONGEST_KEY:
            findings.error("bpmn.unsupported", node.id, node.line, construct="an id that is too long for its form", instead="a shorter id")
            continue
        try:
            parse_form(content, file=name)
        except Refused as refused:
            said = any(item.severity == "error" and item.place.element == node.id for item in findings.items)
            for item in () if said else refused.findings:
                reason = {"reason": item.message, "reason.zh": render(item.code, item.values, "zh")}
                findings.error("bpmn.expression", node.id, node.line, slot=f"formData {item.place.field or ''}".strip(), **reason)
        checked.generated[name] = content
        checked.definitions.append(("form", key, node.name or node.id, name, None))


def _duplicates(checked: Checked) -> None:
    seen: dict[tuple[str, str], str] = {}
    for kind, key, _, path, _ in checked.definitions:
        if (kind, key) in seen:
            values = {"id": key, "kind": kind, "other": seen[kind, key]}
            message = f"the {kind} {key} stands in two files of this deployment"
            checked.findings.append(Finding("deployment.duplicate", "error", message, Place(path, key), values))
        seen[kind, key] = path


def _references(runtime: Runtime, unit: Unit, checked: Checked) -> None:
    """Forms, decisions, called processes and groups that are named by a plain text must exist; topics should be answered by someone."""
    answered = runtime.topics | {SCRIPT_TOPIC}
    here = {(kind, key) for kind, key, *_ in checked.definitions}
    here |= {(kind, path.rpartition("/")[2].removesuffix(".form")) for kind, _, _, path, _ in checked.definitions if kind == "form"}  # a formKey names the file
    known = {(row.kind, row.key) for row in unit.rows(select(definition.c.kind, definition.c.key).where(definition.c.latest))}
    units = {row.id for row in unit.rows(select(unit_table.c.id))}
    for _, _, _, path, process in checked.definitions:
        if process is None:
            continue
        findings = Findings(path)
        for node in process.nodes.values():
            _node_references(node, here, known, findings)
            topic = _plain(node.external.topic) if node.external is not None else None
            if runtime.topics and topic is not None and topic not in answered:
                findings.warning("bpmn.topic-unknown", node.id, node.line, topic=topic)
            if units and node.user is not None:
                _groups(node, units, findings)
        checked.findings += findings.items


def _circles(runtime: Runtime, unit: Unit, checked: Checked) -> None:
    """Processes that call each other and none of which can end, deployed here or before."""
    here = {process.id: (path, process) for _, _, _, path, process in checked.definitions if process is not None}

    def find(key: str) -> Process | None:
        row = latest_row(unit, "process", key)
        return None if row is None else compiled(runtime, unit, row.id, row).process

    for process, node, keys, alone in circles([process for _, process in here.values()], find):
        findings = Findings(here[process.id][0])
        (findings.error if alone else findings.warning)("bpmn.calls-circle", node.id, node.line, processes=", ".join(keys))
        checked.findings += findings.items


def _message_starts(unit: Unit, checked: Checked) -> None:
    """One message begins one process (dialect A7): not two events of it, nor two processes, deployed here or before."""
    here = [(path, process) for _, _, _, path, process in checked.definitions if process is not None]
    begun = [(path, process, node, event) for path, process in here for node, event in process.beginnings() if event.kind == "message"]
    if not begun:
        return
    query = select(subscription.c.name, definition.c.key).join(definition, definition.c.id == subscription.c.definition_id).where(
        subscription.c.kind == "message", subscription.c.name.in_(sorted({event.name for _, _, _, event in begun})),
        definition.c.key.not_in([process.id for _, process in here]),
    )
    taken = {row.name: row.key for row in unit.rows(query)}
    for path, process, node, event in begun:
        if event.name in taken:
            findings = Findings(path)
            findings.error("bpmn.message-taken", node.id, node.line, name=event.name, process=taken[event.name])
            checked.findings += findings.items
        taken.setdefault(event.name, process.id)


def _node_references(node: Node, here: set[tuple[str, str]], known: set[tuple[str, str]], findings: Findings) -> None:
    form = node.user.form_ref if node.user is not None else node.form_ref
    if form is not None and ("form", form) not in here and (("form", form) not in known or (node.user and node.user.form_binding == "deployment")):
        findings.error("bpmn.form-unknown", node.id, node.line, form=form)
    for kind, reference, binding in (
        ("decision", node.decide.reference, node.decide.binding) if node.decide is not None else ("decision", None, ""),
        ("process", node.call.element, node.call.binding) if node.call is not None else ("process", None, ""),
    ):
        key = _plain(reference)
        if key is None or (kind, key) in here:
            continue
        if binding == "deployment":
            findings.error(f"bpmn.{kind}-unknown", node.id, node.line, **{kind: key})
        elif (kind, key) not in known:  # found when a case comes there, so it may come later (dialect A2)
            findings.warning(f"bpmn.{kind}-later", node.id, node.line, **{kind: key})


def _groups(node: Node, units: set[str], findings: Findings) -> None:
    assert node.user is not None
    text = _plain(node.user.groups) or ""
    for group in filter(None, (part.strip() for part in text.split(","))):
        parts = group.split(".")
        if ".".join(parts[:2]) not in units or (len(parts) == 3 and parts[2] not in ROLES) or len(parts) > 3:
            findings.error("bpmn.group-unknown", node.id, node.line, group=group)


def _plain(expression: Expression | None) -> str | None:
    """The text of a slot that is no expression."""
    return expression.text if expression is not None and expression.language == "literal" else None


