"""Holding a process instance, and moving its work to another step. Rights of the system administrator; a machine of integration gets 403."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from web.rest.fields import Dialect, Flag, Raw, Text
from web.rest.operation import Call, operation


class SuspendedBody(Dialect):
    """Hold or go on."""

    suspended = Flag(required=True)


@operation("PUT", "/process-instance/{id}/suspended", body=SuspendedBody, level=2)
def suspended(call: Call, id: str) -> None:
    """Hold a case with its timers and clocks, or let it go on."""
    if call.body["suspended"]:
        call.engine.rest.acts.suspend(call.caller, id, "REST")
    else:
        call.engine.rest.acts.resume(call.caller, id)


class Instruction(Dialect):
    """Leave a step, or begin at one."""

    type = Text(required=True)
    activityId = Text()
    activityInstanceId = Text()
    transitionId = Text()
    transitionInstanceId = Text()
    ancestorActivityInstanceId = Text()
    cancelCurrentActiveActivityInstances = Flag()
    variables = Raw()


class ModificationBody(Dialect):
    """What to leave and where to begin: together they are one move."""

    instructions = fields.List(fields.Nested(Instruction), required=True)
    skipCustomListeners = Flag()
    skipIoMappings = Flag()
    annotation = Text()


@operation("POST", "/process-instance/{id}/modification", body=ModificationBody, level=2)
def modify(call: Call, id: str) -> None:
    """Leave one step (`cancel`) and begin at another (`startBeforeActivity`); other branches stay as they are."""
    leaving, target = _move(call.body["instructions"])
    call.engine.rest.one(call.actor, "process-instance", processInstanceIds=[id])
    call.engine.rest.acts.modify(call.caller, id, leaving, target, call.body.get("annotation") or "REST")


def _move(given: list[Mapping[str, Any]]) -> tuple[str, str]:
    cancels = [one for one in given if one["type"] == "cancel"]
    starts = [one for one in given if one["type"] == "startBeforeActivity"]
    wrong = len(given) != 2 or len(cancels) != 1 or len(starts) != 1 or any(
        one.get(name) for one in given for name in ("transitionId", "variables", "ancestorActivityInstanceId")
    )
    if wrong:
        raise ValidationError("exactly one cancel and one startBeforeActivity, without variables, are supported", "instructions")
    leaving = cancels[0].get("activityInstanceId") or cancels[0].get("transitionInstanceId") or cancels[0].get("activityId")
    target = starts[0].get("activityId")
    if not leaving or not target:
        raise ValidationError("activityId or activityInstanceId is expected", "instructions")
    return leaving, target
