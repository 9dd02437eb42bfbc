"""date, time, date and time, duration, years and months duration, now, today (DMN 1.5, tables 73 and 82)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.temporal import read
from engine.rules.feel.temporal.wide import clock_of, combine, day_of, make_date, make_time, narrow
from engine.rules.feel.values import Wide, YearsMonths

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def _or_wrong(meter: Meter, value: Value, text: str, kind: str) -> Value:
    return meter.wrong(f"the text is no {kind}", text) if value is None else value


@builtin("date", "from: string")
def date_of_text(meter: Meter, from_: str) -> Value:
    """The date a text stands for."""
    return _or_wrong(meter, read.read_date(from_), from_, "date")


@builtin("date", "from: date")
def date_itself(meter: Meter, from_: Value) -> Value:
    """A date is itself."""
    return from_


@builtin("date", "from: date and time")
def date_of_moment(meter: Meter, from_: datetime | Wide) -> Value:
    """The date part."""
    return day_of(from_)


@builtin("date", "year: number, month: number, day: number")
def date_of_parts(meter: Meter, year: Decimal, month: Decimal, day: Decimal) -> Value:
    """The date of a year, month and day."""
    try:
        return make_date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return meter.wrong("there is no such date", [year, month, day])


@builtin("date and time", "from: string")
def moment_of_text(meter: Meter, from_: str) -> Value:
    """The date and time a text stands for."""
    return _or_wrong(meter, read.read_date_time(from_), from_, "date and time")


@builtin("date and time", "from: date and time")
def moment_itself(meter: Meter, from_: Value) -> Value:
    """A date and time is itself."""
    return from_


@builtin("date and time", "date: date, time: time")
@builtin("date and time", "date: date and time, time: time")
def moment_of_parts(meter: Meter, date: date | Wide, time: time | Wide) -> Value:
    """The day of the first and the time (with its zone) of the second."""
    return combine(date, time)


@builtin("date and time", "date: date and time, timezone: string")
def moment_in_zone(meter: Meter, date: Value, timezone: str) -> Value:
    """The same instant in another zone, to the microsecond; null for years that Python does not have."""
    moment = narrow(date)
    zone = read.zone_named(timezone)
    if zone is None:
        return meter.wrong("there is no such zone", timezone)
    if not isinstance(moment, datetime):
        return meter.wrong("the year is too far away to be moved to another zone", date)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=meter.zone)).astimezone(zone)
    except OverflowError:
        return meter.wrong("the year is too far away to be moved to another zone", date)


@builtin("time", "from: string")
def time_of_text(meter: Meter, from_: str) -> Value:
    """The time a text stands for."""
    return _or_wrong(meter, read.read_time(from_), from_, "time")


@builtin("time", "from: time")
def time_itself(meter: Meter, from_: Value) -> Value:
    """A time is itself."""
    return from_


@builtin("time", "from: date and time")
def time_of_moment(meter: Meter, from_: datetime | Wide) -> Value:
    """The time part with its zone."""
    return clock_of(from_)


@builtin("time", "from: date")
def time_of_date(meter: Meter, from_: date) -> Value:
    """Midnight in UTC, as the standard converts a date to a date and time."""
    return time(0, 0, 0, tzinfo=UTC)


@builtin("time", "hour: number, minute: number, second: number, offset?: days and time duration?")
def time_of_parts(
    meter: Meter, hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None = None
) -> Value:
    """The time of an hour, minute and second, perhaps with an offset from UTC."""
    if not 0 <= second < 60 or abs(hour) > 99 or abs(minute) > 99 or abs(offset or timedelta()) > timedelta(hours=14):
        return meter.wrong("there is no such time", [hour, minute, second])
    micros, nanos = divmod(int((second - int(second)) * 1_000_000_000), 1000)
    try:
        clock = time(int(hour), int(minute), int(second), micros, timezone(offset) if offset is not None else None)
        return make_time(clock, nanos)
    except ValueError:
        return meter.wrong("there is no such time", [hour, minute, second])


@builtin("duration", "from: string")
def duration_of_text(meter: Meter, from_: str) -> Value:
    """The duration a text stands for."""
    return _or_wrong(meter, read.read_duration(from_), from_, "duration")


@builtin("duration", "from: duration")
def duration_itself(meter: Meter, from_: Value) -> Value:
    """A duration is itself."""
    return from_


@builtin("years and months duration", "from: date, to: date")
@builtin("years and months duration", "from: date and time, to: date and time")
@builtin("years and months duration", "from: date, to: date and time")
@builtin("years and months duration", "from: date and time, to: date")
def months_between(meter: Meter, from_: date | Wide, to: date | Wide) -> Value:
    """The whole months from one day to another."""
    months = (to.year - from_.year) * 12 + to.month - from_.month
    if months > 0 and _rest(to) < _rest(from_):
        months -= 1
    elif months < 0 and _rest(to) > _rest(from_):
        months += 1
    return YearsMonths(months)


def _rest(day: date | Wide) -> tuple[int, time, int]:
    if isinstance(day, Wide):
        return day.day, day.clock.replace(tzinfo=None), day.nanos
    return day.day, day.time() if isinstance(day, datetime) else time(), 0


@builtin("now", "")
def now(meter: Meter) -> Value:
    """The moment of the evaluation, in the zone of the environment."""
    return meter.environment.now.astimezone(meter.zone)


@builtin("today", "")
def today(meter: Meter) -> Value:
    """The day of the evaluation, in the zone of the environment."""
    return meter.environment.now.astimezone(meter.zone).date()
