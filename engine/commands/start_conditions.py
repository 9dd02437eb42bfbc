"""Begin processes by a condition (BPMN 2.0.2 clause 10.5.2): someone says how things stand, and every process whose start waits for that begins.

No case exists yet whose variables could be watched; so, as in the dialect, the condition is asked of the variables that are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands.definitions import compiled, definition_row
from engine.commands.law import functions_of
from engine.commands.runtime import Runtime
from engine.commands.start import start
from engine.domain.errors import Invalid
from engine.domain.policy import Permission, require_right
from engine.domain.values import normalise
from engine.execution.model import Process
from engine.rules import Environment, ExpressionFailed, evaluate
from engine.store.sql import select
from engine.store.tables import subscription
from engine.store.uow import Unit


def start_conditions(
    runtime: Runtime, unit: Unit, data: Mapping[str, Any], *, business_key: str | None = None, definition_id: str | None = None,
) -> tuple[str, ...]:
    """Start one case per conditional start event that holds for `data`; returns the cases. What `data` does not name counts as false.

    With `definition_id` only this version is asked; it must be the one that new cases run on.

    Raises `Forbidden`, `Invalid` for values no variable can hold, and what a model raises when it runs on.
    """
    require_right(unit.actor, Permission.MESSAGE_SEND)
    values = {name: normalise(value, name) for name, value in data.items()}
    asked = subscription.c.definition_id.is_not(None) if definition_id is None else subscription.c.definition_id == definition_id
    waiting = unit.rows(select(subscription).where(subscription.c.kind == "conditional", asked).order_by(subscription.c.created_at, subscription.c.id))
    if definition_id is not None and not waiting:
        raise Invalid(code="condition.none", definition=definition_id)
    begun = []
    for row in waiting:
        definition = definition_row(unit, row.definition_id)
        if _holds(runtime, unit, compiled(runtime, unit, definition.id, definition).process, row.element, values):
            begun.append(start(runtime, unit, definition.key, values, business_key=business_key, at=row.element, row=definition, checked=False))
    return tuple(begun)


def _holds(runtime: Runtime, unit: Unit, process: Process, element: str, values: Mapping[str, Any]) -> bool:
    event, environment = process.nodes[element].event, Environment(now=unit.now, functions=functions_of(runtime, unit, {}))
    for part in (event.parts or (event,)) if event is not None else ():
        try:
            named = part.variable is None or part.variable in values  # `variableName`: only what brings that variable counts
            if part.condition is not None and named and evaluate(part.condition, values, environment, element=element) is True:
                return True
        except ExpressionFailed:
            continue
    return False
