"""Values in the cells of a table against the types and allowed values of its columns."""

from __future__ import annotations

from collections.abc import Iterator

from engine.rules.dmn.boxed import DecisionTable
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.library import Model
from engine.rules.dmn.lint.samples import ANYWHEN, literals_in, simple
from engine.rules.dmn.types import Type, convert
from engine.rules.feel import FeelError, Prepared, Value, compile_expression, compile_unary_tests
from engine.rules.feel.meter import Meter
from engine.rules.feel.size import bounded
from engine.rules.feel.text import written


def shown(value: Value) -> str:
    """A value as a cell would write it."""
    return written(value, Meter(ANYWHEN, None))


def check_values(model: Model, table: DecisionTable, found: Findings) -> None:
    """Report literals of the wrong type, outputs outside their allowed values, and missing priorities."""
    for column, item in enumerate(table.inputs):
        kind = model.type(item.expression.type)
        if kind is None or kind.any or kind.listed:
            continue
        for rule in table.rules:
            cell = rule.cells[column]
            for value in literals_in(cell.text) if simple(cell.text) else ():
                if value is not None and not convert(value, kind)[1] and not _bare(value, kind):
                    found.add(
                        "dmn.type",
                        cell.id,
                        cell.line,
                        row=rule.index,
                        rule=rule.index,
                        column=column + 1,
                        value=shown(value),
                        type=kind.name,
                    )
    _outputs(model, table, found)


def _bare(value: Value, kind: Type) -> bool:
    """A value outside the allowed ones of its type is no type error: the rule just never matches, which coverage reports."""
    return any(other.conforms(value) for other in (kind.base,) if other is not None)


def _outputs(model: Model, table: DecisionTable, found: Findings) -> None:
    for column, output in enumerate(table.outputs):
        kind = model.type(output.type)
        allowed = output.values.text if output.values else model.allowed(output.type)
        shown_column = len(table.inputs) + column + 1
        if table.hit_policy in ("PRIORITY", "OUTPUT ORDER") and not allowed:
            found.add(
                "dmn.priority-values",
                output.id or table.id,
                table.line,
                policy=table.hit_policy,
                column=shown_column,
                severity="warning",
            )
        for index, value in _constants(table, column):
            rule = table.rules[index]
            entry = rule.outputs[column]
            if kind is not None and not convert(value, kind)[1] and not _bare(value, kind):
                found.add(
                    "dmn.type",
                    entry.id,
                    entry.line,
                    row=rule.index,
                    rule=rule.index,
                    column=shown_column,
                    value=shown(value),
                    type=kind.name,
                )
            elif allowed and not _is_allowed(allowed, value):
                found.add(
                    "dmn.output-value",
                    entry.id,
                    entry.line,
                    row=rule.index,
                    rule=rule.index,
                    column=shown_column,
                    value=shown(value),
                    allowed=allowed,
                )


def _constants(table: DecisionTable, column: int) -> Iterator[tuple[int, Value]]:
    """The rules whose output needs no data, with its value; null is left out, and so is what costs too much together."""
    meter = Meter(ANYWHEN, None)
    for index, rule in enumerate(table.rules):
        text = rule.outputs[column].text
        try:
            feel = compile_expression(text) if text else None
            if feel is not None and not feel.free and "now()" not in text and "today()" not in text:
                value = bounded(feel.run(Prepared(), meter), meter)
                if value is not None:
                    yield index, value
        except (FeelError, RecursionError):
            continue


def _is_allowed(allowed: str, value: Value) -> bool:
    try:
        feel = compile_unary_tests(allowed)
        values = value if isinstance(value, list) else [value]
        return all(feel.evaluate(Prepared({"?": item}), ANYWHEN) is True for item in values)
    except FeelError:
        return True
