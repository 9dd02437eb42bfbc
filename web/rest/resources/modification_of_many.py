"""The same modification of many process instances. A right of the system administrator; a machine of integration gets 403."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from engine import Invalid
from web.rest.fields import Text, Texts
from web.rest.operation import Call, operation
from web.rest.resources.migration import chosen
from web.rest.resources.modification import ModificationBody, read_instruction
from web.rest.resources.process_instance import FILTERS


class ModificationOfManyBody(ModificationBody):
    """The same change to many process instances of one version."""

    processDefinitionId = Text(required=True)
    processInstanceIds = Texts()
    processInstanceQuery = fields.Nested(FILTERS)


@operation("POST", "/modification/execute", body=ModificationOfManyBody, level=2)
def execute(call: Call) -> None:
    """Leave work and begin elsewhere in many process instances of one version, in all of them or in none; the one that hinders it is named."""
    ids = chosen(call)
    for identity in ids:
        found = call.engine.rest.one(call.actor, "process-instance", processInstanceIds=[identity])
        if found["definition_id"] != call.body["processDefinitionId"]:
            raise Invalid(f"process instance {identity} runs {found['definition_id']}", code="modification.version", id=identity)
    at: list[str] = []
    try:
        call.engine.rest.acts.modify_all(
            call.caller, ids, [read_instruction(call, one) for one in call.body["instructions"]], call.body.get("annotation") or "REST", at.append,
            silent=bool(call.body.get("skipCustomListeners")), unmapped=bool(call.body.get("skipIoMappings")),
        )
    except Invalid as refused:
        values: dict[str, Any] = dict(refused.values)
        raise Invalid(f"process instance {at[-1]}: {refused}" if at else str(refused), code=refused.code, place=refused.place, **values) from refused
