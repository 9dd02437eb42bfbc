"""What a worker process of the tests runs: the product's own worker, with short leases and a connector that writes a ledger."""

from __future__ import annotations

import logging
import random
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from adapters import worker as product
from adapters.clock import SystemClock
from adapters.connector import Topic, TryLater
from adapters.mail.fake import FakeMailer
from adapters.mail.smtp import SmtpMailer
from engine import SYSTEM_ACTOR, Actor, Conflict, Engine, ExternalTask, Fault, Unavailable, open_store
from engine.api.work import Jobs
from engine.commands import jobs, remind, scripts
from engine.store import database
from tests.crash.workshop import Orders, write


class Plain:
    """Nobody signs in here."""

    def hash(self, text: str) -> str:
        """As it is."""
        return text

    def verify(self, hashed: str, text: str) -> bool:
        """Compare."""
        return hashed == text


def work(orders: Orders) -> None:
    """Until SIGTERM, like `onething worker`."""
    stop = threading.Event()

    def leave(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    logging.disable(logging.CRITICAL)  # lost leases and lost sessions are what these tests make
    jobs.LEASE_SECONDS = remind.MAIL_LEASE_SECONDS = product.LOCK_SECONDS = scripts.LEASE_SECONDS = orders.lease_seconds
    database.ASLEEP_SECONDS = 1
    clock = SystemClock()
    engine = Engine(open_store(orders.url), clock, Plain())
    mailer = SmtpMailer(orders.smtp, "onething@example.test", clock) if orders.smtp else FakeMailer()
    if orders.pause == "job":
        _pause_before_jobs(orders)
    if orders.pause == "transaction":
        _pause_in_beats(orders)
    worker = product.Worker(engine, mailer, [Topic("outside", _connector(orders)), Topic("shaky", _shaky)], tick_seconds=orders.tick_seconds)  # type: ignore[arg-type]  # parts of a second only here
    worker.start()
    write(orders.ledger, what="at work", name=worker.name)
    stop.wait()
    worker.stop()
    engine.close()


def _connector(orders: Orders) -> Any:
    def outside(task: ExternalTask) -> Mapping[str, Any]:
        write(orders.ledger, what="call", key=task.idempotency_key, attempt=task.attempt)
        _wait(orders) if orders.pause == "connector" else time.sleep(random.uniform(0, orders.call_seconds))  # what a call outside takes
        write(orders.ledger, what="answer", key=task.idempotency_key)
        return {"answer": task.idempotency_key}

    return outside


def _shaky(task: ExternalTask) -> Mapping[str, Any]:
    """Down at the first call, up at the next."""
    if task.attempt == 1:
        raise TryLater("down", after_seconds=0)
    return {}


def _wait(orders: Orders) -> None:
    """Until the test has done what it wants to do meanwhile."""
    while not Path(orders.ledger + ".go").exists():
        time.sleep(0.01)  # another process makes the file; nothing tells of it


def _pause_before_jobs(orders: Orders) -> None:
    """Between the lease of a job and its run, with no transaction open: where a worker that sleeps loses its lease."""
    run, ring = jobs.run, Jobs._run

    def told(runtime: Any, unit: Any, job_id: str, owner: str) -> bool:
        ran = run(runtime, unit, job_id, owner)
        write(orders.ledger, what="ran" if ran else "fenced", key=job_id)
        return ran

    def paused(self: Jobs, job_id: str, owner: str) -> bool:
        write(orders.ledger, what="leased", key=job_id)
        _wait(orders)
        return ring(self, job_id, owner)

    jobs.run, Jobs._run = told, paused  # type: ignore[method-assign]  # the pause is the test


def _pause_in_beats(orders: Orders) -> None:
    """After the first beat, its row locked and nothing committed: where a worker that sleeps would hold up all others."""
    due, began = jobs.due, []

    def paused(unit: Any) -> tuple[bool, bool, bool]:
        found = due(unit)
        if not began:
            began.append(True)
            write(orders.ledger, what="locked")
            _wait(orders)
        return found

    jobs.due = paused


def serve_requests(orders: Orders, requests: list[tuple[str, str]]) -> None:
    """Complete tasks one after the other, each under its key; the ledger has what was acknowledged."""
    logging.disable(logging.CRITICAL)
    engine = Engine(open_store(orders.url), SystemClock(), Plain())
    anna = Actor("anna", frozenset({"zhzf.nanhu", "zhzf.nanhu.officer"}))
    for task, key in requests:
        write(orders.ledger, what="asked", key=key)
        try:
            engine.tasks.complete(anna, task, {"key": key}, key_once=key)
        except Conflict as refused:
            write(orders.ledger, what="refused", key=key, code=refused.code)
        else:
            write(orders.ledger, what="acknowledged", key=key)
    engine.close()


def operate(orders: Orders, source: str, target: str) -> None:
    """Hold cases for a moment and move them to the next version, round after round, until killed."""
    logging.disable(logging.CRITICAL)
    engine = Engine(open_store(orders.url), SystemClock(), Plain())
    plan = engine.instances.migration_plan(SYSTEM_ACTOR, source, target)
    write(orders.ledger, what="at work", name="operator")
    while True:
        for case in [*engine.instances.standing_on(SYSTEM_ACTOR, source), *engine.instances.standing_on(SYSTEM_ACTOR, target)]:
            write(orders.ledger, what="holds", key=case)
            with suppress(Fault, Unavailable):  # it moved on, or stands where nothing can be moved
                engine.instances.suspend(SYSTEM_ACTOR, case, "a moment")
                time.sleep(random.uniform(0, 0.02))  # how long it is held is a matter of chance
                engine.instances.resume(SYSTEM_ACTOR, case)
            with suppress(Unavailable):
                for _, why in engine.instances.migrate_all(SYSTEM_ACTOR, [case], plan):
                    write(orders.ledger, what="moved" if why is None else "stayed", key=case)  # it stays where it was moved before, too
        time.sleep(0.02)  # leaves the others a turn


def tell(orders: Orders, messages: list[tuple[str, str]]) -> None:
    """Send messages, each under its own id; whoever is killed in between has them all sent again."""
    logging.disable(logging.CRITICAL)
    engine = Engine(open_store(orders.url), SystemClock(), Plain())
    write(orders.ledger, what="at work", name="sender")
    for key, identity in messages:
        while True:
            try:
                outcome = engine.messages.correlate("M", key=key, message_id=identity).outcome
            except (Conflict, Unavailable):  # its case is held, or the database is busy: try again, under the same id
                time.sleep(0.02)  # leaves the others a turn
            else:
                break
        write(orders.ledger, what=f"told {outcome}", key=key)
    engine.close()
