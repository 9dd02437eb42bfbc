"""Function definitions and invocations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.rules.feel.builtins import BUILTINS
from engine.rules.feel.compile.node import compile_node, compiles, size
from engine.rules.feel.compile.scope import Frame
from engine.rules.feel.errors import FeelLimitError
from engine.rules.feel.external import external_function
from engine.rules.feel.kinds import conforms, is_kind
from engine.rules.feel.syntax import Call, ContextOf, FunctionOf, Literal, Name, Node, Type
from engine.rules.feel.temporal.wide import at_midnight
from engine.rules.feel.values import Function

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Run, Scope
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@compiles(FunctionOf)
def _function(node: FunctionOf, scope: Scope) -> Run:
    names = tuple(name for name, _ in node.parameters)
    types = [kind for _, kind in node.parameters]
    body, at = compile_node(node.body, scope.inner("local", names)), node.at
    cost = size(node.body) + 1
    if node.external:
        named = _java(node.body)
        found = external_function(*named, names) if named else None
        if found is None:
            return lambda frame, meter: meter.fail(at, "this external function is not run")
        return lambda frame, meter: found

    def run(frame: Frame, meter: Meter) -> Value:
        def call(caller: Meter, arguments: Sequence[Value]) -> Value:
            given = [fitted(value, kind, caller) for value, kind in zip(arguments, types, strict=True)]
            for value, fit in zip(arguments, given, strict=True):
                if fit is None and value is not None:
                    return caller.wrong("an argument does not conform to the type of its parameter", value)
            caller.charge(cost)
            caller.depth += 1
            if caller.depth > caller.limits.depth:
                raise FeelLimitError("depth")
            try:
                return body(Frame(dict(zip(names, given, strict=True)), frame), caller)
            finally:
                caller.depth -= 1

        return Function(names, call)

    return run


def _java(body: Node) -> tuple[str, str] | None:
    """Class and method signature of external {java: {class: "...", method signature: "..."}}."""
    outer = dict(body.entries) if isinstance(body, ContextOf) else {}
    inner = outer.get("java")
    entries = dict(inner.entries) if isinstance(inner, ContextOf) else {}
    texts = [
        entry.value for entry in (entries.get("class"), entries.get("method signature")) if isinstance(entry, Literal)
    ]
    strings = [text for text in texts if isinstance(text, str)]
    return (strings[0], strings[1]) if len(strings) == 2 else None


def fitted(value: Value, kind: Type | None, meter: Meter) -> Value:
    """The value as a parameter's type asks: itself, its only element, a list of it, the midnight of a date; null when it does not fit."""
    if kind is None or value is None or conforms(value, kind, meter):
        return value
    if isinstance(value, list) and len(value) == 1 and value[0] is not None and conforms(value[0], kind, meter):
        return value[0]
    if kind.name in ("date and time", "dateTime") and is_kind(value, "date"):
        return at_midnight(value)
    if kind.name == "list" and conforms([value], kind, meter):
        return [value]
    return None


@compiles(Call)
def _call(node: Call, scope: Scope) -> Run:
    function, at = compile_node(node.function, scope), node.at
    positional = [compile_node(argument, scope) for argument in node.positional]
    named = [(name, compile_node(argument, scope)) for name, argument in node.named]
    fallback = BUILTINS.get(node.function.name) if isinstance(node.function, Name) else None

    def target(frame: Frame, meter: Meter) -> Function | None:
        found = function(frame, meter)
        if not isinstance(found, Function):
            found = fallback  # a variable named "count" or "date" does not take the built-in away
        if found is None:
            meter.fail(at, "what is called is no function")
        return found

    def run(frame: Frame, meter: Meter) -> Value:
        called = target(frame, meter)
        if called is None:
            return None
        return invoke(called, [argument(frame, meter) for argument in positional], meter, at)

    def run_named(frame: Frame, meter: Meter) -> Value:
        called = target(frame, meter)
        if called is None:
            return None
        return invoke_named(called, {name: argument(frame, meter) for name, argument in named}, meter, at)

    return run_named if named else run


def invoke(function: Function, arguments: Sequence[Value], meter: Meter, at: tuple[int, int]) -> Value:
    """Call with arguments by position; null (and a problem) when their number is wrong."""
    if function.named is None and not function.variadic and len(arguments) != len(function.parameters):
        return meter.fail(at, f"{len(function.parameters)} arguments are needed, not {len(arguments)}")
    meter.left -= 1
    return function.call(meter.at(at), arguments)


def invoke_named(function: Function, arguments: Mapping[str, Value], meter: Meter, at: tuple[int, int]) -> Value:
    """Call with arguments by name; a missing one is null. Null (and a problem) when one is unknown."""
    if function.named is not None:
        return function.named(meter.at(at), arguments)
    if not set(arguments) <= set(function.parameters) or function.variadic:
        return meter.fail(at, f"arguments are named {', '.join(function.parameters)}")
    return function.call(meter.at(at), [arguments.get(name) for name in function.parameters])
