"""What the verbs on tasks share: lock the case, then read the task and what the policy needs in one statement."""

from __future__ import annotations

from typing import Any

from engine.domain.actor import Actor
from engine.domain.errors import Conflict, NotFound
from engine.domain.policy import WorkFacts, require_task
from engine.store.sql import Row, bindparam, select
from engine.store.tables import idempotency, task
from engine.store.uow import Unit
from engine.store.visibility import visible_root

TASK = select(
    task,
    select(idempotency.c.fingerprint)
    .where(idempotency.c.account == bindparam("account"), idempotency.c.key == bindparam("once")).scalar_subquery().label("earlier"),
).where(task.c.id == bindparam("task_id"))


def locked_task(unit: Unit, task_id: str, *, key: str | None = None) -> tuple[Row[Any], WorkFacts, str | None]:
    """The task, the facts for the policy, and the fingerprint of an earlier request with the same key. The case is locked already.

    One statement for those whose task it is. Whether others see the case, and who is kept away, is asked only where it matters.
    """
    actor = unit.actor
    row = unit.one(TASK, task_id=task_id, account=actor.account, once=key or "")
    if row is None:
        raise NotFound(code="task.not-found")
    candidates = frozenset(filter(None, row.candidates.split(",")))
    theirs = actor.account in (row.assignee, row.completed_by) or actor.account in candidates or not candidates.isdisjoint(actor.groups)
    kept_away = frozenset({actor.account} if row.excluded and _kept_away(unit, row, actor) else ())
    return row, WorkFacts(row.assignee, candidates, kept_away, theirs or _visible(unit, row, actor)), row.earlier


def _kept_away(unit: Unit, row: Row[Any], actor: Actor) -> bool:
    """Whether the actor completed a step of this case that the model keeps apart from this one."""
    done = task.c.root_id == row.root_id, task.c.completed_by == actor.account, task.c.element.in_(row.excluded.split(","))
    return unit.one(select(task.c.id).where(*done).limit(1)) is not None


def _visible(unit: Unit, row: Row[Any], actor: Actor) -> bool:
    found = unit.one(select(visible_root(actor, task.c.root_id).label("seen")).where(task.c.id == row.id))
    return found is not None and bool(found.seen)


def require_open(unit: Unit, row: Row[Any], facts: WorkFacts, action: str, version: int | None) -> None:
    """The task is still open, unchanged since the actor looked, and theirs to act on. Says who was faster."""
    if row.state != "open":
        visible = facts.visible or row.completed_by == unit.actor.account
        require_task(unit.actor, facts, action) if not visible else None
        raise Conflict(code=f"task.already-{row.state}", by=row.completed_by or "")
    if action in {"claim", "complete"} and row.assignee is not None and row.assignee != unit.actor.account:
        offered = row.assignee in facts.candidates or bool(facts.candidates & unit.actor.groups)
        if offered:
            raise Conflict(code="task.claimed-by-other", by=row.assignee)
    require_task(unit.actor, facts, action)
    if version is not None and row.version != version:
        raise Conflict(code="task.changed")
