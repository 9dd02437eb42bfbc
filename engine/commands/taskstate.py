"""A stored task as its listeners see it, and what they changed of it back into its rows."""

from __future__ import annotations

from typing import Any

from engine.domain.errors import NotFound
from engine.execution.changes import Changes, TaskDraft
from engine.store.sql import delete, select, update
from engine.store.tables import definition, task, task_candidate, task_detail
from engine.store.uow import Unit
from engine.store.upsert import insert_rows, upsert

COLUMNS = frozenset({"name", "assignee", "priority", "due_at"})
DETAILS = ("owner", "description", "follow_up_at")
LINKS = {"user": "users", "group": "groups"}


def draft_of(unit: Unit, task_id: str) -> TaskDraft:
    """The task with its details and candidates. Raises `NotFound`."""
    form = select(definition.c.key).where(definition.c.id == task.c.form_id).scalar_subquery().label("form")
    row = unit.one(select(task, form, *(task_detail.c[name] for name in DETAILS)).join(task_detail, task_detail.c.task_id == task.c.id, isouter=True).where(task.c.id == task_id))
    if row is None:
        raise NotFound(code="task.not-found")
    links = unit.rows(select(task_candidate.c.kind, task_candidate.c.ref).where(task_candidate.c.task_id == task_id).order_by(task_candidate.c.kind, task_candidate.c.ref))
    return TaskDraft(task_id, {
        **{name: row._mapping[name] for name in (*COLUMNS, *DETAILS, "due_clock", "created_at")}, "form": row.form,
        **{field: tuple(link.ref for link in links if link.kind == kind) for kind, field in LINKS.items()},
    })


def write_drafts(unit: Unit, changes: Changes) -> None:
    """What listeners set. A task that came to be in this command carries its columns and candidates already."""
    born = {item.id for item in changes.tasks}
    for draft in changes.drafts.values():
        if draft.id in born and draft.id in changes.gone:
            continue
        values: dict[str, Any] = {name: draft.values[name] for name in draft.changed & COLUMNS} if draft.id not in born else {}
        if draft.id not in born and draft.changed & set(LINKS.values()):
            unit.run(delete(task_candidate).where(task_candidate.c.task_id == draft.id))
            insert_rows(unit, task_candidate, [{"task_id": draft.id, "kind": kind, "ref": ref} for kind, field in LINKS.items() for ref in dict.fromkeys(draft.values[field])])
            values["candidates"] = ",".join(dict.fromkeys((*draft.values["groups"], *draft.values["users"])))
        if values:
            unit.run(update(task).where(task.c.id == draft.id).values(**values, version=task.c.version + 1))
        if draft.changed & set(DETAILS):
            upsert(unit, task_detail, [_details(unit, draft)])


def _details(unit: Unit, draft: TaskDraft) -> dict[str, Any]:
    known = unit.one(select(task_detail).where(task_detail.c.task_id == draft.id))
    kept = dict(known._mapping) if known is not None else {"task_id": draft.id, "delegation": None, "parent_id": None}
    return {**kept, **{name: draft.values[name] for name in DETAILS}, "updated_at": unit.now}
