"""Complete a task: validate the form, record who did what, let the case run on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.commands.attach import attach
from engine.commands.cases import Case
from engine.commands.definitions import form_of
from engine.commands.formdefaults import apart, fill
from engine.commands.idempotent import fingerprint, remember, same
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.commands.tasks import TASK_COLUMNS, locked_task, opened_task, require_open
from engine.domain.actor import Actor
from engine.domain.errors import Conflict
from engine.domain.lights import light_of
from engine.domain.values import BadValue, encode, normalise
from engine.domain.work import Completed, TaskRow
from engine.execution import deliver
from engine.execution.changes import Happened
from engine.execution.errors import ExecutionFailed
from engine.execution.execution import Execution
from engine.execution.model import Process
from engine.execution.token import Token
from engine.forms import validate
from engine.rules import Environment
from engine.store.uow import Unit


def complete(
    runtime: Runtime, unit: Unit, task_id: str, data: Mapping[str, Any], *, version: int | None = None, key: str | None = None, comment: str = "",
    later: bool = False, beyond: bool = False,
) -> Completed | None:
    """Complete the task and run the case until every token waits; None when this very request was done before.

    `beyond`: what the form does not know is set as it comes (a machine may set variables anyway; dialect A8).
    With `later`, only the work is recorded and a job continues the case: used when running it failed or took too long.
    Raises `Invalid` with fields, `Conflict`, `Forbidden`, `NotFound`; whatever the model raises when it runs on.
    """
    asked = fingerprint("task.complete", task_id, data) if key is not None else ""
    try:
        case, row, facts, earlier = opened_task(runtime, unit, task_id, key=key, budget=not later)
    except Conflict:  # the case has ended, perhaps by the first try of this very request
        row, facts, earlier = locked_task(unit, task_id, key=key)
        if same(earlier, asked):
            return None
        require_open(unit, row, facts, "complete", version)
        raise
    if same(earlier, asked):
        return None
    require_open(unit, row, facts, "complete", version)
    token = case.execution.live[task_id]
    clean = _validated(runtime, unit, case.execution, token, row.form_id, data, beyond=beyond)
    if row.form_id is not None:
        attach(unit, form_of(runtime, unit, row.form_id), clean, case.root_id, task_id)
    detail = {"task": task_id, "name": row.name, "data": clean} | ({"comment": comment} if comment else {})
    try:
        deliver.finish(case.execution, task_id, clean, run=not later)
    except ExecutionFailed:
        raise
    except Exception as error:  # whatever the model's automatic part raises must not cost the officer their work
        raise ExecutionFailed(row.element, "execution.broke", reason=f"{type(error).__name__}: {error}") from error
    done = {
        **{name: getattr(row, name) for name in TASK_COLUMNS}, "state": "done", "assignee": row.assignee or unit.actor.account, "completed_by": unit.actor.account,
        "completed_at": unit.now, "data": encode(clean), "version": row.version + 1,
    }
    process = case.execution.members[row.instance_id].compiled.process
    try:
        born = save(runtime, unit, case, Happened("task.completed", row.instance_id, row.element, detail), done=done)
    except BadValue as error:  # too long to be kept: made by the model behind this task, or the officer's own, which then fails alone as well
        raise (error if later else ExecutionFailed(row.element, "execution.broke", reason=str(error))) from error
    remember(unit, key, asked, task_id)
    shown = [_shown(item, case, process, unit.now) for item in born]
    mine = tuple(item for item in shown if item.assignee == unit.actor.account or (item.assignee is None and _offered(item, unit.actor)))
    return Completed(_shown(done, case, process, unit.now), mine, later)


def _offered(item: TaskRow, actor: Actor) -> bool:
    return bool(set(item.candidates) & (actor.groups | {actor.account}))


def _shown(item: Mapping[str, Any], case: Case, process: Process, now: datetime) -> TaskRow:
    """A row as people see it, from memory: no statement more than the change itself needs."""
    member = case.execution.members.get(item["instance_id"])
    at = member.compiled.process if member is not None else process
    light = light_of(item["due_at"], item["yellow_at"], item["completed_at"] or now)
    return TaskRow(
        item["id"], item["instance_id"], case.root_id, item["element"], item["name"], at.id, at.name, case.row.business_key, case.row.title,
        item["assignee"], tuple(filter(None, item["candidates"].split(","))), item["created_at"], item["due_at"], item["due_clock"], light,
        item["priority"], item["state"], item["completed_by"], item["completed_at"], item["version"],
    )


def _validated(
    runtime: Runtime, unit: Unit, execution: Execution, token: Token, form_id: str | None, data: Mapping[str, Any], *, beyond: bool,
) -> dict[str, Any]:
    """The values as the form's rules leave them; without a form, any values a variable can hold."""
    if form_id is None:
        return {name: normalise(value, name) for name, value in data.items()}
    form = form_of(runtime, unit, form_id)
    env: Environment = execution.around.environment(execution, token)
    known, generated = execution.variables.view(token), token.task_spec.node.generated
    more, data = apart(form, data) if beyond else ({}, data)
    clean = {**more, **validate(form, data, known, env)}
    if generated is not None:
        fill(form, generated, clean, known, env)
    return clean
