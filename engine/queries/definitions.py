"""Deployed definitions as people see them."""

from __future__ import annotations

import json
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.policy import may_start
from engine.domain.work import Definition, Deployment, Startable
from engine.store.sql import Row, select
from engine.store.tables import definition, deployment, deployment_definition
from engine.store.uow import Unit


def as_definition(row: Row[Any]) -> Definition:
    """One version as people see it."""
    return Definition(
        row.id, row.kind, row.key, row.version, row.name, row.deployment_id, row.resource, row.digest, row.created_at, row.created_by, row.note,
    )


def latest(unit: Unit) -> tuple[Definition, ...]:
    """The newest version of every key."""
    return tuple(as_definition(row) for row in unit.rows(select(definition).where(definition.c.latest).order_by(definition.c.kind.desc(), definition.c.key)))


def one(unit: Unit, definition_id: str) -> Definition:
    """One version. Raises `NotFound`."""
    row = unit.one(select(definition).where(definition.c.id == definition_id))
    if row is None:
        raise NotFound(code="definition.not-found", id=definition_id)
    return as_definition(row)


def by_key(unit: Unit, key: str, kind: str = "process") -> Definition:
    """The newest version of a key. Raises `NotFound`."""
    row = unit.one(select(definition).where(definition.c.kind == kind, definition.c.key == key, definition.c.latest))
    if row is None:
        raise NotFound(code="definition.not-found", id=key)
    return as_definition(row)


def versions(unit: Unit, key: str) -> tuple[Definition, ...]:
    """All versions of a key, newest first."""
    return tuple(as_definition(row) for row in unit.rows(select(definition).where(definition.c.key == key).order_by(definition.c.version.desc())))


def startable(unit: Unit) -> tuple[Startable, ...]:
    """The processes the actor may start by hand."""
    rows = unit.rows(select(definition).where(definition.c.kind == "process", definition.c.latest).order_by(definition.c.key))
    found = []
    for row in rows:
        named = json.loads(row.startable_by)
        if named["listed"] and may_start(unit.actor, tuple(named["groups"]), tuple(named["users"])):
            found.append(Startable(row.key, row.name, row.id, row.version, tuple(named["groups"]), row.form_key))
    return tuple(found)


def as_deployment(unit: Unit, deployment_id: str, *, new: bool) -> Deployment:
    """A deployment with what it brought."""
    row = unit.one(select(deployment).where(deployment.c.id == deployment_id))
    if row is None:
        raise NotFound(code="deployment.not-found", id=deployment_id)
    brought = unit.rows(
        select(definition).join(deployment_definition).where(deployment_definition.c.deployment_id == deployment_id).order_by(definition.c.key)
    )
    return Deployment(row.id, row.name, row.created_at, tuple(as_definition(item) for item in brought), new)


def deployed_before(unit: Unit, name: str, digest: str) -> bool:
    """Whether these very files were ever deployed under this name."""
    return unit.one(select(deployment.c.id).where(deployment.c.name == name, deployment.c.digest == digest).limit(1)) is not None
