"""Dates in a pattern of java.text.SimpleDateFormat, as models of Camunda 7 write them: `dd/MM/yyyy`, `yyyy-MM-dd HH:mm`.

Read are day, month, year, hour (0-23), minute and second as numbers, with signs between them; other letters are not.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

FIELDS = {"y": "year", "M": "month", "d": "day", "H": "hour", "m": "minute", "s": "second"}
WIDTHS = {"year": r"\d{4}"}
PART = re.compile(r"'(?P<quoted>[^']+)'|(?P<field>(?P<letter>[a-zA-Z])(?P=letter)*)|(?P<sign>[^a-zA-Z'])")


@lru_cache(maxsize=200)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    made, at, seen = "", 0, set[str]()
    for part in PART.finditer(pattern):
        name = FIELDS.get(part["letter"] or "")
        if part.start() != at or (part["field"] and (name is None or name in seen or (name == "year") != (len(part["field"]) == 4) or (name != "year" and len(part["field"]) > 2))):
            return None
        at = part.end()
        if name is None:
            made += re.escape(part["quoted"] or part["sign"])
        else:
            seen.add(name)
            made += f"(?P<{name}>{WIDTHS.get(name, '[0-9]{1,2}')})"
    whole = {"year", "month", "day"} <= seen and at == len(pattern)
    return re.compile(made, re.ASCII) if whole else None


def readable(pattern: str) -> bool:
    """Whether dates of this pattern can be read here."""
    return _compiled(pattern) is not None


def written(day: date, pattern: str, zone: ZoneInfo) -> str:
    """The day, or the moment as the zone's clocks show it, in the pattern; as ISO 8601 where the pattern cannot be read here."""
    if not readable(pattern):
        return day.isoformat()
    at = day.astimezone(zone) if isinstance(day, datetime) and day.tzinfo is not None else day
    values = {"hour": 0, "minute": 0, "second": 0, **{name: getattr(at, name) for name in FIELDS.values() if hasattr(at, name)}}
    return PART.sub(lambda part: part["quoted"] or part["sign"] or str(values[FIELDS[part["letter"]]]).zfill(len(part["field"])), pattern)


def parsed(text: str, pattern: str, zone: ZoneInfo) -> datetime | None:
    """The moment a text means in the zone; None where it is none. Days that do not exist are none."""
    form = _compiled(pattern)
    found = form.fullmatch(text.strip()) if form is not None else None
    if found is None:
        return None
    try:
        return datetime(**{name: int(value) for name, value in found.groupdict().items()}, tzinfo=zone)
    except ValueError:
        return None
