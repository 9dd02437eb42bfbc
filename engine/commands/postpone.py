"""A worker gives an external task back untried: its destination could not be asked now. Costs no try and leaves no trace in the case."""

from __future__ import annotations

from datetime import timedelta

from engine.commands.external import _mine
from engine.domain.policy import Permission, require_right
from engine.store.sql import update
from engine.store.tables import external_task
from engine.store.uow import Unit


def postpone(unit: Unit, task_id: str, worker: str, seconds: int) -> None:
    """Free again after so many seconds. Raises `NotFound`, `Invalid` when the lock is another's."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    _mine(unit, task_id, worker)
    unit.run(update(external_task).where(external_task.c.id == task_id).values(
        worker=None, lock_until=None, available_at=unit.now + timedelta(seconds=max(seconds, 1)), attempt=external_task.c.attempt - 1,
    ))
