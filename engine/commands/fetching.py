"""fetchAndLock of the dialect (C4): topics with filters and lock times of their own, one statement to find, one to lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from engine.commands.external import _views
from engine.domain.errors import Invalid
from engine.domain.policy import Permission, require_right
from engine.domain.values import bare, decode, encode, normalise
from engine.execution.reading.process import SCRIPT_TOPIC
from engine.store.sql import ColumnElement, Row, Select, and_, or_, select, update
from engine.store.tables import definition, external_task, instance, variable
from engine.store.uow import Unit


@dataclass(frozen=True, slots=True)
class Topic:
    """One subscription. Durations are milliseconds. `variables` None means all the task sees; an empty list none."""

    name: str
    lock_ms: int
    variables: tuple[str, ...] | None = None
    local: bool = False
    business_key: str | None = None
    definition_ids: tuple[str, ...] = ()
    definition_keys: tuple[str, ...] = ()
    version_tag: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    nowhere: bool = False  # asks for a tenant: nothing here has one


def free(unit: Unit, topics: Sequence[Topic]) -> ColumnElement[bool]:
    """Tasks that may be locked now: nobody holds them (not even the one who asks), tries are left, a topic fits."""
    return and_(
        or_(external_task.c.lock_until.is_(None), external_task.c.lock_until <= unit.now),
        or_(external_task.c.available_at.is_(None), external_task.c.available_at <= unit.now),
        or_(external_task.c.retries.is_(None), external_task.c.retries > 0),
        external_task.c.root_id.in_(select(instance.c.id).where(instance.c.state == "active")),
        or_(*(_fits(topic) for topic in topics)),
    )


def _fits(topic: Topic) -> ColumnElement[bool]:
    if topic.name == SCRIPT_TOPIC:
        raise Invalid(code="external.topic", topic=topic.name)
    conditions: list[ColumnElement[bool]] = [external_task.c.topic == topic.name]
    if topic.business_key is not None:
        conditions.append(external_task.c.business_key == topic.business_key)
    if topic.definition_ids:
        conditions.append(external_task.c.instance_id.in_(select(instance.c.id).where(instance.c.definition_id.in_(topic.definition_ids))))
    if topic.definition_keys:
        keyed = select(instance.c.id).join(definition, definition.c.id == instance.c.definition_id).where(definition.c.key.in_(topic.definition_keys))
        conditions.append(external_task.c.instance_id.in_(keyed))
    if topic.version_tag is not None:
        tagged = select(instance.c.id).join(definition, definition.c.id == instance.c.definition_id).where(definition.c.version_tag == topic.version_tag)
        conditions.append(external_task.c.instance_id.in_(tagged))
    for name, value in topic.values.items():
        conditions.append(select(variable.c.name).where(
            variable.c.root_id == external_task.c.root_id, variable.c.scope_id == external_task.c.instance_id, variable.c.name == name,
            variable.c.value == encode(bare(normalise(value, name))), variable.c.gone.is_(None),
        ).exists())
    if topic.nowhere:
        conditions.append(external_task.c.topic.is_(None))
    return and_(*conditions)


def any_free(unit: Unit, topics: Sequence[Topic]) -> bool:
    """Whether a fetch would find something: a look without locks, for those who wait."""
    return unit.one(select(external_task.c.id).where(free(unit, topics)).limit(1)) is not None


def fetch(
    unit: Unit, worker: str, topics: Sequence[Topic], limit: int, *, by_priority: bool, newest: bool | None,
) -> tuple[Mapping[str, Any], ...]:
    """Lock up to `limit` tasks and hand them out with the variables each topic asked for. Raises `Invalid`, `Forbidden`."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if not worker or limit < 0 or not topics or any(topic.lock_ms <= 0 for topic in topics):
        raise Invalid(code="external.request")
    if limit == 0:
        return ()
    query = _ordered(
        select(external_task, definition.c.key.label("definition_key"), definition.c.id.label("definition_id"), definition.c.version_tag)
        .join(instance, instance.c.id == external_task.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .where(free(unit, topics)), by_priority, newest,
    ).limit(limit)
    rows = unit.rows(query.with_for_update(skip_locked=True, of=external_task) if unit.postgres else query)
    if not rows:
        return ()
    by_name = {topic.name: topic for topic in reversed(topics)}
    until = {row.id: unit.now + timedelta(milliseconds=by_name[row.topic].lock_ms) for row in rows}
    for moment in set(until.values()):
        held = [identity for identity, end in until.items() if end == moment]
        unit.run(
            update(external_task).where(external_task.c.id.in_(held))
            .values(worker=worker, lock_until=moment, available_at=None, attempt=external_task.c.attempt + 1)
        )
    return _shown(unit, worker, topics, rows, until)


def handed_out(unit: Unit, worker: str, topics: Sequence[Topic], ids: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Work that was handed out before, as far as the worker still holds it."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    rows = unit.rows(
        select(external_task, definition.c.key.label("definition_key"), definition.c.id.label("definition_id"), definition.c.version_tag)
        .join(instance, instance.c.id == external_task.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .where(external_task.c.id.in_(list(ids)), external_task.c.worker == worker, external_task.c.lock_until > unit.now)
    )
    order = {identity: place for place, identity in enumerate(ids)}
    rows = sorted(rows, key=lambda row: order[row.id])
    return _shown(unit, worker, topics, rows, {row.id: row.lock_until for row in rows})


def _shown(unit: Unit, worker: str, topics: Sequence[Topic], rows: Sequence[Row[Any]], until: Mapping[str, datetime]) -> tuple[Mapping[str, Any], ...]:
    by_name = {topic.name: topic for topic in reversed(topics)}
    seen = _views(unit, rows)
    own = _own(unit, [row for row in rows if by_name[row.topic].local])
    found = []
    for row in rows:
        topic = by_name[row.topic]
        view = own.get(row.id, {}) if topic.local else seen[row.id]
        chosen = view if topic.variables is None else {name: view[name] for name in topic.variables if name in view}
        found.append({
            **row._mapping, "worker": worker, "lock_until": until[row.id], "variables": chosen, "properties": decode(row.properties),
        })
    return tuple(found)


def _ordered(query: Select[Any], by_priority: bool, newest: bool | None) -> Select[Any]:
    if by_priority:
        query = query.order_by(external_task.c.priority.desc())
    if newest:
        return query.order_by(external_task.c.created_at.desc(), external_task.c.id)
    return query.order_by(external_task.c.created_at, external_task.c.id)


def _own(unit: Unit, rows: Sequence[Row[Any]]) -> dict[str, dict[str, Any]]:
    """What the scopes of the tasks hold themselves. With the case, whose key finds them: by the scope alone all variables would be read."""
    if not rows:
        return {}
    found: dict[str, dict[str, Any]] = {}
    of = variable.c.root_id.in_(sorted({row.root_id for row in rows})), variable.c.scope_id.in_([row.id for row in rows])
    for row in unit.rows(select(variable).where(*of, variable.c.gone.is_(None))):
        found.setdefault(row.scope_id, {})[row.name] = decode(row.value, row.declared)
    return found
