"""Process definitions: what is deployed, its model and forms, and starting it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from web.rest import typed
from web.rest.fields import Dialect, Flag, Raw, Text, Texts, Variables
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.resources.forms import fields_of
from web.rest.shape import always, anything, described, made, maybe, number, shape, text

PROCESS = shape(
    "ProcessDefinition", id=text("id"), key=text("key"), category=always(None), description=always(None), name=maybe("name"), version=number("version"),
    resource=text("resource"), deploymentId=text("deployment_id"), diagram=always(None), suspended=always(False), tenantId=always(None),
    versionTag=maybe("version_tag"), historyTimeToLive=always(None), startableInTasklist=made("boolean", lambda row: '"listed": true' in row["startable_by"]),
)
INSTANCE_CELLS = {
    "id": text("id"), "definitionId": text("definition_id"), "definitionKey": text("definition_key"), "businessKey": maybe("business_key"),
    "caseInstanceId": always(None), "ended": made("boolean", lambda row: row["ended_at"] is not None),
    "suspended": made("boolean", lambda row: row["state"] == "suspended"), "tenantId": always(None),
    "links": anything(lambda row: row.get("links", [])),
}
STARTED = shape("StartedInstance", **INSTANCE_CELLS)
described("Xml", {"id": {"type": "string"}, "bpmn20Xml": {"type": "string"}})
described("StartForm", {"key": {"type": ["string", "null"]}, "camundaFormRef": {}, "operatonFormRef": {}, "contextPath": {"type": ["string", "null"]}})
FILTERS = filters(
    "ProcessDefinitionFilters",
    text="processDefinitionId key keyLike name nameLike deploymentId resourceName resourceNameLike messageEventSubscriptionName",
    texts="processDefinitionIdIn keysIn tenantIdIn", flags="latestVersion active suspended withoutTenantId startableInTasklist notStartableInTasklist",
    moments="deployedAfter deployedAt", numbers="version",
    refused="versionTag versionTagLike withoutVersionTag startableBy incidentId incidentType incidentMessage incidentMessageLike category categoryLike",
)


def tagged(call: Call, rows: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    """The rows with the version tag of their model."""
    return [{**row, "version_tag": call.engine.rest.process(call.actor, row["id"])["version_tag"] or ""} for row in rows]


listing(
    "/process-definition", "process-definition", PROCESS, FILTERS, post=False, present=lambda call, rows: [PROCESS(row) for row in tagged(call, rows)],
)


def row_of(call: Call, id: str | None = None, key: str | None = None) -> Mapping[str, Any]:
    """The definition by id, or the newest of a key."""
    where: dict[str, Any] = {"processDefinitionId": id} if id is not None else {"key": key, "latestVersion": True}
    return call.engine.rest.one(call.actor, "process-definition", **where)


class VariablesQuery(Dialect):
    """Which variables, and how."""

    variableNames = Texts()
    deserializeValues = Flag()


class StartBody(Dialect):
    """How a process instance begins."""

    variables = Variables()
    businessKey = Text(most=200)
    startInstructions = Raw()
    withVariablesInReturn = Flag()
    caseInstanceId = Text()


def _start(call: Call, row: Mapping[str, Any]) -> Any:
    if call.body.get("startInstructions"):
        raise ValidationError("starting at chosen elements is not supported", "startInstructions")
    if call.body.get("caseInstanceId"):
        raise ValidationError("there are no CMMN cases here", "caseInstanceId")
    identity = call.engine.rest.deeds.start(call.caller, row["id"], call.values(), call.body.get("businessKey"))
    found = call.engine.rest.one(call.actor, "history-process-instance", processInstanceId=identity)
    links = [{"method": "GET", "href": f"{call.url}/process-instance/{identity}", "rel": "self"}]
    answer = STARTED({**found, "links": links})
    if call.body.get("withVariablesInReturn"):
        held = call.engine.rest.past_variables(call.actor, identity)
        answer["variables"] = {name: typed.shown(value) for name, value in held.items()}
    return answer


def _xml(call: Call, row: Mapping[str, Any]) -> Any:
    return {"id": row["id"], "bpmn20Xml": call.engine.rest.file(call.actor, row["id"]).decode("utf-8-sig", "replace")}


def _start_form(call: Call, row: Mapping[str, Any]) -> Any:
    reference = {"key": row["form_key"], "binding": "deployment", "version": None} if row["form_key"] else None
    return {"key": None, "camundaFormRef": reference, "operatonFormRef": reference, "contextPath": None}


def _deployed_form(call: Call, row: Mapping[str, Any]) -> File:
    form = call.engine.definitions.start_form(call.actor, row["key"])
    if form is None:
        raise ValidationError("no form is deployed for the start of this process")
    return File(json.dumps(form.schema, ensure_ascii=False).encode(), "application/json")


def _form_variables(call: Call, row: Mapping[str, Any]) -> Any:
    form = call.engine.definitions.start_form(call.actor, row["key"])
    return {} if form is None else fields_of(form.schema, form.data, call.query.get("variableNames"))


described("Variables", {})


@operation("GET", "/process-definition/key/{key}", answer="ProcessDefinition")
def get_by_key(call: Call, key: str) -> Any:
    """The newest version of a key."""
    return PROCESS(tagged(call, (row_of(call, key=key),))[0])


@operation("GET", "/process-definition/{id}", answer="ProcessDefinition")
def get(call: Call, id: str) -> Any:
    """One version."""
    return PROCESS(tagged(call, (row_of(call, id),))[0])


@operation("GET", "/process-definition/key/{key}/xml", answer="Xml")
def xml_by_key(call: Call, key: str) -> Any:
    """The model of the newest version."""
    return _xml(call, row_of(call, key=key))


@operation("GET", "/process-definition/{id}/xml", answer="Xml")
def xml(call: Call, id: str) -> Any:
    """The model."""
    return _xml(call, row_of(call, id))


@operation("GET", "/process-definition/key/{key}/startForm", answer="StartForm")
def start_form_by_key(call: Call, key: str) -> Any:
    """Which form starts the newest version."""
    return _start_form(call, row_of(call, key=key))


@operation("GET", "/process-definition/{id}/startForm", answer="StartForm")
def start_form(call: Call, id: str) -> Any:
    """Which form starts it."""
    return _start_form(call, row_of(call, id))


@operation("GET", "/process-definition/key/{key}/deployed-start-form", answer="raw")
def deployed_form_by_key(call: Call, key: str) -> File:
    """The start form itself."""
    return _deployed_form(call, row_of(call, key=key))


@operation("GET", "/process-definition/{id}/deployed-start-form", answer="raw")
def deployed_form(call: Call, id: str) -> File:
    """The start form itself."""
    return _deployed_form(call, row_of(call, id))


@operation("GET", "/process-definition/key/{key}/form-variables", query=VariablesQuery, answer="Variables")
def form_variables_by_key(call: Call, key: str) -> Any:
    """What the start form begins with."""
    return _form_variables(call, row_of(call, key=key))


@operation("GET", "/process-definition/{id}/form-variables", query=VariablesQuery, answer="Variables")
def form_variables(call: Call, id: str) -> Any:
    """What the start form begins with."""
    return _form_variables(call, row_of(call, id))


@operation("POST", "/process-definition/key/{key}/start", body=StartBody, answer="StartedInstance")
def start_by_key(call: Call, key: str) -> Any:
    """Start the newest version."""
    return _start(call, row_of(call, key=key))


@operation("POST", "/process-definition/{id}/start", body=StartBody, answer="StartedInstance")
def start(call: Call, id: str) -> Any:
    """Start this version."""
    return _start(call, row_of(call, id))


@operation("POST", "/process-definition/key/{key}/submit-form", body=StartBody, answer="StartedInstance")
def submit_by_key(call: Call, key: str) -> Any:
    """Start the newest version by its form."""
    return _start(call, row_of(call, key=key))


@operation("POST", "/process-definition/{id}/submit-form", body=StartBody, answer="StartedInstance")
def submit(call: Call, id: str) -> Any:
    """Start this version by its form."""
    return _start(call, row_of(call, id))


@operation("POST", "/process-definition/key/{key}/tenant-id/{tenant}/start", body=StartBody, answer="StartedInstance")
def start_of_tenant(call: Call, key: str, tenant: str) -> Any:
    """There are no tenants here: always 404."""
    return _start(call, call.engine.rest.one(call.actor, "process-definition", tenantIdIn=[tenant], key=key))
