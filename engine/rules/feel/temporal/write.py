"""Dates, times and durations to text, the inverse of read.py."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from engine.rules.feel.values import Wide, YearsMonths


def write_date(value: date | Wide) -> str:
    """yyyy-mm-dd, with a minus before Christ and more digits for far years."""
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04d}-{value.month:02d}-{value.day:02d}"


def write_wide(value: Wide) -> str:
    """A value that Python's types cannot hold, in the same forms."""
    if value.kind == "date":
        return write_date(value)
    clock = write_time(value.clock, value.nanos)
    return clock if value.kind == "time" else f"{write_date(value)}T{clock}"


def _zone(zone: tzinfo | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    offset = zone.utcoffset(None)
    if not offset:
        return "Z"
    sign, seconds = ("-", -offset) if offset < timedelta(0) else ("+", offset)
    whole = seconds // timedelta(seconds=1)
    tail = f":{whole % 60:02d}" if whole % 60 else ""
    return f"{sign}{whole // 3600:02d}:{whole // 60 % 60:02d}{tail}"


def write_time(value: time | datetime, nanos: int = 0) -> str:
    """hh:mm:ss[.fff] and the zone as it was given."""
    fraction = f".{value.microsecond:06d}{nanos:03d}".rstrip("0") if value.microsecond or nanos else ""
    return f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}{fraction}{_zone(value.tzinfo)}"


def write_date_time(value: datetime) -> str:
    """yyyy-mm-ddThh:mm:ss..."""
    return f"{write_date(value)}T{write_time(value)}"


def write_months(value: YearsMonths) -> str:
    """PnYnM; P0M for none."""
    years, months = divmod(abs(value.months), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{'-' if value.months < 0 else ''}P{text or '0M'}"


def write_days(value: timedelta) -> str:
    """PnDTnHnMnS; PT0S for none."""
    length = abs(value)
    seconds = length.seconds
    fraction = f".{length.microseconds:06d}".rstrip("0") if length.microseconds else ""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{rest}{fraction}S" if rest or fraction else ""
    days = f"{length.days}D" if length.days else ""
    if not days and not clock:
        return "PT0S"
    return f"{'-' if value < timedelta(0) else ''}P{days}{'T' if clock else ''}{clock}"
