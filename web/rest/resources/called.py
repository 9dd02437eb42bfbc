"""What cockpits ask of a definition beside its model: what it calls, and a picture, which is never deployed here."""

from __future__ import annotations

from typing import Any

from web.rest.operation import Call, operation
from web.rest.resources.process_definition import PROCESS, row_of
from web.rest.shape import anything, shape, text

CALLED = shape("CalledProcessDefinition", **PROCESS.cells, calledFromActivityIds=anything(lambda row: row["elements"]), callingProcessDefinitionId=text("caller"))


@operation("GET", "/process-definition/{id}/static-called-process-definitions", answer="[CalledProcessDefinition]", level=2)
def called(call: Call, id: str) -> list[Any]:
    """What its call activities call, as far as the model itself names it."""
    found = call.engine.rest.called(call.actor, row_of(call, id)["id"])
    rows = call.engine.rest.list(call.actor, "process-definition", {"processDefinitionIdIn": sorted(found)})
    return [CALLED({**row, "elements": found[row["id"]], "caller": id}) for row in rows]


@operation("GET", "/process-definition/{id}/diagram", level=2)
def diagram(call: Call, id: str) -> None:
    """The drawn picture of one version: there is none, clients draw the model."""
    row_of(call, id)


@operation("GET", "/process-definition/key/{key}/diagram", level=2)
def diagram_by_key(call: Call, key: str) -> None:
    """The drawn picture of the newest version of a key: there is none, clients draw the model."""
    row_of(call, key=key)
