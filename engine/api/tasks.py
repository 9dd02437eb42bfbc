"""Tasks of people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from engine.api.group import Group
from engine.commands import claim as claiming
from engine.commands import savedviews, taskdraft
from engine.commands.complete import complete
from engine.commands.definitions import compiled, content_of, definition_row
from engine.commands.formdata import prefill
from engine.commands.formdefaults import shown
from engine.commands.handover import hand_over
from engine.commands.lint import INSIDE
from engine.commands.tasks import locked_task
from engine.commands.urge import urge
from engine.domain.actor import Actor
from engine.domain.errors import NotFound
from engine.domain.late import LateTask
from engine.domain.policy import is_candidate, task_permissions
from engine.domain.savedview import SavedView
from engine.domain.unfinished import Unfinished
from engine.domain.work import Completed, Counts, FormView, Page, TaskRow, TaskView
from engine.execution.errors import ExecutionFailed
from engine.queries import late as supervision
from engine.queries import tasks as queries
from engine.queries.colleagues import colleagues
from engine.store.uow import Unit


class Tasks(Group):
    """`engine.tasks`: the inbox and work on single tasks."""

    def inbox(
        self, actor: Actor, view: str, *, q: str = "", process: str = "", overdue: bool = False, sort: str = "due", cursor: str | None = None, limit: int = 25,
    ) -> Page[TaskRow]:
        """One page of mine, group (to claim) or done. Raises `Invalid` for an unknown view, sort or cursor."""
        with self._look(actor) as unit:
            return queries.inbox(unit, view, q=q, process=process, overdue=overdue, sort=sort, cursor=cursor, limit=limit)

    def counts(self, actor: Actor) -> Counts:
        """The numbers of the header."""
        with self._look(actor) as unit:
            return queries.counts(unit)

    def views(self, actor: Actor) -> tuple[SavedView, ...]:
        """The views of the inbox that the actor keeps, by name."""
        with self._look(actor) as unit:
            return savedviews.rows(unit)

    def keep_view(self, actor: Actor, name: str, query: Mapping[str, str]) -> None:
        """Keep a view; one of that name becomes this. Raises `Invalid`."""
        self._change(actor, lambda unit: savedviews.keep(unit, name, query))

    def prefer_view(self, actor: Actor, view_id: str, *, default: bool) -> None:
        """Let a view open by itself, or no longer. Raises `NotFound`."""
        self._change(actor, lambda unit: savedviews.prefer(unit, view_id, default=default))

    def forget_view(self, actor: Actor, view_id: str) -> None:
        """Forget a view. Raises `NotFound`."""
        self._change(actor, lambda unit: savedviews.forget(unit, view_id))

    def get(self, actor: Actor, task_id: str) -> TaskView:
        """A task opened. Raises `NotFound` when it is not there or invisible, `Forbidden` never: looking is allowed to who sees the case."""
        with self._look(actor) as unit:
            row = queries.one_task(unit, task_id)
            if row is None:
                raise NotFound(code="task.not-found")
            stored, facts, _ = locked_task(unit, task_id)
            mine = facts.assignee == actor.account or is_candidate(actor, facts) or facts.visible
            if not mine:
                raise NotFound(code="task.not-found")
            task = queries.task_row(row, unit.now)
            may = task_permissions(actor, facts) if stored.state == "open" and task.held_since is None else frozenset()
            steps = json.loads(stored.derivation)["steps"] if stored.derivation else ()
            form = self._form(unit, stored)
            node = compiled(self._runtime, unit, stored.definition_id).process.nodes.get(stored.element) if form is None else None
            key = node.form_key or "" if node is not None else ""
            return TaskView(task, form, may, prefill(unit, stored), tuple((step["zh"], step["en"]) for step in steps), key)

    def late(self, actor: Actor, told_as: str, *, but: Sequence[str] = (), after: str = "", limit: int = 200) -> tuple[LateTask, ...]:
        """Open tasks past their due moment about which no case record of kind `told_as` is kept; for workers that begin supervision."""
        with self._look(actor) as unit:
            return supervision.late(unit, told_as, but, after, limit)

    def still_open(self, actor: Actor, ids: Sequence[str]) -> frozenset[str]:
        """Which of these tasks nobody has ended yet; for workers."""
        with self._look(actor) as unit:
            return supervision.still_open(unit, ids)

    def _form(self, unit: Unit, row: Any) -> FormView | None:
        if row.form_id is None:
            return None
        found = definition_row(unit, row.form_id)
        schema = json.loads(content_of(unit, found))
        data = prefill(unit, row, schema)
        if row.state == "open" and INSIDE in found.resource:
            data = {**shown(self._runtime, unit, row.definition_id, row.element, data), **data}
        return FormView(found.key, schema, data)

    def claim(self, actor: Actor, task_id: str, *, version: int | None = None) -> TaskRow:
        """Take a task. Raises `Conflict` (who was faster), `Forbidden`, `NotFound`."""
        self._change(actor, lambda unit: claiming.claim(self._runtime, unit, task_id, version=version))
        return self._row(actor, task_id)

    def release(self, actor: Actor, task_id: str) -> TaskRow:
        """Put a task back into the pool."""
        self._change(actor, lambda unit: claiming.release(self._runtime, unit, task_id))
        return self._row(actor, task_id)

    def colleagues(self, actor: Actor, task_id: str) -> tuple[tuple[str, str], ...]:
        """(account, display name) of those one's own task may be handed to."""
        with self._look(actor) as unit:
            return colleagues(unit, task_id)

    def hand_over(self, actor: Actor, task_id: str, person: str, reason: str) -> None:
        """Give one's task to a colleague (转办). Raises `Forbidden`, `Invalid`, `Conflict`, `NotFound`."""
        self._change(actor, lambda unit: hand_over(self._runtime, unit, task_id, person, reason))

    def urge(self, actor: Actor, task_id: str, text: str) -> int:
        """Ask those who have a task to hurry (催办); how many were told. Raises `Forbidden`, `Invalid`, `Conflict`, `NotFound`."""
        return self._change(actor, lambda unit: urge(unit, task_id, text))

    def keep_draft(self, actor: Actor, task_id: str, data: Mapping[str, Any]) -> None:
        """Keep what is filled in so far (暂存). Raises `Invalid`, `Conflict`, `Forbidden`, `NotFound`."""
        self._change(actor, lambda unit: taskdraft.keep(unit, task_id, data))

    def draft(self, actor: Actor, task_id: str) -> Unfinished | None:
        """What was kept of one's own task; it stays with the task when that is handed over."""
        with self._look(actor) as unit:
            return taskdraft.kept(unit, task_id)

    def drop_draft(self, actor: Actor, task_id: str) -> None:
        """Begin afresh. Raises as `keep_draft`."""
        self._change(actor, lambda unit: taskdraft.drop(unit, task_id))

    def complete(
        self, actor: Actor, task_id: str, data: Mapping[str, Any], *, version: int | None = None, key_once: str | None = None, comment: str = "",
    ) -> Completed:
        """Complete a task. A finished piece of work is never lost: when the case cannot run on, it is recorded and the rest becomes a job."""
        runtime = self._runtime
        try:
            done = self._change(actor, lambda unit: complete(runtime, unit, task_id, data, version=version, key=key_once, comment=comment))
        except ExecutionFailed as broken:
            if broken.code == "execution.gone":
                raise
            done = self._change(
                actor, lambda unit: complete(runtime, unit, task_id, data, version=version, key=key_once, comment=comment, later=True)
            )
        return done if done is not None else Completed(self._row(actor, task_id))

    def _row(self, actor: Actor, task_id: str) -> TaskRow:
        with self._look(actor) as unit:
            row = queries.one_task(unit, task_id)
            if row is None:
                raise NotFound(code="task.not-found")
            return queries.task_row(row, unit.now)
