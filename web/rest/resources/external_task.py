"""External tasks: work fetched by topic, locked for one worker, finished once (dialect C4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from web.rest import typed
from web.rest.fields import Dialect, Flag, Milliseconds, Number, Raw, Text, Texts, Variables, check_name
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import always, anything, made, maybe, moment, number, shape, text

#: The longest a client may ask to wait, as in the original.
LONGEST_WAIT_MS = 1_800_000
COMMON = {
    "id": text("id"), "workerId": maybe("worker"), "topicName": text("topic"), "activityId": text("element"), "activityInstanceId": text("id"),
    "errorMessage": maybe("error"), "executionId": text("id"), "lockExpirationTime": moment("lock_until"), "createTime": moment("created_at"),
    "processDefinitionId": text("definition_id"), "processDefinitionKey": text("definition_key"), "processDefinitionVersionTag": maybe("version_tag"),
    "processInstanceId": text("instance_id"), "retries": number("retries", optional=True),
    "suspended": made("boolean", lambda row: row.get("instance_state") == "suspended"), "tenantId": always(None), "priority": number("priority"),
    "businessKey": maybe("business_key"),
}
TASK = shape("ExternalTask", **COMMON)
LOCKED = shape(
    "LockedExternalTask", **COMMON, errorDetails=maybe("details"),
    variables=made("object", lambda row: row["shown"]),
    extensionProperties=anything(lambda row: row["extensions"]),
)
FILTERS = filters(
    "ExternalTaskFilters",
    text="externalTaskId topicName workerId activityId executionId processInstanceId processDefinitionId processDefinitionKey",
    texts="externalTaskIdIn activityIdIn processInstanceIdIn processDefinitionKeyIn tenantIdIn",
    flags="locked notLocked withRetriesLeft noRetriesLeft active suspended withoutTenantId", moments="lockExpirationBefore lockExpirationAfter",
    numbers="priorityHigherThanOrEquals priorityLowerThanOrEquals",
)


listing("/external-task", "external-task", TASK, FILTERS)


class TopicBody(Dialect):
    """One subscription."""

    topicName = Text(required=True)
    lockDuration = Milliseconds(required=True)
    variables = Texts()
    localVariables = Flag()
    deserializeValues = Flag()
    includeExtensionProperties = Flag()
    businessKey = Text()
    processDefinitionId = Text()
    processDefinitionIdIn = Texts()
    processDefinitionKey = Text()
    processDefinitionKeyIn = Texts()
    processDefinitionVersionTag = Text()
    processVariables = fields.Dict(keys=fields.String(), values=Raw(allow_none=True))
    tenantIdIn = Texts()
    withoutTenantId = Flag()


class FetchBody(Dialect):
    """fetchAndLock."""

    workerId = Text(required=True)
    maxTasks = Number(required=True, least=0)
    usePriority = Flag()
    asyncResponseTimeout = Milliseconds()
    sorting = Raw()
    topics = fields.List(fields.Nested(TopicBody))


@operation("POST", "/external-task/fetchAndLock", body=FetchBody, answer="[LockedExternalTask]")
def fetch_and_lock(call: Call) -> list[Any]:
    """Lock free work of some topics; wait for it when asked to."""
    body = call.body
    wait = body.get("asyncResponseTimeout") or 0
    if wait > LONGEST_WAIT_MS or wait < 0:
        raise ValidationError(f"The asynchronous response timeout cannot be set to a value greater than {LONGEST_WAIT_MS} milliseconds", "asyncResponseTimeout")
    asked = body.get("topics") or []
    if not asked:
        return []
    topics = [_topic(call, one) for one in asked]
    newest = _newest(body.get("sorting"))

    def take() -> Any:
        return call.engine.rest.deeds.fetch(
            call.caller, body["workerId"], topics, body["maxTasks"], by_priority=bool(body.get("usePriority")), newest=newest,
        )

    if body["maxTasks"] == 0:
        wait = 0
    found = call.parking.fetch(call.engine, call.actor, topics, take, wait / 1000, call.gone)
    extended = {one["topicName"] for one in asked if one.get("includeExtensionProperties")}
    return [
        LOCKED({**row, "extensions": dict(row["properties"]) if row["topic"] in extended else None, "shown": call.all_shown(row["variables"], row["id"])})
        for row in found
    ]


def _topic(call: Call, one: Mapping[str, Any]) -> Any:
    if one["lockDuration"] <= 0:
        raise ValidationError("lockTime is not greater than 0", "lockDuration")
    ids = [*([one["processDefinitionId"]] if one.get("processDefinitionId") else []), *one.get("processDefinitionIdIn", [])]
    keys = [*([one["processDefinitionKey"]] if one.get("processDefinitionKey") else []), *one.get("processDefinitionKeyIn", [])]
    return call.engine.rest.topic(
        one["topicName"], one["lockDuration"], tuple(one["variables"]) if "variables" in one else None, bool(one.get("localVariables")),
        one.get("businessKey"), tuple(ids), tuple(keys), one.get("processDefinitionVersionTag"),
        {check_name(name): _plain(value) for name, value in (one.get("processVariables") or {}).items()}, bool(one.get("tenantIdIn")),
    )


def _plain(value: Any) -> Any:
    """A value to compare with; some clients wrap it as a typed variable."""
    try:
        return typed.read(value, "processVariables") if isinstance(value, Mapping) and "value" in value else typed.sound(value)
    except typed.BadVariable as error:
        raise ValidationError(str(error), "processVariables") from error


def _newest(sorting: Any) -> bool | None:
    items = sorting if isinstance(sorting, list) else []
    for item in items:
        if isinstance(item, Mapping) and item.get("sortBy") is not None:
            if item["sortBy"] != "createTime" or item.get("sortOrder") not in {"asc", "desc"}:
                raise ValidationError("Cannot set query sortBy parameter to anything but createTime with sortOrder asc or desc", "sorting")
            return bool(item["sortOrder"] == "desc")
    return None


class Worker(Dialect):
    """Who works."""

    workerId = Text(required=True)


class CompleteBody(Worker):
    """The result of the work."""

    variables = Variables()
    localVariables = Variables()


class FailureBody(CompleteBody):
    """What went wrong. No retries means none left (F11)."""

    errorMessage = Text(most=100_000)
    errorDetails = Text(most=1_000_000)
    retries = Number(least=0)
    retryTimeout = Milliseconds()


class ErrorBody(Worker):
    """A BPMN error."""

    errorCode = Text(required=True)
    errorMessage = Text(most=100_000)
    variables = Variables()


class ExtendBody(Worker):
    """How much longer, from now."""

    newDuration = Milliseconds(required=True)


class LockBody(Worker):
    """How long, from now."""

    lockDuration = Milliseconds(required=True)


class RetriesBody(Dialect):
    """How many tries are left."""

    retries = Number(required=True, least=0)


@operation("POST", "/external-task/{id}/complete", body=CompleteBody)
def complete(call: Call, id: str) -> None:
    """The work is done; 204 only after the commit."""
    call.engine.rest.deeds.complete_external(call.caller, id, call.body["workerId"], call.values(), call.values("localVariables"))


@operation("POST", "/external-task/{id}/failure", body=FailureBody)
def failure(call: Call, id: str) -> None:
    """The work failed; without retries left an incident."""
    body = call.body
    call.engine.rest.deeds.fail_external(
        call.caller, id, body["workerId"], body.get("errorMessage", ""), body.get("errorDetails", ""), body.get("retries", 0),
        body.get("retryTimeout", 0), call.values(), call.values("localVariables"),
    )


@operation("POST", "/external-task/{id}/bpmnError", body=ErrorBody)
def bpmn_error(call: Call, id: str) -> None:
    """The path drawn for an error; uncaught, the path ends."""
    body = call.body
    call.engine.rest.deeds.external_error(call.caller, id, body["workerId"], body["errorCode"], body.get("errorMessage", ""), call.values())


@operation("POST", "/external-task/{id}/extendLock", body=ExtendBody)
def extend_lock(call: Call, id: str) -> None:
    """Hold it longer."""
    call.engine.rest.deeds.extend(call.caller, id, call.body["workerId"], call.body["newDuration"])


@operation("POST", "/external-task/{id}/lock", body=LockBody)
def lock(call: Call, id: str) -> None:
    """Lock one task."""
    call.engine.rest.deeds.lock(call.caller, id, call.body["workerId"], call.body["lockDuration"])


@operation("POST", "/external-task/{id}/unlock")
def unlock(call: Call, id: str) -> None:
    """Give it back, whoever holds it."""
    call.engine.rest.deeds.unlock(call.caller, id)


@operation("GET", "/external-task/{id}", answer="ExternalTask")
def get(call: Call, id: str) -> Any:
    """One task."""
    return TASK(call.engine.rest.one(call.actor, "external-task", externalTaskId=id))


@operation("GET", "/external-task/{id}/errorDetails", answer="raw", also={204: ""})
def error_details(call: Call, id: str) -> File | None:
    """What the last failure said, as text."""
    details = call.engine.rest.one(call.actor, "external-task", externalTaskId=id)["details"]
    return File(details.encode(), "text/plain") if details else None


class ManyRetriesBody(RetriesBody):
    """The same for several."""

    externalTaskIds = Texts(required=True)


@operation("PUT", "/external-task/retries", body=ManyRetriesBody, level=2)
def many_retries(call: Call) -> None:
    """Set the tries of several tasks, all or none; more than none resolves their incidents."""
    call.engine.rest.acts.external_retries(call.caller, call.body["externalTaskIds"], call.body["retries"])


@operation("PUT", "/external-task/{id}/retries", body=RetriesBody)
def retries(call: Call, id: str) -> None:
    """More than none resolves the incident."""
    call.engine.rest.deeds.external_retries(call.caller, id, call.body["retries"])
