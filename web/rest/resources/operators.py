"""Level 2 for operators: what stands where, the files of a deployment, holding a case, moving it to another version.

Holding and moving are rights of the system administrator in the engine; a machine of integration gets 403.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from marshmallow import fields
from werkzeug.wrappers import Response

from engine import NotFound, Refused
from web.rest.answers import respond
from web.rest.fields import Dialect, Flag, Text, Texts
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import described

described("Statistics", {name: {"type": "integer"} for name in ("instances", "failedJobs")} | {"id": {"type": "string"}, "incidents": {"type": "array"}})
described("Resource", {name: {"type": "string"} for name in ("id", "name", "deploymentId")})
described("MigrationPlan", {
    "sourceProcessDefinitionId": {"type": "string"}, "targetProcessDefinitionId": {"type": "string"}, "instructions": {"type": "array"}, "variables": {},
})
described("MigrationReport", {"instructionReports": {"type": "array"}, "variableReports": {"type": "object"}})


def _statistics(call: Call, definition_id: str) -> list[Any]:
    return [
        {"id": element, "instances": standing, "failedJobs": failed, "incidents": [{"incidentType": None, "incidentCount": troubles}] if troubles else []}
        for element, standing, failed, troubles in call.engine.rest.statistics(call.actor, definition_id)
    ]


@operation("GET", "/process-definition/{id}/statistics", answer="[Statistics]", level=2)
def statistics(call: Call, id: str) -> list[Any]:
    """How many stand where in this version."""
    return _statistics(call, call.engine.rest.one(call.actor, "process-definition", processDefinitionId=id)["id"])


@operation("GET", "/process-definition/key/{key}/statistics", answer="[Statistics]", level=2)
def statistics_by_key(call: Call, key: str) -> list[Any]:
    """How many stand where in the newest version."""
    return _statistics(call, call.engine.rest.one(call.actor, "process-definition", key=key, latestVersion=True)["id"])


def _resources(call: Call, id: str) -> list[dict[str, str]]:
    call.engine.rest.one(call.actor, "deployment", id=id)
    return [{"id": str(uuid5(NAMESPACE_URL, f"{id}:{name}")), "name": name, "deploymentId": id} for name in call.engine.rest.resources(call.actor, id)]


def _resource(call: Call, id: str, resource: str) -> dict[str, str]:
    found = next((one for one in _resources(call, id) if one["id"] == resource), None)
    if found is None:
        raise NotFound(f"deployment {id} has no resource {resource}", code="definition.not-found")
    return found


@operation("GET", "/deployment/{id}/resources", answer="[Resource]", level=2)
def resources(call: Call, id: str) -> list[Any]:
    """The files of a deployment."""
    return _resources(call, id)


@operation("GET", "/deployment/{id}/resources/{resource}", answer="Resource", level=2)
def resource(call: Call, id: str, resource: str) -> Any:
    """One file of a deployment."""
    return _resource(call, id, resource)


@operation("GET", "/deployment/{id}/resources/{resource}/data", answer="raw", level=2)
def resource_data(call: Call, id: str, resource: str) -> File:
    """Its content."""
    found = _resource(call, id, resource)
    return File(call.engine.rest.resource(call.actor, id, found["name"]), "application/octet-stream", found["name"].rpartition("/")[2])


class SuspendedBody(Dialect):
    """Hold or go on."""

    suspended = Flag(required=True)


@operation("PUT", "/process-instance/{id}/suspended", body=SuspendedBody, level=2)
def suspended(call: Call, id: str) -> None:
    """Hold a case with its timers and clocks, or let it go on."""
    if call.body["suspended"]:
        call.engine.instances.suspend(call.actor, id, "REST")
    else:
        call.engine.instances.resume(call.actor, id)


class GenerateBody(Dialect):
    """From which version to which."""

    sourceProcessDefinitionId = Text(required=True)
    targetProcessDefinitionId = Text(required=True)
    updateEventTriggers = Flag()


class Instruction(Dialect):
    """One element here, one there."""

    sourceActivityIds = Texts(required=True)
    targetActivityIds = Texts(required=True)
    updateEventTrigger = Flag()


class PlanBody(Dialect):
    """A plan."""

    refused = frozenset({"variables"})
    sourceProcessDefinitionId = Text(required=True)
    targetProcessDefinitionId = Text(required=True)
    instructions = fields.List(fields.Nested(Instruction))


class ExecuteBody(Dialect):
    """A plan, and who is moved by it."""

    refused = frozenset({"processInstanceQuery"})
    migrationPlan = fields.Nested(PlanBody, required=True)
    processInstanceIds = Texts(required=True)
    skipCustomListeners = Flag()
    skipIoMappings = Flag()


def _plan(call: Call, given: Mapping[str, Any]) -> Any:
    known = call.engine.instances.migration_plan(call.actor, given["sourceProcessDefinitionId"], given["targetProcessDefinitionId"])
    steps = {one["sourceActivityIds"][0]: one["targetActivityIds"][0] for one in given.get("instructions") or () if one["sourceActivityIds"] and one["targetActivityIds"]}
    root = {key: value for key, value in known.steps.items() if key == value and key not in steps and _is_process(call, given, key)}
    return replace(known, steps={**root, **steps})


def _is_process(call: Call, given: Mapping[str, Any], element: str) -> bool:
    """The process itself stands in every plan; clients never name it."""
    return bool(call.engine.rest.one(call.actor, "process-definition", processDefinitionId=given["sourceProcessDefinitionId"])["key"] == element)


@operation("POST", "/migration/generate", body=GenerateBody, answer="MigrationPlan", level=2)
def generate(call: Call) -> Any:
    """The plan that keeps every element of the same id and kind."""
    given = call.body
    plan = call.engine.instances.migration_plan(call.actor, given["sourceProcessDefinitionId"], given["targetProcessDefinitionId"])
    return {
        "sourceProcessDefinitionId": plan.source, "targetProcessDefinitionId": plan.target, "variables": None, "instructions": [
            {"sourceActivityIds": [here], "targetActivityIds": [there], "updateEventTrigger": False}
            for here, there in plan.steps.items() if not _is_process(call, given, here)
        ],
    }


@operation("POST", "/migration/execute", body=ExecuteBody, level=2)
def execute(call: Call) -> Response | None:
    """Move the instances; the first that cannot be moved stops it, with every reason."""
    plan = _plan(call, call.body["migrationPlan"])
    for instance in call.body["processInstanceIds"]:
        try:
            call.engine.instances.migrate(call.actor, instance, plan)
        except Refused as refused:
            reports = [{"instruction": None, "failures": [item.message]} for item in refused.findings]
            report = {"processInstanceId": instance, "failures": [], "migratingActivityInstanceValidationReports": reports}
            message = f"Cannot migrate process instance '{instance}': {refused}"
            return respond({"type": "MigratingProcessInstanceValidationException", "message": message, "code": 0, "validationReport": report}, 400)
    return None
