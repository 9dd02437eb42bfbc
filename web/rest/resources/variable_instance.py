"""Variables as rows: of running cases, and of all.

A variable has no id of its own here: it is its scope and its name. Clients want a UUID, so one is derived from both; looking
one up by it walks the variables the caller may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from marshmallow import ValidationError

from engine import NotFound
from web.rest import typed
from web.rest.fields import Dialect, Filters, Flag, Raw
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import Cell, always, anything, made, maybe, moment, shape, text


def _identity(row: Mapping[str, Any]) -> str:
    return str(uuid5(NAMESPACE_URL, f"{row['scope_id']}:{row['name']}"))


CELLS: dict[str, Cell] = {
    "id": made("string", _identity), "name": text("name"), "type": made("string", lambda row: row["typed"]["type"]),
    "value": anything(lambda row: row["typed"]["value"]), "valueInfo": anything(lambda row: row["typed"]["valueInfo"]),
    "processDefinitionId": text("definition_id"), "processInstanceId": text("instance_id"), "executionId": text("scope_id"), "caseInstanceId": always(None),
    "caseExecutionId": always(None), "taskId": maybe("task_id"), "batchId": always(None), "activityInstanceId": text("scope_id"), "tenantId": always(None),
    "errorMessage": always(None),
}
VARIABLE = shape("VariableInstance", **CELLS)
PAST = shape(
    "HistoricVariableInstance", **CELLS, processDefinitionKey=text("definition_key"), caseDefinitionKey=always(None), caseDefinitionId=always(None),
    createTime=moment("started_at"), removalTime=always(None), rootProcessInstanceId=text("root_id"),
    state=made("string", lambda row: "DELETED" if row["gone"] == "removed" else "CREATED"),
)
NAMES = {
    "texts": "variableNameIn processInstanceIdIn executionIdIn taskIdIn activityInstanceIdIn variableScopeIdIn caseInstanceIdIn caseExecutionIdIn batchIdIn tenantIdIn",
    "variables": "variableValues",
}


def _typed(call: Call, rows: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    return [{**row, "typed": typed.shown(row["value"])} for row in rows]


def _past(where: dict[str, Any]) -> dict[str, Any]:
    """What somebody removed is told only when asked for; what ended with its scope always (dialect D2)."""
    found = {"includeDeleted": False, **{name: value for name, value in where.items() if name not in {"deserializeValues", "variableValue"}}}
    if "variableValue" in where:
        if "variableName" not in where:
            raise ValidationError("only a value with variableName can be looked for", "variableValue")
        asked = Filters().deserialize([{"name": where["variableName"], "operator": "eq", "value": where["variableValue"]}])
        found["variableValues"] = [*found.get("variableValues", []), *asked]
    return found


listing(
    "/variable-instance", "variable-instance", VARIABLE,
    filters("VariableInstanceFilters", text="variableName variableNameLike", flags="withoutTenantId deserializeValues", **NAMES),
    prepare=lambda where: {name: value for name, value in where.items() if name != "deserializeValues"},
    present=lambda call, rows: [VARIABLE(row) for row in _typed(call, rows)],
)
listing(
    "/history/variable-instance", "history-variable-instance", PAST,
    type("HistoricVariableInstanceFilters", (filters(
        "HistoricVariableInstanceNames", text="variableName variableNameLike processInstanceId processDefinitionId processDefinitionKey",
        flags="withoutTenantId includeDeleted deserializeValues", texts=f"{NAMES['texts']} variableNameNotIn", variables=NAMES["variables"],
        refused="variableTypeIn caseInstanceId orQueries",
    ),), {"variableValue": Raw(), "refused": frozenset({"variableTypeIn", "caseInstanceId", "orQueries"})}),
    prepare=_past,
    present=lambda call, rows: [PAST(row) for row in _typed(call, rows)],
)


class ReadQuery(Dialect):
    """How the value is shown: Json is a string either way."""

    deserializeValue = Flag()


def _one(call: Call, resource: str, id: str) -> Mapping[str, Any]:
    for row in call.engine.rest.list(call.actor, resource, {}):
        if _identity(row) == id:
            return _typed(call, (row,))[0]
    raise NotFound(f"variable instance {id} does not exist", code="variable.not-found")


@operation("GET", "/variable-instance/{id}", query=ReadQuery, answer="VariableInstance")
def get(call: Call, id: str) -> Any:
    """One variable of a running case."""
    return VARIABLE(_one(call, "variable-instance", id))


@operation("GET", "/history/variable-instance/{id}", query=ReadQuery, answer="HistoricVariableInstance")
def get_past(call: Call, id: str) -> Any:
    """One variable."""
    return PAST(_one(call, "history-variable-instance", id))


@operation("GET", "/variable-instance/{id}/data", answer="raw", level=2)
def data(call: Call, id: str) -> File:
    """The bytes of one variable."""
    row = _one(call, "variable-instance", id)
    return call.contents(row["value"], row["scope_id"])
