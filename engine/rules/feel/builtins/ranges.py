"""Allen's relations between points and ranges (DMN 1.5, table 78), and range("[1..3]").

Every relation is stated for two ranges; a point is the range [p..p]. A relation that the standard defines only for some
combinations of point and range is registered only for those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.equality import equal, less
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_Relation = Callable[["_Order", Range, Range], bool]


class _Unordered(Exception):
    """Two end points have no order."""


class _Order:
    """Order of end points. A missing start lies before everything, a missing end after everything."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter

    def less(self, left: Value, right: Value) -> bool:
        """left < right; raises _Unordered."""
        result = less(left, right, self.meter)
        if result is None:
            raise _Unordered
        return result

    def equal(self, left: Value, right: Value) -> bool:
        """left = right; raises _Unordered when they cannot be compared."""
        if left is None or right is None:
            return left is right
        result = equal(left, right, self.meter)
        if result is None:
            raise _Unordered
        return result

    def start(self, left: Range, right: Range) -> int:
        """-1, 0 or 1: the first range starts before, with or after the second."""
        if left.start is None or right.start is None:
            return (left.start is not None) - (right.start is not None)
        if self.equal(left.start, right.start):
            return right.start_included - left.start_included
        return -1 if self.less(left.start, right.start) else 1

    def end(self, left: Range, right: Range) -> int:
        """-1, 0 or 1: the first range ends before, with or after the second."""
        if left.end is None or right.end is None:
            return (left.end is None) - (right.end is None)
        if self.equal(left.end, right.end):
            return left.end_included - right.end_included
        return -1 if self.less(left.end, right.end) else 1

    def apart(self, left: Range, right: Range) -> bool:
        """The first range ends before the second starts: no common point."""
        if left.end is None or right.start is None:
            return False
        if self.equal(left.end, right.start):
            return not (left.end_included and right.start_included)
        return self.less(left.end, right.start)

    def touches(self, left: Range, right: Range) -> bool:
        """The first range ends in the very point where the second starts."""
        if left.end is None or right.start is None:
            return False
        return left.end_included and right.start_included and self.equal(left.end, right.start)


def _overlaps_before(order: _Order, left: Range, right: Range) -> bool:
    return order.start(left, right) < 0 and not order.apart(left, right) and order.end(left, right) <= 0


def _overlaps_after(order: _Order, left: Range, right: Range) -> bool:
    return order.start(left, right) > 0 and not order.apart(right, left) and order.end(left, right) >= 0


_RELATIONS: tuple[tuple[str, str, _Relation], ...] = (
    ("before", "pp pr rp rr", lambda order, left, right: order.apart(left, right)),
    ("after", "pp pr rp rr", lambda order, left, right: order.apart(right, left)),
    ("meets", "rr", lambda order, left, right: order.touches(left, right)),
    ("met by", "rr", lambda order, left, right: order.touches(right, left)),
    ("overlaps", "rr", lambda order, left, right: not order.apart(left, right) and not order.apart(right, left)),
    ("overlaps before", "rr", _overlaps_before),
    ("overlaps after", "rr", _overlaps_after),
    ("finishes", "pr rr", lambda order, left, right: order.end(left, right) == 0 and order.start(left, right) >= 0),
    ("finished by", "rp rr", lambda order, left, right: order.end(left, right) == 0 and order.start(left, right) <= 0),
    ("includes", "rp rr", lambda order, left, right: order.start(left, right) <= 0 and order.end(left, right) >= 0),
    ("during", "pr rr", lambda order, left, right: order.start(left, right) >= 0 and order.end(left, right) <= 0),
    ("starts", "pr rr", lambda order, left, right: order.start(left, right) == 0 and order.end(left, right) <= 0),
    ("started by", "rp rr", lambda order, left, right: order.start(left, right) == 0 and order.end(left, right) >= 0),
    ("coincides", "pp rr", lambda order, left, right: order.start(left, right) == 0 and order.end(left, right) == 0),
)

_PARAMETERS = {
    "pp": ("point1", "point2"),
    "pr": ("point", "range"),
    "rp": ("range", "point"),
    "rr": ("range1", "range2"),
}


def _plain(value: Range) -> Range:
    """A (= 5) used as a range is [5..5]; the other unary forms have their ends already."""
    return Range(value.start, value.start) if value.operator == "=" else value


def _related(meter: Meter, relation: _Relation, left: Value, right: Value) -> Value:
    one = _plain(left) if isinstance(left, Range) else Range(left, left)
    two = _plain(right) if isinstance(right, Range) else Range(right, right)
    if "!=" in (one.operator, two.operator):
        return meter.wrong("a range that leaves one point out has no place", left)
    try:
        return relation(_Order(meter), one, two)
    except _Unordered:
        return meter.wrong("the end points have no order", left)


def _register(name: str, shape: str, relation: _Relation) -> None:
    first, second = _PARAMETERS[shape]

    def run(meter: Meter, *values: Value, **named: Value) -> Value:
        left, right = values or (named[_key(first)], named[_key(second)])
        for value, kind in ((left, shape[0]), (right, shape[1])):
            if isinstance(value, Range) is not (kind == "r"):
                return meter.wrong(f"{name} does not take these arguments", value)
        return _related(meter, relation, left, right)

    kinds = {"p": "point", "r": "range"}
    builtin(name, f"{first}: {kinds[shape[0]]}, {second}: {kinds[shape[1]]}")(run)


def _key(parameter: str) -> str:
    return "range_" if parameter == "range" else parameter


for _name, _shapes, _relation in _RELATIONS:
    for _shape in _shapes.split():
        _register(_name, _shape, _relation)
