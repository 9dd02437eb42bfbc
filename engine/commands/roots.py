"""Which case a thing belongs to, as a prepared part of the query that locks it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from engine.store.sql import ColumnElement, Select, and_, bindparam, select
from engine.store.tables import LIVES, external_task, incident, instance, job, subscription, task, token

TABLES: dict[str, Any] = {
    "task": task, "token": token, "external": external_task, "job": job, "subscription": subscription, "incident": incident, "instance": instance,
}
#: The order in which rows of a case are locked: the case, then its called processes. Whoever locked the case alone before meets nobody here.
LOCKED_FIRST = (instance.c.id != instance.c.root_id, instance.c.id)


class Root(NamedTuple):
    """The case of the thing `id` of a kind: task, token, external, job, subscription, incident, instance; or `case` itself."""

    kind: str
    id: str


def _is_root(kind: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    key: ColumnElement[str] = bindparam("root_key")
    if kind == "case":
        return column == key
    table = TABLES[kind]
    return column == select(table.c.root_id).where(table.c.id == key).scalar_subquery()


@cache
def living(kind: str, *, lock: bool) -> Select[Any]:
    """The case and its active called processes, locked."""
    query = select(instance).where(and_(_is_root(kind, instance.c.root_id), LIVES))
    return query.order_by(*LOCKED_FIRST).with_for_update(of=instance) if lock else query


@cache
def head(kind: str, *, lock: bool) -> Select[Any]:
    """The row of the case alone, locked."""
    query = select(instance).where(_is_root(kind, instance.c.id))
    return query.with_for_update(of=instance) if lock else query
