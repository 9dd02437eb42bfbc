"""Moments and dates as an officer in Nanhu writes them: Asia/Shanghai, and 24:00 for the end of a day.

A period of days ends at 24:00 of its last day; shown as 00:00 of the next it would be read one day too late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from web.i18n import t

ZONE = ZoneInfo("Asia/Shanghai")


def moment(value: datetime | None) -> str:
    """`2026-11-23 14:05`, "" for none."""
    return "" if value is None else value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def due(value: datetime | None) -> str:
    """A due moment: midnight is 24:00 of the day before."""
    if value is None:
        return ""
    local = value.astimezone(ZONE)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return f"{local - timedelta(minutes=1):%Y-%m-%d} 24:00"
    return moment(value)


def short(value: datetime | None, now: datetime) -> str:
    """`14:05` today, `11-23 14:05` this year, else the whole date."""
    if value is None:
        return ""
    local, today = value.astimezone(ZONE), now.astimezone(ZONE)
    if local.date() == today.date():
        return t("moment.today", time=f"{local:%H:%M}")
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"


def left(value: datetime | None, now: datetime) -> str:
    """How much time is left or over: "剩 3 天", "逾期 5 小时"."""
    if value is None:
        return ""
    gap = value - now
    which = "moment.left" if gap >= timedelta(0) else "moment.over"
    return t(which, span=span(abs(gap)))


def span(gap: timedelta) -> str:
    """A length of time in its largest sensible unit, rounded down."""
    if gap >= timedelta(days=2):
        return t("moment.days", n=gap.days)
    hours, minutes = divmod(gap.days * 1440 + gap.seconds // 60, 60)
    return t("moment.hours", n=hours) if hours else t("moment.minutes", n=minutes)
