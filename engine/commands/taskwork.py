"""Verbs of the dialect on open tasks that the inbox does not have: assign, delegate, resolve, edit, candidates, BPMN errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.commands.audit import append, lock_case, require_going
from engine.commands.behalf import actor_for
from engine.commands.cases import open_case
from engine.commands.listened import changed
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.commands.tasks import locked_task, require_open
from engine.domain.actor import Right
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound
from engine.execution import deliver, throwing
from engine.execution.changes import Happened
from engine.store.sql import Row, delete, insert, select, update
from engine.store.tables import task, task_candidate, task_detail
from engine.store.uow import Unit
from engine.store.upsert import upsert

DETAILS = ("owner", "delegation", "description", "follow_up_at", "parent_id")


def assign(runtime: Runtime, unit: Unit, task_id: str, person: str | None, *, claiming: bool) -> None:
    """Give the task to someone, or back to the pool (None). With `claiming` only unassigned work, or one's own, may be taken."""
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row = _open_row(unit, task_id)
    require_going(case)
    if row.assignee == person:
        return
    if claiming and row.assignee is not None:
        raise Conflict(code="task.claimed-by-other", by=row.assignee)
    acting = actor_for(unit, task_id, person if person is not None else _holder(unit, row))
    if acting.account == unit.actor.account or person is not None:
        _require(unit, task_id, acting, "claim" if person is not None and row.assignee is None else None)
    unit.run(update(task).where(task.c.id == task_id).values(assignee=person, version=task.c.version + 1))
    kind = "task.claimed" if person is not None else "task.released"
    append(unit, case, row.instance_id, kind, row.element, {"task": task_id, "name": row.name, "assignee": person or ""})
    changed(runtime, unit, row)


def _holder(unit: Unit, row: Row[Any]) -> str | None:
    return None if unit.actor.may(Right.INTEGRATION) else str(row.assignee)


def delegate(runtime: Runtime, unit: Unit, task_id: str, person: str) -> None:
    """Someone else works on it and gives it back: the assignee (or the machine) stays its owner."""
    _machine(unit, task_id)
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row = _open_row(unit, task_id)
    require_going(case)
    known = _details(unit, task_id)
    _write_details(unit, task_id, known | {"owner": known["owner"] or row.assignee or unit.actor.account, "delegation": "PENDING"})
    unit.run(update(task).where(task.c.id == task_id).values(assignee=person, version=task.c.version + 1))
    append(unit, case, row.instance_id, "task.delegated", row.element, {"task": task_id, "name": row.name, "assignee": person})
    changed(runtime, unit, row)


def resolve(runtime: Runtime, unit: Unit, task_id: str, values: Mapping[str, Any]) -> None:
    """The delegate is done: back to the owner, with what was found out."""
    _machine(unit, task_id)
    case = open_case(runtime, unit, Root("task", task_id))
    row = _open_row(unit, task_id)
    known = _details(unit, task_id)
    token = case.execution.live[task_id]
    case.execution.variables.update(token, values)
    case.execution.run()
    _write_details(unit, task_id, known | {"delegation": "RESOLVED"})
    unit.run(update(task).where(task.c.id == task_id).values(assignee=known["owner"], version=task.c.version + 1))
    save(runtime, unit, case, Happened("task.resolved", row.instance_id, row.element, {"task": task_id, "name": row.name, "data": dict(values)}))
    changed(runtime, unit, row)


def edit(
    runtime: Runtime, unit: Unit, task_id: str, *, name: str | None, assignee: str | None, priority: int, due_at: datetime | None, details: Mapping[str, Any],
) -> None:
    """Replace everything a client may change. A due moment that the law computed stays what it is."""
    _machine(unit, task_id)
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row = _open_row(unit, task_id)
    require_going(case)
    if row.due_clock is not None and due_at is not None and due_at != row.due_at:
        raise Forbidden(code="task.due-by-law", clock=row.due_clock)
    if assignee is not None and assignee != row.assignee:
        _require(unit, task_id, actor_for(unit, task_id, assignee), None)
    wanted = {"name": (name or row.name)[:500], "assignee": assignee, "priority": priority, "due_at": row.due_at if row.due_clock is not None else due_at}
    known, told = _details(unit, task_id), {key: details.get(key) for key in DETAILS}
    unit.run(update(task).where(task.c.id == task_id).values(**wanted, version=task.c.version + 1))
    _write_details(unit, task_id, known | told)
    append(unit, case, row.instance_id, "task.changed", row.element, {"task": task_id, "name": row.name, "assignee": assignee or ""})
    if known != told or any(row._mapping[column] != value for column, value in wanted.items()):
        changed(runtime, unit, row)


