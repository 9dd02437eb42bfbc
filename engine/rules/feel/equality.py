"""Equality and order (DMN 1.5, tables 53 and 54): true, false, or null when two values cannot be compared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.temporal.scale import date_times, times
from engine.rules.feel.temporal.wide import line
from engine.rules.feel.values import Function, Range, Wide, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_DIRECT = frozenset({Decimal, str, bool, date, YearsMonths, timedelta})
_ORDERED = frozenset({Decimal, str, date, YearsMonths, timedelta})
_SECOND = timedelta(seconds=1)
_NANOS = 1_000_000_000


def equal(left: Value, right: Value, meter: Meter) -> bool | None:
    """left = right. Times are equal when they are in the same second, as the standard's value functions are whole seconds."""
    kind = type(left)
    if kind is type(right):
        if kind in _DIRECT:
            return left == right
        return _equal_alike(left, right, meter)
    if left is None or right is None:
        return False
    points = line(left, right)
    return None if points is None else points[0] // _NANOS == points[1] // _NANOS


def _equal_alike(left: Value, right: Value, meter: Meter) -> bool | None:
    if left is None:
        return True
    if isinstance(left, datetime) and isinstance(right, datetime):
        one, two = _points(left, right)
        return one == two
    if isinstance(left, time) and isinstance(right, time):
        first, second = times(left, right)
        return first // _SECOND == second // _SECOND
    if isinstance(left, list) and isinstance(right, list):
        return _equal_lists(left, right, meter)
    if isinstance(left, dict) and isinstance(right, dict):
        return _equal_contexts(left, right, meter)
    if isinstance(left, Range) and isinstance(right, Range):
        return _equal_ranges(left, right, meter)
    if isinstance(left, Function):
        return True if left is right else None
    points = line(left, right)
    return None if points is None else points[0] // _NANOS == points[1] // _NANOS


def _points(left: datetime, right: datetime) -> tuple[datetime, datetime]:
    try:
        one, two = date_times(left, right)
    except OverflowError:
        one, two = left.replace(tzinfo=None), right.replace(tzinfo=None)
    return one.replace(microsecond=0), two.replace(microsecond=0)


def _equal_lists(left: list[Value], right: list[Value], meter: Meter) -> bool | None:
    if len(left) != len(right):
        return False
    meter.charge(len(left))
    result: bool | None = True
    for one, two in zip(left, right, strict=True):
        same = equal(one, two, meter)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def _equal_contexts(left: dict[str, Value], right: dict[str, Value], meter: Meter) -> bool | None:
    if left.keys() != right.keys():
        return False
    meter.charge(len(left))
    result: bool | None = True
    for key, one in left.items():
        same = equal(one, right[key], meter)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def _equal_ranges(left: Range, right: Range, meter: Meter) -> bool | None:
    if (left.start_included, left.end_included, left.operator) != (
        right.start_included,
        right.end_included,
        right.operator,
    ):
        return False
    start, end = equal(left.start, right.start, meter), equal(left.end, right.end, meter)
    if start is False or end is False:
        return False
    return True if start and end else None


def same(left: Value, right: Value, meter: Meter) -> bool:
    """Whether two values are equal, for list functions: what cannot be compared is different."""
    return equal(left, right, meter) is True


def less(left: Value, right: Value, meter: Meter) -> bool | None:
    """left < right; null when the two have no order."""
    kind = type(left)
    if kind is not type(right) or kind is Wide:
        points = line(left, right)
        return None if points is None else points[0] < points[1]
    if kind in _ORDERED:
        return left < right  # type: ignore[operator]  # both of one ordered kind
    if isinstance(left, datetime) and isinstance(right, datetime):
        try:
            one, two = date_times(left, right)
        except OverflowError:
            one, two = left.replace(tzinfo=None), right.replace(tzinfo=None)
        return one < two
    if isinstance(left, time) and isinstance(right, time):
        first, second = times(left, right)
        return first < second
    return None


def at_most(left: Value, right: Value, meter: Meter) -> bool | None:
    """left <= right"""
    below = less(left, right, meter)
    if below is None or below:
        return below
    return equal(left, right, meter)


def holds(operator: str, left: Value, right: Value, meter: Meter) -> bool | None:
    """left operator right for the six comparison operators."""
    if operator == "=":
        return equal(left, right, meter)
    if operator == "!=":
        result = equal(left, right, meter)
        return None if result is None else not result
    if operator == "<":
        return less(left, right, meter)
    if operator == ">":
        return less(right, left, meter)
    if operator == "<=":
        return at_most(left, right, meter)
    return at_most(right, left, meter)
