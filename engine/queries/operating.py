"""What an operator needs to know before acting on a case: what stands where, and how many stand on which version."""

from __future__ import annotations

from collections.abc import Sequence

from engine.domain.errors import NotFound
from engine.domain.policy import Permission, require_right
from engine.domain.work import InstanceRow, TaskRow, VersionUse
from engine.queries.cases import instance_query, instance_row
from engine.queries.tasks import open_tasks
from engine.store.sql import func, select
from engine.store.tables import definition, instance
from engine.store.uow import Unit


def case(unit: Unit, case_id: str) -> tuple[InstanceRow, Sequence[TaskRow]]:
    """A case and its open tasks, whoever may see it otherwise. Raises `Forbidden`, `NotFound`."""
    require_right(unit.actor, Permission.OPERATE)
    row = unit.one(instance_query().where(instance.c.id == case_id, instance.c.root_id == case_id))
    if row is None:
        raise NotFound(code="case.not-found")
    return instance_row(row), tuple(open_tasks(unit, case_id))


def in_use(unit: Unit, key: str) -> tuple[VersionUse, ...]:
    """Versions of a process, newest first, and how many running instances stand on each. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    rows = unit.rows(
        select(definition.c.id, definition.c.version, definition.c.name, func.count(instance.c.id).label("running"))
        .join(instance, (instance.c.definition_id == definition.c.id) & (instance.c.state == "active"), isouter=True)
        .where(definition.c.kind == "process", definition.c.key == key).group_by(definition.c.id, definition.c.version, definition.c.name)
        .order_by(definition.c.version.desc()),
    )
    return tuple(VersionUse(row.id, row.version, row.name, row.running) for row in rows)


def standing_on(unit: Unit, definition_id: str, after: str = "", limit: int = 50) -> tuple[str, ...]:
    """Ids of running instances of a version, in the order of their ids, behind `after`. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    rows = unit.rows(
        select(instance.c.id).where(instance.c.definition_id == definition_id, instance.c.state == "active", instance.c.id > after)
        .order_by(instance.c.id).limit(limit),
    )
    return tuple(row.id for row in rows)
