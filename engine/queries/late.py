"""Tasks whose clock calls for supervision, for a worker that starts it; and which of those told of are still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.domain.late import LateTask
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode
from engine.queries.tasks import task_query
from engine.store.sql import Row, and_, exists, select
from engine.store.tables import case_record, definition, instance, task
from engine.store.uow import Unit


def late(unit: Unit, told_as: str, but: Sequence[str], after: str, limit: int) -> tuple[LateTask, ...]:
    """Open tasks past their due moment, by id after `after`, of no process in `but`, about which no case record of kind `told_as` is kept.

    Tasks without a clock of the catalogue have no ladder and are left out, and so are those of a suspended case. Raises `Forbidden`.
    """
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    told = exists().where(case_record.c.kind == told_as, case_record.c.id == task.c.id)
    query = task_query().where(
        task.c.state == "open", task.c.due_at < unit.now, task.c.derivation.is_not(None), task.c.id > after, definition.c.key.not_in(list(but)),
        instance.c.state == "active", ~told,
    )
    return tuple(_late(row) for row in unit.rows(query.order_by(task.c.id).limit(limit)))


def still_open(unit: Unit, ids: Sequence[str]) -> frozenset[str]:
    """Those of the tasks that nobody has ended yet. Raises `Forbidden`."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    rows = unit.rows(select(task.c.id).where(and_(task.c.id.in_(list(ids)), task.c.state == "open"))) if ids else []
    return frozenset(row.id for row in rows)


def _late(row: Row[Any]) -> LateTask:
    said = decode(row.derivation)
    first = min((level["at"] for level in said.get("levels") or []), default=None)
    return LateTask(
        row.id, row.root_id, row.name, row.case_title, row.business_key, tuple(filter(None, row.candidates.split(","))), str(said["clock"]), str(said["policy"]), said["due"], first,
    )
