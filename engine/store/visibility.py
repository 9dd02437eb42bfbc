"""Which cases an actor may see, as SQL: the same rule as `domain.policy`, for lists and for single look-ups."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from engine.domain.actor import Actor, Right
from engine.store.tables import instance, task, task_candidate

#: Names of their own: a sub-query over the table of the outer query would compare that table's columns with themselves, and be true for all.
seen_case, seen_work = instance.alias("seen_case"), task.alias("seen_work")


def offered(actor: Actor, work: Any = task) -> ColumnElement[bool]:
    """Tasks offered to the actor by name or group; `work` is the table of tasks in the query around it."""
    return exists().where(
        task_candidate.c.task_id == work.c.id,
        or_(
            and_(task_candidate.c.kind == "group", task_candidate.c.ref.in_(sorted(actor.groups))),
            and_(task_candidate.c.kind == "user", task_candidate.c.ref == actor.account),
        ),
    )


def visible_root(actor: Actor, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Cases the actor may see; `column` holds the case's id."""
    if actor.may(Right.AUDIT) or actor.may(Right.SYSTEM):
        return true()
    started = select(seen_case.c.id).where(seen_case.c.id == column, seen_case.c.started_by == actor.account)
    worked = select(seen_work.c.id).where(
        seen_work.c.root_id == column,
        or_(seen_work.c.assignee == actor.account, seen_work.c.completed_by == actor.account, offered(actor, seen_work)),
    )
    return or_(started.exists(), worked.exists())
