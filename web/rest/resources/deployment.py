"""Deployments: upload models, forms and decisions; all of them or none."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import ValidationError

from web.rest.fields import Dialect, Flag
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.resources.decision_definition import DECISION
from web.rest.resources.process_definition import PROCESS
from web.rest.shape import always, anything, maybe, moment, shape, text

CELLS = {
    "id": text("id"), "name": text("name"), "source": maybe("source"), "deploymentTime": moment("created_at", optional=False), "tenantId": always(None),
}
DEPLOYMENT = shape("Deployment", **CELLS)
CREATED = shape(
    "CreatedDeployment", **CELLS, links=anything(lambda row: row["links"]),
    deployedProcessDefinitions=anything(lambda row: row["processes"]), deployedDecisionDefinitions=anything(lambda row: row["decisions"]),
    deployedDecisionRequirementsDefinitions=always(None), deployedCaseDefinitions=always(None),
)
PARTS = {
    **{name: {"type": "string"} for name in ("deployment-name", "deployment-source")},
    **{name: {"type": "boolean"} for name in ("enable-duplicate-filtering", "deploy-changed-only")}, "data": {"type": "string", "format": "binary"},
}
FILTERS = filters(
    "DeploymentFilters", text="id name nameLike source", texts="tenantIdIn", flags="withoutSource withoutTenantId includeDeploymentsWithoutTenantId",
    moments="before after",
)


listing("/deployment", "deployment", DEPLOYMENT, FILTERS, post=False)


def _truth(name: str) -> bool:
    return request.form.get(name, "").lower() == "true"


@operation("POST", "/deployment/create", answer="CreatedDeployment", parts=PARTS)
def create(call: Call) -> Any:
    """Deploy files; without filtering every file becomes a new version."""
    if request.form.get("tenant-id"):
        raise ValidationError("there are no tenants here", "tenant-id")
    if request.form.get("deployment-activation-time"):
        raise ValidationError("a later activation is not supported", "deployment-activation-time")
    files: dict[str, bytes] = {}
    for part, sent in request.files.items(multi=True):
        name = sent.filename or part or ""
        if not name:
            raise ValidationError("every part needs a name", "data")
        if name in files:
            raise ValidationError(f"two files are named {name}", part)
        files[name] = sent.read()
    if any("\0" in given for given in (*files, *request.form.values())):
        raise ValidationError("names are plain text", "deployment-name")
    if not files:
        raise ValidationError("No deployment resources contained in the form upload.")
    name = request.form.get("deployment-name") or next(iter(files))
    filtered = _truth("enable-duplicate-filtering") or _truth("deploy-changed-only")
    identity = call.engine.rest.deeds.deploy(call.caller, name, files, source=request.form.get("deployment-source", ""), filtered=filtered)
    return created(call, identity)


def created(call: Call, identity: str) -> Any:
    """The answer of a deployment: what it brought, null where nothing of the kind."""
    row = call.engine.rest.one(call.actor, "deployment", id=identity)
    processes = call.engine.rest.list(call.actor, "process-definition", {"deploymentId": identity})
    decisions = call.engine.rest.list(call.actor, "decision-definition", {"deploymentId": identity})
    links = [{"method": "GET", "href": f"{call.url}/deployment/{identity}", "rel": "self"}]
    return CREATED({
        **row, "links": links, "processes": {item["id"]: PROCESS(item) for item in processes} or None,
        "decisions": {item["id"]: DECISION(item) for item in decisions} or None,
    })


@operation("GET", "/deployment/{id}", answer="Deployment")
def get(call: Call, id: str) -> Any:
    """One deployment."""
    return DEPLOYMENT(call.engine.rest.one(call.actor, "deployment", id=id))


class DeleteQuery(Dialect):
    """What to take along. Cases and their files are never deleted."""

    cascade = Flag()
    skipCustomListeners = Flag()
    skipIoMappings = Flag()


@operation("DELETE", "/deployment/{id}", query=DeleteQuery)
def delete(call: Call, id: str) -> None:
    """Take a deployment back that no case was begun on."""
    call.engine.rest.deeds.undeploy(call.caller, id)
