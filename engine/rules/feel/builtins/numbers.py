"""Number functions (DMN 1.5, table 77), without the rounding ones."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.decimals import DECIMAL128, WIDE
from engine.rules.feel.values import YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@builtin("abs", "n: number")
@builtin("abs", "n: days and time duration")
def absolute(meter: Meter, n: Decimal) -> Value:
    """The amount without its sign."""
    return abs(n) if not isinstance(n, Decimal) else DECIMAL128.abs(n)


@builtin("abs", "n: years and months duration")
def absolute_months(meter: Meter, n: YearsMonths) -> Value:
    """The length without its sign."""
    return YearsMonths(abs(n.months))


@builtin("modulo", "dividend: number, divisor: number")
def modulo(meter: Meter, dividend: Decimal, divisor: Decimal) -> Value:
    """dividend - divisor * floor(dividend / divisor): the sign is the divisor's."""
    if not divisor:
        return meter.wrong("modulo by zero", dividend)
    try:
        return DECIMAL128.plus(_modulo(dividend, divisor))
    except ArithmeticError:
        return meter.wrong("modulo has no result for these numbers", dividend)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    rest = WIDE.remainder(dividend, divisor)
    return WIDE.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt", "number: number")
def sqrt(meter: Meter, number: Decimal) -> Value:
    """The square root; null for a negative number."""
    return DECIMAL128.sqrt(number) if number >= 0 else meter.wrong("no square root of a negative number", number)


@builtin("log", "number: number")
def log(meter: Meter, number: Decimal) -> Value:
    """The natural logarithm; null unless positive."""
    meter.charge(30)
    return DECIMAL128.ln(number) if number > 0 else meter.wrong("no logarithm unless positive", number)


@builtin("exp", "number: number")
def exp(meter: Meter, number: Decimal) -> Value:
    """e to the power of the number; null when that is out of range."""
    meter.charge(20)
    try:
        return DECIMAL128.exp(number)
    except ArithmeticError:
        return meter.wrong("exp has no result in range", number)


@builtin("odd", "number: number")
def odd(meter: Meter, number: Decimal) -> Value:
    """Whether the number is odd; null unless it is whole."""
    return _parity(meter, number, 1)


@builtin("even", "number: number")
def even(meter: Meter, number: Decimal) -> Value:
    """Whether the number is even; null unless it is whole."""
    return _parity(meter, number, 0)


def _parity(meter: Meter, number: Decimal, wanted: int) -> Value:
    if number != number.to_integral_value(ROUND_FLOOR):
        return meter.wrong("only whole numbers are odd or even", number)
    return WIDE.remainder(abs(number), Decimal(2)) == wanted


@builtin("random number", "")
def random_number(meter: Meter) -> Value:
    """Not given: a rule of law must give the same result twice. Null."""
    return meter.wrong("random number is not available: the same inputs must give the same result")
