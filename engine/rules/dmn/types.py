"""Types of DMN (7.3.2, 10.3.2.9): resolve a type reference, test a value, and convert it as the standard allows.

A `Type` answers two questions: does a value conform, and is it a type of lists. Named types may restrict their values by
unary tests (allowed values on each element, the type constraint of DMN 1.5 on the whole).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.rules.feel import Function, Range, Value, YearsMonths, is_kind

Test = Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Type:
    """A type. `name` for messages; `listed` tells list types from others; `result` is what a function type returns."""

    name: str
    conforms: Test
    listed: bool = False
    moment: bool = False
    result: str | None = None
    any: bool = False
    base: Type | None = None
    """The type without the restriction of its values."""


def _is(kind: type | tuple[type, ...]) -> Test:
    return lambda value: isinstance(value, kind)


def _kind(name: str) -> Test:
    """A built-in kind as FEEL itself tells it (a date and time is no date; far years and nanoseconds count)."""
    return lambda value: value is not None and is_kind(value, name)


def _whole(value: Value) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


ANY = Type("Any", lambda value: True, any=True)

BUILT_IN: Mapping[str, Type] = {
    "Any": ANY,
    "string": Type("string", _is(str)),
    "number": Type("number", _is(Decimal)),
    "boolean": Type("boolean", _is(bool)),
    "date": Type("date", _kind("date")),
    "time": Type("time", _kind("time")),
    "date and time": Type("date and time", _kind("date and time"), moment=True),
    "days and time duration": Type("days and time duration", _is(timedelta)),
    "years and months duration": Type("years and months duration", _is(YearsMonths)),
    "duration": Type("duration", _is((timedelta, YearsMonths))),
    "list": Type("list", _is(list), listed=True),
    "context": Type("context", _is(dict)),
    "function": Type("function", _is(Function)),
    "range": Type("range", _is(Range)),
    "Null": Type("Null", lambda value: value is None),
    # The dialect of the Camunda 7 engine (its typeRefs are Java's names).
    "integer": Type("integer", _whole),
    "long": Type("long", _whole),
    "double": Type("double", _is(Decimal)),
}

ALIASES = {
    "any": "Any",
    "feel:any": "Any",
    "dateTime": "date and time",
    "datetime": "date and time",
    "dateAndTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "day time duration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "year month duration": "years and months duration",
    "days and time": "days and time duration",
    "years and months": "years and months duration",
}


def built_in(name: str) -> Type | None:
    """The built-in type with that name in any of its spellings (DMN 1.1-1.5), or None."""
    return BUILT_IN.get(ALIASES.get(name, name))


def list_of(element: Type, name: str | None = None) -> Type:
    """Lists whose elements conform to `element` (null elements are allowed, as null conforms to every type)."""
    return Type(
        name or f"list<{element.name}>",
        lambda value: isinstance(value, list) and all(item is None or element.conforms(item) for item in value),
        listed=True,
    )


def range_of(element: Type, name: str) -> Type:
    """Ranges whose end points conform to `element`."""
    return Type(
        name,
        lambda value: (
            isinstance(value, Range) and all(end is None or element.conforms(end) for end in (value.start, value.end))
        ),
    )


def context_of(components: Mapping[str, Type], name: str) -> Type:
    """Contexts that have at least these entries, each null or conforming (10.3.2.9.2)."""

    def conforms(value: Value) -> bool:
        if not isinstance(value, dict):
            return False
        for key, kind in components.items():
            if key not in value or not (value[key] is None or kind.conforms(value[key])):
                return False
        return True

    return Type(name, conforms)


def restricted(base: Type, name: str, test: Test | None) -> Type:
    """`base` with a further test of the value."""
    if test is None:
        return Type(name, base.conforms, base.listed, base.moment, base.result, base.any)
    check = test
    return Type(
        name, lambda value: base.conforms(value) and check(value), base.listed, base.moment, base.result, base=base
    )


def convert(value: Value, kind: Type) -> tuple[Value, bool]:
    """The value as `kind` and whether it fits: itself, its only element, a list of it, the midnight of a date, else null (10.3.2.9.4)."""
    if value is None or kind.any:
        return value, True
    if kind.conforms(value):
        return value, True
    if isinstance(value, list):
        if len(value) == 1 and not kind.listed:
            return convert(value[0], kind)
    elif kind.listed and kind.conforms([value]):
        return [value], True
    elif kind.moment and isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(tzinfo=UTC)), True
    return None, False
