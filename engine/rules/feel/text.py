"""The text of a value, as string() gives it (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.decimals import plain
from engine.rules.feel.temporal.write import (
    write_date,
    write_date_time,
    write_days,
    write_months,
    write_time,
    write_wide,
)
from engine.rules.feel.values import Function, Range, Wide, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def text_of(value: Value, meter: Meter) -> str:
    """A string is itself; every other value is written so that FEEL could read it."""
    return value if isinstance(value, str) else written(value, meter)


def written(value: Value, meter: Meter) -> str:
    """The value as a literal, strings in quotes. The meter bounds the length of the whole."""
    meter.charge(1)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        meter.charge(len(value) // 50)
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(written(item, meter) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {written(item, meter)}" for key, item in value.items()) + "}"
    if isinstance(value, Range):
        return _range(value, meter)
    if isinstance(value, Function):
        return f"function {value.name}".strip()
    return _temporal(value)


def _key(key: str) -> str:
    return key if key.replace(" ", "").isalnum() else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _range(value: Range, meter: Meter) -> str:
    if value.operator:
        return f"{value.operator} {written(value.end if value.start is None else value.start, meter)}"
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{written(value.start, meter)}..{written(value.end, meter)}{closing}"


def _temporal(value: date | time | datetime | timedelta | YearsMonths | Wide) -> str:
    if isinstance(value, Wide):
        return write_wide(value)
    if isinstance(value, datetime):
        return write_date_time(value)
    if isinstance(value, date):
        return write_date(value)
    if isinstance(value, time):
        return write_time(value)
    return write_months(value) if isinstance(value, YearsMonths) else write_days(value)
