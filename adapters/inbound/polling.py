"""Ask a system for what is new since the cursor. The cursor moves in the transaction that stores the messages, so a crash reads again, never past."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from adapters.connector import TryLater
from adapters.inbound.source import CURSOR, Poll, Source
from adapters.outbound import Outbound, Reply
from adapters.settings import SystemSettings
from adapters.signing import signed_headers
from engine import Engine, Incoming, Invalid, feel_value, plain
from engine.ports import Clock

#: Pages read in one go; the rest comes with the next ring.
PAGES = 20


class Polling:
    """One source that is asked. `fetch` takes a path and returns the parsed answer; it raises `TryLater`."""

    def __init__(self, engine: Engine, clock: Clock, source: Source, poll: Poll, fetch: Callable[[str], Any]) -> None:
        self._engine, self._clock, self._source, self._poll, self._fetch = engine, clock, source, poll, fetch

    def run(self) -> int:
        """Read until nothing is new; returns how many messages were new. Raises `TryLater` when the system does not answer."""
        fresh = 0
        for _ in range(PAGES):
            at = self._engine.inbound.cursor(self._source.name)
            found, cursor = self._page(self._poll.first if at is None else at)
            fresh += sum(item.fresh for item in self._engine.inbound.accept(self._source.name, found, cursor))
            if cursor is None or cursor == at:
                break
        return fresh

    def _page(self, cursor: str) -> tuple[list[Incoming], str | None]:
        now = self._clock.now()
        body = self._fetch(self._poll.path.replace(CURSOR, quote(cursor, safe="")))
        items = feel_value(self._poll.items, {"body": body}, now, "poll.items")
        after = feel_value(self._poll.cursor, {"body": body}, now, "poll.cursor")
        return [self._incoming(item, body, now) for item in items or []], None if after is None else str(after)

    def _incoming(self, item: Any, body: Any, now: datetime) -> Incoming:
        """One item; what the source does not understand is kept as a failure for an operator, so that it holds up nothing behind it."""
        try:
            return self._source.incoming({"item": item, "body": body}, now)
        except Invalid as fault:
            text = json.dumps(plain(item), ensure_ascii=False, sort_keys=True)
            return Incoming(hashlib.sha256(text.encode()).hexdigest(), "", data={"item": item}, refused=f"{fault.place.field if fault.place else ''} {fault}".strip())


def through(ask: Callable[[str], Reply]) -> Callable[[str], Any]:
    """Fetch as the profile of the system asks it: signed its way, within its limits."""
    return lambda path: _page_of(path, ask(path))


def over_http(system: SystemSettings, clock: Clock, outbound: Outbound) -> Callable[[str], Any]:
    """Fetch from a connected system; the path and query are signed as the message is, with an empty body."""

    def fetch(path: str) -> Any:
        headers = signed_headers(system.secret, path[:200], clock.now(), b"") if system.secret.startswith("whsec_") else {"Authorization": f"Bearer {system.secret}"} if system.secret else {}
        return _page_of(path, outbound.get(path, headers))

    return fetch


def _page_of(path: str, reply: Reply) -> Any:
    if reply.status != 200 or not isinstance(reply.json, dict):
        raise TryLater(f"{path}: {reply.status}", details=reply.text[:2000])
    return _exact(reply.json)


def _exact(value: Any) -> Any:
    """Floats of the parser as the decimals they print as."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {name: _exact(item) for name, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value
