"""Files of a case: content by its SHA-256, once; names and places as rows."""

from __future__ import annotations

import hashlib

from engine.commands.audit import append, lock_case
from engine.commands.listened import added
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.domain.actor import Right
from engine.domain.errors import Invalid, NotFound, TooLarge
from engine.domain.policy import CaseFacts, Permission, require_case
from engine.domain.work import FileRef
from engine.store.sql import insert, select
from engine.store.tables import blob, file, instance, task
from engine.store.uow import Unit
from engine.store.upsert import insert_once
from engine.store.visibility import visible_root

MAX_BYTES = 100_000_000


def put(
    runtime: Runtime, unit: Unit, *, name: str, content: bytes, mime: str = "", instance_id: str | None = None, task_id: str | None = None,
) -> FileRef:
    """Store a file, with its case when it has one: a task brings its own, and its listeners are told.

    Raises `Invalid` for an empty file or name, `TooLarge`, `NotFound`, `ListenerFailed`.
    """
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[:255]
    if not plain or not content or any(ord(letter) < 32 for letter in plain):
        raise Invalid(code="file.empty", fields={"file": ["file.empty"]})
    if len(content) > MAX_BYTES:
        raise TooLarge(limit=MAX_BYTES)
    digest = hashlib.sha256(content).hexdigest()
    work = None if task_id is None else unit.one(select(task.c.instance_id, task.c.root_id).where(task.c.id == task_id))
    if task_id is not None:
        if work is None:
            raise NotFound(code="task.not-found")
        instance_id = instance_id or work.instance_id
    root_id = None
    identity = Unit.new_id()
    if instance_id is not None:
        case = lock_case(unit, Root("instance", instance_id))
        seen = unit.one(select(visible_root(unit.actor, instance.c.id).label("visible")).where(instance.c.id == case.id))
        require_case(unit.actor, CaseFacts(case.started_by, bool(seen and seen.visible) or unit.actor.may(Right.INTEGRATION)), Permission.CASE_COMMENT)
        if work is not None and work.root_id != case.id:  # one's own case is no way to another's task
            raise NotFound(code="task.not-found")
        root_id = case.id
        detail = {"file": identity, "name": plain, "size": len(content), "sha256": digest}
        append(unit, case, instance_id, "file.added", "", detail)
    insert_once(unit, blob, {"sha256": digest, "content": content})
    row = {
        "id": identity, "name": plain, "mime": (mime or "application/octet-stream")[:100], "size": len(content), "sha256": digest, "root_id": root_id,
        "task_id": task_id, "uploaded_by": unit.actor.account, "at": unit.now,
    }
    unit.run(insert(file).values(row))
    if task_id is not None:
        added(runtime, unit, task_id)
    return FileRef(identity, plain, str(row["mime"]), len(content), digest, unit.actor.account, unit.now)


def get(unit: Unit, file_id: str) -> tuple[FileRef, bytes]:
    """A file whose case the actor sees, or which they uploaded. Raises `NotFound`."""
    query = select(file, blob.c.content, visible_root(unit.actor, file.c.root_id).label("visible")).join(blob).where(file.c.id == file_id)
    row = unit.one(query)
    if row is None or not (row.uploaded_by == unit.actor.account or (row.root_id is not None and row.visible)):
        raise NotFound(code="file.not-found")
    return FileRef(row.id, row.name, row.mime, row.size, row.sha256, row.uploaded_by, row.at), bytes(row.content)
