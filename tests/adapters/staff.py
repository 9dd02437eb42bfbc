"""The demo's staff at work on one case: who may does the next task, with the answers a test gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.bootstrap import Application
from adapters.demo.organisation import DemoAccount, read
from adapters.demo.prepare import prepare
from engine import SYSTEM_ACTOR, Actor, Forbidden, Invalid, NotFound, TaskRow

PASSWORD = "a long enough phrase"
#: Data of a form, or a function of the task that makes it.
Answers = Mapping[str, Mapping[str, Any] | Callable[[TaskRow], Mapping[str, Any]]]


@dataclass
class Staff:
    """Everyone of the demo, and what was done by whom, in order."""

    application: Application
    answers: Answers
    done: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        prepare(self.application.engine, PASSWORD, lambda line: None)
        self._accounts = read().accounts
        self._actors: dict[str, Actor] = {}
        self._worker = self.application.worker()

    def actor(self, name: str) -> Actor:
        """The account, signed in."""
        if name not in self._actors:
            self._actors[name] = self.application.engine.people.authenticate(name, PASSWORD)
        return self._actors[name]

    def machines(self) -> None:
        """The worker's part: what is due and what waits for a connector, until nothing does."""
        while self._worker.tick() + self._worker.answer_tasks():
            continue

    def open_tasks(self, root_id: str) -> list[TaskRow]:
        """Open tasks of the case and of all it calls."""
        found: list[TaskRow] = []
        waiting = [root_id]
        while waiting:
            view = self.application.engine.instances.get(SYSTEM_ACTOR, waiting.pop())
            found += [task for task in view.open_tasks if task.instance_id == view.row.id]
            waiting += [child.id for child in view.children if child.parent_id == view.row.id and child.state == "active"]
        return sorted(found, key=lambda task: (task.created_at, task.id))

    def work(self, root_id: str, *, until: str = "", most: int = 200) -> None:
        """Do every task that has an answer, until `until` is open or nothing is left to do."""
        for _ in range(most):
            self.machines()
            tasks = self.open_tasks(root_id)
            if any(task.element == until for task in tasks):
                return
            task = next((task for task in tasks if task.element in self.answers), None)
            if task is None:
                return
            self.complete(task)
        raise AssertionError(f"not at an end after {most} tasks: {self.done[-10:]}")

    def complete(self, task: TaskRow) -> None:
        """By the first account that may."""
        answer = self.answers[task.element]
        data = answer(task) if callable(answer) else answer
        for account in self._candidates(task):
            try:
                completed = self.application.engine.tasks.complete(self.actor(account.name), task.id, data)
            except (Forbidden, NotFound):
                continue
            except Invalid as error:
                raise AssertionError(f"{task.element}: {error.fields} {vars(error)}") from error
            assert not completed.later, self.application.engine.jobs.incidents(SYSTEM_ACTOR)
            self.done.append((task.element, account.name))
            return
        raise AssertionError(f"nobody may complete {task.element} of {task.candidates}")

    def _candidates(self, task: TaskRow) -> list[DemoAccount]:
        def fits(account: DemoAccount) -> bool:
            units = {".".join(group.split(".")[:2]) for group in account.groups}
            return account.name in task.candidates or bool((set(account.groups) | units) & set(task.candidates))

        return [account for account in self._accounts if fits(account)]
