"""Executions: the live nodes of a process instance, each with variables of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.rest.fields import Dialect, Variables
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.resources.event_subscription import SUBSCRIPTION
from web.rest.resources.variables import variables
from web.rest.shape import always, made, shape, text

EXECUTION = shape(
    "Execution", id=text("id"), processInstanceId=text("instance_id"), ended=made("boolean", lambda row: bool(row.get("ended"))), tenantId=always(None),
)
FILTERS = filters(
    "ExecutionFilters",
    text="executionId processInstanceId businessKey processDefinitionId processDefinitionKey activityId signalEventSubscriptionName messageEventSubscriptionName",
    texts="tenantIdIn", flags="active suspended withoutTenantId", variables="variables processVariables",
    refused="incidentId incidentType incidentMessage incidentMessageLike",
)
listing("/execution", "execution", EXECUTION, FILTERS)


@operation("GET", "/execution/{id}", answer="Execution")
def get(call: Call, id: str) -> Any:
    """One execution."""
    return EXECUTION(call.engine.rest.one(call.actor, "execution", executionId=id))


class SignalBody(Dialect):
    """What it brings."""

    variables = Variables()


@operation("POST", "/execution/{id}/signal", body=SignalBody)
def signal(call: Call, id: str) -> None:
    """Let an execution that waits for a message go on."""
    call.engine.rest.deeds.signal_execution(call.caller, id, call.values())


@operation("GET", "/execution/{id}/messageSubscriptions/{name}", answer="EventSubscription", level=2)
def message_subscription(call: Call, id: str, name: str) -> Any:
    """What message an execution waits for."""
    return SUBSCRIPTION(call.engine.rest.one(call.actor, "event-subscription", executionId=id, eventName=name, eventType="message"))


@operation("POST", "/execution/{id}/messageSubscriptions/{name}/trigger", body=SignalBody, level=2)
def trigger(call: Call, id: str, name: str) -> None:
    """Deliver a message to the very execution that waits for it."""
    if not call.repeated:
        call.engine.rest.one(call.actor, "event-subscription", executionId=id, eventName=name, eventType="message")
    call.engine.rest.deeds.signal_execution(call.caller, id, call.values())


def _local(call: Call, id: str) -> Mapping[str, Any]:
    return call.engine.rest.variables(call.actor, id, local=True)


variables("/execution/{id}/localVariables", "execution", _local, local=True)
