"""External tasks: leased by topic, fenced by worker and lock, finished once (dialect C4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from engine.commands.audit import append, lock_case
from engine.commands.cases import Case, open_case
from engine.commands.definitions import compiled
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.errors import Conflict, Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, normalise
from engine.domain.work import ExternalTask
from engine.execution import deliver, failing
from engine.execution.changes import Happened
from engine.store.sql import Row, and_, insert, or_, select, update
from engine.store.tables import external_task, incident, instance, token, variable
from engine.store.uow import Unit


def fetch_and_lock(unit: Unit, worker: str, topics: Sequence[str], *, limit: int, lock_seconds: int) -> tuple[ExternalTask, ...]:
    """Lease up to `limit` free tasks of the topics, oldest of the highest priority first, with the variables they see."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if not worker or lock_seconds <= 0 or limit < 0:
        raise Invalid(code="external.request")
    free = and_(
        external_task.c.topic.in_(list(topics)),
        or_(external_task.c.lock_until.is_(None), external_task.c.lock_until <= unit.now),
        or_(external_task.c.available_at.is_(None), external_task.c.available_at <= unit.now),
        or_(external_task.c.retries.is_(None), external_task.c.retries > 0),
        external_task.c.root_id.in_(select(instance.c.id).where(instance.c.state == "active")),
    )
    query = select(external_task).where(free).order_by(external_task.c.priority.desc(), external_task.c.created_at, external_task.c.id).limit(limit)
    rows = unit.rows(query.with_for_update(skip_locked=True, of=external_task) if unit.postgres else query)
    if not rows:
        return ()
    until = unit.now + timedelta(seconds=lock_seconds)
    unit.run(
        update(external_task).where(external_task.c.id.in_([row.id for row in rows]))
        .values(worker=worker, lock_until=until, attempt=external_task.c.attempt + 1)
    )
    seen = _views(unit, rows)
    return tuple(
        ExternalTask(
            row.id, row.topic, row.instance_id, row.root_id, row.business_key, row.element, seen[row.id], row.retries, worker, until,
            row.attempt + 1, row.id, row.created_at, row.priority, decode(row.properties),
        )
        for row in rows
    )


def _views(unit: Unit, rows: Sequence[Row[Any]]) -> dict[str, dict[str, Any]]:
    """What each task sees: its own scope, then outward up to its process."""
    roots = sorted({row.root_id for row in rows})
    parents = {
        item.id: (item.parent_id, item.role)
        for item in unit.rows(select(token.c.id, token.c.parent_id, token.c.role).where(token.c.root_id.in_(roots)))
    }
    scopes: dict[str, dict[str, Any]] = {}
    for item in unit.rows(select(variable).where(variable.c.root_id.in_(roots), variable.c.scope_id.in_(_around(rows, parents)), variable.c.gone.is_(None))):
        scopes.setdefault(item.scope_id, {})[item.name] = (item.value, item.declared)
    views: dict[str, dict[str, Any]] = {}
    for row in rows:
        view: dict[str, Any] = {}
        at: str | None = row.id
        while at is not None:
            for name, value in scopes.get(at, {}).items():
                if name not in view:
                    view[name] = decode(*value)
            parent, role = parents.get(at, (None, "process"))
            at = None if role == "process" else parent
        views[row.id] = view
    return views


def _around(rows: Sequence[Row[Any]], parents: Mapping[str, tuple[str | None, str]]) -> list[str]:
    """The tasks and the scopes they lie in: what else a case holds, and held, is not read."""
    found: set[str] = set()
    for row in rows:
        at: str | None = row.id
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at, (None, ""))[0]
    return sorted(found)


def _mine(unit: Unit, task_id: str, worker: str, *, unexpired: bool = False) -> Row[Any]:
    query = select(external_task).where(external_task.c.id == task_id)
    row = unit.one(query.with_for_update() if unit.postgres else query)  # nobody takes it over between this look and the commit
    if row is None:
        raise NotFound(code="external.not-found", id=task_id)
    if row.worker != worker or (unexpired and (row.lock_until is None or row.lock_until <= unit.now)):
        raise Invalid(code="external.not-yours", id=task_id, worker=worker)
    return row


def _case(runtime: Runtime, unit: Unit, task_id: str) -> Case:
    """The case of a task that is still open. A late worker hears that its task is gone, not of a case it never named."""
    try:
        return open_case(runtime, unit, Root("external", task_id))
    except NotFound as gone:
        raise NotFound(code="external.not-found", id=task_id) from gone
    except Conflict as over:
        if over.code == "case.ended":  # while this waited for it
            raise NotFound(code="external.not-found", id=task_id) from over
        raise


