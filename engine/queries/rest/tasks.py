"""Tasks of people as the dialect lists them: open ones (`TASKS`) and all of them (`PAST_TASKS`)."""

from __future__ import annotations

from typing import Any

from engine.domain.actor import with_implied
from engine.queries.rest.expressions import computed
from engine.queries.rest.resource import (
    Condition,
    Resource,
    after,
    among,
    before,
    differs,
    equal,
    flag,
    least,
    like,
    most_,
    of_instances,
    outside,
    seen,
    tenants,
)
from engine.queries.rest.variablefilter import holds
from engine.store.sql import ColumnElement, Select, and_, func, or_, select
from engine.store.tables import definition, instance, membership, task, task_candidate, task_detail
from engine.store.uow import Unit


def _query(unit: Unit) -> Select[Any]:
    return (
        select(
            task, instance.c.business_key, definition.c.key.label("definition_key"), definition.c.name.label("definition_name"),
            task_detail.c.owner, task_detail.c.delegation, task_detail.c.description, task_detail.c.follow_up_at, task_detail.c.parent_id,
            task_detail.c.updated_at, instance.c.state.label("instance_state"),
        )
        .join(instance, instance.c.id == task.c.instance_id).join(definition, definition.c.id == task.c.definition_id)
        .outerjoin(task_detail, task_detail.c.task_id == task.c.id)
        .where(seen(unit.actor, task.c.root_id))
    )


def _open(unit: Unit) -> Select[Any]:
    return _query(unit).where(task.c.state == "open")


def _offered(kind: str, refs: Any) -> ColumnElement[bool]:
    return select(task_candidate.c.task_id).where(
        task_candidate.c.task_id == task.c.id, task_candidate.c.kind == kind, task_candidate.c.ref.in_(list(refs)),
    ).exists()


