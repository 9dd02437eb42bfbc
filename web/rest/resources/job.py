"""Jobs: timers, asynchronous steps, deliveries."""

from __future__ import annotations

from typing import Any

from web.rest.fields import Dialect, Flag, Moment, Number
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.resources.job_definition import identity
from web.rest.shape import Row, always, made, maybe, moment, number, shape, text

#: Jobs that an element of a model makes; the others are deliveries.
DEFINED = frozenset({"timer", "start", "continuation"})


def _definition(row: Row) -> str | None:
    return identity(row["definition_id"], row["element"]) if row["definition_id"] and row["kind"] in DEFINED else None


JOB = shape(
    "Job", id=text("id"), jobDefinitionId=made("string", _definition, optional=True), processInstanceId=maybe("instance_id"), processDefinitionId=maybe("definition_id"),
    processDefinitionKey=maybe("definition_key"), executionId=made("string", lambda row: row["token_id"] if row["instance_id"] else None, optional=True),
    exceptionMessage=maybe("error"), failedActivityId=made("string", lambda row: row["element"] if row["error"] else None, optional=True),
    retries=number("retries"), dueDate=moment("runs_at"), suspended=made("boolean", lambda row: row["instance_state"] == "suspended"),
    priority=number("priority"), tenantId=always(None), createTime=moment("created_at", optional=False), batchId=always(None),
)
FILTERS = filters(
    "JobFilters",
    text="jobId processInstanceId executionId activityId failedActivityId processDefinitionId processDefinitionKey exceptionMessage",
    texts="jobIds processInstanceIds tenantIdIn",
    flags="timers messages executable withRetriesLeft noRetriesLeft withException active suspended withoutTenantId includeJobsWithoutTenantId",
    numbers="priorityHigherThanOrEquals priorityLowerThanOrEquals", comparisons="dueDates createTimes", refused="jobDefinitionId",
)
listing("/job", "job", JOB, FILTERS)


@operation("GET", "/job/{id}", answer="Job")
def get(call: Call, id: str) -> Any:
    """One job."""
    return JOB(call.engine.rest.one(call.actor, "job", jobId=id))


@operation("POST", "/job/{id}/execute")
def execute(call: Call, id: str) -> None:
    """Run it now, due or not; what it raises is the answer."""
    call.engine.rest.deeds.execute_job(call.caller, id)


class RetriesBody(Dialect):
    """How many tries are left, and when the next is."""

    retries = Number(required=True, least=0)
    dueDate = Moment()


class DueBody(Dialect):
    """When it runs; nothing is now."""

    duedate = Moment()
    cascade = Flag()


@operation("PUT", "/job/{id}/retries", body=RetriesBody)
def retries(call: Call, id: str) -> None:
    """More than none resolves the incident."""
    call.engine.rest.deeds.job_retries(call.caller, id, call.body["retries"], call.body.get("dueDate"))


@operation("PUT", "/job/{id}/duedate", body=DueBody)
def duedate(call: Call, id: str) -> None:
    """Move it."""
    call.engine.rest.deeds.job_due(call.caller, id, call.body.get("duedate"))


@operation("GET", "/job/{id}/stacktrace", answer="raw", also={204: ""})
def stacktrace(call: Call, id: str) -> File | None:
    """What went wrong the last time, as text."""
    job = call.engine.rest.one(call.actor, "job", jobId=id)
    found = call.engine.rest.list(call.actor, "incident", {"configuration": id}, most=1)
    text_of = found[0]["details"] if found else job["error"]
    return File(str(text_of).encode(), "text/plain") if text_of else None
