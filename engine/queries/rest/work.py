"""What machines work on: external tasks, jobs, incidents, event subscriptions, executions."""

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
    least,
    like,
    most_,
    nothing,
    seen,
    tenants,
)
from engine.queries.rest.variablefilter import holds
from engine.store.sql import ColumnElement, Select, and_, case, or_, select
from engine.store.tables import definition, external_task, incident, instance, job, subscription, token
from engine.store.uow import Unit

KEYS = (
    definition.c.key.label("definition_key"), definition.c.id.label("definition_id"), instance.c.state.label("instance_state"),
)


# -- external tasks ------------------------------------------------------------------------------------------------------
def _externals(unit: Unit) -> Select[Any]:
    return (
        select(external_task, *KEYS, definition.c.version_tag).join(instance, instance.c.id == external_task.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id).where(seen(unit.actor, external_task.c.root_id))
    )


def _held(unit: Unit) -> ColumnElement[bool]:
    return and_(external_task.c.lock_until.is_not(None), external_task.c.lock_until > unit.now)


LEFT = or_(external_task.c.retries.is_(None), external_task.c.retries > 0)
EXTERNALS = Resource("external-task", _externals, external_task.c.id, {
    "externalTaskId": equal(external_task.c.id), "externalTaskIdIn": among(external_task.c.id), "topicName": equal(external_task.c.topic),
    "workerId": equal(external_task.c.worker), "locked": flag(_held), "notLocked": flag(lambda unit: ~_held(unit)),
    "withRetriesLeft": flag(LEFT), "noRetriesLeft": flag(~LEFT), "lockExpirationBefore": before(external_task.c.lock_until),
    "lockExpirationAfter": after(external_task.c.lock_until), "activityId": equal(external_task.c.element),
    "activityIdIn": among(external_task.c.element), "executionId": equal(external_task.c.id), "processInstanceId": equal(external_task.c.instance_id),
    "processInstanceIdIn": among(external_task.c.instance_id), "processDefinitionId": equal(instance.c.definition_id),
    "processDefinitionKey": equal(definition.c.key), "processDefinitionKeyIn": among(definition.c.key),
    "priorityHigherThanOrEquals": least(external_task.c.priority), "priorityLowerThanOrEquals": most_(external_task.c.priority),
    "active": flag(instance.c.state == "active"), "suspended": flag(instance.c.state == "suspended"), **tenants(external_task.c.id),
}, {
    "id": external_task.c.id, "lockExpirationTime": external_task.c.lock_until, "processInstanceId": external_task.c.instance_id,
    "processDefinitionId": instance.c.definition_id, "processDefinitionKey": definition.c.key, "taskPriority": external_task.c.priority,
    "createTime": external_task.c.created_at,
})


# -- jobs ----------------------------------------------------------------------------------------------------------------
#: A job that failed waits beyond its due moment, which stays what the model said.
runs_at: ColumnElement[Any] = case((and_(job.c.lease.is_(None), job.c.lease_until > job.c.due_at), job.c.lease_until), else_=job.c.due_at)


def _jobs(unit: Unit) -> Select[Any]:
    """Jobs of cases that may be seen, and timer starts of processes."""
    return (
        select(job, runs_at.label("runs_at"), *KEYS).outerjoin(instance, instance.c.id == job.c.instance_id)
        .outerjoin(definition, or_(
            definition.c.id == instance.c.definition_id, and_(job.c.kind == "start", job.c.instance_id.is_(None), definition.c.id == job.c.token_id),
        ))
        .where(or_(job.c.root_id.is_(None), seen(unit.actor, job.c.root_id)))
    )


def _compared(column: ColumnElement[Any]) -> Condition:
    """`dueDates=gt_<moment>,lt_<moment>`, read by the web layer as (operator, moment)."""
    compare = {"gt": column.__gt__, "lt": column.__lt__, "eq": column.__eq__, "gteq": column.__ge__, "lteq": column.__le__}
    return lambda _, pairs: and_(*(compare[operator](value) for operator, value in pairs))


JOBS = Resource("job", _jobs, job.c.id, {
    "jobId": equal(job.c.id), "jobIds": among(job.c.id), "processInstanceId": equal(job.c.instance_id), "processInstanceIds": among(job.c.instance_id),
    "executionId": equal(job.c.token_id), "activityId": equal(job.c.element), "failedActivityId": lambda _, v: and_(job.c.error.is_not(None), job.c.element == v),
    "processDefinitionId": equal(definition.c.id), "processDefinitionKey": equal(definition.c.key),
    "timers": flag(or_(job.c.kind == "timer", job.c.kind == "start")), "messages": flag(job.c.kind.not_in(["timer", "start"])),
    "executable": flag(lambda unit: and_(job.c.retries > 0, runs_at <= unit.now)), "withRetriesLeft": flag(job.c.retries > 0),
    "noRetriesLeft": flag(job.c.retries <= 0), "withException": flag(job.c.error.is_not(None)), "exceptionMessage": equal(job.c.error),
    "dueDates": _compared(runs_at), "createTimes": _compared(job.c.created_at), "priorityHigherThanOrEquals": least(job.c.priority),
    "priorityLowerThanOrEquals": most_(job.c.priority), "active": flag(or_(instance.c.state.is_(None), instance.c.state == "active")), "suspended": flag(instance.c.state == "suspended"), **tenants(job.c.id),
    "includeJobsWithoutTenantId": everything,
}, {
    "jobId": job.c.id, "executionId": job.c.token_id, "processInstanceId": job.c.instance_id, "processDefinitionId": definition.c.id,
    "processDefinitionKey": definition.c.key, "jobPriority": job.c.priority, "jobRetries": job.c.retries, "jobDueDate": runs_at,
})


