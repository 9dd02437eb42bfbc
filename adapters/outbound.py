"""How this product speaks HTTP to other systems: to listed hosts only, no redirects, with time-outs and size limits.

A call ends in one of three ways: an answer below 500 that is not 429, `TryLater` for everything that may pass, or
`AddressNotAllowed`. Nothing here decides what an answer means.
"""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from adapters import exact_json
from adapters.addresses import AddressNotAllowed, Resolver, checked, place_of, resolve
from adapters.connector import TryLater

__all__ = ["AddressNotAllowed", "Outbound", "Reply"]

LIMIT = 256 * 1024
NO_REUSE = httpx2.Limits(max_keepalive_connections=0)  # calls are rare; a kept connection is one that died unnoticed
logging.getLogger("httpx2").setLevel(logging.WARNING)  # a line per poll would bury everything else


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of the other system; `body` is {} when it is no JSON object, `json` says whether it was JSON at all."""

    status: int
    body: Mapping[str, Any]
    text: str
    json: Any = None


class Outbound:
    """One destination. Redirects count as failures: a signed request must not wander to a host nobody listed."""

    def __init__(
        self, base_url: str, allowed: tuple[str, ...], *, timeout_seconds: float, private: tuple[str, ...] = (), limit: int = LIMIT,
        ca_file: str = "", resolver: Resolver = resolve, transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._place, self._private, self._resolver = place_of(base_url, allowed), private, resolver
        self._prefix = base_url.rstrip("/").partition(self._place.netloc)[2]
        self._timeout, self._limit = timeout_seconds, limit
        limits = httpx2.Timeout(timeout_seconds, connect=min(5.0, timeout_seconds))
        verify: ssl.SSLContext | bool = ssl.create_default_context(cafile=ca_file) if ca_file else True
        self._client = httpx2.Client(timeout=limits, follow_redirects=False, trust_env=False, verify=verify, limits=NO_REUSE, transport=transport)

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """POST raw JSON bytes, exactly as they were signed."""
        return self.call("POST", path, body, headers)

    def get(self, path: str, headers: Mapping[str, str]) -> Reply:
        """GET a path with its query."""
        return self.call("GET", path, None, headers)

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def call(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], content_type: str = "application/json") -> Reply:
        """One request. Raises TryLater (with `status`, None when no answer came; `reached` False when nothing was sent) and AddressNotAllowed."""
        try:
            address = checked(self._place, self._private, self._resolver)
        except OSError as error:
            raise TryLater(f"{method} {path}: {self._place.host} has no address: {error}", reached=False) from error
        shown = f"[{address}]" if ":" in address else address
        url = f"{self._place.scheme}://{shown}:{self._place.port}{self._prefix}{path}"
        sent = {"host": self._place.netloc, "accept": "application/json", "accept-encoding": "identity", **headers}
        if body is not None:
            sent["content-type"] = content_type
        watch = _Watch()
        extensions = {"sni_hostname": self._place.host, "trace": watch.trace}
        try:
            with watch.over(self._timeout), self._client.stream(method, url, content=body, headers=sent, extensions=extensions) as response:
                if response.headers.get("content-encoding", "identity") != "identity":  # unpacking is where small answers become large
                    raise TryLater(f"{method} {path}: a packed answer was not asked for", status=response.status_code)
                content = b""
                for chunk in response.iter_raw():
                    content += chunk
                    if len(content) > self._limit:
                        raise TryLater(f"{method} {path}: the answer is larger than {self._limit} bytes", status=response.status_code)
                status, waits = response.status_code, response.headers.get("retry-after", "")
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise TryLater(f"{method} {path}: no connection: {error}", details=repr(error), reached=False) from error
        except httpx2.HTTPError as error:
            if watch.fired or isinstance(error, httpx2.TimeoutException):
                raise TryLater(f"{method} {path}: no answer within {self._timeout:g} s", details=repr(error)) from error
            raise TryLater(f"{method} {path}: {type(error).__name__}: {error}", details=repr(error)) from error
        text = content.decode("utf-8", "replace")
        if status >= 500 or status in {408, 425, 429} or 300 <= status < 400:
            pause = min(int(waits), 86400) if waits.isdecimal() and len(waits) < 10 else None
            raise TryLater(f"{method} {path}: HTTP {status}", details=text[:2000], after_seconds=pause, status=status)
        value = _json(text)
        return Reply(status, value if isinstance(value, dict) else {}, text, value)


class _Watch:
    """Ends a call as a whole after its time: a read time-out alone lets an answer drip for ever."""

    def __init__(self) -> None:
        self.fired = False
        self._socket: Any = None

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Remembers the socket, also under TLS."""
        stream = info.get("return_value")
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"} and stream is not None:
            self._socket = stream.get_extra_info("socket")

    @contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Shut the connection when the block takes longer."""
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        self.fired = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(2)


def _json(text: str) -> Any:
    """The JSON value, numbers exact; None when it is none, or nested too deep or with numbers too long to be one of ours."""
    try:
        return exact_json.loads(text)
    except (ValueError, RecursionError):
        return None
