"""Messages and signals."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError

from web.rest.fields import Dialect, Flag, Text, Variables
from web.rest.operation import Call, operation
from web.rest.resources.execution import EXECUTION
from web.rest.resources.process_instance import INSTANCE
from web.rest.shape import described

described("Correlation", {"resultType": {"type": "string"}, "execution": {}, "processInstance": {}})


class MessageBody(Dialect):
    """Which message, for whom, and what it brings."""

    messageName = Text()
    businessKey = Text(most=200)
    correlationKeys = Variables()
    localCorrelationKeys = Variables()
    processInstanceId = Text()
    tenantId = Text()
    withoutTenantId = Flag()
    processVariables = Variables()
    processVariablesLocal = Variables()
    processVariablesToTriggeredScope = Variables()
    all = Flag()
    resultEnabled = Flag()
    variablesInResultEnabled = Flag()


@operation("POST", "/message", body=MessageBody, answer="[Correlation]", status=200, also={204: ""})
def send(call: Call) -> Any:
    """Deliver to the execution that waits, else start a process; exactly one match unless all are meant."""
    body = call.body
    if not body.get("messageName"):
        raise ValidationError("No message name supplied", "messageName")
    if body.get("tenantId"):
        raise ValidationError("there are no tenants here", "tenantId")
    if body.get("variablesInResultEnabled") and not body.get("resultEnabled"):
        raise ValidationError("Parameter 'variablesInResultEnabled' cannot be used without 'resultEnabled' set to 'true'.")
    post = call.engine.rest.post(
        body["messageName"], body.get("businessKey"), body.get("processInstanceId"), call.values("correlationKeys"), call.values("localCorrelationKeys"),
        call.values("processVariables"), {**call.values("processVariablesLocal"), **call.values("processVariablesToTriggeredScope")}, bool(body.get("all")),
    )
    delivered = call.engine.rest.deeds.receive(call.caller, post)
    if not body.get("resultEnabled"):
        return None
    return [_result(call, *one) for one in delivered]


def _result(call: Call, kind: str, instance_id: str, execution_id: str | None) -> Any:
    row = call.engine.rest.one(call.actor, "history-process-instance", processInstanceId=instance_id)
    execution = {"id": execution_id, "instance_id": instance_id, "ended": True} if kind == "execution" else None
    answer = {
        "resultType": "Execution" if kind == "execution" else "ProcessDefinition",
        "execution": EXECUTION(execution) if execution else None, "processInstance": None if execution else INSTANCE(row),
    }
    if call.body.get("variablesInResultEnabled"):
        answer["variables"] = call.all_shown(call.engine.rest.past_variables(call.actor, instance_id), instance_id)
    return answer


class SignalBody(Dialect):
    """Which signal, for whom, and what it brings."""

    name = Text()
    executionId = Text()
    variables = Variables()
    tenantId = Text()
    withoutTenantId = Flag()


@operation("POST", "/signal", body=SignalBody)
def signal(call: Call) -> None:
    """To all who wait and all processes it starts; nobody there is no error."""
    if not call.body.get("name"):
        raise ValidationError("No signal name given", "name")
    if call.body.get("tenantId"):
        raise ValidationError("there are no tenants here", "tenantId")
    call.engine.rest.deeds.broadcast(call.caller, call.body["name"], call.values(), call.body.get("executionId"))


class ConditionBody(Dialect):
    """How things stand."""

    refused = frozenset({"tenantId"})
    businessKey = Text(most=200)
    processDefinitionId = Text()
    variables = Variables()
    withoutTenantId = Flag()


@operation("POST", "/condition", body=ConditionBody, answer="[ProcessInstance]", level=2)
def condition(call: Call) -> Any:
    """Begin every process whose conditional start holds for these variables."""
    if not call.body.get("variables"):
        raise ValidationError("The variables are mandatory to start process instances by condition", "variables")
    begun = call.engine.rest.acts.conditions(call.caller, call.values(), call.body.get("businessKey"), call.body.get("processDefinitionId"))
    return [INSTANCE(call.engine.rest.one(call.actor, "history-process-instance", processInstanceId=one)) for one in begun]
