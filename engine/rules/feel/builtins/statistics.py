"""Functions over the numbers of a list: min, max, sum, product, mean, median, stddev, mode (DMN 1.5, table 76)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.decimals import DECIMAL128
from engine.rules.feel.equality import less

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_OfList = Callable[["Meter", "list[Value]"], "Value"]


def over_list(name: str) -> Callable[[_OfList], _OfList]:
    """Register a function that takes either one list or its elements as arguments."""

    def register(run: _OfList) -> _OfList:
        def of_list(meter: Meter, list_: list[Value]) -> Value:
            meter.charge(len(list_))
            try:
                return run(meter, list_)
            except ArithmeticError:
                return meter.wrong(f"{name} has no result in range", list_)

        def of_arguments(meter: Meter, first: Value, second: Value, rest: list[Value]) -> Value:
            return of_list(meter, [first, second, *rest])

        builtin(name, "list: list")(of_list)
        builtin(name, "first: any, second: any, rest*: any")(of_arguments)
        return run

    return register


def _numbers(meter: Meter, values: list[Value]) -> list[Decimal] | None:
    numbers = [value for value in values if isinstance(value, Decimal)]
    if len(numbers) < len(values):
        meter.wrong("the list has an element that is no number", values)
        return None
    return numbers


def _extreme(meter: Meter, values: list[Value], *, largest: bool) -> Value:
    if not values:
        return None
    best = values[0]
    if less(best, best, meter) is None:
        return meter.wrong("the elements have no order", best)
    for value in values[1:]:
        smaller = less(best, value, meter) if largest else less(value, best, meter)
        if smaller is None:
            return meter.wrong("the elements have no order", value)
        if smaller:
            best = value
    return best


@over_list("min")
def smallest(meter: Meter, values: list[Value]) -> Value:
    """The smallest element; null for an empty list."""
    return _extreme(meter, values, largest=False)


@over_list("max")
def greatest(meter: Meter, values: list[Value]) -> Value:
    """The greatest element; null for an empty list."""
    return _extreme(meter, values, largest=True)


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = DECIMAL128.add(total, number)
    return total


@over_list("sum")
def total(meter: Meter, values: list[Value]) -> Value:
    """The sum; null for an empty list."""
    numbers = _numbers(meter, values)
    return _sum(numbers) if numbers else None


@over_list("product")
def product(meter: Meter, values: list[Value]) -> Value:
    """The product; null for an empty list."""
    numbers = _numbers(meter, values)
    if not numbers:
        return None
    result = Decimal(1)
    for number in numbers:
        result = DECIMAL128.multiply(result, number)
    return result


@over_list("mean")
def mean(meter: Meter, values: list[Value]) -> Value:
    """The arithmetic mean; null for an empty list."""
    numbers = _numbers(meter, values)
    return DECIMAL128.divide(_sum(numbers), Decimal(len(numbers))) if numbers else None


@over_list("median")
def median(meter: Meter, values: list[Value]) -> Value:
    """The middle element, or the mean of the two in the middle; null for an empty list."""
    numbers = _numbers(meter, values)
    if not numbers:
        return None
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return DECIMAL128.divide(DECIMAL128.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@over_list("stddev")
def stddev(meter: Meter, values: list[Value]) -> Value:
    """The standard deviation of a sample; null for fewer than two elements."""
    numbers = _numbers(meter, values)
    if numbers is None or len(numbers) < 2:
        return meter.wrong("a standard deviation needs two numbers", values)
    middle = DECIMAL128.divide(_sum(numbers), Decimal(len(numbers)))
    squares = [DECIMAL128.power(DECIMAL128.subtract(number, middle), Decimal(2)) for number in numbers]
    return DECIMAL128.sqrt(DECIMAL128.divide(_sum(squares), Decimal(len(numbers) - 1)))


@over_list("mode")
def mode(meter: Meter, values: list[Value]) -> Value:
    """The most frequent elements, ascending; an empty list for an empty list."""
    numbers = _numbers(meter, values)
    if numbers is None:
        return None
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    highest = max(counts.values(), default=0)
    return list["Value"](sorted(number for number, count in counts.items() if count == highest))
