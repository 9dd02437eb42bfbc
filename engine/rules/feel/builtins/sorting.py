"""sort (DMN 1.5, table 81)."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.equality import less
from engine.rules.feel.values import Function

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


class _Unordered(Exception):
    """Two elements could not be put in order."""


@builtin("sort", "list: list, precedes?: function?")
def sort(meter: Meter, list_: list[Value], precedes: Function | None = None) -> Value:
    """The list in the order a function gives (true when its first argument comes first); stable."""

    def before(left: Value, right: Value) -> bool:
        meter.charge(1)
        first = less(left, right, meter) if precedes is None else precedes.call(meter, [left, right])
        if not isinstance(first, bool):
            raise _Unordered
        return first

    def compare(left: Value, right: Value) -> int:
        if before(left, right):
            return -1
        return 1 if before(right, left) else 0

    if precedes is not None and not precedes.variadic and len(precedes.parameters) != 2:
        return meter.wrong("the function that orders needs two parameters")
    try:
        return sorted(list_, key=cmp_to_key(compare))
    except _Unordered:
        return meter.wrong("the elements cannot be put in order", list_)
