"""Properties of dates, times, durations and ranges reached with a dot (DMN 1.5, table 65). There are no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from engine.rules.feel.temporal.scale import offset_of
from engine.rules.feel.temporal.wide import offset, twin
from engine.rules.feel.values import Range, Wide, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.temporal.wide import offset, twin
from engine.rules.feel.values import Value

_Getter = Callable[[Any, "Meter"], "Value"]
_SECOND = timedelta(seconds=1)


def _offset(value: time | datetime, meter: Meter) -> Value:
    if value.tzinfo is None:
        return None
    return value.utcoffset() if isinstance(value, datetime) else offset_of(value, value.tzinfo)


def _zone(value: time | datetime, meter: Meter) -> Value:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _wide(name: str) -> _Getter:
    """A property of a wide date or time, found on its twin or its clock."""

    def get(value: Wide, meter: Meter) -> Value:
        if name == "year":
            return Decimal(value.year) if value.kind != "time" else None
        if name == "time offset":
            return offset(value) if value.clock.tzinfo is not None else None
        part: date | time = twin(value) if name in _DAY else value.clock
        return (_DAY if name in _DAY else _CLOCK)[name](part, meter) if name in WIDE_PROPERTIES[value.kind] else None

    return get


def _months(value: YearsMonths, *, rest: bool) -> Decimal:
    years, months = divmod(abs(value.months), 12)
    amount = Decimal(months if rest else years)
    return -amount if value.months < 0 and amount else amount


def _seconds(whole: int, micros: int) -> Decimal:
    """Seconds with their fraction, without trailing zeros."""
    return whole + (Decimal(micros) / 1_000_000).normalize() if micros else Decimal(whole)


def _length(value: timedelta, unit: int, cycle: int, *, fraction: bool = False) -> Decimal:
    length = abs(value)
    count = length // _SECOND // unit
    amount = _seconds(count % cycle if cycle else count, length.microseconds if fraction else 0)
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
    "second": lambda value, meter: _seconds(value.second, value.microsecond),
    "time offset": _offset,
    "timezone": _zone,
}

WIDE_PROPERTIES = {"date": {*_DAY}, "time": {*_CLOCK}, "date and time": {*_DAY, *_CLOCK}}

PROPERTIES: dict[type, dict[str, _Getter]] = {
    date: _DAY,
    datetime: {**_DAY, **_CLOCK},
    time: _CLOCK,
    Wide: {name: _wide(name) for name in (*_DAY, *_CLOCK)},
    YearsMonths: {
        "years": lambda value, meter: _months(value, rest=False),
        "months": lambda value, meter: _months(value, rest=True),
    },
    timedelta: {
        "days": lambda value, meter: _length(value, 86400, 0),
        "hours": lambda value, meter: _length(value, 3600, 24),
        "minutes": lambda value, meter: _length(value, 60, 60),
        "seconds": lambda value, meter: _length(value, 1, 60, fraction=True),
    },
    Range: {
        "start": lambda value, meter: value.start,
        "end": lambda value, meter: value.end,
        "start included": lambda value, meter: value.start_included,
        "end included": lambda value, meter: value.end_included,
    },
}
