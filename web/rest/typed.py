"""Variables of the dialect, both ways: `{"value": 1, "type": "Integer", "valueInfo": {}}` and the engine's own values.

Json is always a string of JSON: a nested object makes the JavaScript client throw (F2). A type is never missing (F3). Files and
bytes are kept as files of the engine; a variable holds only where they are, under the key `$file`.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from engine import bare, declare, declared_of
from web import jsontext
from web.rest import dates

FILE = "$file"
SURROGATE = re.compile("[\ud800-\udfff]")
BIGGEST = 307  # decimal exponent of a double
LONGEST_CLASS = 2000
JSON = "application/json"
TYPES = frozenset({"boolean", "string", "short", "integer", "long", "double", "date", "bytes", "null", "json", "xml", "object", "file"})
RANGES = {"short": 2**15, "integer": 2**31, "long": 2**63}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file or bytes that came with a variable; the view stores it and keeps where it is. `kind` is File or Bytes."""

    content: bytes
    name: str
    mime: str
    encoding: str
    kind: str = "File"


class BadVariable(ValueError):
    """The variable cannot be read."""


def held(value: Any) -> Mapping[str, Any] | None:
    """Where the file behind a variable is; None for everything that is no file, also for JSON that only looks like one."""
    inner = value.get(FILE) if isinstance(value, Mapping) and set(value) == {FILE} else None
    if not isinstance(inner, Mapping) or inner.get("kind") not in {"File", "Bytes"}:
        return None
    return inner if all(isinstance(item, str) for item in inner.values()) else None


def sound(value: Any) -> Any:
    """JSON as it came, without numbers that only fill memory: beyond what a double can hold nothing is a number here."""
    try:
        _walk(value)
    except RecursionError as error:
        raise BadVariable("nested too deep") from error
    return value


def _walk(value: Any) -> None:
    if isinstance(value, Decimal) and value and abs(value.adjusted()) > BIGGEST:
        raise BadVariable("a number beyond the range of a double")
    if isinstance(value, str) and SURROGATE.search(value):
        raise BadVariable("half of a surrogate pair is no character")
    for item in (*value, *value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        _walk(item)


def shown(value: Any) -> dict[str, Any]:
    """A value with its type, as clients read it."""
    if (named := _named(value)) is not None:
        return named
    info: dict[str, Any] = {}
    kind, out = _shown(value)
    file = held(value)
    if file is not None and kind == "File":
        info = {key: file[key] for key in ("filename", "mimeType", "encoding") if file.get(key)}
    return {"type": kind, "value": out, "valueInfo": info}


def _named(value: Any) -> dict[str, Any] | None:
    """A value whose sender named its type, as he named it."""
    declared = declared_of(value)
    if declared is None:
        return None
    kind, _, about = declared.partition(" ")
    plain = bare(value)
    if kind in {"Json", "Object"}:
        info = {"serializationDataFormat": JSON} | ({"objectTypeName": about} if about else {}) if kind == "Object" else {}
        return {"type": kind, "value": json.dumps(plain, ensure_ascii=False, default=jsontext.plain), "valueInfo": info}
    return {"type": kind, "value": plain, "valueInfo": {}}


def _shown(value: Any) -> tuple[str, Any]:
    if value is None:
        return "Null", None
    if isinstance(value, bool):
        return "Boolean", value
    if isinstance(value, int):
        if -(2**31) <= value < 2**31:
            return "Integer", value
        return ("Long", value) if -(2**63) <= value < 2**63 else ("String", str(value))
    if isinstance(value, Decimal):
        return ("Double", float(value)) if abs(value.adjusted()) <= BIGGEST else ("String", str(value))
    if isinstance(value, datetime):
        return "Date", dates.written(value)
    if isinstance(value, date):
        return "Date", dates.of_day(value)
    if isinstance(value, str):
        return "String", value
    if (file := held(value)) is not None:
        return str(file["kind"]), None
    if isinstance(value, time | timedelta):
        return "String", str(value)
    return "Json", json.dumps(value, ensure_ascii=False, default=jsontext.plain)


def read(given: Any, name: str) -> Any:
    """The engine's value of one typed variable, or an `Upload`. Raises BadVariable with a sentence for the client."""
    if not isinstance(given, Mapping):
        raise BadVariable(f"Must provide a JSON object with 'value' and 'type' for variable '{name}'")
    value, kind, info = given.get("value"), given.get("type"), given.get("valueInfo") or {}
    if not isinstance(kind, str) or not kind:
        return _untyped(value)
    low = kind.lower()
    if low not in TYPES:
        raise BadVariable(f"Unsupported value type '{kind}' of variable '{name}'")
    if value is None and low not in {"file", "bytes"}:
        return None
    try:
        return _typed(low, value, info if isinstance(info, Mapping) else {}, name)
    except (ValueError, InvalidOperation, OverflowError, TypeError) as error:
        raise BadVariable(f"Cannot convert value '{str(value)[:100]}' of variable '{name}' to type '{kind}': {error}") from error


def _untyped(value: Any) -> Any:
    return sound(value)


def _typed(kind: str, value: Any, info: Mapping[str, Any], name: str) -> Any:
    if kind in {"string", "xml"}:
        if not isinstance(value, str):
            raise ValueError("text is expected")
        return declare(value, "Xml") if kind == "xml" else value
    if kind == "boolean":
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"true", "false"}:
            return str(value).lower() == "true"
        raise ValueError("true or false is expected")
    if kind in RANGES:
        number = _integer(value, RANGES[kind])
        return number if _shown(number)[0].lower() == kind else declare(number, kind.capitalize())
    if kind == "double":
        if isinstance(value, bool):
            raise ValueError("a number is expected")
        exact = _number(value)
        if not exact.is_finite() or abs(exact.adjusted()) > BIGGEST:
            raise ValueError("a finite number is expected")
        return exact
    if kind == "date":
        return dates.read(str(value))
    if kind == "null":
        return None
    if kind == "json":
        made = _json(value)
        return made if _shown(made)[0] == "Json" else declare(made, "Json")
    if kind == "object":
        return _object(value, info)
    return _upload(kind, value, info, name)


def _object(value: Any, info: Mapping[str, Any]) -> Any:
    """An object of the client's language as JSON, with the name of its class: the client that reads it makes the object again."""
    if str(info.get("serializationDataFormat") or JSON) != JSON:
        raise ValueError(f"serialised objects are accepted as {JSON} alone")
    about = str(info.get("objectTypeName") or "")
    if len(about) > LONGEST_CLASS or SURROGATE.search(about) or "\0" in about:
        raise ValueError("that is no name of a class")
    made = _json(value)
    return made if held(made) is not None else declare(made, f"Object {about}".strip())


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError("a number is expected") from error


def _integer(value: Any, limit: int) -> int:
    if isinstance(value, bool):
        raise ValueError("an integer is expected")
    number = _number(value)
    if not number.is_finite() or number != number.to_integral_value() or not -limit <= number < limit:
        raise ValueError("an integer of that size is expected")
    return int(number)


def _json(value: Any) -> Any:
    try:
        return sound(jsontext.parse(value.encode()) if isinstance(value, str) else value)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _upload(kind: str, value: Any, info: Mapping[str, Any], name: str) -> Upload:
    try:
        content = base64.b64decode(str(value or ""), validate=True)
    except binascii.Error as error:
        raise ValueError("base64 is expected") from error
    label = str(info.get("filename") or name)
    mime = str(info.get("mimeType") or info.get("mimetype") or "application/octet-stream")
    return Upload(content, label, mime, str(info.get("encoding") or ""), "File" if kind == "file" else "Bytes")
