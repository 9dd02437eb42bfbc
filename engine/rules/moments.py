"""Dates, lengths of time and cycles written as text: ISO 8601 and the cron expressions of the Quartz scheduler."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

DURATION: Final = re.compile(
    r"(?P<sign>-)?P(?!$)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?!$)(?:(?P<hours>\d{1,7})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,10}(?:[.,]\d{1,9})?)S)?)?",
    re.ASCII,
)
REPEAT: Final = re.compile(r"R(?P<times>\d{0,9})/(?P<rest>.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time of the calendar (months) and of the clock; both have the same sign."""

    months: int
    rest: timedelta

    def after(self, start: datetime) -> datetime:
        """The moment this long after `start`: months first, by the calendar of its zone; a missing day is the last of the month.

        Raises:
            OverflowError: outside the years 1 to 9999.
        """
        year, month = divmod(start.year * 12 + start.month - 1 + self.months, 12)
        if not 1 <= year <= 9999:
            raise OverflowError("year out of range")
        moved = start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))
        days, clock = timedelta(days=self.rest.days), timedelta(seconds=self.rest.seconds, microseconds=self.rest.microseconds)
        return ((moved + days).astimezone(ZoneInfo("UTC")) + clock).astimezone(start.tzinfo)


def parse_period(text: str) -> Period | None:
    """`P1Y2M3DT4H5M6.5S` or `P2W`, perhaps with a minus in front; None when it is no duration."""
    found = DURATION.fullmatch(text.strip())
    if not found:
        return None
    part = {name: Decimal((value or "0").replace(",", ".")) for name, value in found.groupdict().items() if name != "sign"}
    sign = -1 if found["sign"] else 1
    rest = timedelta(
        days=int(part["days"] + 7 * part["weeks"]), hours=int(part["hours"]), minutes=int(part["minutes"]),
        microseconds=int(part["seconds"] * 1_000_000),
    )
    return Period(sign * int(part["years"] * 12 + part["months"]), sign * rest)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day: what a due date without a time means, and what prints as that day everywhere."""
    return datetime.combine(day, time(23, 59, 59), zone)


def parse_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """An ISO date (its end) or date and time (local when it has no offset; `+0800` is fine); None when it is neither.

    Years before 1000 and after 9998 are typing errors, and their moments leave the calendar in another zone.
    """
    plain = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain, re.ASCII):
            found = end_of_day(date.fromisoformat(plain), zone)
        elif not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", plain, re.ASCII):
            return None
        else:
            found = datetime.fromisoformat(plain)
    except ValueError:
        return None
    if not 1000 <= found.year <= 9998:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def is_cycle(text: str, zone: ZoneInfo) -> bool:
    """`R3/PT10M`, `R/start/PT1H`, `R3/PT1H/end`, or a Quartz cron expression."""
    repeat = REPEAT.fullmatch(text.strip())
    if not repeat:
        return is_cron(text.strip())
    parts = repeat["rest"].split("/")
    if len(parts) == 1:
        periods, moments = [parts[0]], []
    elif len(parts) == 2 and parts[0].startswith("P"):
        periods, moments = [parts[0]], [parts[1]]
    elif len(parts) == 2:
        periods, moments = [parts[1]], [parts[0]]
    else:
        return False
    lengths = [parse_period(each) for each in periods]
    forward = all(length and (length.months > 0 or length.rest > timedelta(0)) for length in lengths)
    return forward and all(parse_moment(each, zone) for each in moments)


MONTHS: Final = dict(zip(
    ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), range(1, 13), strict=True,
))
DAYS: Final = dict(zip(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), range(1, 8), strict=True))
FIELDS: Final[tuple[tuple[int, int, dict[str, int]], ...]] = (
    (0, 59, {}), (0, 59, {}), (0, 23, {}), (1, 31, {}), (1, 12, MONTHS), (1, 7, DAYS), (1970, 2199, {}),
)
"""Seconds, minutes, hours, day of the month, month, day of the week (1 = Sunday), year."""


def is_cron(text: str) -> bool:
    """Six or seven fields of Quartz; exactly one of the two day fields must be `?`."""
    fields = text.upper().split()
    if len(fields) not in (6, 7) or (fields[3] == "?") == (fields[5] == "?"):
        return False
    return all(cron_field(field, place) for place, field in enumerate(fields))


def cron_field(field: str, place: int) -> bool:
    """One field: lists, ranges, steps, names and, for days, `L`, `W` and `#`."""
    if field == "?":
        return place in (3, 5)
    return all(cron_item(item, place) for item in field.split(","))


def cron_item(item: str, place: int) -> bool:
    """One entry of a list in a field."""
    low, high, words = FIELDS[place]
    if place == 3 and re.fullmatch(r"L(-([12]?\d|30))?|LW|([12]?\d|3[01])W", item):
        return True
    if place == 5 and (item == "L" or re.fullmatch(r"([1-7]|[A-Z]{3})(L|#[1-5])", item)):
        return item == "L" or item[0].isdigit() or item[:3] in words
    span, slash, step = item.partition("/")
    if slash and not (step.isascii() and step.isdigit() and 0 < int(step) <= high):
        return False
    ends = span.split("-")
    if span == "*":
        return True
    values = [words.get(each, int(each) if each.isascii() and each.isdigit() and len(each) < 5 else -1) for each in ends]
    return len(values) <= 2 and all(low <= value <= high for value in values)
