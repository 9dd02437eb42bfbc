"""Built-in functions: their signatures, and the binding and conversion of arguments before one is called.

A signature is written as in the standard's tables: "string: string, start position: number, length?: number".
`?` after a name: may be left out. `*` after the last name: any number of further arguments, passed as one list.
`?` after a type: null is passed on; otherwise a null argument makes the result null. Kinds are those of kinds.py and "any".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.rules.feel.kinds import KINDS, is_kind
from engine.rules.feel.temporal.wide import at_midnight
from engine.rules.feel.values import Function

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_UNFIT: Any = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a built-in."""

    name: str
    kind: str
    nullable: bool
    optional: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Overload:
    """One signature and the function behind it, called with the meter and FEEL values."""

    parameters: tuple[Parameter, ...]
    run: Callable[..., Value]
    least: int
    most: int


_OVERLOADS: dict[str, list[Overload]] = {}
BUILTINS: dict[str, Function] = {}
"""Every built-in by name."""


def builtin(name: str, signature: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Register a function under a name; several signatures of one name are tried in the order registered."""

    def register(run: Callable[..., Value]) -> Callable[..., Value]:
        parameters = tuple(_parameter(part.strip()) for part in signature.split(",") if part.strip())
        least = sum(1 for parameter in parameters if not parameter.optional and not parameter.rest)
        most = 10_000 if parameters and parameters[-1].rest else len(parameters)
        overloads = _OVERLOADS.setdefault(name, [])
        overloads.append(Overload(parameters, run, least, most))
        names = tuple(parameter.name for parameter in overloads[0].parameters)
        BUILTINS[name] = Function(names, _by_position(name, overloads), name, True, _by_name(name, overloads))
        return run

    return register


def _parameter(text: str) -> Parameter:
    name, kind = (part.strip() for part in text.split(":"))
    nullable, kind = kind.endswith("?") or kind == "any", kind.rstrip("?")
    assert kind == "any" or kind in KINDS, text
    return Parameter(name.rstrip("?*"), kind, nullable, name.endswith("?"), name.endswith("*"))


def _fit(value: Value, parameter: Parameter, convert: bool) -> Any:
    """The argument as the parameter wants it, or _UNFIT. Converted: a list of one to its element, a value to a list of it,
    a date to its midnight in UTC (10.3.2.9.4)."""
    if value is None:
        return None if parameter.nullable else _UNFIT
    kind = parameter.kind
    if kind == "any" or is_kind(value, kind):
        return value
    if convert:
        if kind == "list":
            return [value]
        if isinstance(value, list) and len(value) == 1 and value[0] is not None and is_kind(value[0], kind):
            return value[0]
        if kind == "date and time" and is_kind(value, "date"):
            return at_midnight(value)
    return _UNFIT


def _bound(overload: Overload, arguments: Sequence[Value], convert: bool) -> list[Value] | None:
    given: list[Value] = []
    for index, parameter in enumerate(overload.parameters):
        if parameter.rest:
            rest = [_fit(value, parameter, convert) for value in arguments[index:]]
            if any(value is _UNFIT for value in rest):
                return None
            given.append(rest)
            break
        if index >= len(arguments):
            break
        value = _fit(arguments[index], parameter, convert)
        if value is _UNFIT:
            return None
        given.append(value)
    return given


def _by_position(name: str, overloads: list[Overload]) -> Callable[[Meter, Sequence[Value]], Value]:
    def call(meter: Meter, arguments: Sequence[Value]) -> Value:
        meter.charge(2)
        count = len(arguments)
        fitting = [overload for overload in overloads if overload.least <= count <= overload.most]
        for convert in (False, True):
            for overload in fitting:
                given = _bound(overload, arguments, convert)
                if given is not None:
                    return overload.run(meter, *given)
        return meter.wrong(f"{name} cannot be called with these arguments", list(arguments))

    return call


def _by_name(name: str, overloads: list[Overload]) -> Callable[[Meter, Mapping[str, Value]], Value]:
    def call(meter: Meter, arguments: Mapping[str, Value]) -> Value:
        meter.charge(4)
        for convert in (False, True):
            for overload in overloads:
                values = _named(overload, arguments, convert)
                if values is not None:
                    return overload.run(meter, **values)
        return meter.wrong(f"{name} has no such parameters", list(arguments))

    return call


def _named(overload: Overload, arguments: Mapping[str, Value], convert: bool) -> dict[str, Value] | None:
    """Keyword arguments of the Python function: parameter names with "_" for spaces."""
    left, values = dict(arguments), dict[str, "Value"]()
    for parameter in overload.parameters:
        if parameter.name not in left:
            if parameter.optional or parameter.rest:
                continue
            if not parameter.nullable:
                return None
            left[parameter.name] = None
        value = left.pop(parameter.name)
        if parameter.rest:
            value = value if isinstance(value, list) else [value]
        else:
            value = _fit(value, parameter, convert)
            if value is _UNFIT:
                return None
        values[python_name(parameter.name)] = value
    return None if left else values


def python_name(name: str) -> str:
    """The Python parameter of a FEEL parameter: "start position" is start_position, "from" is from_."""
    found = name.replace(" ", "_")
    return f"{found}_" if found in ("from", "list", "range", "is") else found