def link(runtime: Runtime, unit: Unit, task_id: str, kind: str, person: str | None, group: str | None, *, remove: bool) -> None:
    """Add or remove a candidate, the assignee or the owner. Raises `Invalid` unless exactly one of person and group is named."""
    if (person is None) == (group is None) or kind not in {"candidate", "assignee", "owner"} or (group is not None and kind != "candidate"):
        raise Invalid(code="task.link")
    if kind == "assignee":
        assign(runtime, unit, task_id, None if remove else person, claiming=False)
        return
    _machine(unit, task_id)
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row = _open_row(unit, task_id)
    require_going(case)
    if kind == "owner":
        _write_details(unit, task_id, _details(unit, task_id) | {"owner": None if remove else person})
    else:
        _candidate(unit, row, "user" if person is not None else "group", person or group or "", remove=remove)
    detail = {"task": task_id, "name": row.name, "kind": kind, "who": person or group or "", "removed": remove}
    append(unit, case, row.instance_id, "task.links", row.element, detail)
    changed(runtime, unit, row)


def _candidate(unit: Unit, row: Row[Any], kind: str, who: str, *, remove: bool) -> None:
    same = (task_candidate.c.task_id == row.id, task_candidate.c.kind == kind, task_candidate.c.ref == who)
    there = unit.one(select(task_candidate.c.ref).where(*same)) is not None
    if remove and there:
        unit.run(delete(task_candidate).where(*same))
    elif not remove and not there:
        unit.run(insert(task_candidate).values(task_id=row.id, kind=kind, ref=who))
    refs = unit.rows(select(task_candidate.c.ref).where(task_candidate.c.task_id == row.id).order_by(task_candidate.c.kind, task_candidate.c.ref))
    unit.run(update(task).where(task.c.id == row.id).values(candidates=",".join(dict.fromkeys(item.ref for item in refs)), version=task.c.version + 1))


def throw(runtime: Runtime, unit: Unit, task_id: str, kind: str, code: str, message: str, values: Mapping[str, Any]) -> None:
    """A person or their system reports a BPMN error or escalation at a task."""
    if not code:
        raise Invalid(code="external.error-code")
    _machine(unit, task_id)
    case = open_case(runtime, unit, Root("task", task_id))
    row = _open_row(unit, task_id)
    if kind == "error":
        deliver.fail(case.execution, task_id, code, message, values)
    else:
        token = case.execution.live[task_id]
        case.execution.variables.update(token, values)
        throwing.escalation(token, code)
        case.execution.run()
    save(runtime, unit, case, Happened(f"task.{kind}", row.instance_id, row.element, {"task": task_id, "code": code, "message": message}))


def _open_row(unit: Unit, task_id: str) -> Row[Any]:
    row, facts, _ = locked_task(unit, task_id)
    if row.state != "open":
        if not unit.actor.may(Right.INTEGRATION):
            require_open(unit, row, facts, "complete", None)
        raise Conflict(code=f"task.already-{row.state}", by=row.completed_by or "")
    return row


def _require(unit: Unit, task_id: str, acting: Any, action: str | None) -> None:
    """The policy as if `acting` clicked; without an action only that the model does not exclude them."""
    own, unit.actor = unit.actor, acting
    try:
        row, facts, _ = locked_task(unit, task_id)
        if action is not None:
            require_open(unit, row, facts, action, None)
        elif acting.account in facts.excluded:
            raise Forbidden(code="task.excluded")
    except NotFound as hidden:
        if own.account == acting.account:
            raise
        raise Forbidden(code="task.claim-forbidden", assignee=acting.account) from hidden  # the machine sees it, the person would not
    finally:
        unit.actor = own


def _machine(unit: Unit, task_id: str) -> None:
    """Only machines of integration change how work is given out; people claim and release."""
    if not unit.actor.may(Right.INTEGRATION):
        row, facts, _ = locked_task(unit, task_id)
        require_open(unit, row, facts, "complete", None)
        raise Forbidden(code="forbidden.right", permission="integration")


def _details(unit: Unit, task_id: str) -> dict[str, Any]:
    row = unit.one(select(task_detail).where(task_detail.c.task_id == task_id))
    return {key: row._mapping[key] if row is not None else None for key in DETAILS}


def _write_details(unit: Unit, task_id: str, values: Mapping[str, Any]) -> None:
    upsert(unit, task_detail, [{"task_id": task_id, "updated_at": unit.now, **values}])


def require_not_delegated(unit: Unit, task_id: str) -> None:
    """A delegated task is given back first; only then may it be completed. Raises `Conflict`."""
    if _details(unit, task_id)["delegation"] == "PENDING":
        raise Conflict(code="task.delegated")
