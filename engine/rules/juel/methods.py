"""The methods a value has in `${...}`: a fixed list for each type. Nothing else can be called, so nothing of Python is reachable.

To add one: an entry in the table of its type. A method gets the value and its arguments, already evaluated.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.domain.values import bare
from engine.rules.juel.errors import JuelError
from engine.rules.juel.operators import equal, instant, kind, number, order, show, wrap

LONGEST: Final = 1_000_000
"""Characters a text made here may have."""

Method = tuple[int, int, Callable[..., object]]
"""Least and most arguments, and what to do."""


def whole(value: object) -> int:
    """An argument that must be a whole number."""
    found = number(value)
    if found != int(found):
        raise JuelError("not a whole number", value)
    return int(found)


def text(value: object) -> str:
    """An argument that must be text."""
    if not isinstance(value, str):
        raise JuelError(f"text is needed here, not {kind(value)}", value)
    return value


def substring(value: str, start: object, end: object = None) -> str:
    """The part from `start` to before `end`."""
    first, last = whole(start), len(value) if end is None else whole(end)
    if not 0 <= first <= last <= len(value):
        raise JuelError(f"the text has no part from {first} to {last}", value)
    return value[first:last]


def concat(value: str, more: object) -> str:
    """Two texts as one."""
    joined = value + text(more)
    if len(joined) > LONGEST:
        raise JuelError("the text grows too long", None)
    return joined


def replace(value: str, old: object, new: object) -> str:
    """Every occurrence of a text replaced."""
    before, after = text(old), text(new)
    if len(value) + value.count(before) * max(0, len(after) - len(before)) > LONGEST:
        raise JuelError("the text grows too long", None)
    return value.replace(before, after)


def split(value: str, mark: object) -> list[object]:
    """Split at a plain text (the original takes a pattern; patterns of letters, commas and the like mean the same)."""
    plain = text(mark)
    if not plain or any(sign in plain for sign in "\\[](){}*+?^$|."):
        raise JuelError("split takes a plain text, no pattern", mark)
    parts: list[object] = list(value.split(plain))
    while len(parts) > 1 and parts[-1] == "":
        parts.pop()
    return parts


def item(value: list[object], index: object) -> object:
    """The element at an index; outside the list is an error."""
    place = whole(index)
    if not 0 <= place < len(value):
        raise JuelError(f"the list has no element {place}", index)
    return value[place]


def single(value: list[object]) -> object:
    """The only row of a decision's result."""
    if len(value) > 1:
        raise JuelError("the decision has several results", None)
    return value[0] if value else None


def entry(value: list[object]) -> object:
    """The only value of the only row of a decision's result."""
    row = single(value)
    if isinstance(row, dict):
        if len(row) > 1:
            raise JuelError("the decision's result has several entries", None)
        return next(iter(row.values()), None)
    return row


def column(value: list[object], name: object) -> list[object]:
    """One output of every row of a decision's result."""
    return [row[text(name)] for row in value if isinstance(row, dict) and text(name) in row]


def prop(value: dict[str, object], name: object) -> object:
    """A property of a JSON object; a missing one is an error."""
    if text(name) not in value:
        raise JuelError(f'there is no property "{name}"', name)
    return value[text(name)]


def milliseconds(value: date, zone: ZoneInfo) -> int:
    """Milliseconds since 1970, as Java's dates count."""
    return (instant(value, zone) - datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))) // timedelta(milliseconds=1)


def moved(value: datetime, months: int) -> datetime:
    """Months on; a day the month lacks becomes its last."""
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return value.replace(year=year, month=month + 1, day=min(value.day, monthrange(year, month + 1)[1]))


def clock(unit: str, sign: int) -> Callable[[datetime, object], datetime]:
    """Move by a length of time: exact for hours and less, on the wall clock for days and more."""

    def move(value: datetime, amount: object) -> datetime:
        count = sign * whole(amount)
        try:
            if unit in ("years", "months"):
                return moved(value, count * (12 if unit == "years" else 1))
            if unit in ("weeks", "days"):
                return value + timedelta(days=count * (7 if unit == "weeks" else 1))
            return (value.astimezone(ZoneInfo("UTC")) + timedelta(**{unit: count})).astimezone(value.tzinfo)
        except (ValueError, OverflowError):
            raise JuelError("the date leaves the calendar", amount) from None

    return move


UNITS: Final = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")

