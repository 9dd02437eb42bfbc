"""What people add to a task or case: comments stand in the case's file, attachments are files of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.values import decode
from engine.queries.rest.resource import seen
from engine.store.sql import Row, select
from engine.store.tables import blob, event, file, instance, task
from engine.store.uow import Unit


def _task(unit: Unit, task_id: str) -> Row[Any]:
    row = unit.one(select(task.c.id, task.c.root_id, task.c.instance_id).where(task.c.id == task_id, seen(unit.actor, task.c.root_id)))
    if row is None:
        raise NotFound(code="task.not-found")
    return row


def _case(unit: Unit, instance_id: str) -> Row[Any]:
    row = unit.one(select(instance.c.id, instance.c.root_id).where(instance.c.id == instance_id, seen(unit.actor, instance.c.root_id)))
    if row is None:
        raise NotFound(code="case.not-found")
    return row


def comments_of(unit: Unit, *, task_id: str | None = None, instance_id: str | None = None) -> tuple[Mapping[str, Any], ...]:
    """The comments on a task, open or done, or on a process instance; oldest first. Raises `NotFound`."""
    head = _task(unit, task_id) if task_id is not None else _case(unit, str(instance_id))
    rows = unit.rows(select(event).where(event.c.root_id == head.root_id, event.c.kind == "case.commented").order_by(event.c.seq))
    found = [{**row._mapping, "id": f"{row.root_id}-{row.seq}", **_remark(row.detail)} for row in rows]
    return tuple(item for item in found if (item["task"] == task_id if task_id is not None else item["instance_id"] == instance_id))


def _remark(detail: str) -> Mapping[str, Any]:
    told: Any = decode(detail)
    return {"text": told.get("text", ""), "task": told.get("task")}


def attachments_of(unit: Unit, task_id: str) -> tuple[Mapping[str, Any], ...]:
    """The files that were added at a task, oldest first. Raises `NotFound`."""
    head = _task(unit, task_id)
    rows = unit.rows(select(file).where(file.c.root_id == head.root_id, file.c.task_id == task_id).order_by(file.c.at, file.c.id))
    return tuple({**row._mapping, "instance_id": head.instance_id} for row in rows)


def attachment(unit: Unit, task_id: str, file_id: str) -> tuple[Mapping[str, Any], bytes]:
    """One of them with its content. Raises `NotFound`."""
    for row in attachments_of(unit, task_id):
        if row["id"] == file_id:
            content = unit.one(select(blob.c.content).where(blob.c.sha256 == row["sha256"]))
            return row, bytes(content.content) if content is not None else b""
    raise NotFound(code="file.not-found")
