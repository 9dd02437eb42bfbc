"""Process instances as the dialect lists them: running ones (`INSTANCES`) and all of them (`PAST_INSTANCES`)."""

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
    outside,
    seen,
    tenants,
)
from engine.queries.rest.variablefilter import holds
from engine.store.sql import ColumnElement, Select, and_, select
from engine.store.tables import activity, definition, incident, instance
from engine.store.uow import Unit

parent = instance.alias("parent")
child = instance.alias("child")


def _query(unit: Unit) -> Select[Any]:
    begun = select(activity.c.element).where(activity.c.root_id == instance.c.root_id, activity.c.instance_id == instance.c.id)
    return (
        select(
            instance, definition.c.key.label("definition_key"), definition.c.name.label("definition_name"), definition.c.version.label("version"),
            begun.order_by(activity.c.seq).limit(1).scalar_subquery().label("first_element"),
        )
        .join(definition, definition.c.id == instance.c.definition_id)
        .where(seen(unit.actor, instance.c.root_id))
    )


def _running(unit: Unit) -> Select[Any]:
    return _query(unit).where(LIVING)


def _at(_: Unit, elements: Any) -> ColumnElement[bool]:
    """The instance stands at one of the elements."""
    return select(activity.c.id).where(
        activity.c.root_id == instance.c.root_id, activity.c.instance_id == instance.c.id, activity.c.element.in_(list(elements)),
        activity.c.ended_at.is_(None),
    ).exists()


def _was_at(_: Unit, elements: Any) -> ColumnElement[bool]:
    return select(activity.c.id).where(
        activity.c.root_id == instance.c.root_id, activity.c.instance_id == instance.c.id, activity.c.element.in_(list(elements)),
        activity.c.ended_at.is_not(None), activity.c.canceled.is_(False),
    ).exists()


def _troubled(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(incident.c.id).where(incident.c.instance_id == instance.c.id, incident.c.resolved_at.is_(None), *conditions).exists()


LIVING = instance.c.state.in_(["active", "suspended"])
TYPES = {"failedJob": "job", "failedExternalTask": "external"}
LEAF = ~select(child.c.id).where(child.c.parent_id == instance.c.id, child.c.state.in_(["active", "suspended"])).exists()
COMMON: dict[str, Condition] = {
    "processInstanceIds": among(instance.c.id), "processDefinitionId": equal(instance.c.definition_id), "processDefinitionKey": equal(definition.c.key),
    "processDefinitionKeyIn": among(definition.c.key), "processDefinitionKeyNotIn": outside(definition.c.key),
    "superProcessInstance": equal(instance.c.parent_id),
    "subProcessInstance": lambda _, v: instance.c.id.in_(select(child.c.parent_id).where(child.c.id == v)),
    "rootProcessInstances": flag(instance.c.parent_id.is_(None)), "leafProcessInstances": flag(LEAF),
    "variables": holds(instance.c.id), "activityIdIn": _at,
    "incidentId": lambda _, v: _troubled(incident.c.id == v), "incidentType": lambda _, v: _troubled(incident.c.kind == TYPES.get(v, v)),
    "incidentMessage": lambda _, v: _troubled(incident.c.message == v), "incidentMessageLike": lambda _, v: _troubled(incident.c.message.like(v)),
    "caseInstanceId": nothing(instance.c.id), "superCaseInstance": nothing(instance.c.id), "subCaseInstance": nothing(instance.c.id),
    **tenants(instance.c.id),
}
FILTERS: dict[str, Condition] = {
    **COMMON, "businessKey": equal(instance.c.business_key), "businessKeyLike": like(instance.c.business_key),
    "withIncident": flag(_troubled()), "active": flag(instance.c.state == "active"), "suspended": flag(instance.c.state == "suspended"), "deploymentId": equal(definition.c.deployment_id),
    "processDefinitionWithoutTenantId": everything, "rootProcessInstanceId": equal(instance.c.root_id),
}
SORTS: dict[str, ColumnElement[Any]] = {
    "instanceId": instance.c.id, "definitionId": instance.c.definition_id, "definitionKey": definition.c.key, "businessKey": instance.c.business_key,
}
PAST_FILTERS: dict[str, Condition] = {
    **COMMON, "processInstanceId": equal(instance.c.id), "processInstanceIdNotIn": outside(instance.c.id),
    "processInstanceBusinessKey": equal(instance.c.business_key), "processInstanceBusinessKeyLike": like(instance.c.business_key),
    "processInstanceBusinessKeyIn": among(instance.c.business_key), "rootProcessInstanceId": equal(instance.c.root_id),
    "processDefinitionName": equal(definition.c.name), "processDefinitionNameLike": like(definition.c.name),
    "superProcessInstanceId": equal(instance.c.parent_id), "startedBy": equal(instance.c.started_by),
    "startedBefore": before(instance.c.started_at), "startedAfter": after(instance.c.started_at),
    "finishedBefore": before(instance.c.ended_at), "finishedAfter": after(instance.c.ended_at),
    "finished": flag(instance.c.ended_at.is_not(None)), "unfinished": flag(instance.c.ended_at.is_(None)),
    "active": flag(instance.c.state == "active"), "completed": flag(instance.c.state == "completed"), "suspended": flag(instance.c.state == "suspended"),
    "externallyTerminated": flag(and_(instance.c.state == "cancelled", instance.c.parent_id.is_(None))),
    "internallyTerminated": flag(and_(instance.c.state == "cancelled", instance.c.parent_id.is_not(None))),
    "withIncidents": flag(_troubled()), "withRootIncidents": flag(_troubled()), "executedActivityIdIn": _was_at, "activeActivityIdIn": _at,
}
PAST_SORTS: dict[str, ColumnElement[Any]] = {
    **SORTS, "startTime": instance.c.started_at, "endTime": instance.c.ended_at, "definitionName": definition.c.name, "definitionVersion": definition.c.version,
}

INSTANCES = Resource("process-instance", _running, instance.c.id, FILTERS, SORTS)
PAST_INSTANCES = Resource("history-process-instance", _query, instance.c.id, PAST_FILTERS, PAST_SORTS)
