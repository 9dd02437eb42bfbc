"""Level 2 for operators: what stands where, and the files of a deployment."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from engine import NotFound
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.resources.process_definition import PROCESS
from web.rest.shape import described

described("Statistics", {name: {"type": "integer"} for name in ("instances", "failedJobs")} | {"id": {"type": "string"}, "incidents": {"type": "array"}})
described("Resource", {name: {"type": "string"} for name in ("id", "name", "deploymentId")})


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


described("DefinitionStatistics", {"id": {"type": "string"}, "instances": {"type": "integer"}, "failedJobs": {"type": "integer"}, "incidents": {"type": "array"}, "definition": {}})


@operation("GET", "/process-definition/statistics", answer="[DefinitionStatistics]", level=2)
def definition_statistics(call: Call) -> list[Any]:
    """How many run in each version, with their troubles."""
    totals = call.engine.rest.totals(call.actor)
    found = []
    for row in call.engine.rest.list(call.actor, "process-definition", {}):
        running, failed, troubles = totals.get(row["id"], (0, 0, 0))
        found.append({
            "id": row["id"], "definition": PROCESS(row), "failedJobs": failed, "instances": running,
            "incidents": [{"incidentType": None, "incidentCount": troubles}] if troubles else [],
        })
    return found


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
