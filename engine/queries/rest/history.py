"""Rows of history: activities and variables (tasks, process instances and incidents stand with their running kin)."""

from __future__ import annotations

from typing import Any

from engine.queries.rest.resource import (
    Condition,
    Resource,
    after,
    among,
    before,
    equal,
    flag,
    like,
    nothing,
    of_instances,
    outside,
    seen,
    tenants,
)
from engine.queries.rest.variablefilter import fits
from engine.store.sql import ColumnElement, Select, and_, func, or_, select, union
from engine.store.tables import activity, definition, instance, task, token, variable
from engine.store.uow import Unit


def _activities(unit: Unit) -> Select[Any]:
    return (
        select(
            activity, definition.c.key.label("definition_key"), definition.c.id.label("definition_id"), task.c.id.label("task_id"), task.c.assignee,
        )
        .join(instance, instance.c.id == activity.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .outerjoin(task, task.c.id == activity.c.id).where(seen(unit.actor, activity.c.root_id))
    )


OF_ACTIVITY = of_instances(activity.c.instance_id, activity.c.root_id)
ACTIVITIES = Resource("history-activity-instance", _activities, activity.c.id, {
    "activityInstanceId": equal(activity.c.id), "activityInstanceIdIn": among(activity.c.id), "activityId": equal(activity.c.element),
    "activityIdIn": among(activity.c.element), "activityName": equal(activity.c.name), "activityNameLike": like(activity.c.name),
    "activityType": equal(activity.c.kind), "processInstanceId": OF_ACTIVITY, "processInstanceIdIn": OF_ACTIVITY,
    "executionId": equal(activity.c.id), "processDefinitionId": equal(instance.c.definition_id), "processDefinitionKey": equal(definition.c.key),
    "taskAssignee": equal(task.c.assignee), "startedBefore": before(activity.c.started_at), "startedAfter": after(activity.c.started_at),
    "finishedBefore": before(activity.c.ended_at), "finishedAfter": after(activity.c.ended_at), "finished": flag(activity.c.ended_at.is_not(None)),
    "unfinished": flag(activity.c.ended_at.is_(None)), "canceled": flag(activity.c.canceled), "completeScope": flag(activity.c.completes), **tenants(activity.c.id),
}, {
    "activityInstanceId": activity.c.id, "instanceId": activity.c.instance_id, "executionId": activity.c.id, "activityId": activity.c.element,
    "activityName": activity.c.name, "activityType": activity.c.kind, "startTime": activity.c.started_at, "endTime": activity.c.ended_at,
    "definitionId": instance.c.definition_id, "occurrence": activity.c.seq,
})


def _variables(unit: Unit) -> Select[Any]:
    """Variables with the scope they live or lived in: a process instance, a task, or another node."""
    return (
        select(
            variable, instance.c.id.label("instance_id"), func.coalesce(activity.c.started_at, instance.c.started_at).label("started_at"), instance.c.state,
            definition.c.id.label("definition_id"), definition.c.key.label("definition_key"), task.c.id.label("task_id"),
        )
        .outerjoin(token, (token.c.root_id == variable.c.root_id) & (token.c.id == variable.c.scope_id))
        .outerjoin(activity, (activity.c.root_id == variable.c.root_id) & (activity.c.id == variable.c.scope_id))
        .join(instance, instance.c.id == func.coalesce(token.c.instance_id, activity.c.instance_id, variable.c.scope_id))
        .join(definition, definition.c.id == instance.c.definition_id).outerjoin(task, task.c.id == variable.c.scope_id)
        .where(seen(unit.actor, variable.c.root_id))
    )


def _running_variables(unit: Unit) -> Select[Any]:
    return _variables(unit).where(instance.c.ended_at.is_(None), variable.c.gone.is_(None))


def _scopes(_: Unit, ids: Any) -> ColumnElement[bool]:
    """The scope is one of the ids: of instances, tasks or other nodes. Their cases are said too, for a variable is found by its case."""
    wanted = list(ids)
    cases = union(*(select(place.c.root_id).where(place.c.id.in_(wanted)) for place in (instance.alias("of_case"), token.alias("of_node"), activity.alias("of_activity"))))
    return and_(variable.c.scope_id.in_(wanted), variable.c.root_id.in_(cases))


def _of_tasks(_: Unit, ids: Any) -> ColumnElement[bool]:
    work = task.alias("of_task")
    return and_(task.c.id.in_(list(ids)), variable.c.root_id.in_(select(work.c.root_id).where(work.c.id.in_(list(ids)))))


OF_VARIABLE = of_instances(instance.c.id, variable.c.root_id)
VARIABLE_FILTERS: dict[str, Condition] = {
    "variableName": equal(variable.c.name), "variableNameLike": like(variable.c.name), "variableNameIn": among(variable.c.name),
    "processInstanceIdIn": OF_VARIABLE, "executionIdIn": _scopes, "taskIdIn": _of_tasks, "activityInstanceIdIn": _scopes, "variableScopeIdIn": _scopes,
    "variableValues": fits, "caseInstanceIdIn": nothing(variable.c.name), "caseExecutionIdIn": nothing(variable.c.name), "batchIdIn": nothing(variable.c.name),
    **tenants(variable.c.name),
}
VARIABLE_SORTS: dict[str, ColumnElement[Any]] = {"variableName": variable.c.name, "activityInstanceId": variable.c.scope_id, "instanceId": instance.c.id}
VALUES = frozenset({"value"})
KEY = variable.c.scope_id.concat(":").concat(variable.c.name)
VARIABLES = Resource("variable-instance", _running_variables, KEY, VARIABLE_FILTERS, VARIABLE_SORTS, VALUES)
PAST_VARIABLES = Resource("history-variable-instance", _variables, KEY, {
    **VARIABLE_FILTERS, "processInstanceId": OF_VARIABLE, "processDefinitionId": equal(definition.c.id),
    "processDefinitionKey": equal(definition.c.key), "variableNameNotIn": outside(variable.c.name), "includeDeleted": lambda _, value: None if value else or_(variable.c.gone.is_(None), variable.c.gone != "removed"),
}, VARIABLE_SORTS, VALUES)
