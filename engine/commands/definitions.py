"""Find deployed definitions and compile them, once per process of the machine and version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.commands.runtime import Runtime
from engine.commands.taskstate import draft_of
from engine.domain.errors import Fault, NotFound
from engine.execution.changes import TaskDraft
from engine.execution.compile import specs_of
from engine.execution.reading.findings import Findings
from engine.execution.reading.process import processes
from engine.execution.surroundings import Compiled, Decided
from engine.forms import Form, parse_form
from engine.rules import Environment, reason_in_chinese
from engine.rules.dmn import Library, Outcome, parse
from engine.rules.dmn import evaluate as evaluate_decision
from engine.store.sql import Row, or_, select
from engine.store.tables import definition, deployment_definition, resource
from engine.store.uow import Unit
from engine.xml import read


class DecisionFailed(Fault):
    """The decision {key} gave no result: {reason}."""

    code = "decision.failed"


class TagTwice(Fault):
    """Several versions of {key} carry the version tag {tag}."""

    code = "definition.tag-twice"


def definition_row(unit: Unit, definition_id: str) -> Row[Any]:
    """One definition. Raises `NotFound`."""
    row = unit.one(select(definition).where(definition.c.id == definition_id))
    if row is None:
        raise NotFound(code="definition.not-found", id=definition_id)
    return row


def latest_row(unit: Unit, kind: str, key: str) -> Row[Any] | None:
    """The newest version of a key."""
    return unit.one(select(definition).where(definition.c.kind == kind, definition.c.key == key, definition.c.latest))


def bound_row(runtime: Runtime, unit: Unit, kind: str, key: str, binding: str, version: int | str | None, deployment_id: str) -> Row[Any] | None:
    """The definition a reference means, by its binding; `version` is the version or the version tag. `deployment` and `version` never
    change and are cached. Raises `TagTwice`."""
    if binding == "latest":
        return latest_row(unit, kind, key)
    if binding == "versionTag":
        return _tagged_row(unit, kind, key, str(version))
    place = (kind, key, version) if binding == "version" else (kind, key, deployment_id)
    row = runtime.bound.get(place)
    if row is None:
        query = select(definition).where(definition.c.kind == kind, definition.c.key == key)
        if binding == "version":
            query = query.where(definition.c.version == version)
        else:
            query = query.join(deployment_definition).where(deployment_definition.c.deployment_id == deployment_id)
        row = unit.one(query)
        if row is None and kind == "form" and binding == "deployment":  # `camunda-forms:deployment:x.form` names the file
            row = unit.one(
                select(definition).where(definition.c.kind == kind, or_(definition.c.resource == f"{key}.form", definition.c.resource.endswith(f"/{key}.form", autoescape=True)))
                .join(deployment_definition).where(deployment_definition.c.deployment_id == deployment_id).limit(1)
            )
        if row is not None:
            runtime.bound.put(place, row)
    return row


def _tagged_row(unit: Unit, kind: str, key: str, tag: str) -> Row[Any] | None:
    """The one version with this tag: which of two is meant nobody could say, and the original refuses it too."""
    found = unit.rows(select(definition).where(definition.c.kind == kind, definition.c.key == key, definition.c.version_tag == tag).limit(2))
    if len(found) > 1:
        raise TagTwice(key=key, tag=tag)
    return found[0] if found else None


def content_of(unit: Unit, row: Row[Any]) -> bytes:
    """The file of a definition."""
    found = unit.one(select(resource.c.content).where(resource.c.deployment_id == row.deployment_id, resource.c.name == row.resource))
    if found is None:
        raise NotFound(code="definition.not-found", id=row.id)
    return bytes(found.content)


def compiled(runtime: Runtime, unit: Unit, definition_id: str, row: Row[Any] | None = None) -> Compiled:
    """The compiled process of a definition."""
    known = runtime.compiled.get(definition_id)
    if known is not None:
        return known
    row = row if row is not None else definition_row(unit, definition_id)
    runtime.counted("parse")
    findings = Findings(row.resource)
    process = next(item for item in processes(read(content_of(unit, row), file=row.resource), findings) if item.id == row.key)
    made = Compiled(row.id, row.deployment_id, row.version, process, specs_of(process))
    runtime.compiled.put(definition_id, made)
    return made


def form_of(runtime: Runtime, unit: Unit, definition_id: str) -> Form:
    """The parsed form of a definition."""
    known = runtime.forms.get(definition_id)
    if known is not None:
        return known
    row = definition_row(unit, definition_id)
    runtime.counted("parse")
    made = parse_form(content_of(unit, row), file=row.resource)
    runtime.forms.put(definition_id, made)
    return made


def library_of(runtime: Runtime, unit: Unit, row: Row[Any]) -> Library:
    """The decisions of a definition's file together with the other decision files of its deployment (imports)."""
    known = runtime.libraries.get(row.id)
    if known is not None:
        return known
    runtime.counted("parse")
    files = unit.rows(
        select(resource.c.name, resource.c.content).where(resource.c.deployment_id == row.deployment_id, resource.c.name.like("%.dmn"))
    )
    made = Library([parse(read(bytes(item.content), file=item.name), file=item.name) for item in files])
    runtime.libraries.put(row.id, made)
    return made


