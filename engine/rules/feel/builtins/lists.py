"""List functions (DMN 1.5, table 76), without the statistics and sort."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.equality import same
from engine.rules.feel.values import Function

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def place(meter: Meter, values: list[Value], position: Decimal, *, beyond: int = 0) -> int | None:
    """The index from 0 of a position from 1, or backwards from -1; None (and a problem) when outside the list."""
    number = int(position) if abs(position) < 10**9 and position == position.to_integral_value() else 0
    if number == 0 or abs(number) > len(values) + (beyond if number > 0 else 0):
        meter.wrong("the position lies outside the list", position)
        return None
    return number - 1 if number > 0 else len(values) + number


@builtin("list contains", "list: list, element: any")
def list_contains(meter: Meter, list_: list[Value], element: Value) -> Value:
    """Whether an element of the list is equal to the given one; null is found too."""
    meter.charge(len(list_))
    return any(same(value, element, meter) for value in list_)


@builtin("count", "list: list")
def count(meter: Meter, list_: list[Value]) -> Value:
    """The number of elements."""
    return Decimal(len(list_))


@builtin("sublist", "list: list, start position: number, length?: number?")
def sublist(meter: Meter, list_: list[Value], start_position: Decimal, length: Decimal | None = None) -> Value:
    """Elements from a position, all or as many as given."""
    start = place(meter, list_, start_position)
    if start is None:
        return None
    meter.room(len(list_))
    if length is None:
        return list_[start:]
    if not 1 <= length <= len(list_) - start:
        return meter.wrong("the length goes beyond the list", length)
    return list_[start : start + int(length)]


@builtin("append", "list: list, item*: any")
def append(meter: Meter, list_: list[Value], item: list[Value] = []) -> Value:  # noqa: B006  # never changed
    """The list with items at its end."""
    meter.room(len(list_) + len(item))
    return [*list_, *item]


@builtin("concatenate", "list*: list")
def concatenate(meter: Meter, list_: list[list[Value]]) -> Value:
    """The lists one after the other."""
    meter.room(sum(len(part) for part in list_))
    return [value for part in list_ for value in part]


@builtin("insert before", "list: list, position: number, newItem: any")
def insert_before(meter: Meter, list_: list[Value], position: Decimal, newItem: Value) -> Value:  # the standard's name
    """The list with an item inserted at a position."""
    index = place(meter, list_, position)
    if index is None:
        return None
    meter.room(len(list_) + 1)
    return [*list_[:index], newItem, *list_[index:]]


@builtin("remove", "list: list, position: number")
def remove(meter: Meter, list_: list[Value], position: Decimal) -> Value:
    """The list without the item at a position."""
    index = place(meter, list_, position)
    if index is None:
        return None
    meter.room(len(list_))
    return [*list_[:index], *list_[index + 1 :]]


@builtin("list replace", "list: list, position: number, newItem: any")
def list_replace_at(
    meter: Meter, list_: list[Value], position: Decimal, newItem: Value
) -> Value:  # the standard's name
    """The list with another item at a position."""
    index = place(meter, list_, position)
    if index is None:
        return None
    meter.room(len(list_))
    return [*list_[:index], newItem, *list_[index + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any")
def list_replace_matching(
    meter: Meter, list_: list[Value], match: Function, newItem: Value
) -> Value:  # the standard's name
    """The list with another item wherever match(item, newItem) is true."""
    if len(match.parameters) != 2 and not match.variadic:
        return meter.wrong("the match function needs two parameters")
    result: list[Value] = []
    for value in list_:
        meter.charge(1)
        matched = match.call(meter, [value, newItem])
        if not isinstance(matched, bool):
            return meter.wrong("the match function must give true or false", value)
        result.append(newItem if matched else value)
    return result


@builtin("reverse", "list: list")
def reverse(meter: Meter, list_: list[Value]) -> Value:
    """The list backwards."""
    meter.room(len(list_))
    return list_[::-1]


@builtin("index of", "list: list, match: any")
def index_of(meter: Meter, list_: list[Value], match: Value) -> Value:
    """The positions of all elements equal to the match, ascending."""
    meter.charge(len(list_))
    return [Decimal(index) for index, value in enumerate(list_, 1) if same(value, match, meter)]


def distinct(meter: Meter, values: list[Value]) -> list[Value]:
    """The values without later ones equal to an earlier one. Scalars are found by hash, the rest one by one."""
    kept: list[Value] = []
    seen: set[tuple[type, Value]] = set()
    slow: list[Value] = []
    for value in values:
        if isinstance(value, Decimal | str | bool | None):
            key = (type(value), value)
            if key in seen:
                continue
            seen.add(key)
        else:
            meter.charge(len(slow) + 1)
            if any(same(value, other, meter) for other in slow):
                continue
            slow.append(value)
        kept.append(value)
    return kept


@builtin("union", "list*: list")
def union(meter: Meter, list_: list[list[Value]]) -> Value:
    """The lists one after the other, without duplicates."""
    meter.room(sum(len(part) for part in list_))
    return distinct(meter, [value for part in list_ for value in part])


@builtin("distinct values", "list: list")
def distinct_values(meter: Meter, list_: list[Value]) -> Value:
    """The list without duplicates."""
    meter.room(len(list_))
    return distinct(meter, list_)


@builtin("flatten", "list: list")
def flatten(meter: Meter, list_: list[Value]) -> Value:
    """The list with nested lists opened."""
    result: list[Value] = []
    stack: list[Value] = [list_]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            meter.charge(len(value) + 1)
            stack.extend(reversed(value))
        else:
            result.append(value)
    return result
