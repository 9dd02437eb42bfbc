"""`in`: whether a value lies in a range, occurs in a list, or equals a value (DMN 1.5, table 55)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.equality import at_most, equal, holds, less
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def in_range(value: Value, within: Range, meter: Meter) -> bool | None:
    """Whether the value lies in the range; null when it cannot be compared with the end points."""
    if within.operator in ("=", "!="):
        return holds(within.operator, value, within.start, meter)
    if value is None:
        return None
    result: bool | None = True
    if within.start is not None:
        above = (at_most if within.start_included else less)(within.start, value, meter)
        if above is not True:
            result = above
    if within.end is not None and result is not False:
        below = (at_most if within.end_included else less)(value, within.end, meter)
        if below is not True:
            result = below
    return result


def is_in(value: Value, test: Value, meter: Meter) -> bool | None:
    """value in test, where the test is a range, a list of values and ranges, or a single value."""
    if isinstance(test, Range) and not isinstance(value, Range):
        return in_range(value, test, meter)
    if isinstance(test, list):
        return _in_list(value, test, meter)
    return equal(value, test, meter)


def _in_list(value: Value, tests: list[Value], meter: Meter) -> bool | None:
    meter.charge(len(tests))
    if isinstance(value, list) and equal(value, tests, meter):
        return True
    for test in tests:
        if isinstance(test, Range) and not isinstance(value, Range):
            if in_range(value, test, meter):
                return True
        elif equal(value, test, meter):
            return True
    return False
