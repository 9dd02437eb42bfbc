"""When a repeating timer fires: ISO 8601 repetitions and Quartz cron, in the time of Asia/Shanghai.

An overdue cycle fires once and then looks forward: a server that was down for a day does not fire a thousand reminders.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.rules.moments import DAYS, FIELDS, REPEAT, is_cron, parse_moment, parse_period

ZONE = ZoneInfo("Asia/Shanghai")
HORIZON_DAYS = 366 * 9


def first_firing(text: str, now: datetime) -> tuple[datetime | None, int | None]:
    """The first moment and how many firings are left after it (None: endless)."""
    if is_cron(text):
        return next_cron(text, now), None
    found = REPEAT.fullmatch(text.strip())
    assert found is not None  # checked when the model was deployed or the value computed
    times = int(found["times"]) if found["times"] else None
    if times == 0:
        return None, 0
    left = None if times is None else times - 1
    parts = found["rest"].split("/")
    if len(parts) == 2 and not parts[0].startswith("P"):
        return parse_moment(parts[0], ZONE), left
    period = parse_period(parts[0])
    assert period is not None
    first = period.after(now.astimezone(ZONE))
    end = parse_moment(parts[1], ZONE) if len(parts) == 2 else None
    return (None, 0) if end is not None and first > end else (first, left)


def next_firing(text: str, due: datetime, now: datetime, left: int | None) -> tuple[datetime | None, int | None]:
    """The firing after the one that was due at `due`, never in the past."""
    if is_cron(text):
        return next_cron(text, now), None
    if left is not None and left <= 0:
        return None, 0
    found = REPEAT.fullmatch(text.strip())
    assert found is not None
    parts = found["rest"].split("/")
    period = parse_period(next(part for part in parts if part.startswith("P")))
    assert period is not None
    following = period.after(due.astimezone(ZONE))
    if following <= now:
        following = period.after(now.astimezone(ZONE))
    end = parse_moment(parts[1], ZONE) if len(parts) == 2 and parts[0].startswith("P") else None
    if end is not None and following > end:
        return None, 0
    return following, None if left is None else left - 1


def next_cron(text: str, after: datetime) -> datetime | None:
    """The first moment of a Quartz expression later than `after`, within nine years."""
    fields = text.upper().split()
    seconds, minutes, hours = (_values(fields[place], place) for place in range(3))
    months, years = _values(fields[4], 4), (_values(fields[6], 6) if len(fields) == 7 else None)
    start = (after.astimezone(ZONE) + timedelta(seconds=1)).replace(microsecond=0)
    day = start.date()
    for _ in range(HORIZON_DAYS):
        if day.month in months and (years is None or day.year in years) and _day_fits(day, fields[3], fields[5]):
            for hour in hours:
                for minute in minutes:
                    for second in seconds:
                        moment = datetime.combine(day, time(hour, minute, second), ZONE)
                        if moment >= start:
                            return moment
        day += timedelta(days=1)
    return None


def _values(field: str, place: int) -> list[int]:
    low, high, words = FIELDS[place]
    found: set[int] = set()
    for item in field.split(","):
        span, _, step = item.partition("/")
        ends = span.split("-")
        if span in {"*", "?"}:
            first, last = low, high
        else:
            first = words.get(ends[0], int(ends[0]) if ends[0].isdigit() else low)
            last = words.get(ends[-1], int(ends[-1]) if ends[-1].isdigit() else high) if len(ends) > 1 else (high if step else first)
        found.update(range(first, last + 1, int(step or 1)))
    return sorted(found)


def _day_fits(day: date, of_month: str, of_week: str) -> bool:
    last = monthrange(day.year, day.month)[1]
    week_day = day.isoweekday() % 7 + 1  # Quartz: Sunday is 1
    if of_month != "?":
        return any(_month_day(item, day, last) for item in of_month.split(","))
    for item in of_week.split(","):
        if item.endswith("L") and item != "L":
            wanted = int(item[0]) if item[0].isdigit() else DAYS[item[:3]]
            if week_day == wanted and day.day + 7 > last:
                return True
        elif "#" in item:
            name, _, nth = item.partition("#")
            if week_day == (int(name) if name.isdigit() else DAYS[name]) and (day.day - 1) // 7 + 1 == int(nth):
                return True
        elif week_day in (_values("7", 5) if item == "L" else _values(item, 5)):
            return True
    return False


def _month_day(item: str, day: date, last: int) -> bool:
    if item == "LW":
        return day.day == _nearest_work_day(day.replace(day=last)).day
    if item.startswith("L"):
        return day.day == last - int(item[2:] or 0)
    if item.endswith("W"):
        return day == _nearest_work_day(day.replace(day=min(int(item[:-1]), last)))
    return day.day in _values(item, 3)


def _nearest_work_day(day: date) -> date:
    """Monday to Friday nearest to a day, inside its month (the W of Quartz knows no holidays)."""
    shift = {5: -1, 6: 1}.get(day.weekday(), 0)
    moved = day + timedelta(days=shift)
    if moved.month != day.month:
        moved = day + timedelta(days=2 if shift < 0 else -2)
    return moved


