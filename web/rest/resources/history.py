"""History: process instances, activities, tasks and incidents, running or over (dialect section D)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.resources.incident import CELLS, FILTERS
from web.rest.shape import Cell, Row, always, made, maybe, moment, number, shape, text

STATES = {"active": "ACTIVE", "suspended": "SUSPENDED", "completed": "COMPLETED", "cancelled": "EXTERNALLY_TERMINATED"}


def _spent(begin: str, end: str) -> Cell:
    def milliseconds(row: Row) -> int | None:
        first, last = row[begin], row[end]
        if not isinstance(first, datetime) or not isinstance(last, datetime):
            return None
        return int((last - first).total_seconds() * 1000)
    return made("integer", milliseconds, optional=True)


def _state(row: Row) -> str:
    if row["state"] == "cancelled" and row["parent_id"] is not None:
        return "INTERNALLY_TERMINATED"
    return STATES[row["state"]]


PROCESS = shape(
    "HistoricProcessInstance", id=text("id"), rootProcessInstanceId=text("root_id"), superProcessInstanceId=maybe("parent_id"),
    superCaseInstanceId=always(None), caseInstanceId=always(None), processDefinitionName=maybe("definition_name"),
    processDefinitionKey=text("definition_key"), processDefinitionVersion=number("version"), processDefinitionId=text("definition_id"),
    businessKey=maybe("business_key"), startTime=moment("started_at", optional=False), endTime=moment("ended_at"), removalTime=always(None),
    durationInMillis=_spent("started_at", "ended_at"), startUserId=maybe("started_by"), startActivityId=maybe("first_element"),
    deleteReason=maybe("reason"), tenantId=always(None), state=made("string", _state), restartedProcessInstanceId=always(None),
)
ACTIVITY = shape(
    "HistoricActivityInstance", id=text("id"), parentActivityInstanceId=maybe("parent_id"), activityId=text("element"), activityName=maybe("name"),
    activityType=text("kind"), processDefinitionKey=text("definition_key"), processDefinitionId=text("definition_id"), processInstanceId=text("instance_id"),
    executionId=text("id"), taskId=maybe("task_id"), calledProcessInstanceId=maybe("called_id"), calledCaseInstanceId=always(None), assignee=maybe("assignee"),
    startTime=moment("started_at", optional=False), endTime=moment("ended_at"), durationInMillis=_spent("started_at", "ended_at"),
    canceled=made("boolean", lambda row: bool(row["canceled"])),
    completeScope=made("boolean", lambda row: bool(row["completes"])), tenantId=always(None), removalTime=always(None),
    rootProcessInstanceId=text("root_id"),
)
TASK = shape(
    "HistoricTask", id=text("id"), processDefinitionKey=text("definition_key"), processDefinitionId=text("definition_id"), processInstanceId=text("instance_id"),
    executionId=text("id"), caseDefinitionKey=always(None), caseDefinitionId=always(None), caseInstanceId=always(None), caseExecutionId=always(None),
    activityInstanceId=text("id"), name=text("name"), description=maybe("description"),
    deleteReason=made("string", lambda row: {"done": "completed", "cancelled": "deleted"}.get(row["state"]), optional=True), owner=maybe("owner"),
    assignee=maybe("assignee"), startTime=moment("created_at", optional=False), endTime=moment("completed_at"), duration=_spent("created_at", "completed_at"),
    taskDefinitionKey=text("element"), priority=number("priority"), due=moment("due_at"), parentTaskId=maybe("parent_id"), followUp=moment("follow_up_at"),
    tenantId=always(None), removalTime=always(None), rootProcessInstanceId=text("root_id"),
    taskState=made("string", lambda row: {"done": "Completed", "cancelled": "Deleted"}.get(row["state"], "Created")),
)
TROUBLE = shape(
    "HistoricIncident", **CELLS, processDefinitionKey=text("definition_key"), createTime=moment("created_at", optional=False), endTime=moment("resolved_at"),
    historyConfiguration=always(None), open=made("boolean", lambda row: row["resolved_at"] is None), deleted=always(False),
    resolved=made("boolean", lambda row: row["resolved_at"] is not None), removalTime=always(None), rootProcessInstanceId=text("root_id"),
)

listing("/history/process-instance", "history-process-instance", PROCESS, filters(
    "HistoricProcessInstanceFilters",
    text="processInstanceId processInstanceBusinessKey processInstanceBusinessKeyLike rootProcessInstanceId processDefinitionId processDefinitionKey"
    " processDefinitionName processDefinitionNameLike superProcessInstanceId superProcessInstance subProcessInstance startedBy incidentId incidentType"
    " incidentMessage incidentMessageLike caseInstanceId superCaseInstance subCaseInstance",
    texts="processInstanceIds processInstanceIdNotIn processInstanceBusinessKeyIn processDefinitionKeyIn processDefinitionKeyNotIn activityIdIn"
    " activeActivityIdIn executedActivityIdIn tenantIdIn",
    flags="finished unfinished active completed suspended externallyTerminated internallyTerminated withIncidents withRootIncidents rootProcessInstances"
    " leafProcessInstances withoutTenantId",
    moments="startedBefore startedAfter finishedBefore finishedAfter", variables="variables",
    refused="executedActivityBefore executedActivityAfter executedJobBefore executedJobAfter incidentStatus incidentIdIn superCaseInstanceId"
    " subCaseInstanceId subProcessInstanceId",
))
listing("/history/activity-instance", "history-activity-instance", ACTIVITY, filters(
    "HistoricActivityInstanceFilters",
    text="activityInstanceId activityId activityName activityNameLike activityType processInstanceId executionId processDefinitionId processDefinitionKey taskAssignee",
    texts="activityInstanceIdIn activityIdIn processInstanceIdIn tenantIdIn", flags="finished unfinished canceled completeScope withoutTenantId",
    moments="startedBefore startedAfter finishedBefore finishedAfter",
))
listing("/history/task", "history-task", TASK, filters(
    "HistoricTaskFilters",
    text="taskId taskParentTaskId processInstanceId processInstanceBusinessKey processInstanceBusinessKeyLike rootProcessInstanceId executionId"
    " processDefinitionId processDefinitionKey processDefinitionName taskName taskNameLike taskDescription taskDescriptionLike taskDefinitionKey taskAssignee"
    " taskAssigneeLike taskOwner taskOwnerLike taskInvolvedUser",
    texts="processInstanceBusinessKeyIn activityInstanceIdIn taskDefinitionKeyIn tenantIdIn",
    flags="assigned unassigned finished unfinished processFinished processUnfinished withoutTaskDueDate withCandidateGroups withoutCandidateGroups withoutTenantId",
    moments="taskDueDate taskDueDateBefore taskDueDateAfter taskFollowUpDate taskFollowUpDateBefore taskFollowUpDateAfter startedBefore startedAfter"
    " finishedBefore finishedAfter",
    numbers="taskPriority", variables="taskVariables processVariables",
    refused="taskDeleteReason taskDeleteReasonLike taskInvolvedGroup taskHadCandidateUser taskHadCandidateGroup caseInstanceId caseExecutionId"
    " caseDefinitionId caseDefinitionKey caseDefinitionName",
))
PAST = filters(
    "HistoricIncidentFilters", text="processDefinitionKey", flags="open resolved deleted",
    moments="createTimeBefore createTimeAfter endTimeBefore endTimeAfter",
)
SAME = {name: field for name, field in FILTERS._declared_fields.items() if not name.startswith("incidentTimestamp")}
listing("/history/incident", "history-incident", TROUBLE, type("HistoricIncidentFilters", (PAST,), {**SAME, "refused": FILTERS.refused}), post=False)


@operation("GET", "/history/process-instance/{id}", answer="HistoricProcessInstance")
def process_instance(call: Call, id: str) -> Any:
    """One process instance, running or over."""
    return PROCESS(call.engine.rest.one(call.actor, "history-process-instance", processInstanceId=id))


@operation("GET", "/history/activity-instance/{id}", answer="HistoricActivityInstance")
def activity_instance(call: Call, id: str) -> Any:
    """One activity, running or over."""
    return ACTIVITY(call.engine.rest.one(call.actor, "history-activity-instance", activityInstanceId=id))
