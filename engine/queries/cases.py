"""Cases: rows, what happened, what to draw."""

from __future__ import annotations

from collections import Counter
from typing import Any

from engine.domain.actor import Right
from engine.domain.errors import NotFound
from engine.domain.retold import retold
from engine.domain.values import decode, plain
from engine.domain.work import FileRef, HistoryEntry, Incident, InstanceRow, InstanceView, Page, Record, Trace
from engine.queries.cursors import after, moment, pack, unpack
from engine.queries.tasks import open_tasks
from engine.store.sql import Row, Select, or_, select
from engine.store.tables import (
    activity,
    definition,
    event,
    external_task,
    file,
    incident,
    instance,
    task,
    token,
    variable,
)
from engine.store.uow import Unit
from engine.store.visibility import visible_of_list, visible_root

QUIET = frozenset({"flow.taken"})


def instance_query() -> Select[Any]:
    """Instances with the names of their process."""
    return select(
        instance, definition.c.key.label("definition_key"), definition.c.name.label("definition_name"), definition.c.version.label("version"),
    ).join(definition, definition.c.id == instance.c.definition_id)


def instance_row(row: Row[Any]) -> InstanceRow:
    """One row as people see it."""
    return InstanceRow(
        row.id, row.root_id, row.parent_id, row.definition_id, row.definition_key, row.definition_name, row.version, row.business_key, row.title, row.state,
        row.started_at, row.ended_at, row.started_by, row.lock,
    )


def visible_instance(unit: Unit, instance_id: str) -> Row[Any]:
    """An instance whose case the actor may see. Raises `NotFound` also when it exists but may not be seen."""
    row = unit.one(instance_query().where(instance.c.id == instance_id, visible_root(unit.actor, instance.c.root_id)))
    if row is None:
        raise NotFound(code="case.not-found")
    return row


def view(unit: Unit, instance_id: str) -> InstanceView:
    """A case or one of its called processes, opened."""
    row = visible_instance(unit, instance_id)
    children = unit.rows(instance_query().where(instance.c.root_id == row.root_id, instance.c.id != row.root_id).order_by(instance.c.started_at, instance.c.id))
    values = unit.rows(select(variable.c.name, variable.c.value).where(variable.c.root_id == row.root_id, variable.c.scope_id == row.id, variable.c.gone.is_(None)).order_by(variable.c.name))
    may = frozenset({"cancel"}) if row.state in {"active", "suspended"} and (row.started_by == unit.actor.account or unit.actor.may(Right.SYSTEM)) else frozenset()
    found = incidents(unit, root_id=row.root_id, open_only=True)
    return InstanceView(
        instance_row(row), {item.name: plain(decode(item.value)) for item in values}, tuple(open_tasks(unit, row.root_id)),
        tuple(instance_row(child) for child in children), found, may,
    )


