"""Saved filters: a query of a list under a name, for its owner alone. Those of the dialect are of "Task"; an inbox keeps views of its own kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.domain.errors import Invalid, NotFound
from engine.store.sql import Row, Select, delete, insert, select, update
from engine.store.tables import account, saved_filter
from engine.store.uow import Unit

#: What one account may keep, and how long a stored query may be.
MOST, LONGEST = 500, 20_000
TASK = "Task"


def _mine(unit: Unit, of: str) -> Select[Any]:
    return select(saved_filter).where(saved_filter.c.owner == unit.actor.account, saved_filter.c.resource_type == of)


def rows(unit: Unit, of: str = TASK) -> tuple[Row[Any], ...]:
    """The actor's filters of one kind, by name."""
    return tuple(unit.rows(_mine(unit, of).order_by(saved_filter.c.name, saved_filter.c.id)))


def one(unit: Unit, filter_id: str, of: str = TASK) -> Row[Any]:
    """One of them. Raises `NotFound`, also for a filter of someone else."""
    row = unit.one(_mine(unit, of).where(saved_filter.c.id == filter_id))
    if row is None:
        raise NotFound(code="filter.not-found", id=filter_id)
    return row


def save(unit: Unit, name: str, query: Mapping[str, Any], properties: Mapping[str, Any], filter_id: str | None = None, of: str = TASK) -> str:
    """Keep a new filter, or replace one; returns its id. Raises `Invalid`, `NotFound`."""
    texts = {"query": json.dumps(query, default=str), "properties": json.dumps(properties, default=str)}
    if not name.strip() or any(len(text) > LONGEST for text in texts.values()):
        raise Invalid(code="filter.invalid")
    values = {"name": name.strip()[:200], **texts, "updated_at": unit.now}
    if filter_id is not None:
        one(unit, filter_id, of)
        unit.run(update(saved_filter).where(saved_filter.c.id == filter_id).values(**values))
        return filter_id
    if len(rows(unit, of)) >= MOST or unit.one(select(account.c.name).where(account.c.name == unit.actor.account)) is None:
        raise Invalid(code="filter.invalid")
    identity = Unit.new_id()
    unit.run(insert(saved_filter).values(id=identity, resource_type=of, owner=unit.actor.account, **values))
    return identity


def remove(unit: Unit, filter_id: str, of: str = TASK) -> None:
    """Forget one. Raises `NotFound`."""
    one(unit, filter_id, of)
    unit.run(delete(saved_filter).where(saved_filter.c.id == filter_id))
