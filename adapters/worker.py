"""The worker: APScheduler rings the bell, the engine does the work. Any number of workers may run on one PostgreSQL.

The scheduler has a memory store and a few interval jobs; what is due lies in our own tables, so nothing is lost with a
process, and leases keep two workers apart. Jobs never overlap themselves, and stopping waits for the one under way.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler

from adapters.connector import Answer, Postponed, Refusal, Topic, TryLater
from engine import Conflict, Engine, ExternalTask, Invalid, NotFound
from engine.ports import Mailer, MailFailed

log = logging.getLogger("onething.worker")

#: A connector that takes longer loses its lock and is asked again elsewhere, with the same idempotency key.
LOCK_SECONDS = 120
BATCH = 20
#: How often work that nobody active may claim is looked for.
RESCUE_SECONDS = 60
#: Rings are cut off after this many full batches, so that mails and adapters get their turn in a long backlog.
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Poller:
    """Something to ask about regularly, such as the answers of another system."""

    name: str
    every_seconds: int
    run: Callable[[], object]


class Worker:
    """Timers, continuations, notices, mails and the in-process external tasks of one process."""

    def __init__(
        self, engine: Engine, mailer: Mailer, topics: Sequence[Topic], pollers: Sequence[Poller] = (), *, tick_seconds: int = 1,
    ) -> None:
        self.name = f"{socket.gethostname()}-{secrets.token_hex(4)}"
        self._engine, self._mailer = engine, mailer
        self._topics = {topic.name: topic for topic in topics}
        self._stopping = threading.Event()
        self._lanes: dict[str, list[str]] = {}
        for topic in self._topics.values():
            self._lanes.setdefault(topic.lane, []).append(topic.name)
        self._busy: set[str] = set()
        self._pool = ThreadPoolExecutor(max_workers=max(1, len(self._lanes)), thread_name_prefix="lane")
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}, executors={
                "default": {"type": "threadpool", "max_workers": 4 + len(pollers)},
            },
        )
        for run in (self.tick, self.send_mails):
            self._every(tick_seconds, run.__name__, run)
        self._every(tick_seconds, "answer_tasks", partial(self.answer_tasks, self._lanes.get("", [])))
        if set(self._lanes) - {""}:
            self._every(tick_seconds, "serve_lanes", self.serve_lanes)
        self._every(RESCUE_SECONDS, "rescue", self.rescue)
        for poller in pollers:
            self._every(poller.every_seconds, poller.name, poller.run)

    def start(self) -> None:
        """Begin; returns at once."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop between two pieces of work; what is under way is finished first."""
        self._stopping.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
        self._pool.shutdown(wait=True)

    def tick(self) -> int:
        """Ring once: the beat that /healthz shows, then what is due until nothing is. Returns how many pieces of work were done."""
        done = 0
        for _ in range(ROUNDS):
            ticked = self._engine.jobs.tick(limit=100)
            done += ticked.fired
            if self._stopping.is_set() or ticked.fired == 0:
                break
        return done

    def rescue(self) -> int:
        """Have work that nobody active may claim offered to a duty desk. Returns how much."""
        return self._engine.jobs.rescue()

    def send_mails(self) -> int:
        """Send the mails that are due. Returns how many the server took."""
        taken = 0
        for _ in range(BATCH):
            if self._stopping.is_set():
                break
            due = self._engine.jobs.mails(1, self.name)  # one by one: behind a slow server a lease on many would run out
            if not due:
                break
            mail = due[0]
            try:
                self._mailer.send(mail)
            except MailFailed as error:
                log.warning("mail %s: %s", mail.message_id, error)
                self._engine.jobs.bounced(mail.id, str(error), permanent=error.permanent)
            else:
                self._engine.jobs.sent(mail.id)
                taken += 1
        return taken

    def serve_lanes(self) -> None:
        """Give every lane that has work and is not at work a thread: a system that hangs delays nobody else's."""
        free = self._engine.external_tasks.free_topics([name for lane, names in self._lanes.items() if lane for name in names])
        for lane, names in self._lanes.items():
            if lane and lane not in self._busy and free & set(names) and not self._stopping.is_set():
                self._busy.add(lane)
                self._pool.submit(self._serve, lane, names)

    def _serve(self, lane: str, names: Sequence[str]) -> None:
        try:
            self.answer_tasks(names)
        except Exception:  # the bell rings again; the other lanes go on
            log.exception("lane %s", lane)
        finally:
            self._busy.discard(lane)

    def answer_tasks(self, names: Sequence[str] | None = None) -> int:
        """Answer external tasks of these topics (of all of this process) until none is open. Returns how many were answered."""
        answered, topics = 0, list(self._topics) if names is None else list(names)
        for _ in range(ROUNDS):
            if self._stopping.is_set() or not topics:
                break
            tasks = self._engine.external_tasks.fetch_and_lock(self.name, topics, limit=1, lock_seconds=LOCK_SECONDS)
            if not tasks:
                break
            for task in tasks:
                self._answer(task)
                answered += 1
        return answered

    def _answer(self, task: ExternalTask) -> None:
        topic = self._topics[task.topic]
        outside = self._engine.external_tasks
        try:
            try:
                answer = topic.connector(task)
            except Refusal as refusal:
                outside.bpmn_error(task.id, self.name, refusal.code, str(refusal), refusal.variables)
            except Postponed as held:
                outside.postpone(task.id, self.name, held.after_seconds)
            except TryLater as error:
                self._failed(topic, task, str(error), error.details, error.after_seconds)
            except Exception as error:  # any failure of a connector is a try, never the end of the worker
                log.exception("topic %s, task %s", task.topic, task.id)
                self._failed(topic, task, f"{type(error).__name__}: {error}", traceback.format_exc(), None)
            else:
                self._answered(topic, task, answer)
        except (Conflict, Invalid, NotFound) as error:  # the case went on without us, or another worker has the lock now
            log.warning("topic %s, task %s: %s", task.topic, task.id, error)

    def _answered(self, topic: Topic, task: ExternalTask, answer: Answer) -> None:
        """Bring the answer home. A model that cannot go on with it is a failure with tries and an end, not a call for ever."""
        try:
            self._engine.external_tasks.complete(task.id, self.name, answer)
        except (Conflict, NotFound):
            raise
        except Exception as error:  # an answer the case cannot go on with is a failed try too
            log.exception("topic %s, task %s", task.topic, task.id)
            self._failed(topic, task, f"{type(error).__name__}: {error}", traceback.format_exc(), None)

    def _failed(self, topic: Topic, task: ExternalTask, message: str, details: str, after_seconds: int | None) -> None:
        left = (topic.patience.tries if task.retries is None else task.retries) - 1
        pause = 0 if left <= 0 else topic.patience.after(left) if after_seconds is None else after_seconds
        self._engine.external_tasks.failure(
            task.id, self.name, message, details=details, retries=max(0, left), retry_after_seconds=pause,
        )

    def _every(self, seconds: int, name: str, run: Callable[[], object]) -> None:
        def guarded() -> None:
            try:
                run()
            except TryLater as error:  # a system that is down is no fault of ours: a line, not a traceback at every ring
                log.warning("%s: %s", name, error)
            except Exception:  # the bell rings again; the other work of this round goes on
                log.exception("%s", name)

        self._scheduler.add_job(guarded, "interval", seconds=seconds, id=name)
