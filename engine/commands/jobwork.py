"""Jobs by hand: run one now, set its tries or its moment. For operators and machines of integration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from engine.commands.leasing import resolve
from engine.domain.actor import Right
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound
from engine.store.sql import Row, select, update
from engine.store.tables import instance, job
from engine.store.uow import Unit

LEASE = timedelta(seconds=300)


def row_of(unit: Unit, job_id: str) -> Row[Any]:
    """The job. Raises `NotFound`, `Forbidden`."""
    if not (unit.actor.may(Right.INTEGRATION) or unit.actor.may(Right.SYSTEM)):
        raise Forbidden(code="forbidden.right", permission="operation:run")
    row = unit.one(select(job).where(job.c.id == job_id))
    if row is None:
        raise NotFound(code="job.not-found", id=job_id)
    return row


def take(unit: Unit, job_id: str, owner: str) -> None:
    """Lease this job, due or not. Raises `Invalid` while a worker has it, `Conflict` while its case is held."""
    row = row_of(unit, job_id)
    if unit.one(select(instance.c.id).where(instance.c.id == row.root_id, instance.c.state == "suspended")) is not None:
        raise Conflict(code="case.suspended", state="suspended")
    if row.lease is not None and row.lease_until is not None and row.lease_until > unit.now:
        raise Invalid(code="job.busy", id=job_id)
    unit.run(update(job).where(job.c.id == job_id).values(lease=owner, lease_until=unit.now + LEASE))


def set_retries(unit: Unit, job_id: str, retries: int, due_at: datetime | None) -> None:
    """More than none lets it run again and resolves its incident."""
    row_of(unit, job_id)
    if retries < 0:
        raise Invalid(code="external.request")
    values: dict[str, Any] = {"retries": retries, "lease": None, "lease_until": None}
    unit.run(update(job).where(job.c.id == job_id).values(**values, **({"due_at": due_at} if due_at is not None else {})))
    if retries > 0:
        resolve(unit, job_id)


def set_retries_of(unit: Unit, definition_id: str, element: str, retries: int, due_at: datetime | None) -> None:
    """The same for every job of one element of one version that has no tries left."""
    cases = select(instance.c.id).where(instance.c.definition_id == definition_id)
    for row in unit.rows(select(job.c.id).where(job.c.element == element, job.c.retries <= 0, job.c.instance_id.in_(cases)).order_by(job.c.id)):
        set_retries(unit, row.id, retries, due_at)


def set_due(unit: Unit, job_id: str, due_at: datetime | None) -> None:
    """When it runs; None is now."""
    row = row_of(unit, job_id)
    pause = {"lease_until": None} if row.lease is None else {}
    unit.run(update(job).where(job.c.id == job_id).values(due_at=due_at or unit.now, **pause))
