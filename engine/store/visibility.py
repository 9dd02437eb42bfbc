"""Which cases an actor may see, as SQL: the same rule as `domain.policy`, for lists and for single look-ups."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, true, union_all

from engine.domain.actor import Actor, Right
from engine.store.tables import instance, task, task_candidate
from engine.store.uow import Unit

#: Who sees no more cases than this has them looked up for a list.
FEW = 1000

#: Names of their own: a sub-query over the table of the outer query would compare that table's columns with themselves, and be true for all.
seen_case, seen_work = instance.alias("seen_case"), task.alias("seen_work")


def offered(actor: Actor, work: Any = task) -> ColumnElement[bool]:
    """Tasks offered to the actor by name or group; `work` is the table of tasks in the query around it."""
    return exists().where(*_offer(actor, work))


def _offer(actor: Actor, work: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return task_candidate.c.task_id == work.c.id, or_(
        and_(task_candidate.c.kind == "group", task_candidate.c.ref.in_(sorted(actor.groups))),
        and_(task_candidate.c.kind == "user", task_candidate.c.ref == actor.account),
    )


def _any(query: Select[Any]) -> ColumnElement[bool]:
    """Whether it finds a row, asked anew of each row around it: of an EXISTS beside others PostgreSQL makes a table of all it could find."""
    return query.limit(1).scalar_subquery().is_not(None)


def visible_root(actor: Actor, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Cases the actor may see; `column` holds the case's id."""
    if actor.may(Right.AUDIT) or actor.may(Right.SYSTEM):
        return true()
    started = select(seen_case.c.id).where(seen_case.c.id == column, seen_case.c.started_by == actor.account)
    worked = select(seen_work.c.id).where(
        seen_work.c.root_id == column,
        or_(seen_work.c.assignee == actor.account, seen_work.c.completed_by == actor.account, _any(select(task_candidate.c.task_id).where(*_offer(actor, seen_work)))),
    )
    return or_(_any(started), _any(worked))


def visible_of_list(unit: Unit, column: ColumnElement[str]) -> ColumnElement[bool]:
    """`visible_root` for a list in an order of its own: one look more, which says how.

    Who sees few cases would have nearly every case of the installation asked before a page is full, and gets them by their ids. Who sees many
    fills a page soon, and each row is asked.
    """
    if unit.actor.may(Right.AUDIT) or unit.actor.may(Right.SYSTEM):
        return true()
    found = [row.id for row in unit.rows(_seen_by(unit.actor))]  # rows, not cases, are counted: no part was cut short where they are few
    return visible_root(unit.actor, column) if len(found) > FEW else column.in_(sorted(set(found)))


def _seen_by(actor: Actor) -> CompoundSelect[tuple[str]]:
    """Ids of cases the actor may see, some more than once: all, or more than `FEW`. Each part goes along an index and ends there."""
    offers = select(task.c.root_id.label("id")).join(task_candidate, task_candidate.c.task_id == task.c.id)
    parts = (
        select(instance.c.id).where(instance.c.started_by == actor.account),
        select(task.c.root_id.label("id")).where(task.c.assignee == actor.account), select(task.c.root_id.label("id")).where(task.c.completed_by == actor.account),
        offers.where(task_candidate.c.kind == "user", task_candidate.c.ref == actor.account),
        offers.where(task_candidate.c.kind == "group", task_candidate.c.ref.in_(sorted(actor.groups))),
    )
    return union_all(*(select(part.limit(FEW + 1).subquery().c.id) for part in parts))
