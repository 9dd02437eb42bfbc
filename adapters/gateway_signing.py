"""How requests to the government work app's gateway are signed: HMAC-SHA256 over method, time, nonce, path and sorted parameters."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

#: The gateway reads its own zone only.
BEIJING = timezone(timedelta(hours=8))


def stamp(now: datetime) -> str:
    """The time as the gateway reads it, with milliseconds."""
    return now.astimezone(BEIJING).isoformat(timespec="milliseconds")


def signature(secret: str, method: str, at: str, nonce: str, path: str, parameters: Mapping[str, str]) -> str:
    """Base64 of the code; parameters are sorted by name and joined as they are, before any percent-encoding."""
    lines = [method, at, nonce, path]
    if parameters:
        lines.append("&".join(f"{name}={parameters[name]}" for name in sorted(parameters)))
    return base64.b64encode(hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).digest()).decode()


def headers(key: str, secret: str, method: str, path: str, parameters: Mapping[str, str], now: datetime, nonce: str) -> dict[str, str]:
    """The headers of a request. The gateway wants an address of the caller's machine but does not check it: nothing of ours is told."""
    at = stamp(now)
    return {
        "x-hmac-auth-timestamp": at, "x-hmac-auth-version": "1.0", "x-hmac-auth-nonce": nonce, "apikey": key, "x-hmac-auth-ip": "127.0.0.1",
        "x-hmac-auth-mac": "00:00:00:00:00:00", "x-hmac-auth-signature": signature(secret, method, at, nonce, path, parameters),
    }
