"""What is measured on one database: counts, CPU per action, throughput, the idle bell, the drain of due timers."""

from __future__ import annotations

import builtins
import gc
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from engine import SYSTEM_ACTOR, Actor, Engine, open_store
from engine.commands.complete import complete
from tests.bench.models import files
from tests.bench.stock import Stock
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

POINTS = (5, 50, 200, 500)
SAMPLES = 50
PASSWORD = "bench-password"


class Plain:
    """Passwords are not what is measured."""

    def hash(self, text: str) -> str:
        """As it is."""
        return text

    def verify(self, hashed: str, text: str) -> bool:
        """Compare."""
        return hashed == text


@dataclass
class Meter:
    """Counts between two moments."""

    statements: int = 0
    commits: int = 0
    bytes: int = 0
    parses: int = 0
    file_reads: int = 0
    loads: int = 0
    driver_seconds: float = 0.0
    _began: dict[int, float] = field(default_factory=dict)


class Bench:
    """One engine on one database with an officer and the model of `models.LOOP`."""

    def __init__(self, url: str) -> None:
        self.clock = SettableClock("2026-03-02 09:00")
        self.store = open_store(url)
        self.engine = Engine(self.store, self.clock, Plain())
        self.engine.migrate()
        self.engine.people.save_unit(SYSTEM_ACTOR, "zhzf.nanhu", "Bench", "Bench", "department", None)
        self.engine.people.create_account(SYSTEM_ACTOR, "bench-1", "Bench", "", PASSWORD, ["zhzf.nanhu.officer"], [], must_change=False)
        self.actor: Actor = self.engine.people.authenticate("bench-1", PASSWORD)
        timer = bpmn("start s\ncatch-timer t duration=PT1H\nend e\ns > t > e", "waits")
        longer = bpmn("start s\ncatch-timer t duration=P30D\nend e\ns > t > e", "waits-long")
        self.engine.definitions.deploy(SYSTEM_ACTOR, "bench", {**files(), "waits.bpmn": timer, "waits-long.bpmn": longer})

    def started(self, actions: int = 0) -> str:
        """A new case that has been worked on so many times."""
        case = self.engine.instances.start(self.actor, "bench", {}).id
        for number in range(actions):
            self.act(case, number)
        return case

    def act(self, case: str, number: int) -> float:
        """One completed task; CPU seconds of the whole verb, with idempotency key."""
        (task,) = self.engine.instances.get(self.actor, case).open_tasks
        before = time.process_time()
        self.engine.tasks.complete(self.actor, task.id, {"round": number, "remark": "as usual"}, version=task.version, key_once=task.id)
        return time.process_time() - before

    @contextmanager
    def metered(self) -> Iterator[Meter]:
        """Count what the engine does inside."""
        meter, database, runtime = Meter(), self.store.database, self.engine._runtime
        opened = builtins.open

        def before(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
            meter.statements += 1
            if statement.startswith(("INSERT", "UPDATE", "WITH")):
                meter.bytes += len(repr(parameters))
            meter._began[id(cursor)] = time.perf_counter()

        def after(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
            meter.driver_seconds += time.perf_counter() - meter._began.pop(id(cursor))

        def commit(conn: Any) -> None:
            meter.commits += 1

        def counted(what: str) -> None:
            meter.parses += what == "parse"
            meter.loads += what == "load"

        def reading(*args: Any, **kwargs: Any) -> Any:
            meter.file_reads += 1
            return opened(*args, **kwargs)

        event.listen(database, "before_cursor_execute", before)
        event.listen(database, "after_cursor_execute", after)
        event.listen(database, "commit", commit)
        runtime.counted, builtins.open = counted, reading
        try:
            yield meter
        finally:
            runtime.counted, builtins.open = lambda what: None, opened
            event.remove(database, "before_cursor_execute", before)
            event.remove(database, "after_cursor_execute", after)
            event.remove(database, "commit", commit)

    def counts(self, case: str, number: int, *, cold: bool) -> Meter:
        """The counts of one action; cold means that another process acted before."""
        (task,) = self.engine.instances.get(self.actor, case).open_tasks
        if cold:
            self.engine._runtime.executions.clear()
        with self.metered() as meter:
            self.engine.tasks._change(
                self.actor, lambda unit: complete(self.engine._runtime, unit, task.id, {"round": number, "remark": "as usual"}, version=task.version, key=task.id)
            )
        return meter

    def cpu(self) -> dict[str, dict[str, float]]:
        """Median CPU milliseconds per action at 5, 50, 200, 500 past actions: hot, cold and stock, interleaved."""
        cases = {point: self.started(point) for point in POINTS}
        blobs = {point: Stock() for point in POINTS if point <= 200}
        for point, blob in blobs.items():
            for number in range(point):  # not 500: its tree ends at depth 1000, and it reports "completed" after some 250 rounds
                blob.action(number)
        samples: dict[str, dict[int, list[float]]] = {kind: {point: [] for point in POINTS} for kind in ("hot", "cold", "stock")}
        gc.collect()
        gc.freeze()  # what lies in memory from before costs nobody anything: it would cost the stock library most, which makes most objects
        for number in range(SAMPLES):
            for point in POINTS:
                samples["hot"][point].append(self.act(cases[point], number))
                self.engine._runtime.executions.take(cases[point])  # this case only: the others stay hot
                samples["cold"][point].append(self.act(cases[point], number))
                if point in blobs and number % 5 == 0:
                    samples["stock"][point].append(blobs[point].action(number))
            if number % 10 == 9:
                cases[5] = self.started(5)
        gc.unfreeze()
        return {
            kind: {str(point): round(statistics.median(values) * 1000, 3) for point, values in by_point.items() if values}
            for kind, by_point in samples.items()
        }

    def throughput(self, clients: int = 8, seconds: float = 4.0) -> float:
        """Completed tasks per second of so many threads, each on its own case."""
        cases = [self.started() for _ in range(clients)]
        done = [0] * clients
        stop = time.perf_counter() + seconds

        def work(index: int) -> None:
            while time.perf_counter() < stop:
                self.act(cases[index], done[index])
                done[index] += 1

        threads = [threading.Thread(target=work, args=(index,)) for index in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return round(sum(done) / seconds, 1)

    def timers(self, count: int) -> dict[str, float]:
        """With twice `count` cases waiting on timers: the idle bell, then the drain when one half is due."""
        for _ in range(count):
            for process in ("waits", "waits-long"):
                self.engine.instances.start(self.actor, process, {})
        self.engine.forget()
        with self.metered() as meter:
            self.engine.jobs.tick()
        self.clock.advance(hours=2)
        began = time.perf_counter()
        fired = 0
        while True:
            ticked = self.engine.jobs.tick(500)
            fired += ticked.fired
            if not ticked.due:
                break
        assert fired == count, (fired, count)
        return {"statements": meter.statements, "instances_loaded": meter.loads, "drain_s": round(time.perf_counter() - began, 1)}
