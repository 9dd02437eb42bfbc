"""Personal data in what is shown and kept: identity numbers first 3 and last 4, telephones 3 and 4, names the first character (PIPL art. 51)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{2})\d{11}(\d{3}[0-9Xx])(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
#: Fields that are hidden as a whole whatever their value: they should not be there at all.
SECRET = re.compile(r"(?i)(secret|password|passwd|token|signature|authorization|api[-_]?key)")


def masked(value: Any, fields: Collection[str] = ()) -> Any:
    """The value with personal data masked: listed fields always, numbers of identity cards and mobiles wherever they stand."""
    hidden = {field.lower() for field in fields}
    return _masked(value, hidden, 0)


def _masked(value: Any, hidden: Collection[str], depth: int) -> Any:
    if depth > 40:
        return "..."
    if isinstance(value, str):
        return MOBILE.sub(r"\1****\2", IDENTITY.sub(r"\1***********\2", value))
    if isinstance(value, dict):
        return {key: _field(str(key), item, hidden, depth) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(item, hidden, depth + 1) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**10:  # a number may be a telephone too
        return _masked(str(value), hidden, depth)
    return value


def _field(key: str, value: Any, hidden: Collection[str], depth: int) -> Any:
    if SECRET.search(key):
        return "***"
    if key.lower() in hidden:
        return short(value)
    return _masked(value, hidden, depth + 1)


def short(value: Any) -> Any:
    """The first character of a text, of other values nothing."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        kept = _masked(value, (), 0)
        return kept if kept != value else value[:1] + "*" * min(max(len(value) - 1, 1), 8)
    return "***"
