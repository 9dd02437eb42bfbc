"""Drives the real engine through a case: people, services, messages and the clock. No knowledge of any one process.

With `reload` the engine forgets every cache before each step, so that each starts from the rows of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from adapters.bootstrap import Application
from adapters.connector import Refusal
from engine import SYSTEM_ACTOR, Actor, Engine, ExternalTask, Fault, TaskRow
from engine.domain.actor import with_implied
from tests.bundles.casefile import Case, Step
from tests.bundles.expectations import check
from tests.settable_clock import SHANGHAI, SettableClock

WORKER = "case"
ENDLESS = 500


class CaseFailed(AssertionError):
    """The engine did not do what the case says."""


class Run:
    """One run of one case on one database."""

    def __init__(self, case: Case, application: Application, clock: SettableClock, *, reload: bool = False) -> None:
        self.case, self.clock, self.reload = case, clock, reload
        self.engine: Engine = application.engine
        self.connectors = {topic.name: topic.connector for topic in application.topics}
        self.held: dict[str, ExternalTask] = {}
        self.case_id = ""
        self.left = list(case.steps)

    def play(self) -> list[tuple[str, str, str]]:
        """Run every step; returns what the case's file holds: kind, element, actor of every entry, oldest first."""
        self._people()
        self._start()
        while self.left:
            step = self.left[0]
            try:
                self._step(step)
            except (AssertionError, Fault, LookupError) as error:
                raise CaseFailed(f"{self.case.path.name}, step {step.number} ({step.kind} {step.name}): {error} {getattr(error, 'fields', '')}\n{self._where()}") from error
        check(self.engine, self.case_id, self.case.expect)
        return [(entry.kind, entry.element, entry.actor) for entry in self.engine.instances.timeline(SYSTEM_ACTOR, self.case_id)]

    # -- what a step does
    def _step(self, step: Step) -> None:
        if "at" in step.said:
            self._until(str(step.said["at"]))
        self.left.pop(0)
        self._fresh()
        if step.kind != "advance":
            {"task": self._task, "service": self._service, "message": self._message}[step.kind](step)
        self._settle()
        found = self.engine.instances.get(SYSTEM_ACTOR, self.case_id).incidents
        assert not found, f"incidents: {[(item.element, item.message) for item in found]}"
        check(self.engine, self.case_id, step.said.get("expect", {}))

    def _task(self, step: Step) -> None:
        row = self._one(step)
        due = step.said.get("due")
        if due is not None:
            assert row.due_at is not None, f"no due date, expected {due}"
            at = row.due_at.astimezone(SHANGHAI)
            shown = f"{at:%Y-%m-%d}" if len(str(due)) == 10 else f"{at:%Y-%m-%d %H:%M}"
            assert shown == str(due), f"due {shown}, expected {due}"
        if "candidates" in step.said:
            assert sorted(row.candidates) == sorted(step.said["candidates"]), f"candidates {row.candidates}"
        actor = self._actor(step.said.get("by") or row.candidates[0])
        complete = partial(self.engine.tasks.complete, actor, row.id, self._uploaded(step.said.get("data", {})))
        if "refused" in step.said:
            try:
                complete()
            except Fault as fault:
                assert fault.code == step.said["refused"], f"refused with {fault.code}, expected {step.said['refused']}"
                return
            raise AssertionError(f"accepted, expected {step.said['refused']}")
        done = complete()
        assert not done.incident, "the task was recorded, but the case could not run on"

    def _uploaded(self, value: Any) -> Any:
        """Form data with every `file-…` uploaded to the case first and named by its id."""
        if isinstance(value, Mapping):
            return {key: self._uploaded(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._uploaded(item) for item in value]
        if isinstance(value, str) and value.startswith("file-"):
            return self.engine.files.put(SYSTEM_ACTOR, name=f"{value}.txt", content=value.encode(), instance_id=self.case_id).id
        return value

    def _service(self, step: Step) -> None:
        self._fetch((step.name,))
        found = [task for task in self.held.values() if task.topic == step.name and _fits(task.variables, step)]
        assert found, f"no external task of this topic fits {step.said.get('where', {})}"
        task = self.held.pop(found[0].id)
        if "error" in step.said:
            error = step.said["error"]
            self.engine.external_tasks.bpmn_error(task.id, WORKER, error["code"], error.get("message", ""))
        else:
            self.engine.external_tasks.complete(task.id, WORKER, step.said.get("answer", {}))

    def _message(self, step: Step) -> None:
        key = step.said.get("key")
        if isinstance(key, str) and key.startswith("$"):
            key = self._variable(key[1:])
        result = self.engine.messages.correlate(step.name, key=key, data=step.said.get("data", {}))
        assert result.outcome in {"execution", "start"}, f"nobody took the message ({result.outcome}, key {key})"

    # -- the world around
    def _people(self) -> None:
        for account, group in self.case.people.items():
            unit = ".".join(group.split(".")[:2])
            self.engine.people.save_unit(SYSTEM_ACTOR, unit, unit, unit, "department", None)
            self.engine.people.create_account(
                SYSTEM_ACTOR, account, account, f"{account}@example.test", "a long enough phrase", [group], [], must_change=False,
            )

    def _start(self) -> None:
        said = self.case.start
        self.clock.set(str(said["at"]))
        if "message" in said:
            result = self.engine.messages.correlate(said["message"], data=said.get("data", {}), business_key=said.get("business_key"))
            assert result.outcome == "start" and result.instance_id
            self.case_id = result.instance_id
        else:
            actor = self._actor(said["by"])
            self.case_id = self.engine.instances.start(actor, self.case.process, said.get("data", {}), business_key=said.get("business_key")).id
        self._settle()

    def _until(self, moment: str) -> None:
        self.clock.set(moment)
        self._settle()

    def _settle(self) -> None:
        """Let due timers fire and services answer until nothing moves."""
        for _ in range(ENDLESS):
            self._fresh()
            moved = self.engine.jobs.tick().fired
            kept = {step.name for step in self.left if step.kind == "service"}
            topics = [name for name in (self.connectors.keys() | self.case.answers.keys()) if name not in kept or self._unclaimed(name)]
            self._fetch(topics)
            for task in [task for task in self.held.values() if not self._claimed(task)]:
                del self.held[task.id]
                self._answer(task)
                moved += 1
            if not moved:
                return
        raise CaseFailed("timers and services never came to rest")

    def _unclaimed(self, topic: str) -> bool:
        """Whether some tasks of the topic are left to the platform: every step about it says which one it means."""
        return all("where" in step.said for step in self.left if step.kind == "service" and step.name == topic)

    def _claimed(self, task: ExternalTask) -> bool:
        return any(step.kind == "service" and step.name == task.topic and _fits(task.variables, step) for step in self.left)

    def _fetch(self, topics: Any) -> None:
        for task in self.engine.external_tasks.fetch_and_lock(WORKER, list(topics), limit=100, lock_seconds=60):
            self.held[task.id] = task

    def _answer(self, task: ExternalTask) -> None:
        if task.topic in self.case.answers:
            self.engine.external_tasks.complete(task.id, WORKER, self.case.answers[task.topic])
            return
        try:
            answer = self.connectors[task.topic](task)
        except Refusal as refusal:
            self.engine.external_tasks.bpmn_error(task.id, WORKER, refusal.code, str(refusal), refusal.variables)
        else:
            self.engine.external_tasks.complete(task.id, WORKER, answer)

    def _fresh(self) -> None:
        if self.reload:
            self.engine.forget()

    # -- looking
    def _open(self) -> tuple[TaskRow, ...]:
        return self.engine.instances.get(SYSTEM_ACTOR, self.case_id).open_tasks

    def _one(self, step: Step) -> TaskRow:
        rows = [row for row in self._open() if row.element == step.name]
        if "where" in step.said:
            rows = [row for row in rows if _fits(self.engine.tasks.get(SYSTEM_ACTOR, row.id).variables, step)]
        assert len(rows) == 1, f"{len(rows)} open tasks fit"
        return rows[0]

    def _actor(self, said: str) -> Actor:
        """`anna` is one of the case's people, `anna@group` someone of that group, a bare group someone named like it.

        `system` is the platform: it starts what people cannot start, to show a called process by itself.
        """
        if said == "system":
            return SYSTEM_ACTOR
        if said in self.case.people:
            return Actor(said, with_implied({self.case.people[said]}))
        account, _, group = said.rpartition("@")
        return Actor(account or group, with_implied({group}))

    def _variable(self, name: str) -> str:
        """A variable as an open task sees it, else as the newest running process of the case holds it."""
        view = self.engine.instances.get(SYSTEM_ACTOR, self.case_id)
        for row in view.open_tasks:
            if (seen := self.engine.tasks.get(SYSTEM_ACTOR, row.id).variables.get(name)) is not None:
                return str(seen)
        for child in (*reversed(view.children), view.row):
            value = self.engine.instances.get(SYSTEM_ACTOR, child.id).variables.get(name)
            if value is not None and child.state == "active":
                return str(value)
        raise LookupError(f"no variable {name} in the case")

    def _where(self) -> str:
        lines = [f"at {self.clock.now():%Y-%m-%d %H:%M}; open:"]
        lines += [f"  {row.element} {row.candidates} due {row.due_at}" for row in self._open()] if self.case_id else []
        lines += [f"  external {task.topic} {task.element}" for task in self.held.values()]
        return "\n".join(lines)


def _fits(variables: Mapping[str, Any], step: Step) -> bool:
    return all(variables.get(name) == value for name, value in step.said.get("where", {}).items())
