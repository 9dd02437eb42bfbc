"""Variables in and out: parameters of an activity, and what a called process is given and gives back (dialect A2, A5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.execution.model import Transfer
from engine.execution.token import Token
from engine.rules import Expression


def inputs(token: Token) -> None:
    """Evaluate input parameters in the outer scope and set them local to the activity."""
    parameters = token.task_spec.node.inputs
    if not parameters or token.workflow.around.unmapped:
        return
    values = {parameter.name: _value(parameter.value, token) for parameter in parameters}
    for name, value in values.items():
        token.workflow.variables.set_local(token, name, value)


def beginnings(process: Token) -> list[tuple[str, Any]]:
    """What a process's data objects begin with, where nothing was given under their name."""
    given = process.workflow.variables.local(process)
    return [(item.name, _value(item.value, process)) for item in process.task_spec.node.inputs if item.name not in given]


def outputs(token: Token) -> None:
    """Evaluate output parameters inside the activity and set them outward by walk-up from its scope, one after the other."""
    if token.parent is None or token.workflow.around.unmapped:
        return
    for parameter in token.task_spec.node.outputs:
        token.workflow.variables.set(token.parent, parameter.name, _value(parameter.value, token))


def _value(value: Any, token: Token) -> Any:
    if isinstance(value, Expression):
        return token.workflow.value(value, token)
    if isinstance(value, tuple):
        return [_value(item, token) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item, token) for key, item in value.items()}
    return None


def transferred(transfers: tuple[Transfer, ...], source: Token) -> dict[str, Any]:
    """What `transfers` pick from the view of `source`, by target name. Without a transfer nothing is passed."""
    execution = source.workflow
    picked: dict[str, Any] = {}
    for transfer in transfers:
        if transfer.everything:
            picked.update(execution.variables.local(source) if transfer.local else execution.variables.view(source))
        elif transfer.source is not None:
            picked[transfer.target] = execution.value(transfer.source, source)
        elif transfer.source_name is not None:
            seen = execution.variables.local(source) if transfer.local else execution.variables.view(source)
            picked[transfer.target] = seen.get(transfer.source_name)
    return picked
