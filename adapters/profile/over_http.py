"""A profile's system over HTTP: JSON, signed on the bytes that are sent, with an Idempotency-Key that is stable over all tries."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from adapters.addresses import AddressNotAllowed
from adapters.connector import TryLater
from adapters.outbound import Outbound, Reply
from adapters.profile.port import Request
from adapters.profile.spec import Profile, Signature
from adapters.settings import SystemSettings
from adapters.signing import signed_headers
from engine.ports import Clock


class HttpSystem:
    """See `System`."""

    def __init__(self, profile: Profile, place: SystemSettings, outbound: Outbound, clock: Clock) -> None:
        self._profile, self._place, self._outbound, self._clock = profile, place, outbound, clock

    def send(self, request: Request) -> Reply:
        """One signed request. GET signs its path below the base URL, everything else its body."""
        body = None if request.body is None else request.body.encode()
        if body is not None and len(body) > self._profile.limits.request_bytes:
            raise TryLater(f"{request.method} {request.path}: the request is larger than {self._profile.limits.request_bytes} bytes", reached=False)
        headers = signatures(self._profile.signature, self._place, request, self._clock.now())
        if request.method != "GET":
            headers["idempotency-key"] = request.key
        return self._outbound.call(request.method, request.path, body, headers)

    def healthy(self) -> str:
        """GET the health path, or any answer at all where the profile names none."""
        path = self._profile.health_path or "/"
        try:
            reply = self._outbound.get(path, signatures(self._profile.signature, self._place, Request("GET", path, None, "health"), self._clock.now()))
        except (TryLater, AddressNotAllowed) as error:
            return str(error)
        return "" if reply.status < 300 or not self._profile.health_path else f"GET {path}: HTTP {reply.status}"

    def close(self) -> None:
        """Close idle connections."""
        self._outbound.close()


def signatures(signature: Signature, place: SystemSettings, request: Request, now: datetime) -> dict[str, str]:
    """The headers that say who sends it. Signed are the bytes of the body, or of the path where there is no body."""
    signed = (request.path if request.body is None else request.body).encode()
    if signature.scheme == "standard-webhooks":
        return signed_headers(place.secret, request.key, now, signed)
    if signature.scheme == "bearer":
        return {"authorization": f"Bearer {place.secret}"}
    if signature.scheme == "hmac":
        stamp = str(int(now.timestamp()))
        digest = hashlib.new(signature.digest, signed).hexdigest()
        text = "\n".join([request.method, request.path, stamp, request.key, digest])
        mac = hmac.new(place.secret.encode(), text.encode(), signature.digest).hexdigest()
        return {"x-key-id": place.key_id, "x-timestamp": stamp, "x-nonce": request.key, "x-signature": mac}
    return {}
