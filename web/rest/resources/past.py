"""History from the files of cases: decisions that were taken, and what people and machines did."""

from __future__ import annotations

from typing import Any

from web.rest import typed
from web.rest.fields import Dialect, Flag
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.shape import Row, always, anything, made, maybe, moment, shape, text


def _told(row: Row, name: str) -> Any:
    return row["told"].get(name)


DECISION = shape(
    "HistoricDecisionInstance", id=text("id"), decisionDefinitionId=made("string", lambda row: _told(row, "definition")),
    decisionDefinitionKey=made("string", lambda row: _told(row, "decision")), decisionDefinitionName=always(None),
    evaluationTime=moment("at", optional=False), removalTime=always(None), processDefinitionId=text("definition_id"), processDefinitionKey=text("definition_key"),
    processInstanceId=text("instance_id"), rootProcessInstanceId=text("root_id"), caseDefinitionId=always(None), caseDefinitionKey=always(None),
    caseInstanceId=always(None), activityId=text("element"), activityInstanceId=always(None), userId=maybe("actor"), tenantId=always(None),
    inputs=anything(lambda row: row["inputs"]), outputs=anything(lambda row: row["outputs"]), collectResultValue=always(None),
    rootDecisionInstanceId=always(None), decisionRequirementsDefinitionId=always(None), decisionRequirementsDefinitionKey=always(None),
)
OPERATION = shape(
    "UserOperation", id=text("id"), operationId=text("id"), operationType=text("operation"), entityType=text("entity"), category=text("category"),
    userId=text("actor"), timestamp=moment("at", optional=False), annotation=made("string", lambda row: _told(row, "reason"), optional=True),
    processInstanceId=text("instance_id"), rootProcessInstanceId=text("root_id"), processDefinitionId=text("definition_id"),
    processDefinitionKey=text("definition_key"), deploymentId=text("deployment_id"), executionId=text("instance_id"),
    taskId=made("string", lambda row: _told(row, "task"), optional=True), property=maybe("property"), orgValue=always(None),
    newValue=made("string", lambda row: row["value"], optional=True), jobId=always(None), jobDefinitionId=always(None), batchId=always(None),
    caseDefinitionId=always(None), caseInstanceId=always(None), caseExecutionId=always(None), externalTaskId=always(None), tenantId=always(None),
    removalTime=always(None),
)
#: What of a line is told as the property that changed.
PROPERTIES = ("assignee", "to", "name", "text")


class Shown(Dialect):
    """Whether inputs and outputs come along."""

    includeInputs = Flag()
    includeOutputs = Flag()
    disableBinaryFetching = Flag()
    disableCustomObjectDeserialization = Flag()


def _decision(row: Row, *, inputs: bool, outputs: bool) -> Any:
    told = row["told"]
    given = told.get("inputs") or {}
    result = told.get("outputs")
    named = result if isinstance(result, dict) else {told["decision"]: result}
    return DECISION({
        **row,
        "inputs": [{"clauseName": name, "decisionInstanceId": row["id"], **typed.shown(value)} for name, value in given.items()] if inputs else None,
        "outputs": [{"variableName": name, "decisionInstanceId": row["id"], **typed.shown(value)} for name, value in named.items()] if outputs else None,
    })


DECISIONS = filters(
    "HistoricDecisionInstanceFilters",
    text="decisionInstanceId decisionDefinitionId decisionDefinitionKey processInstanceId processDefinitionId processDefinitionKey caseInstanceId",
    texts="decisionInstanceIdIn decisionDefinitionIdIn decisionDefinitionKeyIn activityIdIn tenantIdIn", flags="rootDecisionInstancesOnly withoutTenantId",
    moments="evaluatedBefore evaluatedAfter",
    refused="decisionDefinitionName decisionDefinitionNameLike caseDefinitionId caseDefinitionKey activityInstanceIdIn userId rootDecisionInstanceId"
    " decisionRequirementsDefinitionId decisionRequirementsDefinitionKey",
)
SHOWN = tuple(Shown._declared_fields)
listing(
    "/history/decision-instance", "history-decision-instance", DECISION, type("HistoricDecisionInstanceFilters", (Shown, DECISIONS), {"refused": DECISIONS.refused}),
    prepare=lambda where: {name: value for name, value in where.items() if name not in SHOWN},
    present=lambda call, rows: [
        _decision(row, inputs=bool(call.query.get("includeInputs")), outputs=bool(call.query.get("includeOutputs"))) for row in rows
    ], post=False, level=2,
)


@operation("GET", "/history/decision-instance/{id}", query=Shown, answer="HistoricDecisionInstance", level=2)
def decision(call: Call, id: str) -> Any:
    """One decision that was taken."""
    row = call.engine.rest.one(call.actor, "history-decision-instance", decisionInstanceId=id)
    return _decision(row, inputs=bool(call.query.get("includeInputs")), outputs=bool(call.query.get("includeOutputs")))


def _operation(call: Call, row: Row) -> Any:
    told = row["told"]
    done, entity, category = call.engine.rest.deed_kinds[row["kind"]]
    name = next((name for name in PROPERTIES if isinstance(told.get(name), str)), None)
    return OPERATION({**row, "operation": done, "entity": entity, "category": category, "property": name, "value": told[name] if name else None})


listing(
    "/history/user-operation", "history-user-operation", OPERATION, filters(
        "UserOperationFilters",
        text="operationId userId processInstanceId processDefinitionId processDefinitionKey executionId taskId operationType entityType category"
        " rootProcessInstanceId caseInstanceId",
        texts="entityTypeIn categoryIn tenantIdIn", flags="withoutTenantId", moments="beforeTimestamp afterTimestamp",
        refused="deploymentId jobId jobDefinitionId batchId externalTaskId property caseDefinitionId caseExecutionId",
    ), present=lambda call, rows: [_operation(call, row) for row in rows], post=False, level=2,
)
