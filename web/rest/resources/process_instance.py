"""Process instances that run: lists, one, cancelling, variables, the tree of what is active."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine import Conflict, Fault, NotFound
from web.rest.fields import Dialect, Flag, Text
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.resources.process_definition import INSTANCE_CELLS
from web.rest.resources.variables import variables
from web.rest.shape import described, shape

INSTANCE = shape("ProcessInstance", **INSTANCE_CELLS)
FILTERS = filters(
    "ProcessInstanceFilters",
    text="businessKey businessKeyLike processDefinitionId processDefinitionKey superProcessInstance subProcessInstance rootProcessInstanceId deploymentId"
    " incidentId incidentType incidentMessage incidentMessageLike caseInstanceId superCaseInstance subCaseInstance",
    texts="processInstanceIds processDefinitionKeyIn processDefinitionKeyNotIn activityIdIn tenantIdIn",
    flags="active suspended withIncident rootProcessInstances leafProcessInstances withoutTenantId processDefinitionWithoutTenantId",
    variables="variables",
)
described("ActivityInstance", {
    "id": {"type": "string"}, "activityId": {"type": "string"}, "activityType": {"type": "string"}, "activityName": {},
    "childActivityInstances": {"type": "array"}, "childTransitionInstances": {"type": "array"}, "executionIds": {"type": "array"},
    "incidentIds": {"type": "array"}, "incidents": {"type": "array"}, "parentActivityInstanceId": {}, "processInstanceId": {"type": "string"},
    "processDefinitionId": {"type": "string"}, "name": {},
})
listing("/process-instance", "process-instance", INSTANCE, FILTERS)


@operation("GET", "/process-instance/{id}", answer="ProcessInstance")
def get(call: Call, id: str) -> Any:
    """One running process instance."""
    return INSTANCE(call.engine.rest.one(call.actor, "process-instance", processInstanceIds=[id]))


class DeleteQuery(Dialect):
    """How to delete."""

    skipCustomListeners = Flag()
    skipIoMappings = Flag()
    skipSubprocesses = Flag()
    failIfNotExists = Flag()
    deleteReason = Text()


@operation("DELETE", "/process-instance/{id}", query=DeleteQuery)
def delete(call: Call, id: str) -> None:
    """Cancel a case; its history stays."""
    reason = call.query.get("deleteReason") or "REST"
    try:
        call.engine.rest.deeds.cancel(call.caller, id, reason, silent=bool(call.query.get("skipCustomListeners")))
    except (NotFound, Conflict) as missing:
        gone = isinstance(missing, NotFound) or missing.code == "case.ended"
        if gone and call.query.get("failIfNotExists") is False:
            return
        if gone:
            raise _missing(call, id) from missing
        raise


def _missing(call: Call, id: str) -> Fault:
    """A called process lives and dies with the case that called it."""
    called = call.engine.rest.list(call.actor, "process-instance", {"processInstanceIds": [id]})
    return NotFound(f"process instance {id} is called by another: delete that one" if called else f"process instance {id} does not run", code="case.not-found")


@operation("GET", "/process-instance/{id}/activity-instances", answer="ActivityInstance")
def tree(call: Call, id: str) -> Any:
    """What is active, as a tree."""
    head, rows, waiting, troubles = call.engine.rest.tree(call.actor, id)
    children: dict[str, list[Any]] = {}
    for row in reversed(rows):
        node = _node(head, row["id"], row["element"], row["kind"], row["name"], row["parent_id"] or id, children.pop(row["id"], []), troubles)
        children.setdefault(row["parent_id"] or id, []).insert(0, node)
    root = _node(head, id, head["definition_id"], "processDefinition", head["definition_name"], None, children.pop(id, []), troubles)
    root["childTransitionInstances"] = [_transition(head, row, troubles) for row in waiting]
    return root


def _node(
    head: Mapping[str, Any], identity: str, element: str, kind: str, name: str, parent: str | None, children: list[Any], troubles: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    found = list(troubles.get(element, ()))
    return {
        "id": identity, "parentActivityInstanceId": parent, "activityId": element, "activityName": name or None, "name": name or None,
        "activityType": kind, "processInstanceId": head["id"], "processDefinitionId": head["definition_id"], "childActivityInstances": children,
        "childTransitionInstances": [], "executionIds": [identity], "incidentIds": found,
        "incidents": [{"id": one, "activityId": element} for one in found],
    }


def _transition(head: Mapping[str, Any], row: Mapping[str, Any], troubles: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found = list(troubles.get(row["element"], ()))
    return {
        "id": row["id"], "parentActivityInstanceId": head["id"], "activityId": row["element"], "activityName": None, "activityType": None,
        "targetActivityId": row["element"], "executionId": row["id"], "processInstanceId": head["id"], "processDefinitionId": head["definition_id"],
        "incidentIds": found, "incidents": [{"id": one, "activityId": row["element"]} for one in found],
    }


def _read(call: Call, id: str) -> Mapping[str, Any]:
    return call.engine.rest.variables(call.actor, id)


variables("/process-instance/{id}/variables", "process instance", _read, local=False)
