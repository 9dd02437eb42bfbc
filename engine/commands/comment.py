"""Say something on a case; everyone who sees the case reads it."""

from __future__ import annotations

from engine.commands.audit import append, lock_case
from engine.commands.listened import added
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.domain.actor import Right
from engine.domain.errors import Invalid, NotFound
from engine.domain.policy import CaseFacts, Permission, require_case
from engine.store.sql import select
from engine.store.tables import instance, task
from engine.store.uow import Unit
from engine.store.visibility import visible_root

LONGEST = 2000


def comment(runtime: Runtime, unit: Unit, instance_id: str, text: str, task_id: str | None = None) -> str:
    """Add an opinion, perhaps on one task of the process instance, whose listeners are told; returns its id.

    Raises `Invalid` when it is empty or longer than 2,000 characters, `NotFound`, `Forbidden`, `ListenerFailed`. A machine of integration writes
    down what its users said.
    """
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(code="comment.length", fields={"text": ["comment.length"]}, limit=LONGEST)
    if task_id is not None:
        work = unit.one(select(task.c.instance_id).where(task.c.id == task_id))
        if work is None:
            raise NotFound(code="task.not-found")
        instance_id = work.instance_id
    case = lock_case(unit, Root("instance", instance_id))
    seen = unit.one(select(visible_root(unit.actor, instance.c.id).label("visible")).where(instance.c.id == case.id))
    require_case(unit.actor, CaseFacts(case.started_by, bool(seen and seen.visible) or unit.actor.may(Right.INTEGRATION)), Permission.CASE_COMMENT)
    append(unit, case, instance_id, "case.commented", "", {"text": text.strip(), **({"task": task_id} if task_id is not None else {})})
    if task_id is not None:
        added(runtime, unit, task_id)
    return f"{case.id}-{case.events + 1}"
