"""Compile boxed expressions (DMN 1.5 clause 10.2.2) once into closures over FEEL.

A text that does not compile yields null and a problem each time it is evaluated, as the standard asks of a wrong expression;
lint reports it at deployment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from engine.rules.dmn.boxed import (
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    FunctionOf,
    Invocation,
    Iterator,
    ListOf,
    Literal,
    Parameter,
    Relation,
)
from engine.rules.dmn.loops import compile_filter, compile_iterator
from engine.rules.dmn.state import Run, State, with_names
from engine.rules.dmn.table import compile_table
from engine.rules.dmn.types import Type, convert
from engine.rules.feel import (
    Feel,
    FeelError,
    Function,
    Prepared,
    Value,
    compile_expression,
    compile_unary_tests,
    external_function,
)
from engine.rules.feel.compile.functions import invoke, invoke_named
from engine.rules.feel.meter import Meter
from engine.rules.feel.size import bounded

Names = frozenset[str]


class Surroundings(Protocol):
    """What the compiler asks of the model it works for."""

    @property
    def members(self) -> Names:
        """Names that may follow a dot: components, outputs, columns, imported elements."""

    def type(self, reference: str | None) -> Type | None:
        """The type of a reference; None when there is none or it is unknown."""

    def allowed(self, reference: str | None) -> str | None:
        """The text of the allowed values of a named type."""


class Logic:
    """Compiles the expressions of one model."""

    def __init__(self, model: Surroundings) -> None:
        self.model = model

    def compile(self, node: Expression | None, names: Names, declared: str | None = None) -> Run:
        """A closure for `node`. `names` are in scope; `declared` is the type of the variable that will hold the result."""
        if node is None:
            return _failing(None, "there is no expression", "")
        if isinstance(node, DecisionTable):
            return compile_table(self, node, names, declared)
        return _COMPILERS[type(node)](self, node, names)

    def feel(self, text: str, names: Names, *, unary: bool = False) -> Feel:
        """Compiled FEEL. Raises FeelSyntaxError or FeelLimitError."""
        known = names | self.model.members
        return compile_unary_tests(text, known) if unary else compile_expression(text, known)

    def text(self, text: str, names: Names, element: str | None, *, unary: bool = False) -> Run:
        """A closure for a FEEL text; an empty one is null."""
        if not text:
            return lambda scope, state: None
        try:
            feel = self.feel(text, names, unary=unary)
        except FeelError as error:
            return _failing(element, str(error), text)
        return lambda scope, state: state.run(feel, scope, element)

    def typed(self, run: Run, reference: str | None, element: str | None, name: str) -> Run:
        """`run` with its result converted to the declared type; what does not fit is null and a problem."""
        kind = self.model.type(reference)
        if kind is None or kind.any:
            return run
        target = kind
        return lambda scope, state: fitted(run(scope, state), target, state, element, name)

    def function(
        self, node: FunctionOf, names: Names, result: str | None, element: str | None, name: str
    ) -> Callable[[Prepared, State], Function]:
        """A closure that makes the function value, closed over the scope it is made in."""
        inner = names | {parameter.name for parameter in node.parameters}
        if node.kind == "Java":
            return self._external(node, names, element)
        if node.kind != "FEEL":
            body: Run = _failing(element, f"a function of kind {node.kind} is not run", "")
        else:
            body = self.typed(self.compile(node.body, inner, result), result, element, name)
        kinds = [self.model.type(parameter.type) for parameter in node.parameters]
        return lambda scope, state: make_function(node.parameters, kinds, body, scope, state, name, element)

    def _external(self, node: FunctionOf, names: Names, element: str | None) -> Callable[[Prepared, State], Function]:
        """One of the few Java functions that FEEL knows in a form of its own; any other gives null when it is called."""
        where = self.compile(node.body, names)
        parameters = tuple(parameter.name for parameter in node.parameters)

        def make(scope: Prepared, state: State) -> Function:
            found = where(scope, state)
            named = found if isinstance(found, dict) else {}
            function = external_function(str(named.get("class")), str(named.get("method signature")), parameters)
            if function is not None:
                return function
            return make_function(
                node.parameters,
                [None] * len(parameters),
                _failing(element, "this Java function is not run", ""),
                scope,
                state,
                "",
                element,
            )

        return make


def make_function(
    parameters: Sequence[Parameter],
    kinds: Sequence[Type | None],
    body: Run,
    scope: Prepared,
    state: State,
    name: str,
    element: str | None,
) -> Function:
    """A FEEL function over a boxed body. An argument that does not fit its type makes the result null (10.3.2.13)."""
    names = tuple(parameter.name for parameter in parameters)

    def call(meter: Meter, arguments: Sequence[Value]) -> Value:
        given = {}
        for parameter, kind, value in zip(names, kinds, arguments, strict=True):
            if kind is not None:
                value, fits = convert(bounded(value, state.meter), kind)
                if not fits:
                    state.wrong(
                        element,
                        f"the argument {parameter} of {name or 'the function'} is not of type {kind.name}",
                        value,
                    )
                    return None
            given[parameter] = value
        state.meter.charge(1)
        return state.deeper(lambda: body(with_names(scope, given), state))

    return Function(names, call, name)


def fitted(value: Value, kind: Type, state: State, element: str | None, name: str) -> Value:
    """The value converted to a type, or null with a problem."""
    result, fits = convert(bounded(value, state.meter), kind)
    if not fits:
        state.wrong(element, f"{name} is not of type {kind.name}", value)
    return result


def _failing(element: str | None, message: str, text: str) -> Run:
    def run(scope: Prepared, state: State) -> Value:
        state.wrong(element, message, None, text)
        return None

    return run


def _literal(logic: Logic, node: Literal, names: Names) -> Run:
    return logic.text(node.text, names, node.id)


def _context(logic: Logic, node: Context, names: Names) -> Run:
    rows: list[tuple[str | None, Run]] = []
    for entry in node.entries:
        own = {entry.name} if entry.name and isinstance(entry.value, FunctionOf) else set()
        run = logic.compile(entry.value, names | own, entry.type)
        rows.append((entry.name, logic.typed(run, entry.type, node.id, entry.name or "the result")))
        if entry.name:
            names = names | {entry.name}

    def evaluate(scope: Prepared, state: State) -> Value:
        inner = Prepared(scope)
        values: dict[str, Value] = {}
        for name, run in rows:
            value = run(inner, state)
            if name is None:
                return value
            values[name] = inner[name] = value
        return values

    return evaluate


def _invocation(logic: Logic, node: Invocation, names: Names) -> Run:
    function = logic.compile(node.function, names)
    bindings = [(name, logic.compile(value, names)) for name, value in node.bindings]

    def evaluate(scope: Prepared, state: State) -> Value:
        target = function(scope, state)
        if not isinstance(target, Function):
            state.wrong(node.id, "what is invoked is no function", target)
            return None
        arguments = {name: run(scope, state) for name, run in bindings}
        value = (
            invoke_named(target, arguments, state.meter, (1, 1))
            if arguments
            else invoke(target, [], state.meter, (1, 1))
        )
        state.note(node.id, "invocation")
        return value

    return evaluate


def _list(logic: Logic, node: ListOf, names: Names) -> Run:
    items = [logic.compile(item, names) for item in node.items]
    return lambda scope, state: [item(scope, state) for item in items]


def _relation(logic: Logic, node: Relation, names: Names) -> Run:
    rows = [[logic.compile(item, names) for item in row] for row in node.rows]
    return lambda scope, state: [
        {name: run(scope, state) for name, run in zip(node.columns, row, strict=False)} for row in rows
    ]


def _function(logic: Logic, node: FunctionOf, names: Names) -> Run:
    return logic.function(node, names, None, node.id, "")


def _conditional(logic: Logic, node: Conditional, names: Names) -> Run:
    condition, then, otherwise = (logic.compile(part, names) for part in (node.condition, node.then, node.otherwise))

    def evaluate(scope: Prepared, state: State) -> Value:
        verdict = condition(scope, state)
        if verdict is not None and not isinstance(verdict, bool):
            state.wrong(node.id, "the condition is neither true nor false", verdict)
            return None
        return then(scope, state) if verdict else otherwise(scope, state)

    return evaluate


def _filter(logic: Logic, node: Filter, names: Names) -> Run:
    return compile_filter(logic, node, names)


def _iterator(logic: Logic, node: Iterator, names: Names) -> Run:
    return compile_iterator(logic, node, names)


_COMPILERS: dict[type, Callable[..., Run]] = {
    Literal: _literal,
    Context: _context,
    Invocation: _invocation,
    ListOf: _list,
    Relation: _relation,
    FunctionOf: _function,
    Conditional: _conditional,
    Filter: _filter,
    Iterator: _iterator,
}
