"""Dates and times that Python's types cannot hold: years outside 1 to 9999, and parts of a microsecond.

The Gregorian calendar repeats every 400 years, week days included, so a far year is computed with as its twin in 2000-2399.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from engine.rules.feel.values import Wide

if TYPE_CHECKING:
    from engine.rules.feel.values import Value

_CYCLE_DAYS = 146_097
_SECOND = 1_000_000_000
FARTHEST_YEAR = 999_999_999


def make_date(year: int, month: int, day: int) -> date | Wide:
    """The date; raises ValueError when there is none."""
    if 1 <= year <= 9999:
        return date(year, month, day)
    if abs(year) > FARTHEST_YEAR:
        raise ValueError(year)
    date(2000 + year % 400, month, day)
    return Wide("date", year, month, day)


def make_time(clock: time, nanos: int) -> time | Wide:
    """The time of day with 0 to 999 nanoseconds more."""
    return Wide("time", clock=clock, nanos=nanos) if nanos else clock


def combine(day: date | Wide, clock: time | Wide) -> datetime | Wide:
    """The day of the first and the time of the second; both may themselves be dates and times."""
    bare = clock.clock if isinstance(clock, Wide) else clock
    nanos = clock.nanos if isinstance(clock, Wide) else 0
    if nanos or (isinstance(day, Wide) and not 1 <= day.year <= 9999):
        return Wide("date and time", day.year, day.month, day.day, bare, nanos)
    return datetime.combine(date(day.year, day.month, day.day), bare)


def at_midnight(day: Value) -> datetime | Wide:
    """The midnight in UTC that a date is converted to where a date and time is wanted."""
    assert isinstance(day, date | Wide)
    return combine(day, time(tzinfo=UTC))


def day_of(value: datetime | Wide) -> date | Wide:
    """The date of a date and time."""
    return make_date(value.year, value.month, value.day)


def clock_of(value: datetime | Wide) -> time | Wide:
    """The time of day of a date and time, with its zone."""
    return make_time(value.clock, value.nanos) if isinstance(value, Wide) else value.timetz()


def twin(value: date | Wide) -> date:
    """A date of the same month, day and day of the week, in a year that Python has."""
    return value if isinstance(value, date) else date(2000 + value.year % 400, value.month, value.day)


def narrow(value: Value) -> Value:
    """The value cut to microseconds when Python can hold it then; arithmetic works on these. Else the value itself."""
    if not isinstance(value, Wide) or value.kind == "date":
        return value
    if value.kind == "time":
        return value.clock
    return datetime.combine(date(value.year, value.month, value.day), value.clock) if 1 <= value.year <= 9999 else value


def kind_of(value: Value) -> str | None:
    """Which of the three kinds a value is, Python's or wide; None for other values."""
    if isinstance(value, Wide):
        return value.kind
    if isinstance(value, datetime):
        return "date and time"
    return "date" if isinstance(value, date) else "time" if isinstance(value, time) else None


def offset(value: Wide) -> timedelta:
    """The offset from UTC; nothing for a local one."""
    moment = datetime.combine(date(2000, 1, 1) if value.kind == "time" else twin(value), value.clock)
    return moment.utcoffset() or timedelta(0)


def nanoseconds(value: date | time | Wide, *, utc: bool) -> int:
    """The place on the line of time, in UTC or as the clock shows."""
    days, clock, nanos = 0, time(), 0
    if kind_of(value) != "time":
        assert not isinstance(value, time)
        era = 0 if isinstance(value, date) else value.year // 400 - 5
        same = value if isinstance(value, date) else twin(value)
        days = same.toordinal() + era * _CYCLE_DAYS
    if isinstance(value, time):
        clock = value
    elif isinstance(value, datetime):
        clock = value.timetz()
    elif isinstance(value, Wide):
        clock, nanos = value.clock, value.nanos
    seconds = ((days * 24 + clock.hour) * 60 + clock.minute) * 60 + clock.second
    if utc and kind_of(value) != "date":
        wide = value if isinstance(value, Wide) else Wide(kind_of(value) or "", 2000, 1, 1, clock)
        if isinstance(value, datetime):
            wide = Wide("date and time", value.year, value.month, value.day, clock)
        seconds -= int(offset(wide).total_seconds())
    return seconds * _SECOND + clock.microsecond * 1000 + nanos


def line(left: Value, right: Value) -> tuple[int, int] | None:
    """Both as nanoseconds on one line when they are of one kind and at least one is wide; else None."""
    kind = kind_of(left)
    if kind is None or kind != kind_of(right) or not (isinstance(left, Wide) or isinstance(right, Wide)):
        return None
    assert isinstance(left, date | time | Wide)
    assert isinstance(right, date | time | Wide)
    utc = _zone(left) is not None and _zone(right) is not None
    return nanoseconds(left, utc=utc), nanoseconds(right, utc=utc)


def _zone(value: date | time | Wide) -> tzinfo | None:
    if isinstance(value, Wide):
        return value.clock.tzinfo
    return value.tzinfo if isinstance(value, time | datetime) else None