STRING: Final[dict[str, Method]] = {
    "equals": (1, 1, lambda value, other: isinstance(other, str) and value == other),
    "equalsIgnoreCase": (1, 1, lambda value, other: isinstance(other, str) and value.lower() == other.lower()),
    "concat": (1, 1, concat),
    "substring": (1, 2, substring),
    "length": (0, 0, len),
    "isEmpty": (0, 0, lambda value: not value),
    "contains": (1, 1, lambda value, part: text(part) in value),
    "startsWith": (1, 1, lambda value, part: value.startswith(text(part))),
    "endsWith": (1, 1, lambda value, part: value.endswith(text(part))),
    "indexOf": (1, 1, lambda value, part: value.find(text(part))),
    "replace": (2, 2, replace),
    "trim": (0, 0, lambda value: value.strip()),
    "toUpperCase": (0, 0, lambda value: value.upper()),
    "toLowerCase": (0, 0, lambda value: value.lower()),
    "split": (1, 1, split),
    "stringValue": (0, 0, lambda value: value),
    "compareTo": (1, 1, lambda value, other: order(value, text(other), ZoneInfo("UTC"))),
}
LIST: Final[dict[str, Method]] = {
    "size": (0, 0, len),
    "isEmpty": (0, 0, lambda value: not value),
    "contains": (1, 1, lambda value, other: any(alike(each, other) for each in value)),
    "get": (1, 1, item),
    "elements": (0, 0, lambda value: value),
    "getSingleResult": (0, 0, single),
    "getFirstResult": (0, 0, lambda value: value[0] if value else None),
    "getSingleEntry": (0, 0, entry),
    "collectEntries": (1, 1, column),
}
MAP: Final[dict[str, Method]] = {
    "get": (1, 1, lambda value, key: value.get(key) if isinstance(key, str) else None),
    "containsKey": (1, 1, lambda value, key: isinstance(key, str) and key in value),
    "size": (0, 0, len),
    "isEmpty": (0, 0, lambda value: not value),
    "prop": (1, 1, prop),
    "hasProp": (1, 1, lambda value, name: text(name) in value),
    "getEntry": (1, 1, lambda value, key: value.get(text(key))),
    "getSingleEntry": (0, 0, lambda value: entry([value])),
}
NUMBER: Final[dict[str, Method]] = {
    "compareTo": (1, 1, lambda value, other: order(value, number(other), ZoneInfo("UTC"))),
    "intValue": (0, 0, lambda value: (int(value) + 2**31) % 2**32 - 2**31),
    "longValue": (0, 0, lambda value: wrap(int(value))),
    "numberValue": (0, 0, lambda value: value),
}
TRUTH: Final[dict[str, Method]] = {"boolValue": (0, 0, lambda value: value)}
MOMENT: Final[dict[str, Method]] = {
    "withTimeAtStartOfDay": (0, 0, lambda value: datetime.combine(value.date(), time(), value.tzinfo)),
    "toDate": (0, 0, lambda value: value),
    **{f"plus{unit.capitalize()}": (1, 1, clock(unit, 1)) for unit in UNITS},
    **{f"minus{unit.capitalize()}": (1, 1, clock(unit, -1)) for unit in UNITS},
}
ANY: Final = ("toString", "equals")
TABLES: Final[dict[type, dict[str, Method]]] = {
    str: STRING, list: LIST, dict: MAP, int: NUMBER, Decimal: NUMBER, bool: TRUTH, datetime: MOMENT, date: {}, time: {}, timedelta: {},
}
KNOWN: Final = frozenset({"getTime", "isNull", *ANY, *(name for table in TABLES.values() for name in table)})
"""Every method name there is: a call of another one on a name can only be meant for a Java bean."""


def alike(left: object, right: object) -> bool:
    """`equals`: the same kind and the same value; a number equals a number."""
    numbers = [isinstance(each, (int, Decimal)) and not isinstance(each, bool) for each in (left, right)]
    if any(numbers):
        return all(numbers) and left == right
    return type(bare(left)) is type(bare(right)) and equal(left, right, ZoneInfo("UTC"))


def call(value: object, name: str, arguments: list[Any], zone: ZoneInfo) -> object:
    """Call a method of a value.

    Raises:
        JuelError: null has no methods, the type has none of that name, or the arguments do not fit.
    """
    if name == "isNull" and not arguments:
        return value is None
    if value is None:
        raise JuelError(f"null has no method {name}()", None)
    if name == "toString" and not arguments:
        return show(value)
    if name == "equals" and len(arguments) == 1:
        return alike(value, arguments[0])
    if name == "getTime" and isinstance(value, date) and not arguments:
        return milliseconds(value, zone)
    method = TABLES.get(type(bare(value)), {}).get(name)
    if method is None:
        raise JuelError(f"{kind(value)} has no method {name}()", value)
    least, most, run = method
    if not least <= len(arguments) <= most:
        raise JuelError(f"{name}() does not take {len(arguments)} argument(s)", value)
    subject = value.replace(tzinfo=zone) if isinstance(value, datetime) and value.tzinfo is None else value
    return run(subject, *arguments)
