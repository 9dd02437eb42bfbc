"""The operators and coercions of `${...}`: those of JSR 341, over our values.

Measured against the evaluator that models of this dialect were written for. Kept: `+` never joins text, text that looks
like a number is one, null counts as 0 in arithmetic, integers wrap at 64 bits, a remainder has the sign of the dividend.
Different on purpose: fractions are decimals of 34 digits, not binary floats; 1.50 equals 1.5; dividing by zero and
comparing a date with something else are errors, not infinity and a comparison of texts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from engine.domain.values import bare
from engine.rules.juel.errors import JuelError

type_names: Final = {bool: "a truth value", int: "a number", Decimal: "a number", str: "text", list: "a list", dict: "a map"}
DIGITS: Final = Context(prec=34)
MOST: Final = 2**63 - 1


def kind(value: object) -> str:
    """What a value is called in a message."""
    if value is None:
        return "null"
    return type_names.get(type(bare(value)), "a date or time")


def wrap(number: int) -> int:
    """An integer as 64 bits hold it."""
    return (number + 2**63) % 2**64 - 2**63


def truth(value: object) -> bool:
    """null and "" are false, text is true only as "true" in any case; everything else but a truth value is an error."""
    if value is None or value == "":
        return False
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.lower() == "true"
    raise JuelError(f"{kind(value)} is no truth value", value)


def number(value: object) -> int | Decimal:
    """null and "" are 0, text is read as a number; everything else but a number is an error."""
    if value is None or value == "":
        return 0
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            found = Decimal(value.strip()) if len(value) <= 400 else Decimal("nan")
        except InvalidOperation:
            found = Decimal("nan")
        if found.is_finite() and abs(found.adjusted()) <= 400:
            return found if any(mark in value for mark in ".eE") else wrap(int(found))
        raise JuelError(f'the text "{value[:40]}" is no number', value)
    raise JuelError(f"{kind(value)} is no number", value)


def fraction(value: int | Decimal) -> Decimal:
    """A number that counts as a floating one: it shows at least one decimal place."""
    found = DIGITS.plus(Decimal(value))
    places = -int(found.as_tuple().exponent)
    trimmed = found.normalize(DIGITS) if places > 1 else found
    return trimmed.quantize(Decimal("0.1"), context=DIGITS) if int(trimmed.as_tuple().exponent) >= 0 and found.adjusted() < 30 else trimmed


def arithmetic(symbol: str, left: object, right: object) -> int | Decimal:
    """`+ - * / %`."""
    if left is None and right is None:
        return 0
    one, two = number(left), number(right)
    whole = isinstance(one, int) and isinstance(two, int)
    if symbol in "/%" and two == 0:
        raise JuelError("division by zero", right)
    try:
        if symbol == "/":
            return fraction(DIGITS.divide(Decimal(one), Decimal(two)))
        if symbol == "%":
            rest = DIGITS.remainder(Decimal(one), Decimal(two))
            return int(rest) if whole else fraction(rest)
        if whole:
            result = {"+": one + two, "-": one - two, "*": one * two}[symbol]
            return wrap(int(result))
        operation: Callable[[Decimal, Decimal], Decimal] = {"+": DIGITS.add, "-": DIGITS.subtract, "*": DIGITS.multiply}[symbol]
        return fraction(operation(Decimal(one), Decimal(two)))
    except (InvalidOperation, OverflowError):
        raise JuelError("the number is too large", left) from None


def negative(value: object) -> int | Decimal:
    """The unary minus."""
    found = number(value)
    return wrap(-found) if isinstance(found, int) else fraction(-found)


def instant(value: date, zone: ZoneInfo) -> datetime:
    """A date or local time as a moment: a bare date is its first moment, as in the original."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value if value.tzinfo else value.replace(tzinfo=zone)


def equal(left: object, right: object, zone: ZoneInfo) -> bool:
    """`==`."""
    if left is None or right is None:
        return left is right
    numbers = [isinstance(item, (int, Decimal)) and not isinstance(item, bool) for item in (left, right)]
    if any(numbers):
        return number(left) == number(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, str) or isinstance(right, str):
        return show(left) == show(right)
    if isinstance(left, date) and isinstance(right, date):
        return instant(left, zone) == instant(right, zone)
    return type(bare(left)) is type(bare(right)) and left == right


def order(left: object, right: object, zone: ZoneInfo) -> int | None:
    """-1, 0 or 1, or None when null is involved (every comparison with null is false, even null <= null)."""
    if left is None or right is None:
        return None
    if any(isinstance(item, (int, Decimal)) and not isinstance(item, bool) for item in (left, right)):
        one, two = number(left), number(right)
        return (one > two) - (one < two)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, date) and isinstance(right, date):
        first, second = instant(left, zone), instant(right, zone)
        return (first > second) - (first < second)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        return (left > right) - (left < right)
    raise JuelError(f"{kind(left)} and {kind(right)} have no order", left)


def compare(symbol: str, left: object, right: object, zone: ZoneInfo) -> bool:
    """`== != < > <= >=`."""
    if symbol in ("==", "!="):
        return equal(left, right, zone) is (symbol == "==")
    found = order(left, right, zone)
    if found is None:
        return False
    return {"<": found < 0, ">": found > 0, "<=": found <= 0, ">=": found >= 0}[symbol]


def empty(value: object) -> bool:
    """`empty`: null, "", a list or map without entries."""
    return value is None or (isinstance(value, (str, list, dict)) and not value)


def show(value: object) -> str:
    """The text of a value, as it stands in a template around it; null is no text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join("null" if item is None else show(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={'null' if item is None else show(item)}" for key, item in value.items()) + "}"
    return str(value)
