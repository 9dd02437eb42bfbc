"""Evaluate a decision, a decision service or a knowledge model of a library."""

from __future__ import annotations

from collections.abc import Mapping

from engine.rules.dmn.library import Library, Model
from engine.rules.dmn.model import Decision, DecisionService, KnowledgeModel, Node
from engine.rules.dmn.nodes import Given, service
from engine.rules.dmn.outcome import Outcome
from engine.rules.dmn.state import State
from engine.rules.feel import Environment, FeelLimitError, Function, Value, prepare
from engine.rules.feel.compile.functions import invoke_named


def evaluate(library: Library, decision_id: str, context: Mapping[str, object], env: Environment) -> Outcome:
    """The outcome of the element with that id, `namespace#id` or name.

    context: values by the names of input data (those of an imported file also under the import's name); for a decision
    service or a knowledge model, its arguments by name. A part that fails becomes null and is told in `problems`.
    Raises `DecisionMissing`, and FeelLimitError when the whole evaluation exceeds a limit of `env`.
    """
    model, node = library.find(decision_id)
    state = State(env)
    try:
        return _run(model, node, prepare(context), state)
    except RecursionError:
        raise FeelLimitError("depth") from None


def _run(model: Model, node: Node, context: Mapping[str, Value], state: State) -> Outcome:
    given = Given(model, context)
    if isinstance(node, Decision):
        return model.decision(node).decide(given, state)
    function: Value = None
    if isinstance(node, DecisionService):
        function = service(model, node, state)
    elif isinstance(node, KnowledgeModel):
        function = model.knowledge(node).function(given, state)
    if not isinstance(function, Function):
        return Outcome(None, problems=tuple(state.trace.problems))
    arguments = {name: context.get(name) for name in function.parameters}
    value = invoke_named(function, arguments, state.meter, (1, 1))
    trace = state.trace
    return Outcome(value, tuple(trace.matched), trace.inputs, trace.required, tuple(trace.problems))
