"""How this product speaks HTTP to other systems: to listed hosts only, no redirects, with time-outs and a size limit.

A call ends in one of three ways: an answer below 500 that is not 429, `TryLater` for everything that may pass, or `Forbidden
address` for a host that is not listed. Nothing here decides what an answer means.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from adapters.connector import TryLater

LIMIT = 256 * 1024
logging.getLogger("httpx2").setLevel(logging.WARNING)  # a line per poll would bury everything else


class AddressNotAllowed(Exception):
    """The address is not on the list of systems that may be called (ONETHING_OUTBOUND_ALLOWED)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of the other system; `body` is {} when it is no JSON object."""

    status: int
    body: Mapping[str, Any]
    text: str


class Outbound:
    """One destination. Redirects count as failures: a signed request must not wander to a host nobody listed."""

    def __init__(self, base_url: str, allowed: tuple[str, ...], *, timeout_seconds: float, transport: httpx2.BaseTransport | None = None) -> None:
        place = urlsplit(base_url)
        if place.scheme not in {"http", "https"} or place.netloc.rpartition("@")[2] not in allowed or place.username:
            raise AddressNotAllowed(f"{base_url}: host and port must stand in ONETHING_OUTBOUND_ALLOWED")
        self._base = base_url.rstrip("/")
        limits = httpx2.Timeout(timeout_seconds, connect=min(5.0, timeout_seconds))
        self._client = httpx2.Client(timeout=limits, follow_redirects=False, trust_env=False, transport=transport)
        self._timeout = timeout_seconds

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """POST raw JSON bytes, exactly as they were signed."""
        return self._call("POST", path, body, {"content-type": "application/json", **headers})

    def get(self, path: str, headers: Mapping[str, str]) -> Reply:
        """GET a path with its query."""
        return self._call("GET", path, None, headers)

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _call(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        try:
            with self._client.stream(method, self._base + path, content=body, headers=dict(headers)) as response:
                content = b""
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > LIMIT:
                        raise TryLater(f"{method} {path}: the answer is larger than {LIMIT} bytes")
                status, waits = response.status_code, response.headers.get("retry-after", "")
        except httpx2.TimeoutException as error:
            raise TryLater(f"{method} {path}: no answer within {self._timeout:g} s", details=repr(error)) from error
        except httpx2.HTTPError as error:
            raise TryLater(f"{method} {path}: {type(error).__name__}: {error}", details=repr(error)) from error
        text = content.decode("utf-8", "replace")
        if status >= 500 or status in {408, 425, 429} or 300 <= status < 400:
            pause = min(int(waits), 86400) if waits.isdecimal() else None
            raise TryLater(f"{method} {path}: HTTP {status}", details=text[:2000], after_seconds=pause)
        return Reply(status, _json_object(text), text)


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
