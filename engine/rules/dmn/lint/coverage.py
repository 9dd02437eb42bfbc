"""Gaps, overlaps and dead rules of a table.

Each column gets sample values on and around every literal of its cells; each sample is put to each compiled cell. Samples
that the same rules accept are one class. A combination of classes no rule accepts is a gap, one that two rules accept an
overlap: both are real inputs, found by the same code that decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.rules.dmn.boxed import DecisionTable, Input
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.index import Index, literals
from engine.rules.dmn.library import Model
from engine.rules.dmn.lint.samples import ANYWHEN, literals_in, samples, simple
from engine.rules.dmn.lint.search import Search, TooMuch
from engine.rules.dmn.lint.values import shown
from engine.rules.dmn.table import is_dash
from engine.rules.dmn.types import ANY, Type
from engine.rules.feel import Feel, FeelError, FeelLimitError, Limits, Prepared, Value, compile_unary_tests
from engine.rules.feel.meter import Meter

STEPS = 1_500_000
"""What the examination of one table may cost, in steps of FEEL: some two seconds."""
MAX_EXAMPLES = 10
SINGLE_HIT = ("UNIQUE", "ANY", "FIRST", "PRIORITY")


@dataclass(frozen=True, slots=True)
class Column:
    """One input: an example for each class of samples, and the rules that surely / possibly accept it (as bits)."""

    label: str
    examples: tuple[Value, ...]
    surely: tuple[int, ...]
    possibly: tuple[int, ...]


class NotAnalysed(Exception):
    """The table cannot be examined: {reason}."""


def examine(model: Model, table: DecisionTable, found: Findings) -> None:
    """Report gaps, overlaps and rules that can never decide."""
    if not table.rules or not table.inputs:
        return
    meter = Meter(replace(ANYWHEN, limits=Limits(steps=STEPS)), None)
    try:
        columns = [_column(model, table, index, item, meter) for index, item in enumerate(table.inputs)]
        search = Search(
            [column.surely for column in columns], [column.possibly for column in columns], len(table.rules)
        )
        _never(table, columns, found)
        _gaps(table, columns, search, found)
        _overlaps(table, columns, search, found)
        if table.hit_policy == "FIRST":
            _unreachable(table, columns, search, found)
    except (FeelLimitError, RecursionError):
        found.add("dmn.not-analysed", table.id, table.line, severity="warning", reason="the table takes too long to examine")
    except (NotAnalysed, TooMuch) as reason:
        found.add(
            "dmn.not-analysed", table.id, table.line, severity="warning", reason=str(reason) or "the table is too large"
        )


def _column(model: Model, table: DecisionTable, position: int, item: Input, meter: Meter) -> Column:
    bits: dict[str, int] = {}
    for row, rule in enumerate(table.rules):
        bits[rule.cells[position].text] = bits.get(rule.cells[position].text, 0) | 1 << row
    allowed = item.values.text if item.values else model.allowed(item.expression.type)
    kind = model.type(item.expression.type)
    points = _points(
        [text for text in bits if not is_dash(text)], allowed, kind or ANY, item.expression.type in ("integer", "long")
    )
    index = Index({text: rows for text, rows in bits.items() if not is_dash(text)})
    tests = [_test(text, item, rows) for text, rows in bits.items()]
    rest = [test for test, text in zip(tests, bits, strict=True) if text not in index.texts]
    classes: dict[tuple[int, int], Value] = {}
    for point in points:
        covered = index.covers(point)
        surely = possibly = index.accepting(point) if covered else 0
        scope = Prepared({"?": point, item.variable: point})
        for rows, feel, opaque in rest if covered else tests:
            meter.charge(8)
            verdict = opaque or feel is None or feel.run(scope, meter) is True
            possibly |= rows if verdict else 0
            surely |= rows if verdict and not opaque else 0
        classes.setdefault((surely, possibly), point)
    return Column(
        item.label or item.expression.text,
        tuple(classes.values()),
        tuple(key[0] for key in classes),
        tuple(key[1] for key in classes),
    )


def _test(text: str, item: Input, rows: int) -> tuple[int, Feel | None, bool]:
    """The rules of a cell, its test (None accepts everything), and whether it depends on other data."""
    if is_dash(text):
        return rows, None, False
    try:
        feel = compile_unary_tests(text)
    except FeelError as error:
        raise NotAnalysed(str(error)) from error
    return rows, feel, bool(feel.free - {"?", item.variable})


def _points(texts: list[str], allowed: str | None, kind: Type, whole: bool) -> list[Value]:
    """The samples of a column, only allowed ones when there are allowed values; one null when every cell is a dash."""
    listed = literals(allowed) if allowed else None
    if listed is not None:
        return listed
    if not texts:
        return [None]
    known = [value for text in [*texts, allowed or ""] for value in literals_in(text)]
    points = samples(known, kind, whole=whole)
    if not allowed:
        return points
    try:
        test = compile_unary_tests(allowed)
    except FeelError:
        return points
    return [point for point in points if test.evaluate(Prepared({"?": point}), ANYWHEN) is True] or points


def _example(columns: list[Column], chosen: tuple[int, ...]) -> str:
    parts = []
    for column, index in zip(columns, chosen, strict=True):
        only = len(column.examples) == 1 and column.examples[0] is None
        parts.append(f"{column.label} = {'*' if only else shown(column.examples[index])}")
    return ", ".join(parts)


def _gaps(table: DecisionTable, columns: list[Column], search: Search, found: Findings) -> None:
    if table.hit_policy not in SINGLE_HIT or any(output.default is not None for output in table.outputs):
        return
    for chosen in search.gaps(MAX_EXAMPLES):
        found.add("dmn.gap", table.id, table.line, severity="warning", example=_example(columns, chosen))


def _overlaps(table: DecisionTable, columns: list[Column], search: Search, found: Findings) -> None:
    if table.hit_policy not in ("UNIQUE", "ANY"):
        return
    for first, second, chosen in search.overlaps(MAX_EXAMPLES, alike=_alike(table)):
        rule = table.rules[second]
        found.add(
            "dmn.overlap",
            rule.id,
            rule.line,
            row=rule.index,
            first=table.rules[first].index,
            second=rule.index,
            example=_example(columns, chosen),
        )


def _alike(table: DecisionTable) -> list[object]:
    """What two overlapping rules of an ANY table must share: the texts of their outputs. UNIQUE shares nothing."""
    if table.hit_policy == "UNIQUE":
        return list(range(len(table.rules)))
    return [tuple(entry.text for entry in rule.outputs) for rule in table.rules]


def _never(table: DecisionTable, columns: list[Column], found: Findings) -> None:
    for row, rule in enumerate(table.rules):
        for index, column in enumerate(columns):
            if simple(rule.cells[index].text) and not any(mask >> row & 1 for mask in column.possibly):
                found.add(
                    "dmn.never",
                    rule.id,
                    rule.line,
                    severity="warning",
                    row=rule.index,
                    rule=rule.index,
                    column=index + 1,
                )


def _unreachable(table: DecisionTable, columns: list[Column], search: Search, found: Findings) -> None:
    if not all(simple(cell.text) for rule in table.rules for cell in rule.cells):
        return
    for row, rule in enumerate(table.rules):
        possible = all(any(mask >> row & 1 for mask in column.possibly) for column in columns)
        if possible and search.covered(row):
            found.add("dmn.unreachable", rule.id, rule.line, severity="warning", row=rule.index, rule=rule.index)
