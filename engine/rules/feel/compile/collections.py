"""Lists, contexts, ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.compile.node import compile_node, compiles
from engine.rules.feel.compile.scope import Frame
from engine.rules.feel.equality import less
from engine.rules.feel.syntax import ContextOf, FunctionOf, ListOf, RangeOf
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Run, Scope
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@compiles(ListOf)
def _list(node: ListOf, scope: Scope) -> Run:
    items = [compile_node(item, scope) for item in node.items]
    return lambda frame, meter: [item(frame, meter) for item in items]


@compiles(ContextOf)
def _context(node: ContextOf, scope: Scope) -> Run:
    inner = scope.inner("local")
    entries = []
    for key, value in node.entries:
        if isinstance(value, FunctionOf):
            inner.names.add(key)  # a function may call itself; any other entry sees the entries before it only
        entries.append((key, compile_node(value, inner)))
        inner.names.add(key)
    at, keys = node.at, [key for key, _ in entries]
    if len(set(keys)) < len(keys):
        return lambda frame, meter: meter.fail(at, "a key occurs twice in the context")

    def run(frame: Frame, meter: Meter) -> Value:
        built: dict[str, Value] = {}
        own = Frame(built, frame)
        for key, value in entries:
            built[key] = value(own, meter)
        return built

    return run


@compiles(RangeOf)
def _range(node: RangeOf, scope: Scope) -> Run:
    start, end = compile_node(node.start, scope), compile_node(node.end, scope)
    start_included, end_included, at = node.start_included, node.end_included, node.at

    def run(frame: Frame, meter: Meter) -> Value:
        low, high = start(frame, meter), end(frame, meter)
        if low is not None and high is not None:
            reversed_ = less(high, low, meter)
            if reversed_ is None:
                return meter.fail(at, "the end points of a range must be of one ordered kind", high)
            if reversed_:
                return meter.fail(at, "the range ends before it starts", high)
        return Range(low, high, start_included, end_included)

    return run
