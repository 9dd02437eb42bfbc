"""Adding and subtracting dates, times and durations (DMN 1.5, tables 55-57). All raise OverflowError or ValueError out of range."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from engine.rules.feel.decimals import DECIMAL128
from engine.rules.feel.temporal.scale import date_times, midnight, mixed, times
from engine.rules.feel.values import YearsMonths

_Day = TypeVar("_Day", date, datetime)
_DAY = timedelta(days=1)
_MICRO = timedelta(microseconds=1)


def plus_months(day: _Day, length: YearsMonths) -> _Day:
    """The same day some months away; the last day of the month when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + length.months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def plus_length(moment: datetime, length: timedelta) -> datetime:
    """An instant later by a length; across daylight saving the elapsed time counts, not the clock face."""
    if moment.tzinfo is None:
        return moment + length
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


def date_plus_length(day: date, length: timedelta) -> date:
    """The date of midnight plus a length."""
    return (midnight(day) + length).date()


def time_plus_length(moment: time, length: timedelta) -> time:
    """A time of day later by a length, around midnight if need be."""
    start = datetime.combine(date(2000, 1, 2), moment.replace(tzinfo=None))
    return (start + length % _DAY).time().replace(tzinfo=moment.tzinfo)


def between_points(left: date, right: date) -> timedelta | None:
    """left - right for dates and date-times, a date being its midnight in UTC; None when only one has a zone."""
    one = left if isinstance(left, datetime) else midnight(left)
    two = right if isinstance(right, datetime) else midnight(right)
    if mixed(one, two):
        return None
    one, two = date_times(one, two)
    return one - two


def between_times(left: time, right: time) -> timedelta | None:
    """left - right for times of day; None when only one has a zone."""
    if mixed(left, right):
        return None
    one, two = times(left, right)
    return one - two


def micros(length: timedelta) -> Decimal:
    """A length in microseconds, exactly."""
    return Decimal(length // _MICRO)


def length_of(micro_count: Decimal) -> timedelta:
    """A length of that many microseconds, cut to whole ones."""
    if abs(micro_count) > Decimal("8.64e22"):
        raise OverflowError
    return timedelta(microseconds=int(micro_count))


def scaled(length: timedelta, factor: Decimal, *, divide: bool) -> timedelta:
    """length * factor or length / factor."""
    count = micros(length)
    return length_of(DECIMAL128.divide(count, factor) if divide else DECIMAL128.multiply(count, factor))


def scaled_months(length: YearsMonths, factor: Decimal, *, divide: bool) -> YearsMonths:
    """length * factor or length / factor, cut to whole months."""
    count = Decimal(length.months)
    result = DECIMAL128.divide(count, factor) if divide else DECIMAL128.multiply(count, factor)
    if abs(result) > Decimal(10) ** 15:
        raise OverflowError
    return YearsMonths(int(result))
