"""Timers that start processes by the clock: take those of other processes out, so that a rehearsal shows one process and not the whole timetable."""

from __future__ import annotations

from collections.abc import Collection

from engine.domain.policy import Permission, require_right
from engine.store.sql import delete, select
from engine.store.tables import definition, job
from engine.store.uow import Unit


def keep_start_timers(unit: Unit, keys: Collection[str]) -> int:
    """Processes of other keys start by the clock no more until they are published again; how many timers went. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    others = select(definition.c.id).where(definition.c.kind == "process", definition.c.key.not_in(sorted(keys)))
    return unit.run(delete(job).where(job.c.kind == "start", job.c.instance_id.is_(None), job.c.token_id.in_(others)))
