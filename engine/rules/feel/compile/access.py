"""Paths and filters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.compile.names import resolved
from engine.rules.feel.compile.node import compile_node, compiles, size
from engine.rules.feel.compile.scope import Frame
from engine.rules.feel.properties import PROPERTIES
from engine.rules.feel.syntax import Filter, Literal, Name, Path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.rules.feel.compile.scope import Run, Scope
    from engine.rules.feel.errors import Position
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_NO_ENTRIES: Mapping[str, Value] = {}


def member(base: Value, name: str, meter: Meter, at: Position) -> Value:
    """base.name: an entry of a context, a property of a date or range, or that of every element of a list."""
    if isinstance(base, dict):
        if name in base:
            return base[name]
        return meter.fail(at, f"the context has no entry {name}")
    if isinstance(base, list):
        meter.charge(len(base))
        return [member(item, name, meter, at) for item in base]
    if base is None:
        return meter.fail(at, f"null has no {name}")
    properties = PROPERTIES.get(type(base), {})
    if name not in properties:
        return meter.fail(at, f"the value has no property {name}", base)
    return properties[name](base, meter)


@compiles(Path)
def _path(node: Path, scope: Scope) -> Run:
    base, name, at = compile_node(node.base, scope), node.name, node.at

    def run(frame: Frame, meter: Meter) -> Value:
        value = base(frame, meter)
        if type(value) is dict and name in value:
            return value[name]
        return member(value, name, meter, at)

    return run


@compiles(Filter)
def _filter(node: Filter, scope: Scope) -> Run:
    base = resolved(node.base, scope, shared=True) if isinstance(node.base, Name) else compile_node(node.base, scope)
    at, cost = node.at, size(node.condition) + 1
    if isinstance(node.condition, Literal) and isinstance(node.condition.value, Decimal):
        index = node.condition.value
        return lambda frame, meter: _pick(base(frame, meter), index, meter, at)
    condition = compile_node(node.condition, scope.inner("item"))

    def run(frame: Frame, meter: Meter) -> Value:
        value = base(frame, meter)
        if value is None:
            return meter.fail(at, "null cannot be filtered")
        items: list[Value] = value if isinstance(value, list) else [value]
        kept: list[Value] = []
        for item in items:
            meter.charge(cost)
            result = condition(Frame(item if isinstance(item, dict) else _NO_ENTRIES, frame, item), meter)
            if result is True:
                kept.append(item)
            elif type(result) is Decimal:
                return _pick(items, result, meter, at)
        if not items and type(condition(Frame(_NO_ENTRIES, frame), meter)) is Decimal:
            return None
        return kept

    return run


def _pick(base: Value, index: Decimal, meter: Meter, at: Position) -> Value:
    """The element at a place counted from 1, or from -1 backwards; null when there is none."""
    if base is None:
        return meter.fail(at, "null has no elements")
    items = base if isinstance(base, list) else [base]
    if index != index.to_integral_value() or not 1 <= abs(index) <= len(items):
        return meter.fail(at, "the list has no such element", index)
    place = int(index)
    return items[place - 1] if place > 0 else items[place]
