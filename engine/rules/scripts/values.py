"""Process variables on their way into the sandbox and back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo


class Unfit(Exception):
    """A value that cannot be a process variable, or too many of them."""


class Meter:
    """Counts what comes out of a script, in characters and entries together."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def take(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise Unfit("the script leaves more data than allowed")


def outward(value: object, zone: ZoneInfo, meter: Meter, depth: int = 0) -> Any:
    """A value of the sandbox as a process variable: floats become decimals by their shortest text, local times get the zone.

    Raises:
        Unfit: bytes, sets, objects, numbers that are not finite, keys that are no text, or over the limit.
    """
    if depth > 100:
        raise Unfit("the script leaves data that nests too deeply")
    meter.take(1 + (len(value) if isinstance(value, str) else 0))
    if value is None or type(value) in (bool, str, date, timedelta):
        return value
    if type(value) is int:
        meter.take(value.bit_length() // 8)
        return value
    if type(value) in (float, Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
        if not number.is_finite():
            raise Unfit("the script leaves a number that is not finite")
        return number
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
    if isinstance(value, time):
        return value
    if type(value) in (list, tuple):
        return [outward(item, zone, meter, depth + 1) for item in value]  # type: ignore[attr-defined]  # list or tuple here
    if type(value) is dict:
        if not all(isinstance(key, str) for key in value):
            raise Unfit("the script leaves a map with a key that is no text")
        meter.take(sum(len(key) for key in value))
        return {key: outward(item, zone, meter, depth + 1) for key, item in value.items()}
    raise Unfit(f"the script leaves a {type(value).__name__}, which is no process variable")


def same(one: object, two: object) -> bool:
    """Equal and of the same types all the way down: 1, true and 1.0 are three values."""
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(same(left, right) for left, right in zip(one, two, strict=True))
    if isinstance(one, dict) and isinstance(two, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    return type(one) is type(two) and one == two
