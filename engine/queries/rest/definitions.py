"""Deployments, process definitions and decision definitions as the dialect lists them. What is deployed is no secret."""

from __future__ import annotations

from typing import Any

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
from engine.store.tables import definition, deployment, deployment_definition, instance, subscription
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


COMMON: dict[str, Condition] = {
    "key": equal(definition.c.key), "keysIn": among(definition.c.key), "keyLike": like(definition.c.key), "name": equal(definition.c.name),
    "nameLike": like(definition.c.name), "version": equal(definition.c.version), "latestVersion": flag(definition.c.latest),
    "deploymentId": _deployed_with, "resourceName": equal(definition.c.resource), "resourceNameLike": like(definition.c.resource),
    "deployedAfter": after(definition.c.created_at), "deployedAt": equal(definition.c.created_at), **tenants(definition.c.id),
}
SORTS: dict[str, ColumnElement[Any]] = {
    "key": definition.c.key, "id": definition.c.id, "name": definition.c.name, "version": definition.c.version, "deploymentId": definition.c.deployment_id,
    "deployTime": definition.c.created_at, "category": definition.c.kind,
}
PROCESSES = Resource("process-definition", _of("process"), definition.c.id, {
    **COMMON, "processDefinitionId": equal(definition.c.id), "processDefinitionIdIn": among(definition.c.id), "active": everything,
    "suspended": nothing(definition.c.id), "messageEventSubscriptionName": _subscribed,
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
