"""Locks and failures of external tasks as the dialect has them (C4): a worker keeps its task after a failure until the wait is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from engine.commands.audit import append, lock_case
from engine.commands.cases import open_case
from engine.commands.external import told
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.errors import Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.domain.values import normalise
from engine.execution import failing
from engine.execution.changes import Happened
from engine.store.sql import Row, insert, select, update
from engine.store.tables import external_task, incident
from engine.store.uow import Unit


class NotYours(Invalid):
    """External Task {id} cannot be changed by worker '{worker}'. It is locked by worker '{holder}'."""

    code = "external.not-yours"


class LockOver(Invalid):
    """Cannot extend a lock that expired."""

    code = "external.lock-over"


def _row(unit: Unit, task_id: str) -> Row[Any]:
    query = select(external_task).where(external_task.c.id == task_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)  # nobody takes it over between this look and the commit
    if row is None:
        raise NotFound(code="external.not-found", id=task_id)
    return row


def _held(unit: Unit, task_id: str, worker: str) -> Row[Any]:
    """An expired lock does not matter until someone else took the task."""
    row = _row(unit, task_id)
    if row.worker != worker:
        raise NotYours(id=task_id, worker=worker, holder=row.worker)
    return row


def lock(unit: Unit, task_id: str, worker: str, duration_ms: int) -> None:
    """Lock a free, expired or own task."""
    _locked_case(unit, task_id)
    row = _row(unit, task_id)
    if duration_ms <= 0 or not worker:
        raise Invalid(code="external.request")
    if row.worker not in {None, worker} and row.lock_until is not None and row.lock_until > unit.now:
        raise NotYours(id=task_id, worker=worker, holder=row.worker)
    _write(unit, task_id, worker=worker, lock_until=unit.now + timedelta(milliseconds=duration_ms), available_at=None)


def extend(unit: Unit, task_id: str, worker: str, duration_ms: int) -> None:
    """From now on, while the lock still holds."""
    _locked_case(unit, task_id)
    row = _held(unit, task_id, worker)
    if duration_ms <= 0:
        raise Invalid(code="external.request")
    if row.lock_until is None or row.lock_until <= unit.now:
        raise LockOver
    _write(unit, task_id, lock_until=unit.now + timedelta(milliseconds=duration_ms))


def unlock(unit: Unit, task_id: str) -> None:
    """Give it back, whoever holds it."""
    _locked_case(unit, task_id)
    _row(unit, task_id)
    _write(unit, task_id, worker=None, lock_until=None, available_at=None)


def fail(
    runtime: Runtime, unit: Unit, task_id: str, worker: str, message: str, details: str, retries: int, wait_ms: int, variables: Mapping[str, Any],
    local: Mapping[str, Any],
) -> None:
    """A technical failure. At no tries left an incident stands in the case; else the task is free again after the wait. What the model
    takes for a BPMN error goes the path drawn for it."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if retries < 0 or wait_ms < 0:
        raise Invalid(code="external.request")
    case = open_case(runtime, unit, Root("external", task_id))
    row = _held(unit, task_id, worker)
    token = case.execution.live[task_id]
    for name, value in local.items():
        case.execution.variables.set_local(token, name, normalise(value, name))
    case.execution.variables.update(token, variables)
    code = failing.judged(case.execution, task_id, told(row, errorMessage=message, errorDetails=details), {}, {}, failing=True)
    if code is not None:
        refusal = {"task": task_id, "topic": row.topic, "worker": worker, "code": code, "message": message[:500]}
        save(runtime, unit, case, Happened("external.refused", row.instance_id, row.element, refusal))
        return
    _write(
        unit, task_id, retries=retries, error=message[:4000], details=details[:20000], lock_until=unit.now + timedelta(milliseconds=wait_ms),
        available_at=None,
    )
    opened = retries == 0 and (row.retries is None or row.retries > 0)
    if opened:
        _incident(unit, row, message, details)
    detail = {"task": task_id, "topic": row.topic, "worker": worker, "message": message[:500], "retries": retries, "attempt": row.attempt}
    case.execution.run()
    save(runtime, unit, case, Happened("incident.opened" if opened else "external.failed", row.instance_id, row.element, detail))


def set_retries(unit: Unit, task_id: str, retries: int) -> None:
    """An operator or a machine sets the tries: more than none resolves the incident, none opens one."""
    if retries < 0:
        raise Invalid(code="external.request")
    case = _locked_case(unit, task_id)
    row = _row(unit, task_id)
    _write(unit, task_id, retries=retries)
    if retries > 0:
        resolve(unit, task_id)
    elif row.retries is None or row.retries > 0:
        _incident(unit, row, row.error or "", row.details or "")
    append(unit, case, row.instance_id, "external.retries", row.element, {"topic": row.topic, "retries": retries})


def resolve(unit: Unit, work_id: str) -> None:
    """The incident of this work is over."""
    unit.run(
        update(incident).where(incident.c.work_id == work_id, incident.c.resolved_at.is_(None))
        .values(resolved_at=unit.now, resolved_by=unit.actor.account)
    )


def _incident(unit: Unit, row: Row[Any], message: str, details: str) -> None:
    unit.run(insert(incident).values(
        id=Unit.new_id(), kind="external", root_id=row.root_id, instance_id=row.instance_id, work_id=row.id, element=row.element,
        message=message[:4000], details=details[:20000], created_at=unit.now,
    ))


def _locked_case(unit: Unit, task_id: str) -> Row[Any]:
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    return lock_case(unit, Root("external", task_id), "external.not-found")


def _write(unit: Unit, task_id: str, **values: Any) -> None:
    unit.run(update(external_task).where(external_task.c.id == task_id).values(**values))