def complete(runtime: Runtime, unit: Unit, task_id: str, worker: str, variables: Mapping[str, Any], local: Mapping[str, Any]) -> str:
    """The work is done: set its variables and run on. A worker that slept past its lease and lost it is refused."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    case = _case(runtime, unit, task_id)
    row = _mine(unit, task_id, worker)
    values = {name: normalise(value, name) for name, value in variables.items()}
    code = failing.judged(case.execution, task_id, told(row), values, local, failing=False)
    if code is not None:
        detail = {"task": task_id, "topic": row.topic, "worker": worker, "code": code, "message": row.error or ""}
        save(runtime, unit, case, Happened("external.refused", row.instance_id, row.element, detail))
        return case.root_id
    deliver.finish(case.execution, task_id, values, local=local)
    detail = {"task": task_id, "topic": row.topic, "worker": worker, "variables": values, "attempt": row.attempt}
    save(runtime, unit, case, Happened("external.completed", row.instance_id, row.element, detail))
    return case.root_id


def told(row: Row[Any], **now: Any) -> dict[str, Any]:
    """What `externalTask` knows in the expressions of error definitions (dialect B4): the stored task, and what is reported `now`."""
    return {
        "id": row.id, "errorMessage": row.error, "errorDetails": row.details, "workerId": row.worker, "retries": row.retries, "topicName": row.topic,
        "activityId": row.element, "executionId": row.id, "processInstanceId": row.instance_id, "priority": row.priority,
        "businessKey": row.business_key, "tenantId": None, **now,
    }


def _thrown(runtime: Runtime, unit: Unit, row: Row[Any], message: str, details: str) -> bool:
    """Whether the model takes this failure for a BPMN error. Only a model with error definitions has its case opened for that."""
    of = unit.one(select(instance.c.definition_id).where(instance.c.id == row.instance_id))
    external = None if of is None else compiled(runtime, unit, of.definition_id).process.nodes[row.element].external
    if external is None or not external.throws:
        return False
    case = open_case(runtime, unit, Root("external", row.id))
    code = failing.judged(case.execution, row.id, told(row, errorMessage=message, errorDetails=details), {}, {}, failing=True)
    if code is not None:
        detail = {"task": row.id, "topic": row.topic, "worker": row.worker, "code": code, "message": message[:500]}
        save(runtime, unit, case, Happened("external.refused", row.instance_id, row.element, detail))
    return code is not None


def bpmn_error(runtime: Runtime, unit: Unit, task_id: str, worker: str, code: str, message: str, variables: Mapping[str, Any]) -> str:
    """The other side said no: take the path drawn for that error."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if not code:
        raise Invalid(code="external.error-code")
    case = _case(runtime, unit, task_id)
    row = _mine(unit, task_id, worker)
    deliver.fail(case.execution, task_id, code, message, {name: normalise(value, name) for name, value in variables.items()})
    detail = {"task": task_id, "topic": row.topic, "worker": worker, "code": code, "message": message}
    save(runtime, unit, case, Happened("external.refused", row.instance_id, row.element, detail))
    return case.root_id


def failure(
    runtime: Runtime, unit: Unit, task_id: str, worker: str, message: str, *, details: str = "", retries: int, retry_after_seconds: int = 0,
) -> None:
    """The work failed technically. With no retries left it becomes an incident; else it is free again after the wait. What the model
    takes for a BPMN error goes the path drawn for it."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    case = lock_case(unit, Root("external", task_id), "external.not-found")
    row = _mine(unit, task_id, worker)
    if case.state == "active" and _thrown(runtime, unit, row, message, details):
        return
    left = max(retries, 0)
    unit.run(update(external_task).where(external_task.c.id == task_id).values(
        retries=left, error=message[:4000], details=details[:20000], lock_until=None, worker=None,
        available_at=unit.now + timedelta(seconds=max(retry_after_seconds, 0)),
    ))
    if left == 0:
        unit.run(insert(incident).values(
            id=Unit.new_id(), kind="external", root_id=row.root_id, instance_id=row.instance_id, work_id=task_id, element=row.element,
            message=message[:4000], details=details[:20000], created_at=unit.now,
        ))
    detail = {"task": task_id, "topic": row.topic, "worker": worker, "message": message[:500], "retries": left, "attempt": row.attempt}
    append(unit, case, row.instance_id, "external.failed" if left else "incident.opened", row.element, detail)


def extend(unit: Unit, task_id: str, worker: str, seconds: int) -> None:
    """Keep the lock longer; only while it is still held."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if seconds <= 0:
        raise Invalid(code="external.request")
    _mine(unit, task_id, worker, unexpired=True)
    unit.run(update(external_task).where(external_task.c.id == task_id).values(lock_until=unit.now + timedelta(seconds=seconds)))


def retry(unit: Unit, row: Row[Any]) -> None:
    """An operator lets failed external work try again (three more times)."""
    changed = unit.run(
        update(external_task).where(external_task.c.id == row.work_id).values(retries=3, worker=None, lock_until=None, available_at=None)
    )
    if changed != 1:
        raise Conflict(code="incident.gone")
