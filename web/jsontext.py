"""JSON out and in: values of cases keep their exactness on the way in and become plain JSON on the way out."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask.json.provider import DefaultJSONProvider
from markupsafe import Markup

#: Inside <script type="application/json"> these could end the element or open a comment (HTML 13.1.2.6).
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def plain(value: object) -> Any:
    """What json cannot write by itself: decimals as numbers, moments as ISO text. Raises TypeError for anything else."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


class PlainJson(DefaultJSONProvider):
    """Flask's provider writes dates as HTTP headers do and sorts keys; ours writes ISO 8601 in the given order."""

    default = staticmethod(plain)
    ensure_ascii = False
    sort_keys = False


def in_script(value: object) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(value, ensure_ascii=False, default=plain)
    return Markup(text.translate(ESCAPES))  # noqa: S704  escaped on this very line


def parse(text: bytes) -> Any:
    """JSON with decimals kept as Decimal. Raises ValueError for bad JSON, NaN and infinities (RFC 8259 section 6)."""
    return json.loads(text, parse_float=Decimal, parse_constant=_refuse)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")
