"""Moments of the dialect: written as `2026-01-02T03:04:05.678+0800` and nothing else, read leniently.

Java clients refuse `+08:00` and `Z` and read microseconds as milliseconds; in queries the `+` arrives as a blank (dialect C0, F16).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
FORM = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|[+\- ]?\d\d:?\d\d)?", re.ASCII,
)


def written(moment: datetime | None) -> str | None:
    """The one form clients read; None stays None."""
    if moment is None:
        return None
    local = moment.astimezone(ZONE)
    return f"{local.year:04d}-{local:%m-%dT%H:%M:%S}.{local.microsecond // 1000:03d}{local.strftime('%z')[:5]}"


def of_day(day: date) -> str | None:
    """A day is its first moment here."""
    return written(datetime(day.year, day.month, day.day, tzinfo=ZONE))


def read(text: str) -> datetime:
    """An aware moment. Without a zone it is Shanghai's. Raises ValueError."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"Cannot convert value {text!r} to a date: yyyy-MM-dd'T'HH:mm:ss.SSSZ is expected")
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    micro = int((fraction or "0").ljust(6, "0")[:6])
    made = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro, tzinfo=_zone(zone))
    for zone_ in (ZONE, UTC):
        made.astimezone(zone_)  # a moment at the edge of the calendar has no place in our zone or the database's: OverflowError
    return made


def _zone(text: str | None) -> timezone | ZoneInfo:
    if text is None:
        return ZONE
    if text in "Zz":
        return timezone(timedelta())
    digits = text.lstrip("+- ").replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text.startswith("-") else offset)
