"""Properties of dates, times, durations and ranges reached with a dot (DMN 1.5, table 65). There are no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from engine.rules.feel.temporal.scale import offset_of
from engine.rules.feel.values import Range, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_Getter = Callable[[Any, "Meter"], "Value"]
_SECOND = timedelta(seconds=1)


def _offset(value: time | datetime, meter: Meter) -> Value:
    if value.tzinfo is None:
        return None
    return value.utcoffset() if isinstance(value, datetime) else offset_of(value, value.tzinfo)


def _zone(value: time | datetime, meter: Meter) -> Value:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _months(value: YearsMonths, *, rest: bool) -> Decimal:
    years, months = divmod(abs(value.months), 12)
    amount = Decimal(months if rest else years)
    return -amount if value.months < 0 and amount else amount


def _length(value: timedelta, unit: int, cycle: int) -> Decimal:
    seconds = abs(value) // _SECOND // unit
    amount = Decimal(seconds % cycle if cycle else seconds)
    return -amount if value < timedelta(0) and amount else amount


_DAY: dict[str, _Getter] = {
    "year": lambda value, meter: Decimal(value.year),
    "month": lambda value, meter: Decimal(value.month),
    "day": lambda value, meter: Decimal(value.day),
    "weekday": lambda value, meter: Decimal(value.isoweekday()),
}
_CLOCK: dict[str, _Getter] = {
    "hour": lambda value, meter: Decimal(value.hour),
    "minute": lambda value, meter: Decimal(value.minute),
    "second": lambda value, meter: Decimal(value.second),
    "time offset": _offset,
    "timezone": _zone,
}

PROPERTIES: dict[type, dict[str, _Getter]] = {
    date: _DAY,
    datetime: {**_DAY, **_CLOCK},
    time: _CLOCK,
    YearsMonths: {
        "years": lambda value, meter: _months(value, rest=False),
        "months": lambda value, meter: _months(value, rest=True),
    },
    timedelta: {
        "days": lambda value, meter: _length(value, 86400, 0),
        "hours": lambda value, meter: _length(value, 3600, 24),
        "minutes": lambda value, meter: _length(value, 60, 60),
        "seconds": lambda value, meter: _length(value, 1, 60),
    },
    Range: {
        "start": lambda value, meter: value.start,
        "end": lambda value, meter: value.end,
        "start included": lambda value, meter: value.start_included,
        "end included": lambda value, meter: value.end_included,
    },
}
