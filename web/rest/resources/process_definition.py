"""Process definitions: what is deployed, its model and forms, and starting it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from engine import Placement
from web.rest.fields import Dialect, Flag, Text, Texts, Variables
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.resources.forms import fields_of, page_of, rendered, rendered_by
from web.rest.resources.modification import MOST, StartOrCancel, read_instruction
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
    text="processDefinitionId key keyLike name nameLike versionTag versionTagLike startableBy deploymentId resourceName resourceNameLike messageEventSubscriptionName",
    texts="processDefinitionIdIn keysIn tenantIdIn", flags="latestVersion withoutVersionTag active suspended withoutTenantId startableInTasklist notStartableInTasklist",
    moments="deployedAfter deployedAt", numbers="version",
    refused="incidentId incidentType incidentMessage incidentMessageLike category categoryLike",
)


listing("/process-definition", "process-definition", PROCESS, FILTERS, post=False)


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
    startInstructions = fields.List(fields.Nested(StartOrCancel), validate=validate.Length(max=MOST))
    skipCustomListeners = Flag()
    skipIoMappings = Flag()
    withVariablesInReturn = Flag()
    caseInstanceId = Text()


def placement(call: Call, name: str) -> Placement | None:
    """Where a client says that an instance begins, by the instructions of the body under `name`; None for at its start."""
    given = call.body.get(name)
    if not given:
        return None
    places = [read_instruction(call, one) for one in given]
    return Placement(places, silent=bool(call.body.get("skipCustomListeners")), unmapped=bool(call.body.get("skipIoMappings")))


def _start(call: Call, row: Mapping[str, Any]) -> Any:
    if call.body.get("caseInstanceId"):
        raise ValidationError("there are no CMMN cases here", "caseInstanceId")
    identity = call.engine.rest.deeds.start(call.caller, row["id"], call.values(), call.body.get("businessKey"), placement(call, "startInstructions"))
    found = call.engine.rest.one(call.actor, "history-process-instance", processInstanceId=identity)
    links = [{"method": "GET", "href": f"{call.url}/process-instance/{identity}", "rel": "self"}]
    answer = STARTED({**found, "links": links})
    if call.body.get("withVariablesInReturn"):
        answer["variables"] = call.all_shown(call.engine.rest.past_variables(call.actor, identity), identity)
    return answer


def _xml(call: Call, row: Mapping[str, Any]) -> Any:
    return {"id": row["id"], "bpmn20Xml": call.engine.rest.file(call.actor, row["id"]).decode("utf-8-sig", "replace")}


def _start_form(call: Call, row: Mapping[str, Any]) -> Any:
    model = call.engine.rest.process(call.actor, row["id"])
    if model["start"] in model["generated"]:
        return {"key": rendered_by(f"process-definition/{row['id']}"), "camundaFormRef": None, "operatonFormRef": None, "contextPath": None}
    reference = {"key": row["form_key"], "binding": "deployment", "version": None} if row["form_key"] else None
    return {"key": model["form_keys"].get(model["start"]), "camundaFormRef": reference, "operatonFormRef": reference, "contextPath": None}


def _rendered_form(call: Call, row: Mapping[str, Any]) -> File:
    model, form = call.engine.rest.process(call.actor, row["id"]), call.engine.definitions.start_form(call.actor, row["key"])
    if form is None or model["start"] not in model["generated"]:
        raise ValidationError("the model lists no fields for its start")
    return File(rendered(form.schema, form.data), "application/xhtml+xml")


def _deployed_form(call: Call, row: Mapping[str, Any]) -> File:
    model = call.engine.rest.process(call.actor, row["id"])
    page = page_of(call, row["id"], model["form_keys"].get(model["start"]))
    if page is not None:
        return page
    form = call.engine.definitions.start_form(call.actor, row["key"])
    if form is None:
        raise ValidationError("no form is deployed for the start of this process")
    return File(json.dumps(form.schema, ensure_ascii=False).encode(), "application/json")


def _form_variables(call: Call, row: Mapping[str, Any]) -> Any:
    form = call.engine.definitions.start_form(call.actor, row["key"])
    if form is None:
        return {}
    model = call.engine.rest.process(call.actor, row["id"])
    return fields_of(form.schema, form.data, call.query.get("variableNames"), generated=model["start"] in model["generated"])


described("Variables", {})


def _both(method: str, tail: str, act: Callable[[Call, Mapping[str, Any]], Any], text: str, **options: Any) -> None:
    """Register the operation for a version by its id, and for the newest version of a key."""
    def by_key(call: Call, key: str) -> Any:
        return act(call, row_of(call, key=key))

    def by_id(call: Call, id: str) -> Any:
        return act(call, row_of(call, id))

    for view, name, which in ((by_key, "key/{key}", "of the newest version of a key"), (by_id, "{id}", "of one version")):
        view.__doc__, view.__module__ = f"{text} {which}.", f"{__name__}{tail.replace('/', '_')}"
        operation(method, f"/process-definition/{name}{tail}", **options)(view)


_both("GET", "", lambda call, row: PROCESS(row), "What is known", answer="ProcessDefinition")
_both("GET", "/xml", _xml, "The model", answer="Xml")
_both("GET", "/startForm", _start_form, "Which form starts it,", answer="StartForm")
_both("GET", "/rendered-form", _rendered_form, "The start form made of the model's own fields, as HTML,", answer="raw")
_both("GET", "/deployed-start-form", _deployed_form, "The start form itself,", answer="raw")
_both("GET", "/form-variables", _form_variables, "What the start form begins with,", query=VariablesQuery, answer="Variables")
_both("POST", "/start", _start, "Start an instance", body=StartBody, answer="StartedInstance")
_both("POST", "/submit-form", _start, "Start an instance by the form", body=StartBody, answer="StartedInstance")


@operation("POST", "/process-definition/key/{key}/tenant-id/{tenant}/start", body=StartBody, answer="StartedInstance")
def start_of_tenant(call: Call, key: str, tenant: str) -> Any:
    """There are no tenants here: always 404."""
    return _start(call, call.engine.rest.one(call.actor, "process-definition", tenantIdIn=[tenant], key=key))
