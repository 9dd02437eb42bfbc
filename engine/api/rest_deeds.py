"""`engine.rest.deeds`: what /engine-rest changes. Each verb is one transaction.

With an idempotency key the deed and its result are stored together: a repeated request gives the first result and does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from engine.api.rest_once import Caller, Once
from engine.commands import behalf, external, fetching, jobs, jobwork, leasing, receiving, taskwork
from engine.commands.cancel import cancel
from engine.commands.complete import complete
from engine.commands.definitions import definition_row
from engine.commands.deploy import deploy
from engine.commands.files import put as put_file
from engine.commands.once import keep, once
from engine.commands.start import start
from engine.commands.undeploy import undeploy
from engine.commands.variables import set_variables
from engine.domain.actor import SYSTEM_ACTOR, Actor, Right
from engine.domain.errors import Invalid
from engine.domain.modification import Placement
from engine.domain.work import FileRef
from engine.execution.errors import ExecutionFailed
from engine.store.uow import Unit


class Deeds(Once):
    """Changes of the dialect. All raise `Forbidden`, `NotFound`, `Invalid`, `Conflict`, and what a model raises when it runs on."""

    caller = staticmethod(Caller)

    # -- external tasks ---------------------------------------------------------------------------------------------------
    def fetch(
        self, caller: Caller, worker: str, topics: Sequence[fetching.Topic], limit: int, *, by_priority: bool, newest: bool | None,
    ) -> tuple[Mapping[str, Any], ...]:
        """Lock free work of the topics and hand it out. With a key a repeat gets the same work, as far as it is still the worker's.

        A fetch that finds nothing does nothing, so it keeps no key: the next try may find something.
        """
        if caller.key is None:
            return self._change(caller.actor, lambda unit: fetching.fetch(unit, worker, topics, limit, by_priority=by_priority, newest=newest))
        key, found = caller.key, list[Mapping[str, Any]]()

        def deed(unit: Unit) -> list[str]:
            found.extend(fetching.fetch(unit, worker, topics, limit, by_priority=by_priority, newest=newest))
            if not found:
                raise _Nothing
            return [str(row["id"]) for row in found]

        def again(unit: Unit, ids: object) -> list[str]:
            found.extend(fetching.handed_out(unit, worker, topics, [str(item) for item in ids] if isinstance(ids, list) else []))
            return []

        try:
            self._change(caller.actor, lambda unit: once(unit, key, caller.asked, lambda: deed(unit), lambda kept: again(unit, kept)))
        except _Nothing:
            return ()
        return tuple(found)

    def complete_external(self, caller: Caller, task_id: str, worker: str, variables: Mapping[str, Any], local: Mapping[str, Any]) -> None:
        """The work is done; true only after the commit."""
        self._do(caller, lambda unit: _none(external.complete(self._runtime, unit, task_id, worker, variables, local)))

    def fail_external(
        self, caller: Caller, task_id: str, worker: str, message: str, details: str, retries: int, wait_ms: int, variables: Mapping[str, Any],
        local: Mapping[str, Any],
    ) -> None:
        """A technical failure."""
        self._do(caller, lambda unit: leasing.fail(self._runtime, unit, task_id, worker, message, details, retries, wait_ms, variables, local))

    def external_error(self, caller: Caller, task_id: str, worker: str, code: str, message: str, variables: Mapping[str, Any]) -> None:
        """The drawn path of a BPMN error; uncaught, the path ends."""
        self._do(caller, lambda unit: _none(external.bpmn_error(self._runtime, unit, task_id, worker, code, message, variables)))

    def lock(self, caller: Caller, task_id: str, worker: str, duration_ms: int) -> None:
        """Lock one task."""
        self._do(caller, lambda unit: leasing.lock(unit, task_id, worker, duration_ms))

    def extend(self, caller: Caller, task_id: str, worker: str, duration_ms: int) -> None:
        """Hold it longer."""
        self._do(caller, lambda unit: leasing.extend(unit, task_id, worker, duration_ms))

    def unlock(self, caller: Caller, task_id: str) -> None:
        """Give it back."""
        self._do(caller, lambda unit: leasing.unlock(unit, task_id))

    def external_retries(self, caller: Caller, task_id: str, retries: int) -> None:
        """How many tries are left."""
        self._do(caller, lambda unit: leasing.set_retries(unit, task_id, retries))

    # -- deployments and instances ------------------------------------------------------------------------------------------
    def deploy(self, caller: Caller, name: str, files: Mapping[str, bytes], *, source: str = "", filtered: bool = False) -> str:
        """The id of the deployment. Without `filtered` every file becomes a new version. Raises `Refused`."""
        return self._do(caller, lambda unit: deploy(self._runtime, unit, name, files, source=source, again=not filtered)[0])

    def undeploy(self, caller: Caller, deployment_id: str) -> None:
        """Take it back, if no case ran on it."""
        self._do(caller, lambda unit: undeploy(self._runtime, unit, deployment_id))

    def start(self, caller: Caller, definition_id: str, data: Mapping[str, Any], business_key: str | None, placed: Placement | None = None) -> str:
        """The id of a new process instance of exactly this version; `placed`: it begins there and not at its start."""
        def verb(unit: Unit) -> str:
            row = definition_row(unit, definition_id)
            return start(self._runtime, unit, row.key, data, business_key=business_key, row=row, placed=placed)
        return self._do(caller, verb)

    def cancel(self, caller: Caller, instance_id: str, reason: str, *, silent: bool = False) -> None:
        """End a case; `silent`: without telling listeners."""
        self._do(caller, lambda unit: cancel(self._runtime, unit, instance_id, reason, silent=silent))

    def set_variables(
        self, caller: Caller, scope_id: str, values: Mapping[str, Any], deletions: Sequence[str] = (), *, local: bool = False,
    ) -> None:
        """Set, then remove."""
        self._do(caller, lambda unit: set_variables(self._runtime, unit, scope_id, values, deletions, local=local))

    def put_file(self, actor: Actor, name: str, content: bytes, mime: str) -> FileRef:
        """Store what a file variable points to."""
        return self._change(actor, lambda unit: put_file(self._runtime, unit, name=name, content=content, mime=mime))

    # -- tasks of people ------------------------------------------------------------------------------------------------------
    def assign(self, caller: Caller, task_id: str, person: str | None, *, claiming: bool = False) -> None:
        """Give the task to someone, or back."""
        self._do(caller, lambda unit: taskwork.assign(self._runtime, unit, task_id, person, claiming=claiming))

    def delegate(self, caller: Caller, task_id: str, person: str) -> None:
        """Hand it to a delegate."""
        self._do(caller, lambda unit: taskwork.delegate(self._runtime, unit, task_id, person))

    def resolve(self, caller: Caller, task_id: str, values: Mapping[str, Any]) -> None:
        """The delegate gives it back."""
        self._do(caller, lambda unit: taskwork.resolve(self._runtime, unit, task_id, values))

    def edit(
        self, caller: Caller, task_id: str, *, name: str | None, assignee: str | None, priority: int, due_at: datetime | None, details: Mapping[str, Any],
    ) -> None:
        """Replace what a client may change."""
        self._do(caller, lambda unit: taskwork.edit(
            self._runtime, unit, task_id, name=name, assignee=assignee, priority=priority, due_at=due_at, details=details,
        ))

    def link(self, caller: Caller, task_id: str, kind: str, person: str | None, group: str | None, *, remove: bool = False) -> None:
        """Candidates, assignee, owner."""
        self._do(caller, lambda unit: taskwork.link(self._runtime, unit, task_id, kind, person, group, remove=remove))

    def throw(self, caller: Caller, task_id: str, kind: str, code: str, message: str, values: Mapping[str, Any]) -> None:
        """A BPMN error or escalation at a task; `kind` is error or escalation."""
        self._do(caller, lambda unit: taskwork.throw(self._runtime, unit, task_id, kind, code, message, values))

    def complete(self, caller: Caller, task_id: str, data: Mapping[str, Any]) -> None:
        """Complete a task, for its assignee when a machine asks. What breaks behind it becomes an incident, not a lost piece of work."""
        try:
            self._do(caller, lambda unit: self._complete(unit, task_id, data, later=False))
        except ExecutionFailed as broken:
            if broken.code == "execution.gone":
                raise
            self._do(caller, lambda unit: self._complete(unit, task_id, data, later=True))

    def _complete(self, unit: Unit, task_id: str, data: Mapping[str, Any], *, later: bool) -> None:
        own = unit.actor
        taskwork.require_not_delegated(unit, task_id)
        unit.actor = behalf.actor_for(unit, task_id, None)
        try:
            complete(self._runtime, unit, task_id, data, comment=behalf.noted(own, unit.actor), later=later, beyond=own.may(Right.INTEGRATION))
        finally:
            unit.actor = own

    # -- messages, signals, jobs --------------------------------------------------------------------------------------------------
    def receive(self, caller: Caller, post: receiving.Post) -> list[tuple[str, str, str | None]]:
        """(kind, process instance, execution) of each delivery. Raises `Invalid` for none or several."""
        def verb(unit: Unit) -> list[tuple[str, str, str | None]]:
            return [(item.kind, item.instance_id, item.execution_id) for item in receiving.receive(self._runtime, unit, post)]
        return self._do(caller, verb)

    def broadcast(self, caller: Caller, name: str, values: Mapping[str, Any], execution_id: str | None) -> None:
        """A signal."""
        self._do(caller, lambda unit: receiving.broadcast(self._runtime, unit, name, values, execution_id))

    def signal_execution(self, caller: Caller, execution_id: str, values: Mapping[str, Any]) -> None:
        """Continue what waits for a message."""
        self._do(caller, lambda unit: receiving.signal_execution(self._runtime, unit, execution_id, values))

    def execute_job(self, caller: Caller, job_id: str) -> None:
        """Run a job now. What it raises is raised, after its failure was counted; only a run that went well is kept under its key."""
        key = caller.key
        if self.repeated(caller):
            return
        owner = str(uuid4())
        self._change(caller.actor, lambda unit: jobwork.take(unit, job_id, owner))

        def run(unit: Unit) -> bool:
            done = jobs.run(self._runtime, unit, job_id, owner)
            if done and key is not None:
                keep(unit, caller.actor.account, key, caller.asked)
            return done

        try:
            done = self._change(SYSTEM_ACTOR, run)
        except Exception as broken:  # counted whatever it is, then raised again
            error = broken
            self._change(SYSTEM_ACTOR, lambda unit: jobs.failed(unit, job_id, owner, error))
            raise
        if not done:
            raise Invalid(code="job.busy", id=job_id)

    def job_retries(self, caller: Caller, job_id: str, retries: int, due_at: datetime | None) -> None:
        """How many tries are left."""
        self._do(caller, lambda unit: jobwork.set_retries(unit, job_id, retries, due_at))

    def job_due(self, caller: Caller, job_id: str, due_at: datetime | None) -> None:
        """When it runs."""
        self._do(caller, lambda unit: jobwork.set_due(unit, job_id, due_at))


def _none(_: object) -> None:
    """Forget a result nobody needs."""


class _Nothing(Exception):
    """There was no work: nothing is kept."""
