"""Boolean functions: not, is, all, any (DMN 1.5, tables 74, 76 and 80)."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.equality import same
from engine.rules.feel.values import Wide

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@builtin("not", "negand: any")
def negated(meter: Meter, negand: Value) -> Value:
    """True for false, false for true, else null."""
    return not negand if isinstance(negand, bool) else None


@builtin("is", "value1?: any, value2?: any")
def is_same(meter: Meter, value1: Value = None, value2: Value = None) -> Value:
    """Whether two values are the same element of their domain: same kind, and for times the same zone as written."""
    if type(value1) is not type(value2):
        return False
    if isinstance(value1, time | datetime) and isinstance(value2, time | datetime):
        return (value1.tzinfo, value1.replace(tzinfo=None)) == (value2.tzinfo, value2.replace(tzinfo=None))
    if isinstance(value1, Wide) and isinstance(value2, Wide):
        return value1 == value2 and value1.clock.tzinfo == value2.clock.tzinfo
    return same(value1, value2, meter)


def _decided(meter: Meter, values: list[Value], deciding: bool) -> Value:
    result: bool | None = not deciding
    meter.charge(len(values))
    for value in values:
        if value is deciding:
            return deciding
        if not isinstance(value, bool):
            if value is not None:
                meter.wrong("the list has an element that is no boolean", value)
            result = None
    return result


@builtin("all", "list: list")
def all_of(meter: Meter, list_: list[Value]) -> Value:
    """Conjunction of a list: false if one is false, null if one is no boolean, true for an empty list."""
    return _decided(meter, list_, False)


@builtin("any", "list: list")
def any_of(meter: Meter, list_: list[Value]) -> Value:
    """Disjunction of a list: true if one is true, null if one is no boolean, false for an empty list."""
    return _decided(meter, list_, True)


@builtin("all", "first: any, second: any, rest*: any")
def all_of_arguments(meter: Meter, first: Value, second: Value, rest: list[Value]) -> Value:
    """The same for arguments."""
    return _decided(meter, [first, second, *rest], False)


@builtin("any", "first: any, second: any, rest*: any")
def any_of_arguments(meter: Meter, first: Value, second: Value, rest: list[Value]) -> Value:
    """The same for arguments."""
    return _decided(meter, [first, second, *rest], True)
