"""Faults on demand, of one system or of all: for the next requests, or until they are cleared."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

#: What can be made to go wrong, and when: before the work (nothing happened), or after it (the answer is spoilt).
BEFORE = frozenset({"latency", "hang", "status", "drop", "garbage", "wrong", "reject", "large", "packed"})
AFTER = frozenset({"lose-answer", "cut", "late", "drip"})
KINDS = BEFORE | AFTER


class Faults:
    """The faults still to be made, first in first out; a latency of each system for every request."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self._queues: dict[str, list[dict[str, Any]]] = {}
        self._latency: dict[str, float] = {}
        self._lock = threading.Lock()

    def add(self, system: str, fault: Mapping[str, Any]) -> None:
        """Make this fault for the next `times` requests (1) of a system; "*" is every system. Raises ValueError for an unknown kind."""
        if fault.get("kind") not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(sorted(KINDS))}")
        with self._lock:
            self._queues.setdefault(system, []).extend([dict(fault)] * min(int(fault.get("times", 1)), 100_000))

    def latency(self, system: str, seconds: float) -> None:
        """From now on every answer of the system waits so long; 0 ends it."""
        with self._lock:
            self._latency[system] = seconds

    def clear(self) -> None:
        """No fault and no latency any more; what hangs is let go."""
        with self._lock:
            self._queues.clear()
            self._latency.clear()
        self.released.set()
        self.released.clear()

    def left(self, system: str) -> int:
        """How many faults of a system are still to be made."""
        with self._lock:
            return len(self._queues.get(system, ()))

    def next(self, system: str) -> dict[str, Any]:
        """The fault of this request, {} for none; waits for the latency of the system."""
        with self._lock:
            wait = max(self._latency.get(system, 0), self._latency.get("*", 0))
            queue = self._queues.get(system) or self._queues.get("*") or []
            fault = queue.pop(0) if queue else {}
        if wait:
            self.released.wait(wait)
        return fault
