"""A webhook request: signed, recent, JSON, mapped. After Standard Webhooks (signing of `id.timestamp.body`, several secrets for rotation)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters import exact_json
from adapters.inbound.source import Source
from adapters.signing import SignatureWrong, verify
from engine import Fault, Incoming, Invalid, Place


class Unsigned(Fault):
    """The signature does not fit, or the time of the request is more than five minutes off."""

    code = "inbound.unsigned"


class BodyWrong(Invalid):
    """The body is not one JSON object: {reason}."""

    code = "inbound.body"


def understood(source: Source, secrets: tuple[str, ...], headers: Mapping[str, str], body: bytes, now: datetime) -> Incoming:
    """The message of a request. Raises `Unsigned`, `BodyWrong`, and what the mapping of the source raises. Nothing is read before the signature fits."""
    try:
        message_id = verify(secrets, headers, body, now)
    except SignatureWrong as error:
        raise Unsigned from error
    return source.incoming({"body": parsed(body)}, now, message_id)


def parsed(body: bytes) -> dict[str, Any]:
    """A JSON object with exact numbers. Raises `BodyWrong`."""
    try:
        value = exact_json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BodyWrong(reason=str(error)[:200], place=Place(field="body")) from error
    if not isinstance(value, dict):
        raise BodyWrong(reason="a list or a single value", place=Place(field="body"))
    return value
