"""The inbox and single tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.domain.actor import Actor
from engine.domain.errors import Invalid
from engine.domain.lights import light_of
from engine.domain.work import Counts, Page, TaskRow
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import ColumnElement, Row, Select, and_, func, or_, select
from engine.store.tables import definition, instance, notice, task
from engine.store.uow import Unit
from engine.store.visibility import offered

SORTS: dict[str, tuple[ColumnElement[Any], bool]] = {
    "due": (task.c.due_at, False), "-due": (task.c.due_at, True), "created": (task.c.created_at, False), "-created": (task.c.created_at, True),
    "-completed": (task.c.completed_at, True),
}
MAX_LIMIT = 200


def task_query() -> Select[Any]:
    """Tasks with what a row shows of their case and process."""
    return (
        select(task, instance.c.title.label("case_title"), instance.c.business_key, instance.c.suspended_at.label("held_since"), definition.c.key.label("definition_key"),
               definition.c.name.label("definition_name"))
        .join(instance, instance.c.id == task.c.root_id).join(definition, definition.c.id == task.c.definition_id)
    )


def task_row(row: Row[Any], now: datetime) -> TaskRow:
    """One row as people see it; the light is computed now, that of a finished task at its end."""
    return TaskRow(
        row.id, row.instance_id, row.root_id, row.element, row.name, row.definition_key, row.definition_name, row.business_key, row.case_title, row.assignee,
        tuple(filter(None, row.candidates.split(","))), row.created_at, row.due_at, row.due_clock,
        light_of(row.due_at, row.yellow_at, row.completed_at or row.held_since or now), row.priority, row.state,
        row.completed_by, row.completed_at, row.version, row.held_since if row.state == "open" else None,
    )


def _late(unit: Unit) -> ColumnElement[bool]:
    """Past the due moment now; of a held case when it already was when the case was held."""
    held = select(instance.c.id).where(instance.c.id == task.c.root_id, instance.c.suspended_at <= task.c.due_at).correlate(task)
    return and_(task.c.due_at < unit.now, ~held.exists())


def _where(actor: Actor, view: str) -> ColumnElement[bool]:
    if view == "mine":
        return and_(task.c.assignee == actor.account, task.c.state == "open")
    if view == "group":
        return and_(task.c.state == "open", task.c.assignee.is_(None), offered(actor))
    if view == "done":
        return and_(task.c.completed_by == actor.account, task.c.state == "done")
    raise Invalid(code="inbox.view", view=view)


def inbox(
    unit: Unit, view: str, *, q: str = "", process: str = "", overdue: bool = False, sort: str = "due", cursor: str | None = None, limit: int = 25,
) -> Page[TaskRow]:
    """One page of the actor's tasks: mine, group (to claim) or done."""
    if sort not in SORTS or not 1 <= limit <= MAX_LIMIT:
        raise Invalid(code="inbox.sort", sort=sort)
    column, descending = SORTS[sort]
    query = task_query().where(_where(unit.actor, view))
    if q.strip():
        pattern = "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")[:100] + "%"
        query = query.where(or_(*(field.ilike(pattern, escape="\\") for field in (task.c.name, instance.c.title, instance.c.business_key))))
    if process:
        query = query.where(definition.c.key == process)
    if overdue:
        query = query.where(_late(unit))
    if cursor:
        value, identity = unpack(cursor, f"{view}{sort}", 2)
        query = query.where(after(column, task.c.id, moment(value), identity, descending=descending))
    order = (column.desc().nulls_last(), task.c.id.desc()) if descending else (column.asc().nulls_last(), task.c.id.asc())
    rows = unit.rows(query.order_by(*order).limit(limit + 1))
    shown = rows[:limit]
    more = pack(f"{view}{sort}", [getattr(shown[-1], column.name), shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(task_row(row, unit.now) for row in shown), more)


def counts(unit: Unit) -> Counts:
    """The numbers of the header, in one statement."""
    mine, group = _where(unit.actor, "mine"), _where(unit.actor, "group")
    late = _late(unit)

    def number(where: ColumnElement[bool]) -> Any:
        return select(func.count()).select_from(task).where(where).scalar_subquery()

    row = unit.one(select(
        number(mine).label("mine"), number(group).label("group_"), number(and_(mine, late)).label("overdue"), number(and_(group, late)).label("group_overdue"),
        select(func.count()).select_from(notice).where(notice.c.account == unit.actor.account, notice.c.read_at.is_(None)).scalar_subquery().label("notices"),
    ))
    assert row is not None
    return Counts(row.mine, row.group_, row.overdue, row.notices, row.group_overdue)


def one_task(unit: Unit, task_id: str) -> Row[Any] | None:
    """A task with its case, or None."""
    return unit.one(task_query().where(task.c.id == task_id))


def open_tasks(unit: Unit, root_id: str) -> Sequence[TaskRow]:
    """The open tasks of a case."""
    rows = unit.rows(task_query().where(task.c.root_id == root_id, task.c.state == "open").order_by(task.c.created_at, task.c.id))
    return [task_row(row, unit.now) for row in rows]
