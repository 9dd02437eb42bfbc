"""Literals and names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from engine.rules.feel.builtins import BUILTINS
from engine.rules.feel.compile.node import compiles
from engine.rules.feel.syntax import Literal, Name
from engine.rules.feel.values import Function, feel_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.rules.feel.compile.scope import Frame, Run, Scope
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_MISSING: Final = Function((), lambda meter, arguments: None, "missing")


@compiles(Literal)
def _literal(node: Literal, scope: Scope) -> Run:
    value, at = node.value, node.at
    if not node.valid:
        return lambda frame, meter: meter.fail(at, "the literal is no date, time or duration")
    return lambda frame, meter: value


@compiles(Name)
def _name(node: Name, scope: Scope) -> Run:
    return resolved(node, scope, shared=False)


def resolved(node: Name, scope: Scope, *, shared: bool) -> Run:
    """A variable: looked up in the scope that surely has it, after the elements of the filters on the way there.

    shared: the caller only looks into a `partial` and does not keep it, so that no copy is needed.
    """
    name, depth, filters = node.name, 0, list[int]()
    at: Scope | None = scope
    while at is not None and at.kind != "root":
        if at.kind == "item":
            filters.append(depth)
        elif name in at.names:
            break
        at, depth = at.up, depth + 1
    sure = _root(node, scope, depth) if at is None or at.kind == "root" else _local(name, depth)
    if at is not None and at.kind == "loop" and not shared:
        sure = _snapshot(sure)
    return _filtered(name, filters, sure) if filters else sure


def _snapshot(partial: Run) -> Run:
    """`partial` as it is now: the loop goes on adding to the list itself."""

    def run(frame: Frame, meter: Meter) -> Value:
        results = partial(frame, meter)
        assert isinstance(results, list)
        meter.charge(len(results) >> 2)
        return results[:]

    return run


def _local(name: str, depth: int) -> Run:
    if depth == 0:
        return lambda frame, meter: frame.variables[name]
    if depth == 1:
        return lambda frame, meter: frame.up.variables[name]  # type: ignore[union-attr]  # as deep as the scopes

    def run(frame: Frame, meter: Meter) -> Value:
        for _ in range(depth):
            frame = frame.up  # type: ignore[assignment]  # as deep as the scopes
        return frame.variables[name]

    return run


def _root(node: Name, scope: Scope, depth: int) -> Run:
    name, position = node.name, node.at
    builtin = BUILTINS.get(name)
    if builtin is None or name in scope.declared:
        scope.free.add(name)
    else:
        scope.builtins.add(name)

    def absent(meter: Meter) -> Value:
        external = meter.environment.functions.get(name)
        if external is not None:
            return host_function(name, external)
        if builtin is not None:
            return builtin
        return meter.fail(position, f"there is no {name}")

    def run(frame: Frame, meter: Meter) -> Value:
        for _ in range(depth):
            frame = frame.up  # type: ignore[assignment]  # as deep as the scopes
        value = frame.variables.get(name, _MISSING)
        return absent(meter) if value is _MISSING else value

    def run_here(frame: Frame, meter: Meter) -> Value:
        value = frame.variables.get(name, _MISSING)
        return absent(meter) if value is _MISSING else value

    return run if depth else run_here


def _filtered(name: str, filters: list[int], sure: Run) -> Run:
    def run(frame: Frame, meter: Meter) -> Value:
        at, depth = frame, 0
        for stop in filters:
            while depth < stop:
                at, depth = at.up, depth + 1  # type: ignore[assignment]  # as deep as the scopes
            if name in at.variables:
                return at.variables[name]
            if name == "item":
                return at.item
        return sure(frame, meter)

    return run


def host_function(name: str, function: Callable[..., Value]) -> Function:
    """A function of the environment as a FEEL value: called with FEEL values, its result checked on the way in."""

    def call(meter: Meter, arguments: Sequence[Value]) -> Value:
        meter.charge(10)
        return feel_value(function(*arguments))

    return Function((), call, name, variadic=True)
