"""Dates and times as points that can be compared: the value functions of the standard (DMN 1.5, 10.3.2.3.4-8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo


def offset_of(moment: time, zone: tzinfo) -> timedelta:
    """The offset of a time of day. A zone with daylight saving has none without a day, so its standard time counts."""
    used = moment.tzinfo or zone
    if isinstance(used, ZoneInfo):
        sample = datetime(2000, 1, 1, 12, tzinfo=used)
        return (sample.utcoffset() or timedelta(0)) - (sample.dst() or timedelta(0))
    return used.utcoffset(None) or timedelta(0)


def time_point(moment: time, zone: tzinfo | None) -> timedelta:
    """Length since midnight, in UTC when a zone is given (a local time is then read in it)."""
    length = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
    return length if zone is None else length - offset_of(moment, zone)


def instant(moment: datetime, zone: tzinfo) -> datetime:
    """The instant in UTC; a local date and time is read in `zone`."""
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).astimezone(UTC)


def date_times(left: datetime, right: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Both on one scale: as written when both are local, else as instants. Raises OverflowError at the ends of time."""
    if left.tzinfo is None and right.tzinfo is None:
        return left, right
    return instant(left, zone), instant(right, zone)


def times(left: time, right: time, zone: tzinfo) -> tuple[timedelta, timedelta]:
    """Both on one scale: as written when both are local or of the same zone, else in UTC."""
    common = None if left.tzinfo == right.tzinfo else zone
    return time_point(left, common), time_point(right, common)


def midnight(day: date) -> datetime:
    """The local start of a day."""
    return datetime.combine(day, time())
