"""Single things of the dialect that are no list: variables of a scope, identity links, the tree of activities, resources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.values import decode
from engine.queries.rest.resource import seen
from engine.store.sql import Row, and_, exists, func, or_, select
from engine.store.tables import (
    activity,
    blob,
    definition,
    file,
    incident,
    instance,
    resource,
    task,
    task_candidate,
    task_detail,
    token,
    variable,
)
from engine.store.uow import Unit


def scope_row(unit: Unit, scope_id: str) -> Row[Any]:
    """The live token of a scope, if the actor may read its case. Raises `NotFound`."""
    row = unit.one(select(token).where(token.c.id == scope_id, seen(unit.actor, token.c.root_id)))
    if row is None:
        raise NotFound(code="execution.not-found", id=scope_id)
    return row


def variables_of(unit: Unit, scope_id: str, *, local: bool = False) -> Mapping[str, Any]:
    """What a scope sees, or with `local` only what it holds itself."""
    row = scope_row(unit, scope_id)
    chain = [scope_id]
    if not local:
        tree = {
            item.id: (item.parent_id, item.role)
            for item in unit.rows(select(token.c.id, token.c.parent_id, token.c.role).where(token.c.root_id == row.root_id))
        }
        at: str | None = scope_id
        while at is not None:
            parent, role = tree[at]
            at = None if role == "process" else parent
            if at is not None:
                chain.append(at)
    held: dict[str, dict[str, Any]] = {}
    for item in unit.rows(select(variable).where(variable.c.root_id == row.root_id, variable.c.scope_id.in_(chain), variable.c.gone.is_(None))):
        held.setdefault(item.scope_id, {})[item.name] = decode(item.value, item.declared)
    view: dict[str, Any] = {}
    for scope in chain:
        for name, value in held.get(scope, {}).items():
            view.setdefault(name, value)
    return view


def ended_variables(unit: Unit, instance_id: str) -> Mapping[str, Any]:
    """Variables of a process instance, running or not."""
    rows = unit.rows(
        select(variable.c.name, variable.c.value, variable.c.declared).join(instance, instance.c.root_id == variable.c.root_id)
        .where(instance.c.id == instance_id, variable.c.scope_id == instance_id, variable.c.gone.is_(None), seen(unit.actor, variable.c.root_id))
    )
    return {row.name: decode(row.value, row.declared) for row in rows}


def links_of(unit: Unit, task_id: str) -> tuple[tuple[str, str, str], ...]:
    """(type, user or group, id) of a task: assignee, owner, candidates. Raises `NotFound`."""
    row = unit.one(
        select(task.c.assignee, task_detail.c.owner).outerjoin(task_detail, task_detail.c.task_id == task.c.id)
        .where(task.c.id == task_id, task.c.state == "open", seen(unit.actor, task.c.root_id))
    )
    if row is None:
        raise NotFound(code="task.not-found")
    found = [("assignee", "user", row.assignee)] if row.assignee else []
    found += [("owner", "user", row.owner)] if row.owner else []
    offers = unit.rows(select(task_candidate).where(task_candidate.c.task_id == task_id).order_by(task_candidate.c.kind, task_candidate.c.ref))
    return (*found, *(("candidate", item.kind, item.ref) for item in offers))


def tree_of(unit: Unit, instance_id: str) -> tuple[Mapping[str, Any], tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...], Mapping[str, list[str]]]:
    """(instance, open activities, tokens before an asynchronous step, incident ids by element). Raises `NotFound`."""
    head = unit.one(
        select(instance, definition.c.key.label("definition_key"), definition.c.name.label("definition_name"))
        .join(definition, definition.c.id == instance.c.definition_id)
        .where(instance.c.id == instance_id, instance.c.ended_at.is_(None), seen(unit.actor, instance.c.root_id))
    )
    if head is None:
        raise NotFound(code="case.not-found")
    rows = unit.rows(
        select(activity).where(activity.c.root_id == head.root_id, activity.c.instance_id == instance_id, activity.c.ended_at.is_(None))
        .order_by(activity.c.seq)
    )
    begun = {row.id for row in rows}
    tokens = unit.rows(
        select(token).where(token.c.root_id == head.root_id, token.c.instance_id == instance_id, token.c.role.in_(["node", "body"])).order_by(token.c.seq)
    )
    waiting = tuple(dict(row._mapping) for row in tokens if row.id not in begun)
    troubles: dict[str, list[str]] = {}
    for row in unit.rows(select(incident).where(incident.c.instance_id == instance_id, incident.c.resolved_at.is_(None))):
        troubles.setdefault(row.element, []).append(row.id)
    return dict(head._mapping), tuple(dict(row._mapping) for row in rows), waiting, troubles


def resource_of(unit: Unit, deployment_id: str, name: str) -> bytes:
    """A deployed file. Raises `NotFound`."""
    row = unit.one(select(resource.c.content).where(resource.c.deployment_id == deployment_id, resource.c.name == name))
    if row is None:
        raise NotFound(code="definition.not-found", id=name)
    return bytes(row.content)


def resources_of(unit: Unit, deployment_id: str) -> tuple[str, ...]:
    """The names of the files of a deployment."""
    rows = unit.rows(select(resource.c.name).where(resource.c.deployment_id == deployment_id, resource.c.name.not_like("%#%")).order_by(resource.c.name))  # without forms made of a model's fields
    return tuple(row.name for row in rows)


def statistics_of(unit: Unit, definition_id: str) -> tuple[tuple[str, int, int, int], ...]:
    """(element, standing there, failed jobs, open incidents) of one version, over the cases the actor may read."""
    mine = and_(instance.c.definition_id == definition_id, instance.c.ended_at.is_(None), seen(unit.actor, instance.c.root_id))
    standing = unit.rows(
        select(activity.c.element, func.count().label("number")).join(instance, (instance.c.root_id == activity.c.root_id) & (instance.c.id == activity.c.instance_id))
        .where(mine, activity.c.ended_at.is_(None)).group_by(activity.c.element)
    )
    troubles = unit.rows(
        select(incident.c.element, incident.c.kind, func.count().label("number")).join(instance, instance.c.id == incident.c.instance_id)
        .where(mine, incident.c.resolved_at.is_(None)).group_by(incident.c.element, incident.c.kind)
    )
    found = {row.element: [row.number, 0, 0] for row in standing}
    for row in troubles:
        counts = found.setdefault(row.element, [0, 0, 0])
        counts[1] += row.number if row.kind == "job" else 0
        counts[2] += row.number
    return tuple((element, counts[0], counts[1], counts[2]) for element, counts in sorted(found.items()))


def totals(unit: Unit) -> Mapping[str, tuple[int, int, int]]:
    """Version -> (process instances that run, failed jobs, open incidents), over the cases the actor may read; two statements for all versions."""
    mine = and_(instance.c.ended_at.is_(None), seen(unit.actor, instance.c.root_id))
    running = unit.rows(select(instance.c.definition_id, func.count().label("number")).where(mine).group_by(instance.c.definition_id))
    troubles = unit.rows(
        select(instance.c.definition_id, incident.c.kind, func.count().label("number")).join(instance, instance.c.id == incident.c.instance_id)
        .where(mine, incident.c.resolved_at.is_(None)).group_by(instance.c.definition_id, incident.c.kind)
    )
    found = {row.definition_id: [row.number, 0, 0] for row in running}
    for row in troubles:
        counts = found.setdefault(row.definition_id, [0, 0, 0])
        counts[1] += row.number if row.kind == "job" else 0
        counts[2] += row.number
    return {identity: (counts[0], counts[1], counts[2]) for identity, counts in found.items()}


def keys_of(unit: Unit, definition_ids: Iterable[str]) -> Mapping[str, str]:
    """The keys of definitions by their ids, in one statement; none for none."""
    ids = sorted(set(definition_ids))
    return {row.id: row.key for row in unit.rows(select(definition.c.id, definition.c.key).where(definition.c.id.in_(ids)))} if ids else {}


def trace_of(unit: Unit, work_id: str, message: str) -> str:
    """The details of the newest incident of this work with this message, or "" when this failure opened none."""
    row = unit.one(
        select(incident.c.details).where(incident.c.work_id == work_id, incident.c.message.startswith(message, autoescape=True), seen(unit.actor, incident.c.root_id))
        .order_by(incident.c.created_at.desc()).limit(1)
    )
    return row.details if row is not None else ""


def due_steps(unit: Unit, task_id: str) -> tuple[tuple[str, str], ...]:
    """How the due moment of a task was computed, in Chinese and English."""
    row = unit.one(select(task.c.derivation).where(task.c.id == task_id, seen(unit.actor, task.c.root_id)))
    steps = json.loads(row.derivation)["steps"] if row is not None and row.derivation else ()
    return tuple((step["zh"], step["en"]) for step in steps)


def offers(unit: Unit) -> tuple[tuple[str, int], ...]:
    """(group, open tasks offered to it) over the cases the actor may read."""
    rows = unit.rows(
        select(task_candidate.c.ref, func.count().label("number")).join(task, task.c.id == task_candidate.c.task_id)
        .where(task_candidate.c.kind == "group", task.c.state == "open", seen(unit.actor, task.c.root_id)).group_by(task_candidate.c.ref)
    )
    return tuple(sorted((row.ref, row.number) for row in rows))


def file_behind(unit: Unit, scope_id: str, file_id: str) -> bytes:
    """The content of a file that a variable of the scope's case points to: uploaded for no case, or for this one. Raises `NotFound`."""
    case = unit.one(select(token.c.root_id).where(token.c.id == scope_id)) or unit.one(select(instance.c.root_id).where(instance.c.id == scope_id))
    row = unit.one(
        select(blob.c.content).join(file, file.c.sha256 == blob.c.sha256).where(
            file.c.id == file_id, or_(file.c.root_id.is_(None), file.c.root_id == case.root_id),
            exists().where(variable.c.root_id == case.root_id, variable.c.value.contains(file_id, autoescape=True)),
            exists().where(instance.c.id == case.root_id, seen(unit.actor, instance.c.id)),
        )
    ) if case is not None else None
    if row is None:
        raise NotFound(code="file.not-found")
    return bytes(row.content)
