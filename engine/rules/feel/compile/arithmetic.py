"""+ - * / ** and unary minus (DMN 1.5, tables 55-58)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.compile.node import compile_node, compiles
from engine.rules.feel.decimals import DECIMAL128, power
from engine.rules.feel.syntax import Arithmetic, Negation
from engine.rules.feel.temporal import compute
from engine.rules.feel.temporal.wide import narrow
from engine.rules.feel.values import YearsMonths

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.rules.feel.compile.scope import Frame, Run, Scope
    from engine.rules.feel.errors import Position
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_ON_NUMBERS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": DECIMAL128.add,
    "-": DECIMAL128.subtract,
    "*": DECIMAL128.multiply,
    "/": DECIMAL128.divide,
    "**": power,
}


_PRICE = {"+": 0, "-": 0, "*": 0, "/": 0, "**": 40}
"""Steps beyond the node itself: a power with a fraction takes some forty times as long as a sum."""


@compiles(Arithmetic)
def _arithmetic(node: Arithmetic, scope: Scope) -> Run:
    run, at = compile_node(node.first, scope), node.at
    steps = [(operator, compile_node(operand, scope)) for operator, operand in node.rest]
    if len(steps) == 1:
        return _binary(run, steps[0][0], steps[0][1], at)

    def run_all(frame: Frame, meter: Meter) -> Value:
        value = run(frame, meter)
        for operator, operand in steps:
            value = compute_pair(operator, value, operand(frame, meter), meter, at)
        return value

    return run_all


def _binary(left: Run, operator: str, right: Run, at: Position) -> Run:
    on_numbers = _ON_NUMBERS[operator]
    price = _PRICE[operator]

    def run(frame: Frame, meter: Meter) -> Value:
        one, two = left(frame, meter), right(frame, meter)
        if type(one) is Decimal and type(two) is Decimal:
            meter.left -= price
            try:
                return on_numbers(one, two)
            except ArithmeticError:
                return meter.fail(at, f"{operator} has no result for these numbers", two)
        return compute_pair(operator, one, two, meter, at)

    return run


def compute_pair(operator: str, left: Value, right: Value, meter: Meter, at: Position) -> Value:
    """left operator right; null (and a problem) when the kinds do not fit or the result is out of range."""
    if left is None or right is None:
        return meter.fail(at, f"{operator} needs two values")
    try:
        meter.charge(_PRICE[operator] or 4)
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return _ON_NUMBERS[operator](left, right)
        result = _OTHERS[operator](narrow(left), narrow(right), meter)
    except (ArithmeticError, ValueError):
        return meter.fail(at, f"{operator} has no result in range", right)
    return meter.fail(at, f"{operator} does not fit these kinds of values", right) if result is None else result


def _add(left: Value, right: Value, meter: Meter) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return meter.text(left + right)
    if isinstance(right, date | time) and isinstance(left, YearsMonths | timedelta):
        left, right = right, left
    if isinstance(right, YearsMonths):
        if isinstance(left, YearsMonths):
            return YearsMonths(left.months + right.months)
        return compute.plus_months(left, right) if isinstance(left, date) else None
    if isinstance(right, timedelta):
        return _plus_length(left, right)
    return None


def _plus_length(left: Value, right: timedelta) -> Value:
    if isinstance(left, timedelta):
        return left + right
    if isinstance(left, datetime):
        return compute.plus_length(left, right)
    if isinstance(left, date):
        return compute.date_plus_length(left, right)
    return compute.time_plus_length(left, right) if isinstance(left, time) else None


def _subtract(left: Value, right: Value, meter: Meter) -> Value:
    if isinstance(left, date) and isinstance(right, date):
        return compute.between_points(left, right)
    if isinstance(left, time) and isinstance(right, time):
        return compute.between_times(left, right)
    if isinstance(right, YearsMonths) and not isinstance(left, str):
        return _add(left, YearsMonths(-right.months), meter)
    if isinstance(right, timedelta) and not isinstance(left, str):
        return _add(left, -right, meter)
    return None


def _multiply(left: Value, right: Value, meter: Meter) -> Value:
    if isinstance(left, Decimal):
        left, right = right, left
    if isinstance(right, Decimal):
        if isinstance(left, YearsMonths):
            return compute.scaled_months(left, right, divide=False)
        if isinstance(left, timedelta):
            return compute.scaled(left, right, divide=False)
    return None


def _divide(left: Value, right: Value, meter: Meter) -> Value:
    if isinstance(left, YearsMonths):
        if isinstance(right, YearsMonths):
            return DECIMAL128.divide(Decimal(left.months), Decimal(right.months))
        return compute.scaled_months(left, right, divide=True) if isinstance(right, Decimal) else None
    if isinstance(left, timedelta):
        if isinstance(right, timedelta):
            return DECIMAL128.divide(compute.micros(left), compute.micros(right))
        return compute.scaled(left, right, divide=True) if isinstance(right, Decimal) else None
    return None


def _power(left: Value, right: Value, meter: Meter) -> Value:
    return None


_OTHERS: dict[str, Callable[[Value, Value, Meter], Value]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "**": _power,
}


@compiles(Negation)
def _negation(node: Negation, scope: Scope) -> Run:
    operand, at = compile_node(node.operand, scope), node.at

    def run(frame: Frame, meter: Meter) -> Value:
        value = operand(frame, meter)
        if isinstance(value, Decimal):
            return DECIMAL128.minus(value)
        if isinstance(value, YearsMonths):
            return YearsMonths(-value.months)
        if isinstance(value, timedelta):
            return -value
        return meter.fail(at, "only a number or a duration can be negated", value)

    return run
