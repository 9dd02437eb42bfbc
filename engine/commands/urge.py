"""Urge those who have a task to work on it (催办): a notice and a mail, and a line in the case's file."""

from __future__ import annotations

from datetime import timedelta

from engine.commands.audit import append, lock_case, require_going
from engine.commands.remind import people_of, tell_person
from engine.commands.roots import Root
from engine.commands.tasks import locked_task
from engine.domain.actor import Right
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound
from engine.store.sql import select
from engine.store.tables import event
from engine.store.uow import Unit

#: Nobody is urged twice within this time about the same task, whoever urges.
PAUSE = timedelta(hours=1)
LONGEST = 500


def urge(unit: Unit, task_id: str, text: str) -> int:
    """How many were told. By who began the case, has a right to operate it, or works on it elsewhere. Raises `Conflict` within an hour of the
    last time and when the task is done, `Invalid`, `Forbidden`, `NotFound`."""
    if len(text) > LONGEST:
        raise Invalid(code="comment.length", fields={"text": ["comment.length"]}, limit=LONGEST)
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row, facts, _ = locked_task(unit, task_id)
    if not (facts.visible or unit.actor.may(Right.INTEGRATION)):
        raise NotFound(code="task.not-found")
    if facts.assignee == unit.actor.account:
        raise Forbidden(code="task.urge-forbidden")
    if row.state == "open":
        require_going(case)
    if row.state != "open" or case.state != "active":
        raise Conflict(code=f"task.already-{row.state}" if row.state != "open" else "case.not-active", by=row.completed_by or "", state=case.state)
    last = select(event.c.seq).where(
        event.c.root_id == case.id, event.c.kind == "task.urged", event.c.element == row.element, event.c.at > unit.now - PAUSE,
        event.c.detail.contains(f'"task":"{task_id}"', autoescape=True),
    )
    if unit.one(last) is not None:
        raise Conflict(code="task.urged-lately")
    told = [name for name in people_of(unit, row) if name != unit.actor.account]
    append(unit, case, row.instance_id, "task.urged", row.element, {"task": task_id, "name": row.name, "text": text.strip()})
    for name in told:
        tell_person(unit, name, "task.urged", {"task": row.name, "by": unit.actor.display or unit.actor.account, "text": text.strip()}, row)
    return len(told)
