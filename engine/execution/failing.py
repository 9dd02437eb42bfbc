"""What a worker reports may be a BPMN error by the model's own judgement (`camunda:errorEventDefinition`, dialect A2, B4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.execution import throwing
from engine.execution.execution import Execution
from engine.execution.token import Token
from engine.rules import Environment, Expression, ExpressionFailed, evaluate


def judged(
    execution: Execution, key: str, told: Mapping[str, Any], data: Mapping[str, Any], local: Mapping[str, Any], *, failing: bool,
) -> str | None:
    """Set the values of a report and ask each definition in turn: the code of the first that holds, thrown; None when none does.

    `told` is what `externalTask` knows (errorMessage, errorDetails, workerId, retries, topicName). An expression that fails
    counts as false while `failing`; at completion it is an error of the call. Nothing is set where the model defines nothing.
    """
    token = execution.live.get(key)
    external = token.task_spec.node.external if token is not None else None
    if token is None or external is None or not external.throws:
        return None
    for name, value in local.items():
        execution.variables.set_local(token, name, value)
    execution.variables.update(token, data)
    for one in external.throws:
        if _holds(one.condition, token, told, failing=failing):
            throwing.error(token, one.code, str(told.get("errorMessage") or ""))
            execution.run()
            return one.code
    return None


def _holds(condition: Expression, token: Token, told: Mapping[str, Any], *, failing: bool) -> bool:
    """Only true is true: null, text and numbers are not, as in the original."""
    execution = token.workflow
    around = execution.around.environment(execution, token)
    view = execution.variables.view(token).new_child({"externalTask": dict(told)})  # the same for FEEL
    reach = Environment(now=around.now, zone=around.zone, functions=_Reach(told, around.functions))
    try:
        found = evaluate(condition, view, reach, element=token.task_spec.node.id)
    except ExpressionFailed:
        if failing:
            return False
        raise
    return found is True


class _Reach(Mapping[str, Callable[..., Any]]):
    """The functions of the case, and `externalTask.…` with what was told."""

    def __init__(self, told: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> None:
        self._told = told
        self._functions = functions

    def __getitem__(self, name: str) -> Callable[..., Any]:
        host, _, member = name.partition(".")
        if host != "externalTask":
            return self._functions[name]
        value = self._told[member]
        return lambda: value

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)
