"""Hand one's task over to a colleague it is offered to (转办), with a reason that stays in the case's file."""

from __future__ import annotations

from engine.commands.audit import append, lock_case, require_going
from engine.commands.listened import changed
from engine.commands.remind import tell_person
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.signin import actor_of, stored
from engine.commands.tasks import locked_task, require_open
from engine.domain.errors import Invalid
from engine.domain.policy import WorkFacts, is_candidate
from engine.store.sql import update
from engine.store.tables import task
from engine.store.uow import Unit


def hand_over(runtime: Runtime, unit: Unit, task_id: str, person: str, reason: str) -> None:
    """The task becomes the colleague's. Who may not take it by themselves gets it from nobody: what the law keeps apart stays apart.

    Raises `Forbidden` unless one's own, `Invalid` (handover.person) for someone it is not offered to or whom the model excludes,
    `Conflict` when it is done, `NotFound`.
    """
    if not reason.strip():
        raise Invalid(code="reason.missing", fields={"reason": ["reason.missing"]})
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row, facts, _ = locked_task(unit, task_id)
    require_open(unit, row, facts, "complete", None)
    require_going(case)
    known = stored(unit, person)
    if known is None or not known.active or person == unit.actor.account or not _may_take(unit, task_id, person, facts):
        raise Invalid(code="handover.person", fields={"to": ["handover.person"]}, person=person)
    unit.run(update(task).where(task.c.id == task_id).values(assignee=person, version=task.c.version + 1))
    append(unit, case, row.instance_id, "task.handed-over", row.element, {
        "task": task_id, "name": row.name, "assignee": person, "reason": reason.strip()[:2000],
    })
    changed(runtime, unit, row)
    tell_person(unit, person, "task.handed-over", {"task": row.name, "by": unit.actor.display or unit.actor.account, "reason": reason.strip()[:2000]}, row)


def _may_take(unit: Unit, task_id: str, person: str, facts: WorkFacts) -> bool:
    own = unit.actor
    known = stored(unit, person)
    if known is None:
        return False
    unit.actor = actor_of(unit, known)
    try:
        _, theirs, _ = locked_task(unit, task_id)
        return person not in theirs.excluded and (is_candidate(unit.actor, facts) if facts.candidates else bool(unit.actor.groups))
    finally:
        unit.actor = own
