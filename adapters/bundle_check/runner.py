"""Drives the real engine through a case: people, services, messages and the clock. No knowledge of any one process.

With a `Reload` the engine forgets live cases before each of its moves, so that each starts from the rows of the database, and
at times also everything compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from adapters.bootstrap import Application
from adapters.bundle_check.casefile import Case, Step
from adapters.bundle_check.expectations import Unmet, check, require
from adapters.clock import SHANGHAI, SettableClock
from adapters.connector import Refusal
from engine import SYSTEM_ACTOR, Actor, Engine, ExternalTask, Fault, InstanceView, TaskRow, with_implied

WORKER = "case"
#: Rounds of timers and services after one step; more than this never ends.
ENDLESS = 500


class CaseFailed(Exception):
    """The engine did not do what the case says. The message begins with file and line."""


@dataclass(frozen=True, slots=True)
class Reload:
    """Forget live cases before each move of the engine, and every cache before each `everything`-th step (1: before every one)."""

    everything: int = 8


class Run:
    """One run of one case on one database."""

    def __init__(self, case: Case, application: Application, clock: SettableClock, *, reload: Reload | None = None) -> None:
        self.case, self.clock, self.reload = case, clock, reload
        self.engine: Engine = application.engine
        self.connectors = {topic.name: topic.connector for topic in application.topics}
        self.held: dict[str, ExternalTask] = {}
        self.case_id = ""
        self.left = list(case.steps)

    def play(self) -> list[tuple[str, str, str]]:
        """Run every step; returns what the case's file holds: kind, element, actor of every entry, oldest first. Raises `CaseFailed`."""
        line, place = 1, "start"
        try:
            self.engine.jobs.keep_start_timers(SYSTEM_ACTOR, self.case.timers)
            self._people()
            self._start()
            while self.left:
                line, place = self.left[0].line, f"step {self.left[0].number} ({self.left[0].kind} {self.left[0].name})"
                self._step(self.left[0])
            line, place = 1, "expect at the end"
            check(self.engine, self._view(), self.case.expect)
        except (Unmet, Fault, LookupError, ValueError) as error:
            fields = getattr(error, "fields", None)
            told = f"{error} {fields}" if fields else f"{error}"
            raise CaseFailed(f"{self.case.path.name}:{line}: {place}: {told}\n{self._where()}") from error
        return [(entry.kind, entry.element, entry.actor) for entry in self.engine.instances.timeline(SYSTEM_ACTOR, self.case_id)]

    # -- what a step does
    def _step(self, step: Step) -> None:
        if "at" in step.said:
            self.clock.set(str(step.said["at"]))
            self._settle()
        self.left.pop(0)
        self._fresh(step)
        if step.kind != "advance":
            {"task": self._task, "service": self._service, "message": self._message, "hold": self._hold, "resume": self._resume}[step.kind](step)
            self._settle()
        view = self._view()
        require(not view.incidents, f"incidents: {[(item.element, item.message) for item in view.incidents]}")
        check(self.engine, view, step.said.get("expect", {}))

    def _task(self, step: Step) -> None:
        row = self._one(step)
        due = step.said.get("due")
        if due is not None:
            if row.due_at is None:
                raise Unmet(f"no due date, expected {due}")
            at = row.due_at.astimezone(SHANGHAI)
            shown = f"{at:%Y-%m-%d}" if len(str(due)) == 10 else f"{at:%Y-%m-%d %H:%M}"
            require(shown == str(due), f"due {shown}, expected {due}")
        if "candidates" in step.said:
            require(sorted(row.candidates) == sorted(step.said["candidates"]), f"candidates {row.candidates}, expected {step.said['candidates']}")
        actor = self._actor(step.said.get("by") or row.candidates[0])
        complete = partial(self.engine.tasks.complete, actor, row.id, self._uploaded(step.said.get("data", {})))
        if "refused" in step.said:
            self._refused(complete, str(step.said["refused"]))
        else:
            require(not complete().later, "the task was recorded, but the case could not run on")

    @staticmethod
    def _refused(complete: partial[Any], code: str) -> None:
        try:
            complete()
        except Fault as fault:
            if fault.code != code:
                raise Unmet(f"refused with {fault.code}, expected {code}") from fault
        else:
            raise Unmet(f"accepted, expected {code}")

    def _uploaded(self, value: Any, actor: Actor = SYSTEM_ACTOR) -> Any:
        """Form data with every `file-…` uploaded first, to the case if it began already, and named by its id."""
        if isinstance(value, Mapping):
            return {key: self._uploaded(item, actor) for key, item in value.items()}
        if isinstance(value, list):
            return [self._uploaded(item, actor) for item in value]
        if isinstance(value, str) and value.startswith("file-"):
            return self.engine.files.put(actor, name=f"{value}.txt", content=value.encode(), instance_id=self.case_id or None).id
        return value

    def _service(self, step: Step) -> None:
        self._fetch((step.name,))
        found = [task for task in self.held.values() if task.topic == step.name and _fits(task.variables, step)]
        require(found, f"no external task of this topic fits {step.said.get('where', {})}")
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
        require(result.outcome in {"execution", "start"}, f"nobody took the message ({result.outcome}, key {key})")

    def _hold(self, step: Step) -> None:
        self.engine.instances.suspend(SYSTEM_ACTOR, self.case_id, step.name)

    def _resume(self, step: Step) -> None:
        self.engine.instances.resume(SYSTEM_ACTOR, self.case_id)

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
            if result.outcome != "start" or not result.instance_id:
                raise Unmet(f"the message {said['message']} starts nothing ({result.outcome})")
            self.case_id = result.instance_id
        else:
            actor = self._actor(said["by"])
            self.case_id = self.engine.instances.start(actor, self.case.process, self._uploaded(said.get("data", {}), actor), business_key=said.get("business_key")).id
        self._settle()

    def _settle(self) -> None:
        """Let due timers fire and services answer until nothing moves."""
        kept = {step.name for step in self.left if step.kind == "service"}
        topics = [name for name in (self.connectors.keys() | self.case.answers.keys()) if name not in kept or self._unclaimed(name)]
        for _ in range(ENDLESS):
            self._fresh()
            moved = self.engine.jobs.tick().fired
            self._fetch(topics)
            for task in [task for task in self.held.values() if not self._claimed(task)]:
                del self.held[task.id]
                self._answer(task)
                moved += 1
            if not moved:
                return
        raise Unmet("timers and services never came to rest")

    def _unclaimed(self, topic: str) -> bool:
        """Whether some tasks of the topic are left to the platform: every step about it says which one it means."""
        return all("where" in step.said for step in self.left if step.kind == "service" and step.name == topic)

    def _claimed(self, task: ExternalTask) -> bool:
        return any(step.kind == "service" and step.name == task.topic and _fits(task.variables, step) for step in self.left)

    def _fetch(self, topics: Iterable[str]) -> None:
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

    def _fresh(self, step: Step | None = None) -> None:
        if self.reload is not None:
            self.engine.forget(only_cases=step is None or step.number % self.reload.everything != 0)

    # -- looking
    def _view(self) -> InstanceView:
        return self.engine.instances.get(SYSTEM_ACTOR, self.case_id)

    def _one(self, step: Step) -> TaskRow:
        rows = [row for row in self._view().open_tasks if row.element == step.name]
        if "where" in step.said:
            rows = [row for row in rows if _fits(self.engine.tasks.get(SYSTEM_ACTOR, row.id).variables, step)]
        require(len(rows) == 1, f"{len(rows)} open tasks fit")
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
        view = self._view()
        for row in view.open_tasks:
            if (seen := self.engine.tasks.get(SYSTEM_ACTOR, row.id).variables.get(name)) is not None:
                return str(seen)
        for child in (*reversed(view.children), view.row):
            value = self.engine.instances.get(SYSTEM_ACTOR, child.id).variables.get(name)
            if value is not None and child.state == "active":
                return str(value)
        raise Unmet(f"no variable {name} in the case")

    def _where(self) -> str:
        lines = [f"at {self.clock.now():%Y-%m-%d %H:%M}; open:"]
        lines += [f"  {row.element} {row.candidates} due {row.due_at}" for row in self._view().open_tasks] if self.case_id else []
        lines += [f"  external {task.topic} {task.element}" for task in self.held.values()]
        return "\n".join(lines)


def _fits(variables: Mapping[str, Any], step: Step) -> bool:
    return all(variables.get(name) == value for name, value in step.said.get("where", {}).items())
