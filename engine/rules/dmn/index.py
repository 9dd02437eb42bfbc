"""Find the cells of a column that accept a plain text or a number by lookup instead of one test after the other.

Only cells that are lists of texts, lists of numbers, or one interval or comparison of numbers are indexed, and only for
values of that kind; everything else is put to compiled FEEL. Both answer the same (a test compares them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal

from engine.rules.feel import Value

_TEXT = r'"[^"\\]*"'
_TEXTS = re.compile(rf"{_TEXT}(?:\s*,\s*{_TEXT})*")
_NUMBER = r"-?\d{1,30}(?:\.\d{1,30})?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s*,\s*{_NUMBER})*")
_COMPARISON = re.compile(rf"(<=|>=|<|>)\s*({_NUMBER})")
_INTERVAL = re.compile(rf"([\[\](])\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*([\]\[)])")
MAX_POINTS = 4000

Bound = tuple[Decimal, bool] | None
"""An end point and whether it belongs to the interval; None is unbounded."""


def literals(text: str) -> list[Value] | None:
    """The values of a cell that is a list of plain texts or of plain numbers, else None."""
    if _TEXTS.fullmatch(text):
        return [part[1:-1] for part in re.findall(_TEXT, text)]
    if _NUMBERS.fullmatch(text):
        return [Decimal(part) for part in re.findall(_NUMBER, text)]
    return None


def interval(text: str) -> tuple[Bound, Bound] | None:
    """The bounds of a cell that is one interval or comparison of numbers, else None."""
    found = _COMPARISON.fullmatch(text)
    if found:
        bound = (Decimal(found[2]), "=" in found[1])
        return (None, bound) if found[1].startswith("<") else (bound, None)
    found = _INTERVAL.fullmatch(text)
    if found is None or Decimal(found[2]) > Decimal(found[3]):
        return None
    return (Decimal(found[2]), found[1] == "["), (Decimal(found[3]), found[4] == "]")


class Index:
    """The indexed cells of one column. `rows` are the bits of their rules."""

    __slots__ = ("_by_value", "_points", "_segments", "rows", "texts")

    def __init__(self, cells: Mapping[str, int]) -> None:
        """cells: the bits of the rules by the text of their cell, without dashes."""
        self._by_value: dict[Value, int] = {}
        self.rows = 0
        self.texts: set[str] = set()
        intervals: list[tuple[Bound, Bound, int]] = []
        for text, rows in cells.items():
            values, bounds = literals(text), interval(text)
            for value in values or ():
                self._by_value[value] = self._by_value.get(value, 0) | rows
            if bounds is not None and len(intervals) < MAX_POINTS:
                intervals.append((*bounds, rows))
            elif values is None:
                continue
            self.rows |= rows
            self.texts.add(text)
        self._points = sorted({bound[0] for start, end, _ in intervals for bound in (start, end) if bound})
        self._segments = self._swept(intervals)

    def _swept(self, intervals: list[tuple[Bound, Bound, int]]) -> list[int]:
        """The rules on each segment: 2i is the open space before point i, 2i + 1 the point itself."""
        count = 2 * len(self._points) + 1
        switch = [0] * (count + 1)
        for start, end, rows in intervals:
            first = 0 if start is None else 2 * bisect_left(self._points, start[0]) + (1 if start[1] else 2)
            last = count - 1 if end is None else 2 * bisect_left(self._points, end[0]) + (1 if end[1] else 0)
            if first <= last:
                switch[first] ^= rows
                switch[last + 1] ^= rows
        alive, segments = 0, []
        for change in switch[:count]:
            alive ^= change
            segments.append(alive)
        return segments

    def covers(self, value: Value) -> bool:
        """Whether the index can answer for a value."""
        return type(value) is str or type(value) is Decimal

    def accepting(self, value: Value) -> int:
        """The indexed rules that accept a value the index covers."""
        found = self._by_value.get(value, 0)
        if type(value) is Decimal and self._points:
            place = bisect_left(self._points, value)
            here = place < len(self._points) and self._points[place] == value
            found |= self._segments[2 * place + 1 if here else 2 * place]
        return found
