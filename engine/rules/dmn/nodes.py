"""Decisions, knowledge models and decision services as things that run (DMN 1.5 clauses 6.3 and 10.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.rules.dmn.boxed import DecisionTable, Parameter
from engine.rules.dmn.logic import fitted, make_function
from engine.rules.dmn.model import Decision, DecisionService, InputData, KnowledgeModel, Node
from engine.rules.dmn.outcome import Outcome
from engine.rules.dmn.state import Run, State, Trace
from engine.rules.dmn.table import answers_list
from engine.rules.dmn.types import convert
from engine.rules.feel import Function, Prepared, Value
from engine.rules.feel.size import bounded

if TYPE_CHECKING:
    from engine.rules.dmn.library import Model


@dataclass(frozen=True, slots=True)
class Required:
    """An element that another one requires; `alias` is the import name it is seen under ("" for none)."""

    alias: str
    model: Model
    node: Node


class Given:
    """The data of one evaluation: what the caller gave, and the decisions decided so far (by identity of their element).

    `fixed` are the values of input data and input decisions when a decision service is called with arguments.
    """

    __slots__ = ("context", "decided", "fixed", "root")

    def __init__(self, root: Model, context: Mapping[str, Value], fixed: Mapping[int, Value] | None = None) -> None:
        self.root = root
        self.context = context
        self.fixed = fixed
        self.decided: dict[int, Outcome] = {}

    def input(self, model: Model, node: InputData) -> Value:
        """The value given for an input, looked for under its import name first when it belongs to another file."""
        if self.fixed is not None:
            return self.fixed.get(id(node))
        if model is not self.root:
            for item in self.root.definitions.imports:
                under = self.context.get(item.name)
                if item.namespace == model.definitions.namespace and isinstance(under, dict) and node.name in under:
                    return under[node.name]
        return self.context.get(node.name)


def _needs(model: Model, hrefs: Sequence[str]) -> list[Required]:
    return [found for href in hrefs if (found := model.required(href)) is not None]


def _heads(needs: Sequence[Required]) -> frozenset[str]:
    """The names that requirements bring into scope; imported ones stand under the name of their import."""
    return frozenset(need.alias or need.node.name for need in needs)


def _bind(scope: Prepared, need: Required, value: Value) -> None:
    if not need.alias:
        scope[need.node.name] = value
        return
    under = scope.get(need.alias)
    scope[need.alias] = {**(under if isinstance(under, dict) else {}), need.node.name: value}


class CompiledDecision:
    """A decision with its logic compiled and its requirements resolved."""

    def __init__(self, model: Model, node: Decision) -> None:
        self.model = model
        self.node = node
        self.needs = _needs(model, node.information)
        self.knowledge = _needs(model, node.knowledge)
        names = _heads(self.needs) | _heads(self.knowledge)
        table = node.expression if isinstance(node.expression, DecisionTable) else None
        self.columns = (node.name,) if table is None else tuple(item.name or item.label for item in table.outputs)
        self.listed = table is not None and answers_list(table)
        self.logic: Run | None = None
        if node.expression is not None:
            self.logic = model.logic.typed(
                model.logic.compile(node.expression, names, node.type), node.type, node.id, node.name
            )

    def decide(self, given: Given, state: State) -> Outcome:
        """The outcome, computed once for each `given`."""
        known = given.decided.get(id(self.node))
        if known is not None:
            return known
        outer, state.trace = state.trace, Trace()
        env, state.meter.environment = state.meter.environment, state.environment(self.model)
        try:
            value = state.deeper(lambda: self._value(given, state))
            trace = state.trace
        finally:
            state.trace, state.meter.environment = outer, env
        outcome = Outcome(
            bounded(value, state.meter),
            tuple(trace.matched),
            trace.inputs,
            trace.required,
            tuple(trace.problems),
            self.columns,
            self.listed,
        )
        given.decided[id(self.node)] = outcome
        return outcome

    def _value(self, given: Given, state: State) -> Value:
        if given.fixed is not None and id(self.node) in given.fixed:
            return given.fixed[id(self.node)]
        if self.logic is None:
            state.wrong(self.node.id, "the decision has no logic")
            return None
        scope = Prepared()
        if given.fixed is None:
            # Process variables that no element of the model declares: tables drawn without input data (usual in the dialect).
            hidden, own = self.model.declared, self.node.name
            scope.update((name, value) for name, value in given.context.items() if name == own or name not in hidden)
        for need in self.needs:
            _bind(scope, need, self._required(need, given, state))
        for need in self.knowledge:
            _bind(scope, need, invocable(need, given, state))
        return self.logic(scope, state)

    def _required(self, need: Required, given: Given, state: State) -> Value:
        if isinstance(need.node, InputData):
            value = given.input(need.model, need.node)
            kind = need.model.type(need.node.type)
            return value if kind is None else fitted(value, kind, state, need.node.id, need.node.name)
        if not isinstance(need.node, Decision):
            return None
        outcome = need.model.decision(need.node).decide(given, state)
        state.trace.required[f"{need.alias}.{need.node.name}" if need.alias else need.node.name] = outcome
        return outcome.outputs


class CompiledKnowledge:
    """A business knowledge model: a function that sees only the knowledge it requires, and itself."""

    def __init__(self, model: Model, node: KnowledgeModel) -> None:
        self.model = model
        self.node = node
        self.needs = _needs(model, node.knowledge)
        kind = model.type(node.type)
        result = None if kind is None else (kind.result or node.type) if kind.result or not kind.any else None
        logic = node.logic
        names = _heads(self.needs) | {node.name}
        self.make = None if logic is None else model.logic.function(logic, names, result, node.id, node.name)

    def function(self, given: Given, state: State) -> Value:
        """The function value."""
        if self.make is None:
            state.wrong(self.node.id, "the business knowledge model has no logic")
            return None
        scope = Prepared()
        for need in self.needs:
            if need.node is not self.node:
                _bind(scope, need, invocable(need, given, state))
        made = self.make(scope, state)
        model = self.model

        def call(meter: object, arguments: Sequence[Value]) -> Value:
            outer, state.meter.environment = state.meter.environment, state.environment(model)
            try:
                return made.call(state.meter, arguments)
            finally:
                state.meter.environment = outer

        function = replace(made, call=call)
        scope[self.node.name] = function
        return function


def invocable(need: Required, given: Given, state: State) -> Value:
    """The function value of a required knowledge model or decision service."""
    if isinstance(need.node, KnowledgeModel):
        return need.model.knowledge(need.node).function(given, state)
    if isinstance(need.node, DecisionService):
        return service(need.model, need.node, state)
    return None


def service(model: Model, node: DecisionService, state: State) -> Function:
    """A decision service as a function: input data first, then input decisions; the output decisions are its result (10.4)."""
    takes = _needs(model, node.input_data + node.input_decisions)
    gives = [(need.model, need.node) for need in _needs(model, node.outputs) if isinstance(need.node, Decision)]
    parameters = [Parameter(need.node.name, need.node.type) for need in takes]
    kinds = [need.model.type(parameter.type) for need, parameter in zip(takes, parameters, strict=True)]
    result = model.type(node.type)

    def body(scope: Prepared, running: State) -> Value:
        fixed = {id(need.node): scope.get(need.node.name) for need in takes}
        given = Given(model, {}, fixed)
        values: dict[str, Value] = {}
        for owner, decision in gives:
            outcome = owner.decision(decision).decide(given, running)
            running.trace.matched.extend(outcome.matched)
            running.trace.problems.extend(outcome.problems)
            running.trace.required[decision.name] = outcome
            values[decision.name] = outcome.outputs
        value: Value = next(iter(values.values()), None) if len(gives) == 1 else values
        if result is None or result.result is not None:
            return value
        return convert(value, result)[0]

    return make_function(parameters, kinds, body, Prepared(), state, node.name, node.id)
