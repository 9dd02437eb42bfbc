"""How jobs and external tasks went, run by run, from the files of cases: successes and failures.

That one came to be is no line of a file, so nothing is found as created, and of async steps only failures are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import Cell, Row, always, made, moment, shape, text


def _told(name: str, kind: str = "string") -> Cell:
    return made(kind, lambda row: row["told"].get(name), optional=True)


def _went(how: str) -> Cell:
    return made("boolean", lambda row: row["went"] == how)


def _failed(row: Row) -> str | None:
    return row["told"].get("message") if row["went"] != "success" else None


CELLS: dict[str, Cell] = {
    "id": text("id"), "timestamp": moment("at", optional=False), "activityId": text("element"), "executionId": text("instance_id"),
    "processInstanceId": text("instance_id"), "rootProcessInstanceId": text("root_id"), "processDefinitionId": text("definition_id"),
    "processDefinitionKey": text("definition_key"), "tenantId": always(None), "removalTime": always(None), "creationLog": always(False),
    "failureLog": _went("failure"), "successLog": _went("success"), "deletionLog": _went("deletion"),
}
JOB = shape(
    "HistoricJobLog", **CELLS, jobId=_told("job"), jobDueDate=moment("due"), jobRetries=_told("retries", "integer"), jobPriority=always(None),
    jobExceptionMessage=made("string", _failed, optional=True), jobDefinitionId=always(None), jobDefinitionType=always(None), jobDefinitionConfiguration=always(None),
    failedActivityId=made("string", lambda row: row["element"] if row["went"] == "failure" else None, optional=True), deploymentId=text("deployment_id"),
    hostname=always(None), batchId=always(None),
)
TASK = shape(
    "HistoricExternalTaskLog", **CELLS, externalTaskId=_told("task"), topicName=_told("topic"), workerId=_told("worker"), retries=_told("retries", "integer"),
    priority=always(None), errorMessage=made("string", _failed, optional=True), activityInstanceId=_told("task"),
)
COMMON = {"flags": "creationLog failureLog successLog deletionLog withoutTenantId"}


def _rows(rows: tuple[Mapping[str, Any], ...], outcomes: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return [{**row, "went": outcomes[row["kind"]], "due": row["told"].get("due")} for row in rows]


listing(
    "/history/job-log", "history-job-log", JOB, filters(
        "HistoricJobLogFilters", text="logId jobId jobExceptionMessage processInstanceId processDefinitionId processDefinitionKey deploymentId",
        texts="activityIdIn failedActivityIdIn executionIdIn tenantIdIn", **COMMON,
        refused="jobDefinitionId jobDefinitionType jobDefinitionConfiguration hostname jobPriorityLowerThanOrEquals jobPriorityHigherThanOrEquals",
    ), present=lambda call, rows: [JOB(row) for row in _rows(rows, call.engine.rest.job_outcomes)], level=2,
)
listing(
    "/history/external-task-log", "history-external-task-log", TASK, filters(
        "HistoricExternalTaskLogFilters", text="logId externalTaskId topicName workerId errorMessage processInstanceId processDefinitionId processDefinitionKey",
        texts="activityIdIn executionIdIn tenantIdIn", **COMMON, refused="activityInstanceIdIn priorityLowerThanOrEquals priorityHigherThanOrEquals",
    ), present=lambda call, rows: [TASK(row) for row in _rows(rows, call.engine.rest.external_outcomes)], level=2,
)


def _one(call: Call, resource: str, id: str, outcomes: Mapping[str, str]) -> Mapping[str, Any]:
    return _rows((call.engine.rest.one(call.actor, resource, logId=id),), outcomes)[0]


def _trace(call: Call, row: Mapping[str, Any], name: str) -> File | None:
    found = call.engine.rest.trace(call.actor, row["told"][name], row["told"].get("message") or "") if row["went"] == "failure" else ""
    return File(found.encode(), "text/plain") if found else None


@operation("GET", "/history/job-log/{id}", answer="HistoricJobLog", level=2)
def job(call: Call, id: str) -> Any:
    """How one run of a job went."""
    return JOB(_one(call, "history-job-log", id, call.engine.rest.job_outcomes))


@operation("GET", "/history/job-log/{id}/stacktrace", answer="raw", also={204: ""}, level=2)
def stacktrace(call: Call, id: str) -> File | None:
    """Why it failed, in full, where that is kept; 204 where it is not."""
    return _trace(call, _one(call, "history-job-log", id, call.engine.rest.job_outcomes), "job")


@operation("GET", "/history/external-task-log/{id}", answer="HistoricExternalTaskLog", level=2)
def task(call: Call, id: str) -> Any:
    """How one try at an external task went."""
    return TASK(_one(call, "history-external-task-log", id, call.engine.rest.external_outcomes))


@operation("GET", "/history/external-task-log/{id}/error-details", answer="raw", also={204: ""}, level=2)
def error_details(call: Call, id: str) -> File | None:
    """What its worker said of the failure, where that is kept; 204 where it is not."""
    return _trace(call, _one(call, "history-external-task-log", id, call.engine.rest.external_outcomes), "task")
