"""Beginning ended process instances again. Rights of the system administrator, as for a modification; a machine of integration gets 403."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from web.rest.fields import Dialect, Flag, Texts
from web.rest.listing import conditions
from web.rest.operation import OPERATIONS, Call, operation
from web.rest.resources.migration import at_most
from web.rest.resources.modification import MOST, StartOrCancel
from web.rest.resources.process_definition import placement

PastQuery = OPERATIONS["POST", "/history/process-instance"].body


class RestartBody(Dialect):
    """Which instances, and where they begin."""

    processInstanceIds = Texts()
    historicProcessInstanceQuery = fields.Nested(PastQuery or Dialect)
    instructions = fields.List(fields.Nested(StartOrCancel), required=True, validate=validate.Length(1, MOST))
    initialVariables = Flag()
    withoutBusinessKey = Flag()
    skipCustomListeners = Flag()
    skipIoMappings = Flag()


@operation("POST", "/process-definition/{id}/restart", body=RestartBody, level=2)
def restart(call: Call, id: str) -> None:
    """Begin ended instances of this version again at chosen activities, all of them or none."""
    call.engine.rest.one(call.actor, "process-definition", processDefinitionId=id)
    placed = placement(call, "instructions")
    if placed is None:
        raise ValidationError("instructions are expected", "instructions")
    call.engine.rest.acts.restart_at(
        call.caller, _chosen(call, call.body), id, placed, "REST", initial=bool(call.body.get("initialVariables")), keyed=not call.body.get("withoutBusinessKey"),
    )


def _chosen(call: Call, body: Mapping[str, Any]) -> list[str]:
    """The instances by id and those of the query, each once; a repeated request needs none."""
    if call.repeated:
        return []
    ids = list(body.get("processInstanceIds") or ())
    query = body.get("historicProcessInstanceQuery")
    if query is not None:
        ids += [row["id"] for row in call.engine.rest.list(call.actor, "history-process-instance", conditions(query, dict))]
    if not ids:
        raise ValidationError("process instances are expected", "processInstanceIds")
    return at_most(ids)
