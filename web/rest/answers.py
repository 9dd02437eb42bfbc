"""JSON answers: exactly `application/json`, since a charset behind it makes the JavaScript client loop over bytes (dialect F1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

from web import jsontext


def respond(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON."""
    made = Response(json.dumps(value, ensure_ascii=False, default=jsontext.plain).encode(), status=status, headers=dict(headers or {}))
    made.headers["Content-Type"] = "application/json"
    return made
