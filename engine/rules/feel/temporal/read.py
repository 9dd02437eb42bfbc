"""Text to dates, times, date-times and durations (XML Schema lexical forms, and the zone form @Area/City)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from engine.rules.feel.temporal.wide import combine, make_date, make_time
from engine.rules.feel.values import Wide, YearsMonths

Temporal = date | time | datetime | YearsMonths | timedelta | Wide

_DATE = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([A-Za-z][A-Za-z0-9_+/-]*))?", re.ASCII
)
_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,12})Y)?(?:(\d{1,12})M)?", re.ASCII)
_DAYS = re.compile(
    r"(-)?P(?=\d|T\d)(?:(\d{1,12})D)?(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,15})(?:\.(\d*))?S)?)?", re.ASCII
)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name; None when there is none (the name never reaches the file system unchecked)."""
    return ZoneInfo(name) if name in _zones() else None


def read_date(text: str) -> date | Wide | None:
    """yyyy-mm-dd, or None."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return make_date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _micros(digits: str | None) -> int:
    return int(digits[:6].ljust(6, "0")) if digits else 0


def read_time(text: str) -> time | Wide | None:
    """hh:mm:ss[.fff][Z|+hh:mm|@Zone], or None. Parts of a second finer than a nanosecond are cut off."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    zone: tzinfo | None = None
    if match[5]:
        zone = UTC
    elif match[6]:
        hours, minutes, seconds = int(match[7]), int(match[8]), int(match[9] or 0)
        if minutes > 59 or seconds > 59:
            return None
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if offset > timedelta(hours=14):
            return None
        zone = timezone(-offset if match[6] == "-" else offset)
    elif match[10]:
        zone = zone_named(match[10])
        if zone is None:
            return None
    try:
        clock = time(int(match[1]), int(match[2]), int(match[3]), _micros(match[4]), zone)
        return make_time(clock, int((match[4] or "")[6:9].ljust(3, "0")))
    except ValueError:
        return None


def read_date_time(text: str) -> datetime | Wide | None:
    """A date, T and a time; a date alone is its midnight. None for anything else."""
    day_text, separator, time_text = text.partition("T")
    day = read_date(day_text)
    if day is None:
        return None
    if not separator:
        return combine(day, time())
    moment = read_time(time_text)
    return None if moment is None else combine(day, moment)


def read_duration(text: str) -> YearsMonths | timedelta | None:
    """PnYnM or PnDTnHnMn.nS with an optional minus, or None."""
    match = _MONTHS.fullmatch(text)
    if match is not None:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-months if match[1] else months)
    match = _DAYS.fullmatch(text)
    if match is None:
        return None
    try:
        length = timedelta(
            days=int(match[2] or 0),
            hours=int(match[3] or 0),
            minutes=int(match[4] or 0),
            seconds=int(match[5] or 0),
            microseconds=_micros(match[6]),
        )
        return -length if match[1] else length
    except OverflowError:
        return None


def read_temporal(text: str) -> Temporal | None:
    """What @"..." means: a date, a time, a date and time or a duration; None when it is none of them."""
    if "P" in text[:2]:
        return read_duration(text)
    if "T" in text:
        return read_date_time(text)
    return read_date(text) or read_time(text) if ":" not in text else read_time(text)