def listed(unit: Unit, *, started_by_me: bool, q: str = "", state: str = "", cursor: str | None = None, limit: int = 25) -> Page[InstanceRow]:
    """Cases the actor started, or all they may see; newest first."""
    query = instance_query().where(instance.c.parent_id.is_(None))  # what PostgreSQL knows the share of, unlike of `id = root_id`
    query = query.where(instance.c.started_by == unit.actor.account) if started_by_me else query.where(visible_of_list(unit, instance.c.root_id))
    if q.strip():
        pattern = "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")[:100] + "%"
        query = query.where(or_(instance.c.title.ilike(pattern, escape="\\"), instance.c.business_key.ilike(pattern, escape="\\")))
    if state:
        query = query.where(instance.c.state == state)
    if cursor:
        value, identity = unpack(cursor, "cases", 2)
        query = query.where(after(instance.c.started_at, instance.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(instance.c.started_at.desc(), instance.c.id.desc()).limit(min(limit, 200) + 1))
    shown = rows[:limit]
    more = pack("cases", [shown[-1].started_at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(instance_row(row) for row in shown), more)


def timeline(unit: Unit, instance_id: str) -> tuple[HistoryEntry, ...]:
    """The file of the whole case, oldest first."""
    row = visible_instance(unit, instance_id)
    names = {item.element: item.name for item in unit.rows(
        select(activity.c.element, activity.c.name).where(activity.c.root_id == row.root_id).distinct()
    )}
    rows = unit.rows(select(event).where(event.c.root_id == row.root_id, event.c.kind.not_in(QUIET)).order_by(event.c.seq))
    return tuple(
        HistoryEntry(item.at, item.kind, item.element, names.get(item.element) or item.element, item.actor, item.instance_id, plain(decode(item.detail)))
        for item in rows
    )


def trace(unit: Unit, instance_id: str) -> Trace:
    """Exactly the walked elements and flows of one process instance, where it waits now, and where it failed."""
    row = visible_instance(unit, instance_id)
    passed = unit.rows(select(activity.c.element, activity.c.id).where(activity.c.root_id == row.root_id, activity.c.instance_id == instance_id))
    flows = unit.rows(select(event.c.element).where(event.c.root_id == row.root_id, event.c.instance_id == instance_id, event.c.kind == "flow.taken"))
    live = unit.rows(select(token.c.element, token.c.role).where(token.c.root_id == row.root_id, token.c.instance_id == instance_id))
    failed = unit.rows(select(incident.c.element).where(
        incident.c.root_id == row.root_id, incident.c.instance_id == instance_id, incident.c.resolved_at.is_(None),
    ))
    counts = Counter(item.element.removesuffix("#multiInstanceBody") for item in passed if not item.element.endswith("#multiInstanceBody"))
    counts.update(item.element for item in flows)
    walked = list(dict.fromkeys([*(item.element.removesuffix("#multiInstanceBody") for item in passed), *(item.element for item in flows)]))
    waiting = dict.fromkeys(item.element for item in live if item.role not in {"process", "watch"})
    return Trace(tuple(walked), tuple(waiting), tuple(dict.fromkeys(item.element for item in failed)), dict(counts))


def records(unit: Unit, instance_id: str, element: str) -> tuple[Record, ...]:
    """Completed forms of one element in the process instance, oldest first, with the local variables of their place."""
    rows = unit.rows(
        select(task).where(  # by its case, whose index has the element too
            task.c.root_id == select(instance.c.root_id).where(instance.c.id == instance_id).scalar_subquery(),
            task.c.instance_id == instance_id, task.c.element == element, task.c.state == "done",
        ).order_by(task.c.completed_at, task.c.id)
    )
    return tuple(
        Record(row.element, row.completed_at, row.completed_by, decode(row.data or "{}"), decode(row.scope or "{}")) for row in rows
    )


def incidents(unit: Unit, *, root_id: str | None = None, open_only: bool = True) -> tuple[Incident, ...]:
    """Incidents, newest first; of one case or of all."""
    query = (
        select(incident, instance.c.business_key, definition.c.name.label("definition_name"))
        .join(instance, instance.c.id == incident.c.root_id).join(definition, definition.c.id == instance.c.definition_id)
    )
    if root_id is not None:
        query = query.where(incident.c.root_id == root_id)
    if open_only:
        query = query.where(incident.c.resolved_at.is_(None))
    return tuple(
        Incident(row.id, row.kind, row.instance_id, row.root_id, row.element, row.message, row.details, row.created_at, row.resolved_at, row.work_id,
                 row.business_key, row.definition_name, retold(row.said))
        for row in unit.rows(query.order_by(incident.c.created_at.desc(), incident.c.id).limit(500))
    )


def files_of(unit: Unit, instance_id: str) -> tuple[FileRef, ...]:
    """The files of a case the actor may see."""
    row = visible_instance(unit, instance_id)
    rows = unit.rows(select(file).where(file.c.root_id == row.root_id).order_by(file.c.at, file.c.id))
    return tuple(FileRef(item.id, item.name, item.mime, item.size, item.sha256, item.uploaded_by, item.at) for item in rows)


def waiting_external(unit: Unit, root_id: str) -> int:
    """How many external tasks of the case wait for their worker."""
    return len(unit.rows(select(external_task.c.id).where(external_task.c.root_id == root_id)))
