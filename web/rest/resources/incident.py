"""Incidents: automatic work that failed and waits for someone."""

from __future__ import annotations

from typing import Any

from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.shape import always, made, maybe, moment, shape, text

KINDS = {"job": "failedJob", "external": "failedExternalTask"}
CELLS = {
    "id": text("id"), "processDefinitionId": text("definition_id"), "processInstanceId": text("instance_id"), "executionId": text("instance_id"),
    "incidentType": made("string", lambda row: KINDS.get(row["kind"], row["kind"])), "activityId": text("element"), "failedActivityId": text("element"),
    "causeIncidentId": text("id"), "rootCauseIncidentId": text("id"), "configuration": text("work_id"), "incidentMessage": maybe("message"),
    "tenantId": always(None), "jobDefinitionId": always(None), "annotation": always(None),
}
INCIDENT = shape("Incident", **CELLS, incidentTimestamp=moment("created_at", optional=False))
FILTERS = filters(
    "IncidentFilters",
    text="incidentId incidentType incidentMessage incidentMessageLike processDefinitionId processInstanceId executionId activityId failedActivityId"
    " causeIncidentId rootCauseIncidentId configuration",
    texts="processDefinitionKeyIn tenantIdIn", flags="withoutTenantId", moments="incidentTimestampBefore incidentTimestampAfter", refused="jobDefinitionIdIn",
)
listing("/incident", "incident", INCIDENT, FILTERS, post=False)


@operation("GET", "/incident/{id}", answer="Incident")
def get(call: Call, id: str) -> Any:
    """One open incident."""
    return INCIDENT(call.engine.rest.one(call.actor, "incident", incidentId=id))
