"""History in detail: every value that was written, one row per variable, from the lines of the cases' files.

A line of a file carries several values, so the rows are made of the lines here and paged here: asked for one case (or a task of
it) that is a handful; without any filter it reads every line the caller may see, up to the limit of a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from web.rest import dates, typed
from web.rest.fields import Flag
from web.rest.listing import COUNT, Page, filters
from web.rest.operation import Call, operation
from web.rest.shape import described

described("HistoricDetail", {
    **{name: {"type": "string"} for name in ("id", "type", "processDefinitionKey", "processDefinitionId", "processInstanceId", "executionId", "time", "rootProcessInstanceId")},
    **{name: {"type": ["string", "null"]} for name in ("taskId", "activityInstanceId", "userOperationId", "tenantId", "removalTime", "caseInstanceId")},
})
FILTERS = filters(
    "HistoricDetailFilters", text="processInstanceId processDefinitionId processDefinitionKey executionId taskId caseInstanceId",
    texts="processInstanceIdIn tenantIdIn", flags="withoutTenantId", moments="occurredBefore occurredAfter",
    refused="activityInstanceId variableInstanceId variableTypeIn variableNameLike userOperationId initial excludeTaskDetails caseExecutionId sortBy sorting",
)


class Asked(Page, FILTERS):  # type: ignore[valid-type, misc]  # a schema made of names
    """Which values: all, only forms, or only updates."""

    refused = FILTERS.refused
    formFields = Flag()
    variableUpdates = Flag()
    deserializeValues = Flag()


def _rows(call: Call, line: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    where, form = call.engine.rest.valued_kinds[line["kind"]]
    values = line["told"].get(where)
    for number, (name, value) in enumerate(values.items() if isinstance(values, Mapping) else ()):
        shown = typed.shown(value)
        common = {
            "id": f"{line['id']}-{number}", "processDefinitionKey": line["definition_key"], "processDefinitionId": line["definition_id"],
            "processInstanceId": line["instance_id"], "executionId": line["instance_id"], "activityInstanceId": None, "taskId": line["told"].get("task"),
            "time": dates.written(line["at"]), "rootProcessInstanceId": line["root_id"], "userOperationId": line["id"], "tenantId": None, "removalTime": None,
            "caseDefinitionKey": None, "caseDefinitionId": None, "caseInstanceId": None, "caseExecutionId": None,
        }
        if form:
            yield {**common, "type": "formField", "fieldId": name, "fieldValue": shown["value"]}
        else:
            yield {
                **common, "type": "variableUpdate", "variableName": name, "variableType": shown["type"], "value": shown["value"], "valueInfo": shown["valueInfo"],
                "variableInstanceId": None, "initial": None, "revision": 0, "errorMessage": None,
            }


def _found(call: Call) -> list[dict[str, Any]]:
    own = {"firstResult", "maxResults", "formFields", "variableUpdates", "deserializeValues"}
    lines = call.engine.rest.list(call.actor, "history-detail", {name: value for name, value in call.query.items() if name not in own}, [("time", False)])
    kinds = {kind for kind, name in (("formField", "formFields"), ("variableUpdate", "variableUpdates")) if call.query.get(name)}
    return [row for line in lines for row in _rows(call, line) if not kinds or row["type"] in kinds]


@operation("GET", "/history/detail", query=Asked, answer="[HistoricDetail]", level=2)
def get_list(call: Call) -> list[Any]:
    """Every value that was written, oldest first."""
    first, most = call.query.get("firstResult", 0), call.query.get("maxResults")
    return _found(call)[first:None if most is None else first + most]


@operation("GET", "/history/detail/count", query=Asked, answer=COUNT, level=2)
def get_count(call: Call) -> Any:
    """How many."""
    return {"count": len(_found(call))}
