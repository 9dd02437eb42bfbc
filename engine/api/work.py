"""What machines use: external tasks, messages, jobs, mails."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import uuid4

from engine.api.group import Group
from engine.commands import correlate as correlating
from engine.commands import external, jobs, orphans, remind, scripts
from engine.commands.health import health
from engine.commands.postpone import postpone
from engine.commands.start_conditions import start_conditions
from engine.commands.start_timers import keep_start_timers
from engine.domain.actor import SYSTEM_ACTOR, Actor
from engine.domain.errors import Fault
from engine.domain.policy import Permission, require_right
from engine.domain.work import Correlated, ExternalTask, Health, Incident, Mail, Ticked
from engine.queries import cases as queries
from engine.queries.outward import free_topics
from engine.store.sql import DatabaseBusy


class ExternalTasks(Group):
    """`engine.external_tasks`: fetched by topic, locked for one worker, finished once."""

    def fetch_and_lock(
        self, worker: str, topics: Sequence[str], *, limit: int = 10, lock_seconds: int = 300, actor: Actor = SYSTEM_ACTOR,
    ) -> tuple[ExternalTask, ...]:
        """Lease free tasks of the topics."""
        return self._change(actor, lambda unit: external.fetch_and_lock(unit, worker, topics, limit=limit, lock_seconds=lock_seconds))

    def complete(
        self, task_id: str, worker: str, variables: Mapping[str, Any], *, local: Mapping[str, Any] | None = None, actor: Actor = SYSTEM_ACTOR,
    ) -> None:
        """The work is done. Raises `Invalid` when the lock is another's, `NotFound`, what the model raises when it runs on."""
        self._change(actor, lambda unit: external.complete(self._runtime, unit, task_id, worker, variables, local or {}))

    def bpmn_error(
        self, task_id: str, worker: str, code: str, message: str = "", variables: Mapping[str, Any] | None = None, *, actor: Actor = SYSTEM_ACTOR,
    ) -> None:
        """The other side said no: the drawn path of the error is taken."""
        self._change(actor, lambda unit: external.bpmn_error(self._runtime, unit, task_id, worker, code, message, variables or {}))

    def failure(
        self, task_id: str, worker: str, message: str, *, details: str = "", retries: int, retry_after_seconds: int = 0, actor: Actor = SYSTEM_ACTOR,
    ) -> None:
        """A technical failure; with no retries left an incident."""
        self._change(actor, lambda unit: external.failure(
            self._runtime, unit, task_id, worker, message, details=details, retries=retries, retry_after_seconds=retry_after_seconds,
        ))

    def postpone(self, task_id: str, worker: str, seconds: int, *, actor: Actor = SYSTEM_ACTOR) -> None:
        """Give it back untried for so many seconds: costs no try."""
        self._change(actor, lambda unit: postpone(unit, task_id, worker, seconds))

    def answered(self, topics: Collection[str]) -> None:
        """Tell which topics this installation answers itself: lint then warns of work that nobody here takes."""
        self._runtime.topics = frozenset(topics)

    def free_topics(self, topics: Sequence[str], *, actor: Actor = SYSTEM_ACTOR) -> frozenset[str]:
        """Those of the topics that have work to lock now."""
        with self._look(actor) as unit:
            return free_topics(unit, topics)

    def extend(self, task_id: str, worker: str, seconds: int, *, actor: Actor = SYSTEM_ACTOR) -> None:
        """Keep the lock longer."""
        self._change(actor, lambda unit: external.extend(unit, task_id, worker, seconds))


class Messages(Group):
    """`engine.messages`."""

    def correlate(
        self, name: str, *, key: str | None = None, business_key: str | None = None, data: Mapping[str, Any] | None = None, message_id: str | None = None,
        actor: Actor = SYSTEM_ACTOR,
    ) -> Correlated:
        """Deliver a message once: to the catch that waits, to a start, or keep it."""
        return self._change(actor, lambda unit: correlating.correlate(
            self._runtime, unit, name, key=key, business_key=business_key, data=data or {}, message_id=message_id,
        ))

    def conditions(self, data: Mapping[str, Any], *, business_key: str | None = None, actor: Actor = SYSTEM_ACTOR) -> tuple[str, ...]:
        """Start every process whose conditional start holds for `data`; the new cases. Raises `Forbidden`, `Invalid`."""
        return self._change(actor, lambda unit: start_conditions(self._runtime, unit, data, business_key=business_key))


