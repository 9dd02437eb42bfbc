"""Decision tables (DMN 1.5 clause 8): compiled once, column by column.

Rules are bits of an integer. Equal cells of a column are one test with the bits of their rules, so a test runs once for all
of them and only while one of its rules is still alive; plain texts, numbers and intervals are looked up (see index.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.dmn.boxed import DecisionTable, Input
from engine.rules.dmn.hits import POLICIES, Hit, Ranks, aggregate
from engine.rules.dmn.index import Index
from engine.rules.dmn.outcome import MatchedRule
from engine.rules.dmn.state import Run, State, with_names
from engine.rules.feel import Prepared, Value

if TYPE_CHECKING:
    from engine.rules.dmn.logic import Logic, Names


@dataclass(frozen=True, slots=True)
class Column:
    """One input: how to get the value, and which rules accept it."""

    text: str
    value: Run
    variable: str
    allowed: Run | None
    index: Index
    indexed: tuple[tuple[int, Run], ...]
    """The indexed cells as tests, for values the index does not cover."""
    tests: tuple[tuple[int, Run], ...]


def answers_list(table: DecisionTable) -> bool:
    """Whether the hit policy answers with a list."""
    return table.hit_policy in ("RULE ORDER", "OUTPUT ORDER", "COLLECT") and table.aggregation is None


def is_dash(text: str) -> bool:
    """Whether a cell accepts everything."""
    return text in ("", "-")


def compile_table(logic: Logic, table: DecisionTable, names: Names, declared: str | None) -> Run:
    """A closure that evaluates the table. `declared` is the type of the result, where outputs find their allowed values."""
    columns = [_column(logic, table, index, item, names) for index, item in enumerate(table.inputs)]
    produce = _outputs(logic, table, names)
    default = _default(logic, table, names)
    everyone = (1 << len(table.rules)) - 1
    single = len(table.outputs) == 1
    ranks = Ranks(logic, table, names, declared)
    policy = POLICIES[table.hit_policy]
    first_only = table.hit_policy == "FIRST"

    def evaluate(scope: Prepared, state: State) -> Value:
        alive = everyone
        for column in columns:
            value = column.value(scope, state)
            state.trace.inputs[column.text] = value
            if (
                column.allowed is not None
                and value is not None
                and column.allowed(with_names(scope, {"?": value}), state) is not True
            ):
                state.wrong(table.id, f"the input {column.text} is none of its allowed values", value, column.text)
                return None
            if alive:
                alive = _matching(column, value, alive, scope, state)
        hits = []
        while alive:
            bit = alive & -alive
            index = bit.bit_length() - 1
            hits.append(Hit(table.rules[index], produce(index, scope, state)))
            if first_only:
                break
            alive ^= bit
        if not hits:
            return default(scope, state, single)
        chosen, value = policy(hits, ranks, scope, state, table)
        trace = state.trace.matched
        trace.extend(MatchedRule(hit.rule.id, hit.rule.index, hit.rule.annotations, table.id) for hit in chosen)
        return aggregate(table, value, state) if table.aggregation else value

    return evaluate


def _column(logic: Logic, table: DecisionTable, index: int, item: Input, names: Names) -> Column:
    inner = names | {"?", item.variable}
    bits: dict[str, int] = {}
    for row, rule in enumerate(table.rules):
        text = rule.cells[index].text
        if not is_dash(text):
            bits[text] = bits.get(text, 0) | 1 << row
    lookup = Index(bits)
    indexed: list[tuple[int, Run]] = []
    tests: list[tuple[int, Run]] = []
    for text, rows in bits.items():
        element = table.rules[(rows & -rows).bit_length() - 1].cells[index].id or table.id
        (indexed if text in lookup.texts else tests).append((rows, logic.text(text, inner, element, unary=True)))
    value = logic.text(item.expression.text, names, item.expression.id or item.id)
    allowed = None if item.values is None else logic.text(item.values.text, inner, item.id, unary=True)
    return Column(item.expression.text, value, item.variable, allowed, lookup, tuple(indexed), tuple(tests))


def _matching(column: Column, value: Value, alive: int, scope: Prepared, state: State) -> int:
    """The rules among `alive` whose cell in this column accepts the value."""
    tests = column.tests
    if column.index.covers(value):
        alive &= column.index.accepting(value) | ~column.index.rows
    else:
        tests = column.indexed + tests
    if not tests:
        return alive
    inner = with_names(scope, {"?": value, column.variable: value})
    for rows, test in tests:
        if rows & alive and test(inner, state) is not True:
            alive &= ~rows
            if not alive:
                break
    return alive


def _outputs(logic: Logic, table: DecisionTable, names: Names) -> Callable[[int, Prepared, State], Value]:
    """A function from the index of a rule to its output: a value, or a context when there are several outputs."""
    rows: list[list[Run]] = []
    known: dict[tuple[int, str], Run] = {}
    for rule in table.rules:
        row = []
        for position, (output, entry) in enumerate(zip(table.outputs, rule.outputs, strict=True)):
            key = (position, entry.text)
            if key not in known:
                run = logic.typed(
                    logic.text(entry.text, names, entry.id or rule.id), output.type, entry.id or rule.id, output.label
                )
                known[key] = (
                    _allowed(logic, output.values.text, run, names, entry.id or rule.id) if output.values else run
                )
            row.append(known[key])
        rows.append(row)
    if len(table.outputs) == 1:
        return lambda index, scope, state: rows[index][0](scope, state)
    titles = [output.name or "" for output in table.outputs]
    return lambda index, scope, state: {
        title: run(scope, state) for title, run in zip(titles, rows[index], strict=True)
    }


def _allowed(logic: Logic, allowed: str, run: Run, names: Names, element: str | None) -> Run:
    test = logic.text(allowed, names | {"?"}, element, unary=True)

    def evaluate(scope: Prepared, state: State) -> Value:
        value = run(scope, state)
        if value is None or test(with_names(scope, {"?": value}), state) is True:
            return value
        state.wrong(element, f"the output is none of the allowed values {allowed}", value)
        return None

    return evaluate


def _default(logic: Logic, table: DecisionTable, names: Names) -> Callable[[Prepared, State, bool], Value]:
    """What no matching rule means: the default outputs, or null (an empty list, a count of 0)."""
    runs = [
        (
            output.name or "",
            None
            if output.default is None
            else logic.typed(
                logic.text(output.default.text, names, output.default.id), output.type, output.id, output.label
            ),
        )
        for output in table.outputs
    ]
    several = answers_list(table)

    def evaluate(scope: Prepared, state: State, single: bool) -> Value:
        if all(run is None for _, run in runs):
            if table.aggregation == "COUNT":
                return Decimal(0)
            return [] if several else None
        values = {name: None if run is None else run(scope, state) for name, run in runs}
        value: Value = next(iter(values.values())) if single else values
        return [value] if several and not isinstance(value, list) else value

    return evaluate
