"""Holding a process instance, and moving its work to another step. Rights of the system administrator; a machine of integration gets 403."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from engine import Instruction
from web.rest.fields import Dialect, Flag, Text, TriggeredVariables
from web.rest.operation import Call, operation

MOST = 1000
#: What each instruction names.
NAMED = {"startBeforeActivity": "activityId", "startAfterActivity": "activityId", "startTransition": "transitionId", "cancel": "activityId"}


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


class StartOrCancel(Dialect):
    """Leave what stands somewhere, or begin somewhere."""

    refused = frozenset({"ancestorTransitionInstanceId"})
    type = Text(required=True)
    activityId = Text()
    activityInstanceId = Text()
    transitionId = Text()
    transitionInstanceId = Text()
    ancestorActivityInstanceId = Text()
    cancelCurrentActiveActivityInstances = Flag()
    variables = TriggeredVariables()


class ModificationBody(Dialect):
    """What to leave and where to begin: together they are one change."""

    instructions = fields.List(fields.Nested(StartOrCancel), required=True, validate=validate.Length(1, MOST))
    skipCustomListeners = Flag()
    skipIoMappings = Flag()
    annotation = Text()


@operation("POST", "/process-instance/{id}/modification", body=ModificationBody, level=2)
def modify(call: Call, id: str) -> None:
    """Leave work and begin elsewhere, in the order given, all of it or nothing; other branches stay as they are."""
    call.engine.rest.one(call.actor, "process-instance", processInstanceIds=[id])
    call.engine.rest.acts.modify(
        call.caller, id, [read_instruction(call, one) for one in call.body["instructions"]], call.body.get("annotation") or "REST",
        silent=bool(call.body.get("skipCustomListeners")), unmapped=bool(call.body.get("skipIoMappings")),
    )


def read_instruction(call: Call, given: Mapping[str, Any]) -> Instruction:
    """One instruction as the engine takes it. Raises `ValidationError`."""
    kind = given["type"]
    if kind not in NAMED:
        raise ValidationError(f"one of {', '.join(NAMED)} is expected", "type")
    keys = [given[name] for name in ("activityInstanceId", "transitionInstanceId") if given.get(name)] if kind == "cancel" else []
    element = given.get(NAMED[kind]) or ""
    if len(keys) + bool(element) != 1:
        raise ValidationError("exactly one of activityId, activityInstanceId and transitionInstanceId is expected" if kind == "cancel" else f"{NAMED[kind]} is expected", "instructions")
    values = given.get("variables") or {}
    read = {local: {name: call.value(one) for name, (one, own) in values.items() if own is local} for local in (False, True)}
    return Instruction(kind, element, keys[0] if keys else "", given.get("ancestorActivityInstanceId") or "", read[False], read[True])
