"""Rounding to a scale (DMN 1.5, table 77)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.decimals import DECIMAL128, WIDE, ZERO

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def rounded(meter: Meter, number: Decimal, scale: Decimal, mode: str) -> Value:
    """The number with `scale` digits after the point, rounded in a mode; scale from -6111 to 6176."""
    places = int(scale) if abs(scale) < 10_000 else 10_000
    if not -6111 <= places <= 6176:
        return meter.wrong("the scale must lie between -6111 and 6176", scale)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    try:
        result = number.quantize(Decimal(1).scaleb(-places, WIDE), mode, WIDE)
        return DECIMAL128.plus(result) if result else ZERO.scaleb(-max(places, 0))
    except ArithmeticError:
        return meter.wrong("rounding has no result for this scale", scale)


def _register() -> None:
    for name, mode in (
        ("round up", ROUND_UP),
        ("round down", ROUND_DOWN),
        ("round half up", ROUND_HALF_UP),
        ("round half down", ROUND_HALF_DOWN),
        ("decimal", ROUND_HALF_EVEN),
    ):
        builtin(name, "n: number, scale: number")(_rounding(mode))
    for name, mode in (("floor", ROUND_FLOOR), ("ceiling", ROUND_CEILING)):
        builtin(name, "n: number, scale?: number")(_rounding(mode))


def _rounding(mode: str) -> Callable[..., Value]:
    def run(meter: Meter, n: Decimal, scale: Decimal = ZERO) -> Value:
        return rounded(meter, n, scale, mode)

    return run


_register()
