"""for, some, every."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.compile.node import compile_node, compiles, size
from engine.rules.feel.compile.scope import Frame
from engine.rules.feel.syntax import For, Quantified
from engine.rules.feel.syntax import Iterator as IteratorNode
from engine.rules.feel.values import Range

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Run, Scope
    from engine.rules.feel.errors import Position
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_Domain = tuple[str, "Run", "Run | None"]


def _domains(iterators: tuple[IteratorNode, ...], scope: Scope) -> tuple[list[_Domain], Scope]:
    """The domains and the scope inside all iterators: one scope for each, as a later domain may use an earlier name."""
    found: list[_Domain] = []
    for iterator in iterators:
        end = compile_node(iterator.end, scope) if iterator.end is not None else None
        found.append((iterator.name, compile_node(iterator.domain, scope), end))
        scope = scope.inner("local", (iterator.name,))
    return found, scope


def _elements(start: Value, end: Value, single: bool, meter: Meter, at: Position) -> list[Value] | None:
    """The values an iterator runs through; None (and a problem) when there are none to run through."""
    if single:
        if isinstance(start, list):
            return start
        if not isinstance(start, Range):
            if start is None:
                meter.fail(at, "the iteration needs a list or a range")
                return None
            return [start]
        return _counted(start, meter, at)
    return _steps(start, end, meter, at)


def _counted(domain: Range, meter: Meter, at: Position) -> list[Value] | None:
    steps = _steps(domain.start, domain.end, meter, at)
    if steps is None:
        return None
    if steps and not domain.start_included:
        steps = steps[1:]
    if steps and not domain.end_included and steps[-1] == domain.end:
        steps = steps[:-1]
    return steps


def _steps(start: Value, end: Value, meter: Meter, at: Position) -> list[Value] | None:
    if isinstance(start, Decimal) and isinstance(end, Decimal):
        count = int(abs(end - start)) if abs(end - start) < meter.limits.items * 2 else meter.limits.items + 1
        meter.room(count + 1)
        step = 1 if start <= end else -1
        return [start + step * index for index in range(count + 1)]
    if type(start) is date and type(end) is date:
        count = abs((end - start).days)
        meter.room(count + 1)
        day = timedelta(days=1 if start <= end else -1)
        return [start + day * index for index in range(count + 1)]
    meter.fail(at, "only numbers and dates can be counted through", end if not isinstance(end, datetime) else start)
    return None


class _Impossible(Exception):
    """A domain was no list or range: the whole iteration is null."""


def _frames(domains: list[_Domain], frame: Frame, meter: Meter, at: Position, cost: int) -> Iterator[Frame]:
    """A frame for every combination, the last iterator turning fastest."""
    (name, domain, end), rest = domains[0], domains[1:]
    values = _elements(domain(frame, meter), end(frame, meter) if end else None, end is None, meter, at)
    if values is None:
        raise _Impossible
    for value in values:
        meter.charge(cost)
        inner = Frame({name: value}, frame)
        if rest:
            yield from _frames(rest, inner, meter, at, cost)
        else:
            yield inner


@compiles(For)
def _for(node: For, scope: Scope) -> Run:
    holder = scope.inner("loop", ("partial",))
    domains, inside = _domains(node.iterators, holder)
    body, at, cost = compile_node(node.body, inside), node.at, size(node.body) + 1

    def run(frame: Frame, meter: Meter) -> Value:
        results: list[Value] = []
        own = Frame({"partial": results}, frame)
        try:
            for inner in _frames(domains, own, meter, at, cost):
                results.append(body(inner, meter))  # noqa: PERF401  # `partial` must see each one at once
        except _Impossible:
            return None
        if len(results) > meter.limits.items:
            meter.room(len(results))
        return results

    return run


@compiles(Quantified)
def _quantified(node: Quantified, scope: Scope) -> Run:
    domains, inside = _domains(node.iterators, scope)
    condition, at, cost, every = compile_node(node.condition, inside), node.at, size(node.condition) + 1, node.every

    def run(frame: Frame, meter: Meter) -> Value:
        result: bool | None = every
        try:
            for inner in _frames(domains, frame, meter, at, cost):
                value = condition(inner, meter)
                if value is (not every):
                    return not every
                if type(value) is not bool:
                    result = None
        except _Impossible:
            return None
        return result

    return run
