"""Process variables: which values exist, and their one stored form.

A value is None, bool, int, Decimal, str, date, time, datetime (aware), timedelta, list or dict of values. Floats never
enter: they are read as the Decimal they print as. The stored form is JSON text; what JSON has no type for is tagged, so
that 1, 1.0, True and "1" stay four different things and a user's own key can never be taken for a tag.

Clients of the dialect know more types than there are kinds of values: a `Long` that is 5, a `Short`, `Xml`, an `Object` of some class. Such a
value carries the name of its type (`declare`). It is an int, text, list or dict like any other to whoever computes with it, and what is
computed from it has no such name; an expression that hands it on (`${amount}`) hands on its type.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.domain.errors import Invalid, Place

type_tag = "$"
LONGEST_NAME = 255
MAX_DEPTH = 40
MAX_CHARACTERS = 200_000  # of one variable
MOST_CHARACTERS = 8_000_000  # of what is kept beside them: a form of many long fields, what a case remembers for compensation
MAX_EXPONENT = 400  # 1e999999999 is four bytes to send and gigabytes to write out

Value = Any  # a JSON-like union that mypy cannot express recursively without casts at every use


class Declared:
    """A value that carries the type its sender named; `declared` is that type, or type and class with a blank between them."""

    declared: str


class _Whole(Declared, int):
    pass


class _Number(Declared, Decimal):
    pass


class _Text(Declared, str):
    pass


class _List(Declared, list[Value]):
    pass


class _Map(Declared, dict[str, Value]):
    pass


#: What can carry a name: neither true and false nor null, and dates need none.
_CARRIERS: tuple[tuple[type, type], ...] = ((int, _Whole), (Decimal, _Number), (str, _Text), (list, _List), (dict, _Map))


def declare(value: Value, declared: str | None) -> Value:
    """The value with the type its sender named; None for nothing beyond what the value tells. true, false, null and dates stay as they are."""
    bare_value = bare(value)
    if declared is None or isinstance(bare_value, bool):
        return bare_value
    for kind, carrier in _CARRIERS:
        if isinstance(bare_value, kind):
            made = carrier(bare_value)
            made.declared = declared
            return made
    return bare_value


def declared_of(value: Value) -> str | None:
    """The type its sender named, if the value alone does not tell it."""
    return value.declared if isinstance(value, Declared) else None


def bare(value: Value) -> Value:
    """The value without the name of a type."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Declared):
        for kind, carrier in _CARRIERS:
            if isinstance(value, carrier):
                return kind(value)
    return value


class BadValue(Invalid):
    """The value of {name} cannot be a process variable: {reason}."""

    code = "value.refused"

    def __init__(self, *, name: str, reason: str, place: Place | None = None) -> None:
        super().__init__(name=name, reason=reason, place=place)
        self.values["reason.zh"] = _CHINESE.get(reason, reason)


_CHINESE = {
    "nested too deep": "嵌套过深", "not a number": "不是数字", "date and time without zone": "日期时间没有时区",
    f"a name of more than {LONGEST_NAME} characters": f"变量名超过 {LONGEST_NAME} 个字符",
    **{f"longer than {most} characters": f"超过 {most} 个字符" for most in (MAX_CHARACTERS, MOST_CHARACTERS)},
}


def normalise(value: object, name: str = "", depth: int = 0) -> Value:
    """The value as the engine keeps it. Raises `BadValue` for floats that are no numbers, naive times, depth and foreign types."""
    if depth > MAX_DEPTH:
        raise BadValue(name=name, reason="nested too deep", place=Place(field=name))
    if depth == 0 and len(name) > LONGEST_NAME:
        raise BadValue(name=name[:50], reason=f"a name of more than {LONGEST_NAME} characters", place=Place(field=name[:50]))
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Declared):
        plain_value = normalise(bare(value), name, depth)
        return plain_value if depth else declare(plain_value, value.declared)  # inside other values nothing has a type of its own
    if isinstance(value, _ATOMS):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > MAX_EXPONENT:
            raise BadValue(name=name, reason="not a number", place=Place(field=name))
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise BadValue(name=name, reason="date and time without zone", place=Place(field=name))
        return value
    if isinstance(value, date | time | timedelta):
        return value
    if isinstance(value, Mapping):
        return {str(key): normalise(item, f"{name}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normalise(item, f"{name}[{index}]", depth + 1) for index, item in enumerate(value)]
    raise BadValue(name=name, reason=type(value).__name__, place=Place(field=name))


_ATOMS = (str, int)  # bool is an int
_PLAIN = frozenset({str, int, bool, type(None)})
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # kept: json.dumps makes a new one each time


def encode(value: Value, name: str = "", *, longest: int = MOST_CHARACTERS) -> str:
    """Stored text of a value: equal texts mean the same value with the same types. The name of a type is tagged, too.

    `name` is for the error: `BadValue` when the text is longer than `longest` characters."""
    text = _JSON.encode(_out(value))
    if len(text) > longest:
        raise BadValue(name=name, reason=f"longer than {longest} characters", place=Place(field=name))
    return text


def decode(text: str, declared: str | None = None) -> Value:
    """The value of a stored text; `declared` is the type kept beside it."""
    value = _in(json.loads(text))
    return value if declared is None else declare(value, declared)


def _out(value: Value) -> Any:
    if type(value) in _PLAIN:  # most values; one with a declared type is of a class of its own
        return value
    if isinstance(value, Declared):
        return {type_tag: "declared", "v": _out(bare(value)), "as": value.declared}
    if value is None or isinstance(value, _ATOMS):
        return value
    if isinstance(value, list):
        return [_out(item) for item in value]
    if isinstance(value, dict):
        plain = {key: _out(item) for key, item in value.items()}
        return {type_tag: "map", "v": plain} if type_tag in plain else plain
    if isinstance(value, timedelta):
        return {type_tag: "duration", "v": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, Decimal):
        return {type_tag: "decimal", "v": str(value)}
    for kind, name in ((datetime, "datetime"), (date, "date"), (time, "time")):
        if isinstance(value, kind):
            return {type_tag: name, "v": value.isoformat()}
    raise BadValue(name="", reason=type(value).__name__)


def _in(raw: Any) -> Value:
    if isinstance(raw, list):
        return [_in(item) for item in raw]
    if not isinstance(raw, dict):
        return raw
    tag = raw.get(type_tag)
    if tag is None:
        return {key: _in(item) for key, item in raw.items()}
    value = raw["v"]
    if tag == "map":
        return {key: _in(item) for key, item in value.items()}
    if tag == "declared":
        return declare(_in(value), raw["as"])
    if tag == "duration":
        return timedelta(days=value[0], seconds=value[1], microseconds=value[2])
    readers: dict[str, Any] = {
        "decimal": Decimal, "date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat,
    }
    return readers[tag](value)


def plain(value: Value) -> Any:
    """The value as ordinary JSON for people and islands: Decimal as text-exact number where JSON can, dates as ISO text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value
