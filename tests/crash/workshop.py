"""Real worker processes that can be killed or frozen, and the ledger of what they did outside the database.

Processes come from a fork server that has the engine loaded, so that a new worker is at work in milliseconds and a kill
hits work instead of imports. Leases are shortened to seconds in the worker processes only.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.crash.at_work"])


@dataclass(frozen=True, slots=True)
class Orders:
    """How one worker works. `pause` names where it stops, with a mark in the ledger, until `Workshop.let_go`: connector, job
    (leased, not begun) or transaction."""

    url: str
    ledger: str
    smtp: str = ""
    lease_seconds: int = 2
    call_seconds: float = 0.01
    pause: str = ""
    tick_seconds: float = 0.05


def write(ledger: str, **entry: Any) -> None:
    """One line, at once and whole, whoever else writes; `at` is monotonic, which the processes of one machine share."""
    file = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, (json.dumps({**entry, "pid": os.getpid(), "at": time.monotonic()}) + "\n").encode())
    finally:
        os.close(file)


@dataclass
class Workshop:
    """The workers of one test; none stays behind."""

    orders: Orders
    workers: list[ForkServerProcess] = field(default_factory=list)
    kills: int = 0

    def hire(self, **changes: Any) -> ForkServerProcess:
        """Start one worker."""
        from dataclasses import replace

        from tests.crash.at_work import work

        process = CONTEXT.Process(target=work, args=(replace(self.orders, **changes),), daemon=True)
        process.start()
        self.workers.append(process)
        return process

    def kill(self, process: ForkServerProcess) -> None:
        """As a power cut would. One that had come to its end by itself is no kill and isn't counted."""
        with suppress(ProcessLookupError):  # gone between our look and our signal
            self._signal(process, signal.SIGKILL)
        process.join(60)
        self.kills += process.exitcode == -signal.SIGKILL

    def freeze(self, process: ForkServerProcess) -> None:
        """It stops between two instructions, wherever it is. Returns when all its threads have: on a busy machine one runs on for a while."""
        self._signal(process, signal.SIGSTOP)
        tasks = Path(f"/proc/{process.pid}/task")
        until(lambda: all(_state(one) in "Tt" for one in tasks.iterdir()), 30, "not frozen", every=0.001)

    def let_go(self) -> None:
        """Whoever pauses goes on, as soon as it is not frozen."""
        Path(self.orders.ledger + ".go").touch()

    def thaw(self, process: ForkServerProcess) -> None:
        """It goes on and knows nothing of the time between."""
        self._signal(process, signal.SIGCONT)

    def dismiss(self, process: ForkServerProcess) -> int | None:
        """As an operator would: SIGTERM; returns the exit status."""
        self._signal(process, signal.SIGTERM)
        process.join(60)
        return process.exitcode

    def entries(self, what: str = "") -> list[Mapping[str, Any]]:
        """What the workers wrote down, of one kind."""
        path = Path(self.orders.ledger)
        lines = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return [line for line in lines if not what or line["what"] == what]

    def calls(self) -> Counter[str]:
        """How often the outside was called, by idempotency key."""
        return Counter(entry["key"] for entry in self.entries("call"))

    def needless(self) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Calls that another repeated though the caller lived and its lease held: the first and the second."""
        killed = {process.pid for process in self.workers if process.exitcode == -signal.SIGKILL}
        before: dict[str, Mapping[str, Any]] = {}
        found = []
        for entry in self.entries("call"):
            last = before.get(entry["key"])
            if last is not None and last["pid"] not in killed and entry["at"] - last["at"] < self.orders.lease_seconds - 1:  # leases are cut to seconds
                found.append((last, entry))
            before[entry["key"]] = entry
        return found

    @staticmethod
    def _signal(process: ForkServerProcess, number: int) -> None:
        assert process.pid is not None
        os.kill(process.pid, number)


def _state(thread: Path) -> str:
    """The letter of proc(5): T is stopped; one that ended while we looked counts as such."""
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "T"


@contextmanager
def workshop(orders: Orders) -> Iterator[Workshop]:
    """A workshop; leaving it ends whoever still works."""
    shop = Workshop(orders)
    try:
        yield shop
    finally:
        for process in shop.workers:
            if process.exitcode is None and process.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)
                process.join(60)


def until(done: Any, seconds: float, why: str, *, every: float = 0.05) -> float:
    """Wait for `done()`, asked `every` so many seconds; returns how long it took. Fails with `why` after `seconds`."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < seconds, why
        time.sleep(every)  # other processes do not tell; it ends after `seconds`
    return time.monotonic() - began
