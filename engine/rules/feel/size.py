"""The size of a result. Lists may share their parts, so a small one in memory can be endless once written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.errors import FeelLimitError
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

DEEPEST_VALUE = 100
"""Nesting of lists and contexts in a result, so that whoever writes it down by recursion does not fail."""


def bounded(value: Value, meter: Meter) -> Value:
    """The value itself; raises FeelLimitError when, written out, it has too many items, too much text or nests too deep."""
    items, text = 0, 0
    level: list[Value] = [value]
    for _ in range(DEEPEST_VALUE):
        inner: list[Value] = []
        for part in level:
            if isinstance(part, str):
                text += len(part)
            elif isinstance(part, list):
                inner.extend(part)
            elif isinstance(part, dict):
                inner.extend(part.values())
            elif isinstance(part, Range):
                inner += (part.start, part.end)
            if len(inner) > meter.limits.items:
                raise FeelLimitError("items")
        items += len(inner)
        if items > meter.limits.items:
            raise FeelLimitError("items")
        if text > 10 * meter.limits.text:
            raise FeelLimitError("text")
        if not inner:
            return value
        level = inner
    raise FeelLimitError("depth")
