"""Moving process instances to another version: plan, look over, do. A right of the system administrator; a machine of integration gets 403."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, fields
from werkzeug.wrappers import Response

from engine import Refused
from web.rest.answers import respond
from web.rest.fields import Dialect, Flag, Text, Texts, Variables
from web.rest.operation import Call, operation
from web.rest.resources.process_instance import FILTERS
from web.rest.shape import described
from web.rest.typed import shown

MOST_AT_ONCE = 1_000
described("MigrationPlan", {
    "sourceProcessDefinitionId": {"type": "string"}, "targetProcessDefinitionId": {"type": "string"}, "instructions": {"type": "array"}, "variables": {},
})
described("MigrationReport", {"instructionReports": {"type": "array"}, "variableReports": {"type": "object"}})


class GenerateBody(Dialect):
    """From which version to which."""

    sourceProcessDefinitionId = Text(required=True)
    targetProcessDefinitionId = Text(required=True)
    updateEventTriggers = Flag()
    variables = Variables()


class Instruction(Dialect):
    """One element here, one there. What is armed stays as it is - timers keep their moment, subscriptions their name - unless `updateEventTrigger`."""

    sourceActivityIds = Texts(required=True)
    targetActivityIds = Texts(required=True)
    updateEventTrigger = Flag()


class PlanBody(Dialect):
    """A plan. Its variables are set in each process instance."""

    sourceProcessDefinitionId = Text(required=True)
    targetProcessDefinitionId = Text(required=True)
    instructions = fields.List(fields.Nested(Instruction))
    variables = Variables()


class ExecuteBody(Dialect):
    """A plan, and who is moved by it."""

    migrationPlan = fields.Nested(PlanBody, required=True)
    processInstanceIds = Texts()
    processInstanceQuery = fields.Nested(FILTERS)
    skipCustomListeners = Flag()
    skipIoMappings = Flag()


def _plan(call: Call, given: Mapping[str, Any]) -> Any:
    known = call.engine.instances.migration_plan(call.actor, given["sourceProcessDefinitionId"], given["targetProcessDefinitionId"])
    said = [one for one in given.get("instructions") or () if one["sourceActivityIds"] and one["targetActivityIds"]]
    steps = {one["sourceActivityIds"][0]: one["targetActivityIds"][0] for one in said}
    rearmed = frozenset(one["sourceActivityIds"][0] for one in said if one.get("updateEventTrigger"))
    root = {key: value for key, value in known.steps.items() if key == value and key not in steps and _is_process(call, given, key)}
    values = {name: call.value(item) for name, item in (given.get("variables") or {}).items()}
    return replace(known, steps={**root, **steps}, rearmed=rearmed, variables=values)


def _is_process(call: Call, given: Mapping[str, Any], element: str) -> bool:
    """The process itself stands in every plan; clients never name it."""
    return bool(call.engine.rest.one(call.actor, "process-definition", processDefinitionId=given["sourceProcessDefinitionId"])["key"] == element)


def _echoed(call: Call) -> dict[str, Any] | None:
    """The variables a client wants in its plan, as variables are written."""
    given = call.body.get("variables")
    return None if given is None else {name: shown(item) for name, item in call.values().items()}


@operation("POST", "/migration/generate", body=GenerateBody, answer="MigrationPlan", level=2, safe=True)
def generate(call: Call) -> Any:
    """The plan that keeps every element of the same id and kind; with `updateEventTriggers` what waits is armed anew."""
    given = call.body
    plan = call.engine.instances.migration_plan(
        call.actor, given["sourceProcessDefinitionId"], given["targetProcessDefinitionId"], triggers=bool(given.get("updateEventTriggers")),
    )
    return {
        "sourceProcessDefinitionId": plan.source, "targetProcessDefinitionId": plan.target, "variables": _echoed(call), "instructions": [
            {"sourceActivityIds": [here], "targetActivityIds": [there], "updateEventTrigger": here in plan.rearmed}
            for here, there in plan.steps.items() if not _is_process(call, given, here)
        ],
    }


@operation("POST", "/migration/validate", body=PlanBody, answer="MigrationReport", level=2, safe=True)
def validate(call: Call) -> Any:
    """What stands against a plan before any instance is looked at; an empty report means nothing does."""
    reports = [
        {"instruction": {"sourceActivityIds": [item.place.element], "targetActivityIds": [], "updateEventTrigger": False}, "failures": [item.message]}
        for item in call.engine.rest.migration_faults(call.actor, _plan(call, call.body))
    ]
    return {"instructionReports": reports, "variableReports": {}}


def at_most(ids: list[str]) -> list[str]:
    """Each once, and no more than one transaction should hold: on SQLite everybody else waits for it."""
    found = list(dict.fromkeys(ids))
    if len(found) > MOST_AT_ONCE:
        raise ValidationError(f"at most {MOST_AT_ONCE} process instances at once; ask again for the rest", "processInstanceIds")
    return found


def chosen(call: Call) -> list[str]:
    """The instances by id and those of the query, each once; a repeated request needs none."""
    if call.repeated:
        return []
    ids = list(call.body.get("processInstanceIds") or ())
    query = call.body.get("processInstanceQuery")
    if query is not None:
        ids += [row["id"] for row in call.engine.rest.list(call.actor, "process-instance", query)]
    if not ids:
        raise ValidationError("process instances are expected", "processInstanceIds")
    return at_most(ids)


@operation("POST", "/migration/execute", body=ExecuteBody, level=2)
def execute(call: Call) -> Response | None:
    """Move the instances, all of them or none; the first that cannot be moved is named, with every reason."""
    plan = _plan(call, call.body["migrationPlan"])
    at: list[str] = []
    try:
        call.engine.rest.acts.migrate(call.caller, chosen(call), plan, at.append)
    except Refused as refused:
        reports = [{"instruction": None, "failures": [item.message]} for item in refused.findings]
        report = {"processInstanceId": at[-1], "failures": [], "migratingActivityInstanceValidationReports": reports}
        message = f"Cannot migrate process instance '{at[-1]}': {refused}"
        return respond({"type": "MigratingProcessInstanceValidationException", "message": message, "code": 0, "validationReport": report}, 400)
    return None
