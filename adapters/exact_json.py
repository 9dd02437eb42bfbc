"""JSON of other systems with exact numbers: no floats, no NaN, and none whose few characters stand for gigabytes (1e999999999)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

#: More than any amount, coordinate or number of a document has.
MOST_DIGITS = 100


def loads(text: str | bytes) -> Any:
    """The value; numbers with a point or exponent are Decimals. Raises ValueError, RecursionError."""
    return json.loads(text, parse_float=_number, parse_constant=_constant)


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if len(text) > MOST_DIGITS or abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError("a number is too long")
    return value


def _constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")
