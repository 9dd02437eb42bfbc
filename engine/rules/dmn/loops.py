"""Boxed filters and iterators (DMN 1.5, 10.2.2.9 and 10.2.2.10). Each element is charged to the shared account of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.dmn.boxed import Filter, Iterator
from engine.rules.dmn.state import Run, State, with_names
from engine.rules.feel import Prepared, Range, Value, compile_expression

if TYPE_CHECKING:
    from engine.rules.dmn.logic import Logic, Names

_COUNTED = compile_expression("for element in range return element")
STEPS = 20
"""What one round of a loop costs at least, in steps: copying the scope is not free."""


def _elements(value: Value, state: State, element: str | None) -> list[Value] | None:
    """The list to go through: a list, the values of a range that can be counted, or the value alone; None for null."""
    if value is None:
        state.wrong(element, "there is no list to go through")
        return None
    if isinstance(value, Range):
        counted = state.run(_COUNTED, Prepared({"range": value}), element)
        return counted if isinstance(counted, list) else None
    return value if isinstance(value, list) else [value]


def compile_filter(logic: Logic, node: Filter, names: Names) -> Run:
    """The elements for which `match` is true. `item` is the element; the entries of a context are names as well."""
    source = logic.compile(node.source, names)
    match = logic.compile(node.match, names | {"item"} | logic.model.members)

    def evaluate(scope: Prepared, state: State) -> Value:
        items = _elements(source(scope, state), state, node.id)
        if items is None:
            return None
        kept = []
        for item in items:
            state.meter.charge(STEPS)
            inner = with_names(scope, item if isinstance(item, dict) else {})
            inner.setdefault("item", item)
            verdict = match(inner, state)
            if verdict is not None and not isinstance(verdict, bool):
                state.wrong(node.id, "the match of a filter is neither true nor false", verdict)
                return None
            if verdict:
                kept.append(item)
        return kept

    return evaluate


def compile_iterator(logic: Logic, node: Iterator, names: Names) -> Run:
    """for: the list of results (`partial` holds those so far); some and every: three-valued logic over the elements."""
    source = logic.typed(logic.compile(node.source, names), node.source_type, node.id, "the list")
    body = logic.compile(node.body, names | {node.variable, "partial"})
    return _for(node, source, body) if node.kind == "for" else _quantified(node, source, body)


def _for(node: Iterator, source: Run, body: Run) -> Run:
    def evaluate(scope: Prepared, state: State) -> Value:
        items = _elements(source(scope, state), state, node.id)
        if items is None:
            return None
        results: list[Value] = []
        for item in items:
            state.meter.charge(STEPS)
            results.append(body(with_names(scope, {node.variable: item, "partial": results}), state))
        return results

    return evaluate


def _quantified(node: Iterator, source: Run, body: Run) -> Run:
    decisive = node.kind == "some"

    def evaluate(scope: Prepared, state: State) -> Value:
        items = _elements(source(scope, state), state, node.id)
        if items is None:
            return None
        unknown = False
        for item in items:
            state.meter.charge(STEPS)
            verdict = body(with_names(scope, {node.variable: item}), state)
            if verdict is decisive:
                return decisive
            if not isinstance(verdict, bool):
                if verdict is not None:
                    state.wrong(node.id, f"the test of {node.kind} is neither true nor false", verdict)
                    return None
                unknown = True
        return None if unknown else not decisive

    return evaluate
