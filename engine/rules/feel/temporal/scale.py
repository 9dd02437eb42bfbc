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


def mixed(left: time | datetime, right: time | datetime) -> bool:
    """Whether just one of the two has a zone."""
    return (left.tzinfo is None) is not (right.tzinfo is None)


def date_times(left: datetime, right: datetime) -> tuple[datetime, datetime]:
    """Both on one scale: instants when both have a zone. A local one takes the offset of the other, so the clocks count.

    Raises OverflowError at the ends of time.
    """
    if left.tzinfo is None or right.tzinfo is None:
        return left.replace(tzinfo=None), right.replace(tzinfo=None)
    return left.astimezone(UTC), right.astimezone(UTC)


def times(left: time, right: time) -> tuple[timedelta, timedelta]:
    """Both on one scale: in UTC when they have different zones. A local one takes the offset of the other."""
    if left.tzinfo is None or right.tzinfo is None or left.tzinfo == right.tzinfo:
        return time_point(left, None), time_point(right, None)
    return time_point(left, left.tzinfo), time_point(right, right.tzinfo)


def midnight(day: date) -> datetime:
    """The start of a day in UTC, as the standard converts a date."""
    return datetime.combine(day, time(tzinfo=UTC))
