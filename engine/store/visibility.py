"""Which cases an actor may see, as SQL: the same rule as `domain.policy`, for lists and for single look-ups."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from engine.domain.actor import Actor, Right
from engine.store.tables import instance, task, task_candidate


def offered(actor: Actor) -> ColumnElement[bool]:
    """Tasks offered to the actor by name or group."""
    return exists().where(
        task_candidate.c.task_id == task.c.id,
        or_(
            and_(task_candidate.c.kind == "group", task_candidate.c.ref.in_(sorted(actor.groups))),
            and_(task_candidate.c.kind == "user", task_candidate.c.ref == actor.account),
        ),
    )


def visible_root(actor: Actor, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Cases the actor may see; `column` holds the case's id."""
    if actor.may(Right.AUDIT) or actor.may(Right.SYSTEM):
        return true()
    started = select(instance.c.id).where(instance.c.id == column, instance.c.started_by == actor.account)
    worked = select(task.c.id).where(
        task.c.root_id == column, or_(task.c.assignee == actor.account, task.c.completed_by == actor.account, offered(actor))
    )
    return or_(started.exists(), worked.exists())
