"""day of year, day of week, month of year, week of year, last day of month (DMN 1.5, table 79)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.builtins.registry import builtin
from engine.rules.feel.temporal.wide import twin
from engine.rules.feel.values import Wide

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@builtin("day of year", "date: date")
@builtin("day of year", "date: date and time")
def day_of_year(meter: Meter, date: date | Wide) -> Value:
    """1 to 366"""
    return Decimal(twin(date).timetuple().tm_yday)


@builtin("day of week", "date: date")
@builtin("day of week", "date: date and time")
def day_of_week(meter: Meter, date: date | Wide) -> Value:
    """The English name of the day."""
    return _DAYS[twin(date).weekday()]


@builtin("month of year", "date: date")
@builtin("month of year", "date: date and time")
def month_of_year(meter: Meter, date: date | Wide) -> Value:
    """The English name of the month."""
    return _MONTHS[date.month - 1]


@builtin("week of year", "date: date")
@builtin("week of year", "date: date and time")
def week_of_year(meter: Meter, date: date | Wide) -> Value:
    """The week of ISO 8601, 1 to 53."""
    return Decimal(twin(date).isocalendar()[1])


@builtin("last day of month", "date: date")
@builtin("last day of month", "date: date and time")
def last_day_of_month(meter: Meter, date: date | Wide) -> Value:
    """28 to 31"""
    return Decimal(monthrange(twin(date).year, date.month)[1])
