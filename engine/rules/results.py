"""What each slot makes of a value, and what it refuses. A value that does not fit raises `ValueError` with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.rules import moments
from engine.rules.feel import YearsMonths
from engine.rules.juel.operators import show


class Slot(StrEnum):
    """The places of a model that hold an expression, by what they need."""

    CONDITION = "condition"
    """A truth value; null, "true" and 1 are errors."""
    VALUE = "value"
    """Any process variable."""
    TEXT = "text"
    """Text; null is empty, other values are written out."""
    NAME = "name"
    """One id (assignee) or null."""
    NAMES = "names"
    """A list of ids (candidates): a comma list or a list; null is an error."""
    DATE = "date"
    """An aware moment or null. A bare date is its last second; a duration counts from now."""
    DURATION = "duration"
    """A timedelta from now: months are counted from now on the calendar of the zone."""
    CYCLE = "cycle"
    """The text of an ISO repetition or of a Quartz cron expression."""
    COLLECTION = "collection"
    """A list (multi-instance)."""
    INTEGER = "integer"
    """A whole number; text of digits counts."""


def variable(value: object, zone: ZoneInfo) -> Any:
    """A value as process variables know it: whole numbers are int, moments are aware, years and months are ISO text.

    Raises:
        ValueError: a range, a function or something else that cannot be stored.
    """
    if value is None or isinstance(value, (bool, int, str, timedelta)):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("not a finite number")
        whole = value == value.to_integral_value() and value.adjusted() < 400
        return int(value) if whole else value
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, (date, time)):
        return value
    if isinstance(value, YearsMonths):
        years, months = divmod(abs(value.months), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-" if value.months < 0 else "") + "P" + body
    if isinstance(value, list):
        return [variable(item, zone) for item in value]
    if isinstance(value, Mapping):
        return {str(key): variable(item, zone) for key, item in value.items()}
    raise ValueError("a range or a function is no value of a variable")


def condition(value: object, now: datetime, zone: ZoneInfo) -> bool:
    """CONDITION: true or false, nothing else."""
    if not isinstance(value, bool):
        raise ValueError("a condition must be true or false, and this is neither")
    return value


def text(value: object, now: datetime, zone: ZoneInfo) -> str:
    """TEXT: the value written out."""
    return show(variable(value, zone))


def name(value: object, now: datetime, zone: ZoneInfo) -> str | None:
    """NAME: one id or None."""
    found = [] if value is None else names(value, now, zone)
    if len(found) > 1:
        raise ValueError("one id is needed here, not several")
    return found[0] if found else None


def names(value: object, now: datetime, zone: ZoneInfo) -> list[str]:
    """NAMES: ids from a comma list or a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item.strip() for item in value if item.strip()]
    raise ValueError("ids are needed here: a text with commas or a list of texts")


def moment(value: object, now: datetime, zone: ZoneInfo) -> datetime | None:
    """DATE: an aware moment or None."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return moments.end_of_day(value, zone)
    found = moments.parse_moment(value, zone) if isinstance(value, str) else None
    if found is None:
        try:
            return now.astimezone(zone) + duration(value, now, zone)
        except ValueError:
            raise ValueError("a date, an ISO date text or an ISO duration is needed here") from None
    return found


def duration(value: object, now: datetime, zone: ZoneInfo) -> timedelta:
    """DURATION: a length of time from now."""
    if isinstance(value, timedelta):
        return value
    period = moments.Period(value.months, timedelta(0)) if isinstance(value, YearsMonths) else None
    if isinstance(value, str):
        period = moments.parse_period(value)
    if period is None:
        raise ValueError("an ISO duration such as P3D or PT30M is needed here")
    start = now.astimezone(zone)
    try:
        return period.after(start).astimezone(ZoneInfo("UTC")) - start.astimezone(ZoneInfo("UTC"))
    except OverflowError:
        raise ValueError("the duration leaves the calendar") from None


def cycle(value: object, now: datetime, zone: ZoneInfo) -> str:
    """CYCLE: the text of a repetition, checked."""
    if isinstance(value, str) and moments.is_cycle(value, zone):
        return value.strip()
    raise ValueError("an ISO repetition such as R3/PT10M or a cron expression with seconds is needed here")


def collection(value: object, now: datetime, zone: ZoneInfo) -> list[Any]:
    """COLLECTION: a list."""
    if not isinstance(value, list):
        raise ValueError("a list is needed here")
    return [variable(item, zone) for item in value]


def integer(value: object, now: datetime, zone: ZoneInfo) -> int:
    """INTEGER: a whole number."""
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,18}\s*", value, re.ASCII):
        return int(value)
    found = variable(value, zone)
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError("a whole number is needed here")
    return found


SHAPES: Final[Mapping[Slot, Callable[[object, datetime, ZoneInfo], Any]]] = {
    Slot.CONDITION: condition,
    Slot.VALUE: lambda value, now, zone: variable(value, zone),
    Slot.TEXT: text,
    Slot.NAME: name,
    Slot.NAMES: names,
    Slot.DATE: moment,
    Slot.DURATION: duration,
    Slot.CYCLE: cycle,
    Slot.COLLECTION: collection,
    Slot.INTEGER: integer,
}