# -- incidents -----------------------------------------------------------------------------------------------------------
TYPES = {"failedJob": "job", "failedExternalTask": "external"}


def _incidents(unit: Unit) -> Select[Any]:
    return (
        select(incident, *KEYS).join(instance, instance.c.id == incident.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id).where(seen(unit.actor, incident.c.root_id))
    )


def _open_incidents(unit: Unit) -> Select[Any]:
    return _incidents(unit).where(incident.c.resolved_at.is_(None))


TROUBLES: dict[str, Condition] = {
    "incidentId": equal(incident.c.id), "incidentType": lambda _, v: incident.c.kind == TYPES.get(v, v), "incidentMessage": equal(incident.c.message),
    "incidentMessageLike": like(incident.c.message), "processDefinitionId": equal(instance.c.definition_id),
    "processDefinitionKeyIn": among(definition.c.key), "processInstanceId": equal(incident.c.instance_id), "executionId": equal(incident.c.instance_id),
    "activityId": equal(incident.c.element), "failedActivityId": equal(incident.c.element), "configuration": equal(incident.c.work_id),
    "causeIncidentId": equal(incident.c.id), "rootCauseIncidentId": equal(incident.c.id), **tenants(incident.c.id),
}
TROUBLE_SORTS: dict[str, ColumnElement[Any]] = {
    "incidentId": incident.c.id, "incidentMessage": incident.c.message, "incidentTimestamp": incident.c.created_at, "incidentType": incident.c.kind,
    "processInstanceId": incident.c.instance_id, "processDefinitionId": instance.c.definition_id, "activityId": incident.c.element,
    "configuration": incident.c.work_id, "executionId": incident.c.instance_id,
}
INCIDENTS = Resource("incident", _open_incidents, incident.c.id, {
    **TROUBLES, "incidentTimestampBefore": before(incident.c.created_at), "incidentTimestampAfter": after(incident.c.created_at),
}, TROUBLE_SORTS)
PAST_INCIDENTS = Resource("history-incident", _incidents, incident.c.id, {
    **TROUBLES, "processDefinitionKey": equal(definition.c.key), "createTimeBefore": before(incident.c.created_at),
    "createTimeAfter": after(incident.c.created_at), "endTimeBefore": before(incident.c.resolved_at), "endTimeAfter": after(incident.c.resolved_at),
    "open": flag(incident.c.resolved_at.is_(None)), "resolved": flag(incident.c.resolved_at.is_not(None)), "deleted": nothing(incident.c.id),
}, {**TROUBLE_SORTS, "createTime": incident.c.created_at, "endTime": incident.c.resolved_at})


# -- subscriptions and executions ----------------------------------------------------------------------------------------
def _subscriptions(unit: Unit) -> Select[Any]:
    return select(subscription).where(or_(subscription.c.root_id.is_(None), seen(unit.actor, subscription.c.root_id)))


SUBSCRIPTIONS = Resource("event-subscription", _subscriptions, subscription.c.id, {
    "eventSubscriptionId": equal(subscription.c.id), "eventName": equal(subscription.c.name), "eventType": equal(subscription.c.kind),
    "executionId": equal(subscription.c.token_id), "processInstanceId": equal(subscription.c.instance_id), "activityId": equal(subscription.c.element),
    **tenants(subscription.c.id), "includeEventSubscriptionsWithoutTenantId": everything,
}, {"created": subscription.c.created_at})


def _executions(unit: Unit) -> Select[Any]:
    return (
        select(token, *KEYS, instance.c.business_key).join(instance, instance.c.id == token.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id).where(seen(unit.actor, token.c.root_id))
    )


def _waits(kind: str) -> Condition:
    return lambda _, value: select(subscription.c.id).where(
        subscription.c.token_id == token.c.id, subscription.c.kind == kind, subscription.c.name == value,
    ).exists()


EXECUTIONS = Resource("execution", _executions, token.c.id, {
    "executionId": equal(token.c.id), "processInstanceId": equal(token.c.instance_id), "businessKey": equal(instance.c.business_key),
    "processDefinitionId": equal(instance.c.definition_id), "processDefinitionKey": equal(definition.c.key),
    "activityId": lambda _, v: and_(token.c.element == v, token.c.role != "process"), "signalEventSubscriptionName": _waits("signal"),
    "messageEventSubscriptionName": _waits("message"), "variables": holds(token.c.id), "processVariables": holds(token.c.instance_id),
    "active": flag(instance.c.state == "active"), "suspended": flag(instance.c.state == "suspended"), **tenants(token.c.id),
}, {"instanceId": token.c.instance_id, "definitionKey": definition.c.key, "definitionId": definition.c.id})