class Lookup:
    """What an execution may ask for while it runs; see `engine.execution.surroundings.Lookup`."""

    def __init__(self, runtime: Runtime, unit: Unit) -> None:
        self.runtime = runtime
        self.unit = unit

    def has_form(self, key: str, binding: str, version: int | None, deployment_id: str) -> bool:
        """Whether the form is deployed."""
        return bound_row(self.runtime, self.unit, "form", key, binding, version, deployment_id) is not None

    def task(self, key: str) -> TaskDraft:
        """A stored task, as its listeners see it."""
        return draft_of(self.unit, key)

    def process(self, key: str, binding: str, version: int | str | None, deployment_id: str) -> Compiled | None:
        """The process a call activity calls."""
        row = bound_row(self.runtime, self.unit, "process", key, binding, version, deployment_id)
        return None if row is None else compiled(self.runtime, self.unit, row.id, row)

    def decide(
        self, key: str, binding: str, version: int | str | None, deployment_id: str, context: Mapping[str, Any], env: Environment,
    ) -> Decided | None:
        """Evaluate a decision and say why."""
        row = bound_row(self.runtime, self.unit, "decision", key, binding, version, deployment_id)
        if row is None:
            return None
        outcome = evaluate_decision(library_of(self.runtime, self.unit, row), key, context, env)
        if outcome.outputs is None and outcome.problems:
            told = [(item.expression, item.message, reason_in_chinese(item.message)) for item in outcome.problems[:3]]
            zh = "；".join(f"{expression}：{chinese}" for expression, _, chinese in told)
            failed = DecisionFailed(key=key, reason="; ".join(f"{expression}: {english}" for expression, english, _ in told))
            failed.values["reason.zh"] = zh
            raise failed
        matched = tuple(
            {"rule": rule.index, "id": rule.rule_id, "annotations": dict(rule.annotations)} for rule in outcome.matched
        )
        return Decided(row.id, key, row.version, outcome.outputs, matched, outcome.inputs, _rows(outcome, key))


def _rows(outcome: Outcome, key: str) -> list[dict[str, Any]]:
    """The result as rows by output name; what is no table is one row under the decision's own name."""
    if outcome.columns:
        return outcome.rows()
    if outcome.outputs is None:
        return []
    return [dict(outcome.outputs) if isinstance(outcome.outputs, dict) else {key: outcome.outputs}]


def labels_of(row: Row[Any]) -> Mapping[str, str]:
    """English names of a definition's elements, by element id; the key itself for the definition's own name."""
    labels: dict[str, str] = json.loads(row.labels)
    return labels
