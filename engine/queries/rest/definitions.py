"""Deployments, process definitions and decision definitions as the dialect lists them. What is deployed is no secret."""

from __future__ import annotations

import json
from typing import Any

from engine.domain.actor import with_implied
from engine.queries.rest.resource import (
    Condition,
    Resource,
    after,
    among,
    before,
    equal,
    everything,
    flag,
    like,
    nothing,
    tenants,
)
from engine.store.sql import ColumnElement, Select, select
from engine.store.tables import definition, deployment, deployment_definition, instance, membership, subscription
from engine.store.uow import Unit


def _of(kind: str) -> Any:
    def query(_: Unit) -> Select[Any]:
        return select(definition).where(definition.c.kind == kind)
    return query


def _deployed_with(_: Unit, value: Any) -> ColumnElement[bool]:
    return select(deployment_definition.c.definition_id).where(
        deployment_definition.c.definition_id == definition.c.id, deployment_definition.c.deployment_id == value,
    ).exists()


def _subscribed(_: Unit, value: Any) -> ColumnElement[bool]:
    return definition.c.id.in_(select(subscription.c.definition_id).where(subscription.c.kind == "message", subscription.c.name == value))


def _startable_by(unit: Unit, name: str) -> ColumnElement[bool]:
    """What a person may begin by hand: whatever is listed and names nobody, or the person, or one of the groups."""
    groups = with_implied(frozenset(row.group for row in unit.rows(select(membership.c.group).where(membership.c.account == name))))
    found = []
    for row in unit.rows(select(definition.c.id, definition.c.startable_by).where(definition.c.kind == "process")):
        told = json.loads(row.startable_by)
        anyone = not told["groups"] and not told["users"]
        if told["listed"] and (anyone or name in told["users"] or groups.intersection(told["groups"])):
            found.append(row.id)
    return definition.c.id.in_(found)


COMMON: dict[str, Condition] = {
    "key": equal(definition.c.key), "keysIn": among(definition.c.key), "keyLike": like(definition.c.key), "name": equal(definition.c.name),
    "nameLike": like(definition.c.name), "version": equal(definition.c.version), "latestVersion": flag(definition.c.latest),
    "deploymentId": _deployed_with, "resourceName": equal(definition.c.resource), "resourceNameLike": like(definition.c.resource),
    "versionTag": equal(definition.c.version_tag), "versionTagLike": like(definition.c.version_tag),
    "deployedAfter": after(definition.c.created_at), "deployedAt": equal(definition.c.created_at), **tenants(definition.c.id),
}
SORTS: dict[str, ColumnElement[Any]] = {
    "key": definition.c.key, "id": definition.c.id, "name": definition.c.name, "version": definition.c.version, "versionTag": definition.c.version_tag, "deploymentId": definition.c.deployment_id,
    "deployTime": definition.c.created_at, "category": definition.c.kind,
}
PROCESSES = Resource("process-definition", _of("process"), definition.c.id, {
    **COMMON, "processDefinitionId": equal(definition.c.id), "processDefinitionIdIn": among(definition.c.id), "active": everything,
    "suspended": nothing(definition.c.id), "withoutVersionTag": flag(definition.c.version_tag.is_(None)), "startableBy": _startable_by, "messageEventSubscriptionName": _subscribed,
    "startableInTasklist": flag(definition.c.startable_by.like('%"listed": true%')),
    "notStartableInTasklist": flag(~definition.c.startable_by.like('%"listed": true%')),
}, SORTS)
DECISIONS = Resource("decision-definition", _of("decision"), definition.c.id, {
    **COMMON, "decisionDefinitionId": equal(definition.c.id), "decisionDefinitionIdIn": among(definition.c.id),
}, SORTS)


def _deployments(_: Unit) -> Select[Any]:
    return select(deployment)


DEPLOYMENTS = Resource("deployment", _deployments, deployment.c.id, {
    "id": equal(deployment.c.id), "name": equal(deployment.c.name), "nameLike": like(deployment.c.name), "source": equal(deployment.c.source),
    "withoutSource": flag(deployment.c.source == ""), "before": before(deployment.c.created_at), "after": after(deployment.c.created_at),
    **tenants(deployment.c.id), "includeDeploymentsWithoutTenantId": everything,
}, {"id": deployment.c.id, "name": deployment.c.name, "deploymentTime": deployment.c.created_at})


def ran(unit: Unit, deployment_id: str) -> bool:
    """Whether a case was ever begun on what this deployment brought first."""
    return unit.one(
        select(instance.c.id).join(definition, definition.c.id == instance.c.definition_id).where(definition.c.deployment_id == deployment_id).limit(1)
    ) is not None
