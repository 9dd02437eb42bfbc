"""Start a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from engine.commands import placing
from engine.commands.attach import attach
from engine.commands.cases import new_case
from engine.commands.definitions import bound_row, compiled, form_of, latest_row
from engine.commands.formdefaults import apart, fill
from engine.commands.idempotent import earlier_answer, fingerprint, remember
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.actor import Right
from engine.domain.casenumber import CaseNumber
from engine.domain.errors import Forbidden, Invalid, NotFound
from engine.domain.modification import Placement
from engine.domain.policy import Permission, may_start, require_right
from engine.domain.values import normalise
from engine.execution import deliver
from engine.execution.changes import Happened, without
from engine.execution.errors import Immovable
from engine.execution.execution import Execution
from engine.execution.limits import BUSINESS_KEY
from engine.execution.model import Node
from engine.execution.surroundings import Compiled
from engine.forms import validate
from engine.rules import Environment, Expression, evaluate
from engine.store.sql import Row, select, update
from engine.store.tables import sequence
from engine.store.uow import Unit
from engine.store.upsert import insert_once

ZONE = ZoneInfo("Asia/Shanghai")


def start(
    runtime: Runtime, unit: Unit, key: str, data: Mapping[str, Any], *, business_key: str | None = None, once: str | None = None, at: str | None = None,
    row: Row[Any] | None = None, checked: bool = True, by: str | None = None, correlation: str | None = None,
    placed: Placement | None = None,
) -> str:
    """Start the latest version of process `key` (or the given row); returns the id of the case.

    `once` is an idempotency key. `at` names the start event. `checked=False` is for messages, signals and timers, which need
    neither permission nor form. `by` and `correlation` are name and key of the message; a case that waits for more messages of its
    beginning is found by that key. `placed` says where it begins instead of at its start: an operator's deed, without a form. Raises `NotFound`, `Forbidden`, `Invalid` with fields.
    """
    asked = fingerprint("process.start", key, data)
    answered = earlier_answer(unit, once, asked)
    if answered is not None:
        return answered
    row = row if row is not None else latest_row(unit, "process", key)
    if row is None:
        raise NotFound(code="process.not-found", key=key)
    model = compiled(runtime, unit, row.id, row)
    if checked:
        _require(unit, row)
    if placed is not None:
        require_right(unit.actor, Permission.OPERATE)
    root_id = Unit.new_id()
    case = new_case(runtime, unit, root_id)
    begun = model.process.nodes[at] if at is not None else model.process.nodes.get(model.process.root.start or "")
    if begun is None:
        raise NotFound(code="process.no-start", key=key)
    values = _values(runtime, unit, case.execution, model, begun, data) if checked and placed is None else {name: normalise(value, name) for name, value in data.items()}
    case_key = business_key or (correlation if correlation and model.process.gathers(begun) else "") or _text(model.process.business_key, values, case.execution) or _numbered(unit, model.process.number or CaseNumber.of_process(key, model.process.name))
    if len(case_key) > BUSINESS_KEY:
        raise Invalid(code="value.too-long", what="business key", limit=BUSINESS_KEY)
    title = _text(model.process.title, values, case.execution) or (case_key if case_key.startswith(model.process.name) else f"{model.process.name} {case_key}")
    if placed is not None:
        case.execution.around.silent, case.execution.around.unmapped = placed.silent, placed.unmapped
    try:
        deliver.start(
            case.execution, model, case_key, values, at=begun.id, title=title[:500], started_by=unit.actor.account, by=by,
            places=placed.instructions if placed is not None else (),
        )
    except Immovable as refused:
        raise placing.refusal(refused) from refused
    detail = {"key": key, "version": row.version, "business_key": case_key, "data": values}
    if placed is not None:
        detail |= {"instructions": placing.told(placed.instructions), **without(listeners=placed.silent, mappings=placed.unmapped)}
    save(runtime, unit, case, Happened("case.started", root_id, begun.id, detail))
    remember(unit, once, asked, root_id)
    return root_id


def _require(unit: Unit, row: Row[Any]) -> None:
    named = json.loads(row.startable_by)
    by_hand = named["listed"] or unit.actor.may(Right.INTEGRATION)  # what is only called is not started by people
    if not by_hand or not may_start(unit.actor, tuple(named["groups"]), tuple(named["users"])):
        raise Forbidden(code="process.start-forbidden", key=row.key)


def _values(runtime: Runtime, unit: Unit, execution: Execution, model: Compiled, begun: Node, data: Mapping[str, Any]) -> dict[str, Any]:
    """The start form's values, validated."""
    if begun.form_ref is None:
        return {name: normalise(value, name) for name, value in data.items()}
    found = bound_row(runtime, unit, "form", begun.form_ref, "deployment", None, model.deployment_id) or latest_row(unit, "form", begun.form_ref)
    if found is None:
        raise NotFound(code="form.not-found", form=begun.form_ref)
    form = form_of(runtime, unit, found.id)
    more, data = apart(form, data) if unit.actor.may(Right.INTEGRATION) else ({}, data)
    clean = {**more, **validate(form, data, {}, _environment(execution))}
    if begun.generated is not None:
        fill(form, begun.generated, clean, {}, _environment(execution))
    attach(unit, form, clean, execution.root_id, None)
    return clean


def _environment(execution: Execution) -> Environment:
    return Environment(now=execution.around.now, functions=dict(execution.around.functions))


def _text(expression: Expression | None, values: Mapping[str, Any], execution: Execution) -> str:
    if expression is None:
        return ""
    return str(evaluate(expression, values, _environment(execution), element="process"))


def _numbered(unit: Unit, pattern: CaseNumber) -> str:
    """A running number of the year."""
    year = unit.now.astimezone(ZONE).year
    name = pattern.series(year)
    if not insert_once(unit, sequence, {"name": name, "value": 1}):
        unit.run(update(sequence).where(sequence.c.name == name).values(value=sequence.c.value + 1))
    row = unit.one(select(sequence.c.value).where(sequence.c.name == name))
    assert row is not None
    return pattern.of(row.value, year)
