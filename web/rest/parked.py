"""Long polling: a request without work waits for some, without a transaction, on at most half of the server's threads.

It looks again at every commit of this process and, for the work of others, once a second. Who finds no seat pauses for a
moment, where a place is left for that, and is answered as if it had not asked to wait: the Python workers ask again at once
after an empty list, and would do nothing else. Time spent waiting is monotonic; no moment of it is ever stored.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Any

from engine import Actor, Engine

LOOK_SECONDS = 1.0
#: Many commits in a row are one look.
BREATH_SECONDS = 0.03
PAUSE_SECONDS = 0.25


class Parking:
    """The seats of one server: half of its threads, so that the other half always answers."""

    def __init__(self, threads: int) -> None:
        self.seats = max(1, threads // 2)
        self._free = threading.BoundedSemaphore(self.seats)
        self._pausing = threading.BoundedSemaphore(max(1, threads // 4))

    def fetch(
        self, engine: Engine, actor: Actor, topics: Sequence[Any], take: Callable[[], Sequence[Any]], seconds: float, gone: Callable[[], bool],
    ) -> Sequence[Any]:
        """What `take` finds now or within `seconds`. Ends early when the client has gone: nothing is locked for nobody."""
        seen = engine.rest.changes()
        found = take()
        if found or seconds <= 0:
            return found
        if not self._free.acquire(blocking=False):
            return self._pause(engine, seen, take, min(seconds, PAUSE_SECONDS))
        try:
            end = monotonic() + seconds
            while (left := end - monotonic()) > 0:
                engine.rest.wait(seen, min(left, LOOK_SECONDS))
                sleep(BREATH_SECONDS)
                if gone():
                    return ()
                seen = engine.rest.changes()
                if engine.rest.free_work(actor, topics) and (found := take()):
                    return found
            return ()
        finally:
            self._free.release()

    def _pause(self, engine: Engine, seen: int, take: Callable[[], Sequence[Any]], seconds: float) -> Sequence[Any]:
        if not self._pausing.acquire(blocking=False):
            return ()
        try:
            engine.rest.wait(seen, seconds)
        finally:
            self._pausing.release()
        return take()
