"""Take a task out of the pool, or put it back. Two people, one task: exactly one gets it."""

from __future__ import annotations

from typing import Any

from engine.commands.audit import append, lock_case, require_going
from engine.commands.listened import changed
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.tasks import locked_task, require_open
from engine.domain.errors import Conflict
from engine.store.sql import update
from engine.store.tables import task
from engine.store.uow import Unit


def claim(runtime: Runtime, unit: Unit, task_id: str, *, version: int | None = None) -> None:
    """Assign the task to the actor. Claiming one's own task again changes nothing."""
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row, facts, _ = locked_task(unit, task_id)
    if row.state == "open" and row.assignee == unit.actor.account:
        return
    require_open(unit, row, facts, "claim", version)
    require_going(case)
    _assign(unit, row, unit.actor.account)
    append(unit, case, row.instance_id, "task.claimed", row.element, {"task": task_id, "name": row.name})
    changed(runtime, unit, row)


def release(runtime: Runtime, unit: Unit, task_id: str) -> None:
    """Put the task back into the pool of its candidates."""
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row, facts, _ = locked_task(unit, task_id)
    require_open(unit, row, facts, "release", None)
    require_going(case)
    _assign(unit, row, None)
    append(unit, case, row.instance_id, "task.released", row.element, {"task": task_id, "name": row.name})
    changed(runtime, unit, row)


def _assign(unit: Unit, row: Any, account: str | None) -> None:
    """A guarded update: of two at the same moment, the second finds no row."""
    guard = task.c.assignee.is_(None) if row.assignee is None else task.c.assignee == row.assignee
    updated = unit.run(
        update(task).where(task.c.id == row.id, task.c.state == "open", guard).values(assignee=account, version=task.c.version + 1)
    )
    if updated != 1:
        raise Conflict(code="task.claimed-by-other", by="")
