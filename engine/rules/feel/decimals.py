"""Numbers: IEEE 754-2008 decimal128 as the standard asks (DMN 1.5, 10.3.2.3.1): 34 digits, rounding half even."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Clamped, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

DECIMAL128 = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""Shared by all threads: only its status flags change, and nobody reads them."""

WIDE = Context(
    prec=7000, rounding=ROUND_HALF_EVEN, Emin=-9999, Emax=9999, capitals=1, clamp=0, traps=[InvalidOperation, Clamped]
)
"""For rounding to a scale: quantize needs as many digits as the result has before rounding back to 34."""

ZERO = Decimal(0)


def number_from(value: int | float | str) -> Decimal | None:
    """A Decimal rounded to 34 digits; None for NaN and infinity. Floats by their shortest text, never binary."""
    if isinstance(value, int) and value.bit_length() > 21000:
        return None
    try:
        number = DECIMAL128.create_decimal(repr(float(value)) if isinstance(value, float) else value)
    except (InvalidOperation, Overflow):
        return None
    return number if number.is_finite() else None


def power(one: Decimal, two: Decimal) -> Decimal:
    """one to the power two as IEEE 754-2008 has it: 0 ** 0 is 1; raises DivisionByZero for 0 to a negative power, InvalidOperation for roots of negative numbers."""
    if not one and two <= 0:
        if two:
            raise DivisionByZero
        return Decimal(1)
    return DECIMAL128.power(one, two)


def plain(number: Decimal) -> str:
    """The number as a FEEL literal: no exponent, no negative zero."""
    if not number:
        return format(abs(number), "f")
    return format(number, "f")