def _any_offer(kind: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(task_candidate.c.task_id).where(task_candidate.c.task_id == task.c.id, task_candidate.c.kind == kind, *conditions).exists()


def _free(condition: ColumnElement[bool], value: Any) -> ColumnElement[bool]:
    """Candidates mean unclaimed work, unless the client asks for claimed work too (pitfall 13)."""
    _names, assigned = value
    return condition if assigned else and_(condition, task.c.assignee.is_(None))


def _candidate_user(unit: Unit, value: Any) -> ColumnElement[bool]:
    """Offered to the person by name or by any of their groups."""
    name = value[0]
    groups = with_implied(frozenset(row.group for row in unit.rows(select(membership.c.group).where(membership.c.account == name))))
    return _free(or_(_offered("user", [name]), _offered("group", sorted(groups))), value)


SORTS: dict[str, ColumnElement[Any]] = {
    "id": task.c.id, "name": task.c.name, "nameCaseInsensitive": func.lower(task.c.name), "assignee": task.c.assignee, "created": task.c.created_at,
    "dueDate": task.c.due_at, "followUpDate": task_detail.c.follow_up_at, "priority": task.c.priority, "instanceId": task.c.instance_id,
    "executionId": task.c.id, "description": task_detail.c.description, "lastUpdated": task_detail.c.updated_at,
}

OF_TASK = of_instances(task.c.instance_id, task.c.root_id)
FILTERS: dict[str, Condition] = {
    "taskId": equal(task.c.id), "taskIdIn": among(task.c.id), "assignee": equal(task.c.assignee), "assigneeLike": like(task.c.assignee),
    "assigneeIn": among(task.c.assignee), "assigneeNotIn": outside(task.c.assignee), "owner": equal(task_detail.c.owner),
    "assigned": flag(task.c.assignee.is_not(None)), "unassigned": flag(task.c.assignee.is_(None)),
    "candidateGroup": lambda _, value: _free(_offered("group", [value[0]]), value),
    "candidateGroupLike": lambda _, value: _free(_any_offer("group", task_candidate.c.ref.like(value[0])), value),
    "candidateGroups": lambda _, value: _free(_offered("group", value[0]), value), "candidateUser": _candidate_user,
    "involvedUser": lambda _, value: or_(task.c.assignee == value, task_detail.c.owner == value, _offered("user", [value])),
    "withCandidateGroups": flag(_any_offer("group")), "withoutCandidateGroups": flag(~_any_offer("group")),
    "withCandidateUsers": flag(_any_offer("user")), "withoutCandidateUsers": flag(~_any_offer("user")),
    "processInstanceId": OF_TASK, "processInstanceIdIn": OF_TASK,
    "processInstanceBusinessKey": equal(instance.c.business_key), "processInstanceBusinessKeyLike": like(instance.c.business_key),
    "processInstanceBusinessKeyIn": among(instance.c.business_key), "rootProcessInstanceId": equal(task.c.root_id),
    "processDefinitionId": equal(task.c.definition_id), "processDefinitionKey": equal(definition.c.key),
    "processDefinitionKeyIn": among(definition.c.key), "processDefinitionName": equal(definition.c.name),
    "processDefinitionNameLike": like(definition.c.name), "executionId": equal(task.c.id), "activityInstanceIdIn": among(task.c.id),
    "taskDefinitionKey": equal(task.c.element), "taskDefinitionKeyIn": among(task.c.element), "taskDefinitionKeyLike": like(task.c.element),
    "taskDefinitionKeyNotIn": outside(task.c.element),
    "name": equal(task.c.name), "nameNotEqual": differs(task.c.name), "nameLike": like(task.c.name), "nameNotLike": lambda _, v: ~task.c.name.like(v),
    "description": equal(task_detail.c.description), "descriptionLike": like(task_detail.c.description),
    "priority": equal(task.c.priority), "minPriority": least(task.c.priority), "maxPriority": most_(task.c.priority),
    "dueDate": equal(task.c.due_at), "dueBefore": before(task.c.due_at), "dueAfter": after(task.c.due_at),
    "withoutDueDate": flag(task.c.due_at.is_(None)), "followUpDate": equal(task_detail.c.follow_up_at),
    "followUpBefore": before(task_detail.c.follow_up_at), "followUpAfter": after(task_detail.c.follow_up_at),
    "followUpBeforeOrNotExistent": lambda _, v: or_(task_detail.c.follow_up_at.is_(None), task_detail.c.follow_up_at < v),
    "createdOn": equal(task.c.created_at), "createdBefore": before(task.c.created_at), "createdAfter": after(task.c.created_at),
    "updatedAfter": after(func.coalesce(task_detail.c.updated_at, task.c.created_at)), "delegationState": equal(task_detail.c.delegation), "parentTaskId": equal(task_detail.c.parent_id),
    "processVariables": holds(task.c.instance_id), "taskVariables": holds(task.c.id),
    "active": flag(instance.c.state == "active"), "suspended": flag(instance.c.state == "suspended"), **tenants(task.c.id),
}

PAST_FILTERS: dict[str, Condition] = {
    "taskId": equal(task.c.id), "taskParentTaskId": equal(task_detail.c.parent_id), "taskName": equal(task.c.name), "taskNameLike": like(task.c.name),
    "taskDescription": equal(task_detail.c.description), "taskDescriptionLike": like(task_detail.c.description),
    "taskAssignee": equal(task.c.assignee), "taskAssigneeLike": like(task.c.assignee), "taskOwner": equal(task_detail.c.owner),
    "taskOwnerLike": like(task_detail.c.owner), "taskPriority": equal(task.c.priority),
    "taskDefinitionKey": equal(task.c.element), "taskDefinitionKeyIn": among(task.c.element),
    "taskDueDate": equal(task.c.due_at), "taskDueDateBefore": before(task.c.due_at), "taskDueDateAfter": after(task.c.due_at),
    "withoutTaskDueDate": flag(task.c.due_at.is_(None)), "taskFollowUpDate": equal(task_detail.c.follow_up_at),
    "taskFollowUpDateBefore": before(task_detail.c.follow_up_at), "taskFollowUpDateAfter": after(task_detail.c.follow_up_at),
    "startedBefore": before(task.c.created_at), "startedAfter": after(task.c.created_at),
    "finishedBefore": before(task.c.completed_at), "finishedAfter": after(task.c.completed_at),
    "finished": flag(task.c.state != "open"), "unfinished": flag(task.c.state == "open"),
    "processFinished": flag(instance.c.ended_at.is_not(None)), "processUnfinished": flag(instance.c.ended_at.is_(None)),
    "assigned": flag(task.c.assignee.is_not(None)), "unassigned": flag(task.c.assignee.is_(None)),
    **{name: FILTERS[name] for name in (
        "processInstanceId", "processInstanceBusinessKey", "processInstanceBusinessKeyLike", "processInstanceBusinessKeyIn",
        "rootProcessInstanceId", "processDefinitionId", "processDefinitionKey", "processDefinitionName", "executionId", "activityInstanceIdIn",
        "withCandidateGroups", "withoutCandidateGroups", "processVariables", "taskVariables", "tenantIdIn", "withoutTenantId",
    )},
    "taskInvolvedUser": FILTERS["involvedUser"],
}
PAST_SORTS: dict[str, ColumnElement[Any]] = {
    "taskId": task.c.id, "activityInstanceId": task.c.id, "processDefinitionId": task.c.definition_id, "processInstanceId": task.c.instance_id,
    "executionId": task.c.id, "startTime": task.c.created_at, "endTime": task.c.completed_at, "taskName": task.c.name,
    "taskDescription": task_detail.c.description, "assignee": task.c.assignee, "owner": task_detail.c.owner, "dueDate": task.c.due_at,
    "followUpDate": task_detail.c.follow_up_at, "priority": task.c.priority, "taskDefinitionKey": task.c.element,
}

BY_VARIABLE = {"processVariable": (task.c.root_id, task.c.instance_id), "executionVariable": (task.c.root_id, task.c.id), "taskVariable": (task.c.root_id, task.c.id)}

TASKS = Resource("task", _open, task.c.id, {**FILTERS, **computed(FILTERS)}, SORTS, by_variable=BY_VARIABLE)
PAST_TASKS = Resource("history-task", _query, task.c.id, PAST_FILTERS, PAST_SORTS)
