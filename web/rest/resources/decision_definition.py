"""Decision definitions, and asking them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.rest import typed
from web.rest.fields import Dialect, Variables
from web.rest.listing import filters, listing
from web.rest.operation import Call, operation
from web.rest.shape import always, described, maybe, number, shape, text

DECISION = shape(
    "DecisionDefinition", id=text("id"), key=text("key"), category=always(None), name=maybe("name"), version=number("version"), resource=text("resource"),
    deploymentId=text("deployment_id"), tenantId=always(None), decisionRequirementsDefinitionId=always(None), decisionRequirementsDefinitionKey=always(None),
    historyTimeToLive=always(None), versionTag=maybe("version_tag"),
)
described("DecisionXml", {"id": {"type": "string"}, "dmnXml": {"type": "string"}})
described("DecisionRow", {})
listing("/decision-definition", "decision-definition", DECISION, filters(
    "DecisionDefinitionFilters", text="decisionDefinitionId key keyLike name nameLike versionTag versionTagLike deploymentId resourceName resourceNameLike",
    texts="decisionDefinitionIdIn keysIn tenantIdIn", flags="latestVersion withoutTenantId", moments="deployedAfter deployedAt", numbers="version",
    refused="category categoryLike decisionRequirementsDefinitionId decisionRequirementsDefinitionKey",
), post=False)


def _row(call: Call, id: str | None = None, key: str | None = None) -> Mapping[str, Any]:
    where: dict[str, Any] = {"decisionDefinitionId": id} if id is not None else {"key": key, "latestVersion": True}
    return call.engine.rest.one(call.actor, "decision-definition", **where)


def _xml(call: Call, row: Mapping[str, Any]) -> Any:
    return {"id": row["id"], "dmnXml": call.engine.rest.file(call.actor, row["id"]).decode("utf-8-sig", "replace")}


@operation("GET", "/decision-definition/key/{key}", answer="DecisionDefinition", level=2)
def get_by_key(call: Call, key: str) -> Any:
    """The newest version of a key."""
    return DECISION(_row(call, key=key))


@operation("GET", "/decision-definition/{id}", answer="DecisionDefinition", level=2)
def get(call: Call, id: str) -> Any:
    """One version."""
    return DECISION(_row(call, id))


@operation("GET", "/decision-definition/key/{key}/xml", answer="DecisionXml")
def xml_by_key(call: Call, key: str) -> Any:
    """The model of the newest version."""
    return _xml(call, _row(call, key=key))


@operation("GET", "/decision-definition/{id}/xml", answer="DecisionXml")
def xml(call: Call, id: str) -> Any:
    """The model."""
    return _xml(call, _row(call, id))


class EvaluateBody(Dialect):
    """What the decision asks about."""

    variables = Variables()


@operation("POST", "/decision-definition/key/{key}/evaluate", body=EvaluateBody, answer="[DecisionRow]", safe=True)
def evaluate(call: Call, key: str) -> list[Any]:
    """Ask the newest version: one object of typed outputs per matched rule."""
    return _asked(call, _row(call, key=key))


@operation("POST", "/decision-definition/{id}/evaluate", body=EvaluateBody, answer="[DecisionRow]", level=2, safe=True)
def evaluate_one(call: Call, id: str) -> list[Any]:
    """Ask this version: one object of typed outputs per matched rule."""
    return _asked(call, _row(call, id))


def _asked(call: Call, row: Mapping[str, Any]) -> list[Any]:
    key = row["key"]
    outputs = call.engine.definitions.evaluate(call.actor, key, call.values(), row["version"]).outputs
    rows = outputs if isinstance(outputs, list) else [] if outputs is None else [outputs]
    return [
        {name: typed.shown(value) for name, value in (output.items() if isinstance(output, Mapping) else ((key, output),))} for output in rows
    ]
