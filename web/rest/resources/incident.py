"""Incidents: automatic work that failed and waits for someone."""

from __future__ import annotations

from typing import Any

from web.rest.fields import Dialect, Text
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.shape import always, made, maybe, moment, shape, text

KINDS = {"job": "failedJob", "external": "failedExternalTask"}
CELLS = {
    "id": text("id"), "processDefinitionId": text("definition_id"), "processInstanceId": text("instance_id"), "executionId": text("instance_id"),
    "incidentType": made("string", lambda row: KINDS.get(row["kind"], row["kind"])), "activityId": text("element"), "failedActivityId": text("element"),
    "causeIncidentId": text("id"), "rootCauseIncidentId": text("id"), "configuration": text("work_id"), "incidentMessage": maybe("message"),
    "tenantId": always(None), "jobDefinitionId": always(None), "annotation": maybe("annotation"),
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


class AnnotationBody(Dialect):
    """A note."""

    annotation = Text(required=True)


@operation("PUT", "/incident/{id}/annotation", body=AnnotationBody, level=2)
def annotate(call: Call, id: str) -> None:
    """Note something at it, for those who look after it next."""
    call.engine.rest.acts.annotate(call.caller, id, call.body["annotation"])


@operation("DELETE", "/incident/{id}/annotation", level=2)
def clear(call: Call, id: str) -> None:
    """Take the note away."""
    call.engine.rest.acts.annotate(call.caller, id, None)
