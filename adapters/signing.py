"""Signatures over HTTP bodies after Standard Webhooks: v1 = HMAC-SHA256 over `id.timestamp.body`, on the raw bytes.

The secret is `whsec_` and base64 of 24 to 64 random bytes. The signature header may list several, for rotation without a gap.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)


class SecretWrong(ValueError):
    """A signing secret is `whsec_` and base64 of 24 to 64 bytes."""


class SignatureWrong(Exception):
    """The signature does not fit, or its time is too far off."""


def signed_headers(secret: str, message_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers. `message_id` stays the same over retries; the time does not."""
    stamp = str(int(now.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{_mac(secret, message_id, stamp, body)}",
    }


def verify(secrets: tuple[str, ...], headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The message id of a request that is signed with one of the secrets. Raises SignatureWrong."""
    given = {name.lower(): value for name, value in headers.items()}
    message_id, stamp = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    if not message_id or not stamp.isdecimal():
        raise SignatureWrong("webhook-id or webhook-timestamp is missing")
    if abs(now.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise SignatureWrong("webhook-timestamp is more than five minutes off")
    marks = [mark.removeprefix("v1,") for mark in given.get("webhook-signature", "").split() if mark.startswith("v1,")]
    expected = [_mac(secret, message_id, stamp, body) for secret in secrets]
    if sum(hmac.compare_digest(mark, mac) for mark in marks for mac in expected) == 0:  # all are compared: time tells nothing
        raise SignatureWrong("webhook-signature does not fit")
    return message_id


def usable(secret: str) -> str:
    """"" or why a secret cannot sign; says nothing of its value."""
    try:
        _key(secret)
    except SecretWrong as error:
        return str(error)
    return ""


def _mac(secret: str, message_id: str, stamp: str, body: bytes) -> str:
    signed = message_id.encode() + b"." + stamp.encode() + b"." + body
    return base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):  # not base64, or letters outside ASCII
        raise SecretWrong("a signing secret is whsec_ and base64 of 24 to 64 bytes") from None
    if not 24 <= len(key) <= 64:
        raise SecretWrong("a signing secret has 24 to 64 bytes")
    return key