class Jobs(Group):
    """`engine.jobs`: what the bell rings for."""

    def tick(self, limit: int = 100) -> Ticked:
        """Run what is due: jobs first, then notices of tasks that turned red: those must never keep a job waiting. Idle, it is one beat and one select."""
        has_jobs, has_red, has_scripts = self._change(SYSTEM_ACTOR, jobs.due)
        owner = str(uuid4())
        leased = self._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, owner, limit)) if has_jobs else ()
        done = [self._run(job_id, owner) for job_id in leased]
        done += self._scripts(owner, limit) if has_scripts else []
        told = self._change(SYSTEM_ACTOR, lambda unit: remind.remind(unit, limit)) if has_red else 0
        return Ticked(len(done), sum(done), len(done) - sum(done), told)

    def _scripts(self, owner: str, limit: int) -> list[bool]:
        """Scripts run between two transactions; one that fails is an incident at once, since it would fail again."""
        leased = self._change(SYSTEM_ACTOR, lambda unit: scripts.lease(self._runtime, unit, owner, limit))
        return [self._script(due, owner) for due in leased]

    def _script(self, due: scripts.DueScript, owner: str) -> bool:
        try:
            left = scripts.outcome(due)
            self._change(SYSTEM_ACTOR, lambda unit: external.complete(self._runtime, unit, due.task.id, owner, left, {}))
        except Exception as broken:  # noqa: BLE001 - a script may fail in any way; the worker lives on
            message = str(broken)
            with suppress(Fault):  # slept past its lease, or the case has ended: the script is someone else's, or nobody's
                self._change(SYSTEM_ACTOR, lambda unit: external.failure(self._runtime, unit, due.task.id, owner, message, details=due.text, retries=0))
            return False
        return True

    def _run(self, job_id: str, owner: str) -> bool:
        try:
            return self._change(SYSTEM_ACTOR, lambda unit: jobs.run(self._runtime, unit, job_id, owner))
        except DatabaseBusy:  # no failure of the job: it is free again at once and costs no try (dialect C5)
            self._change(SYSTEM_ACTOR, lambda unit: jobs.release(unit, job_id, owner))
            return False
        except Exception as broken:  # noqa: BLE001 - a model may fail in any way; the worker lives on and the incident says how
            error = broken
        self._change(SYSTEM_ACTOR, lambda unit: jobs.failed(unit, job_id, owner, error))
        return False

    def keep_start_timers(self, actor: Actor, keys: Collection[str]) -> int:
        """Only processes of these keys go on starting by the clock; how many timers went. For rehearsals. Raises `Forbidden`."""
        return self._change(actor, lambda unit: keep_start_timers(unit, keys))

    def rescue(self, limit: int = 50) -> int:
        """Offer tasks whose groups have nobody active to a duty desk; returns how many. Rung for every minute."""
        with self._look(SYSTEM_ACTOR) as unit:
            found = orphans.find(unit, limit)
        return sum(self._change(SYSTEM_ACTOR, partial(orphans.offer, task_id=one)) is not None for one in found)

    def mails(self, limit: int, lease_owner: str) -> tuple[Mail, ...]:
        """Mails to send now, leased."""
        return self._change(SYSTEM_ACTOR, lambda unit: remind.lease_mails(unit, lease_owner, limit))

    def sent(self, mail_id: str) -> None:
        """The mail server took it."""
        self._change(SYSTEM_ACTOR, lambda unit: remind.mail_sent(unit, mail_id))

    def bounced(self, mail_id: str, error: str, *, permanent: bool = False) -> None:
        """The mail server did not take it."""
        self._change(SYSTEM_ACTOR, lambda unit: remind.mail_failed(unit, mail_id, error, permanent=permanent))

    def health(self) -> Health:
        """Database, last beat of a worker, version."""
        return health(self._runtime)

    def incidents(self, actor: Actor, *, open_only: bool = True) -> tuple[Incident, ...]:
        """All incidents, for operators."""
        require_right(actor, Permission.OPERATE)
        with self._look(actor) as unit:
            return queries.incidents(unit, open_only=open_only)

    def retry(self, actor: Actor, incident_id: str) -> None:
        """Try the work of an incident again."""
        require_right(actor, Permission.INCIDENT_RETRY)
        self._change(actor, lambda unit: jobs.retry_incident(unit, incident_id, external.retry))
