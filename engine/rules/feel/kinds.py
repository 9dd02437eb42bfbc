"""Types of values: `instance of`, and what a function demands of its arguments (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.syntax import Type
from engine.rules.feel.values import Function, Range, Wide, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

KINDS: dict[str, type | tuple[type, ...]] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": date,
    "time": time,
    "date and time": datetime,
    "days and time duration": timedelta,
    "day time duration": timedelta,
    "dayTimeDuration": timedelta,
    "years and months duration": YearsMonths,
    "year month duration": YearsMonths,
    "yearMonthDuration": YearsMonths,
    "duration": (timedelta, YearsMonths),
    "dateTime": datetime,
    "point": (Decimal, str, date, time, datetime, timedelta, YearsMonths),
    "list": list,
    "context": dict,
    "range": Range,
    "function": Function,
}


def is_kind(value: Value, name: str) -> bool:
    """Whether a value that is not null is of a built-in kind. A date and time is no date."""
    if isinstance(value, Wide):
        return value.kind == ("date and time" if name == "dateTime" else name) or name == "point"
    kind = KINDS[name]
    return isinstance(value, kind) and not (kind is date and isinstance(value, datetime))


def conforms(value: Value, kind: Type, meter: Meter) -> bool | None:
    """Whether a value that is not null is of the type; null when there is no such type."""
    name = kind.name
    if name in ("Any", "any"):
        return True
    if name not in KINDS:
        test = meter.environment.types.get(name)
        return False if name == "Null" else None if test is None else bool(test(value))
    if name in ("list", "range", "function") and not kind.parts:
        return None  # these need parameters (grammar rule 54)
    if not is_kind(value, name):
        return False
    if kind.parts and isinstance(value, list):
        meter.charge(len(value))
        return _all(kind.parts[0], value, meter)
    if kind.parts and isinstance(value, Range):
        return _all(kind.parts[0], [end for end in (value.start, value.end) if end is not None], meter)
    if kind.parts and isinstance(value, Function) and name == "function":
        return value.variadic or len(value.parameters) == len(kind.parts) - 1
    if kind.fields and isinstance(value, dict):
        return all(
            field in value and (value[field] is None or conforms(value[field], part, meter) is True)
            for field, part in kind.fields
        )
    return True


def _all(part: Type, values: list[Value], meter: Meter) -> bool | None:
    known = conforms("", part, meter)
    if known is None:
        return None
    return all(value is None or conforms(value, part, meter) for value in values)
