"""What the verbs on tasks share: lock the case, read the task, and learn what the policy needs."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from engine.commands.cases import Case, open_case
from engine.commands.roots import LOCKED_FIRST, Root
from engine.commands.runtime import Runtime
from engine.domain.actor import Actor
from engine.domain.errors import Conflict, NotFound
from engine.domain.policy import WorkFacts, require_task
from engine.store.sql import Row, Select, bindparam, select
from engine.store.tables import LIVES, idempotency, instance, task
from engine.store.uow import Unit
from engine.store.visibility import visible_root

EARLIER = (
    select(idempotency.c.fingerprint)
    .where(idempotency.c.account == bindparam("account"), idempotency.c.key == bindparam("once")).scalar_subquery().label("earlier")
)
TASK = select(task, EARLIER).where(task.c.id == bindparam("task_id"))
TASK_COLUMNS = tuple(task.c.keys())


@cache
def _with_case(*, lock: bool) -> Select[Any]:
    """The case, locked, and the task in one statement, for there is no verb that is used more.

    PostgreSQL reads a case again for which it had to wait, but not what is joined to it. `unlocked` is from before the wait: whatever changes
    a task moves the version of its case or tells an event of it.
    """
    before = instance.alias("before")
    unlocked = select(before.c.lock + before.c.events).where(before.c.id == instance.c.id).scalar_subquery() if lock else instance.c.lock + instance.c.events
    query = select(instance, *[task.c[name].label(f"task_{name}") for name in TASK_COLUMNS], EARLIER, unlocked.label("unlocked")).join_from(
        task, instance, instance.c.root_id == task.c.root_id
    ).where(task.c.id == bindparam("task_id"), LIVES)
    return query.order_by(*LOCKED_FIRST).with_for_update(of=instance) if lock else query


def opened_task(runtime: Runtime, unit: Unit, task_id: str, *, key: str | None = None, budget: bool = False) -> tuple[Case, Any, WorkFacts, str | None]:
    """`open_case` and `locked_task` at once. Raises `NotFound`, or `Conflict` when the case has ended or is suspended."""
    rows = unit.rows(_with_case(lock=unit.postgres), task_id=task_id, account=unit.actor.account, once=key or "")
    if not rows:
        raise NotFound(code="task.not-found")
    case = open_case(runtime, unit, Root("task", task_id), budget=budget, locked=rows)
    head = next(row for row in rows if row.id == case.root_id)
    if head.unlocked != head.lock + head.events:
        return case, *locked_task(unit, task_id, key=key)
    start = len(instance.c)
    row = SimpleNamespace(**dict(zip(TASK_COLUMNS, head[start:start + len(TASK_COLUMNS)], strict=True)))
    return case, row, _facts(unit, row), head.earlier


def locked_task(unit: Unit, task_id: str, *, key: str | None = None) -> tuple[Row[Any], WorkFacts, str | None]:
    """The task, the facts for the policy, and the fingerprint of an earlier request with the same key. The case is locked already."""
    found = unit.one(TASK, task_id=task_id, account=unit.actor.account, once=key or "")
    if found is None:
        raise NotFound(code="task.not-found")
    return found, _facts(unit, found), found.earlier


def _facts(unit: Unit, row: Any) -> WorkFacts:
    """No statement for those whose task it is. Whether others see the case, and who is kept away, is asked only where it matters."""
    actor = unit.actor
    candidates = frozenset(filter(None, row.candidates.split(",")))
    theirs = actor.account in (row.assignee, row.completed_by) or actor.account in candidates or not candidates.isdisjoint(actor.groups)
    kept_away = frozenset({actor.account} if row.excluded and _kept_away(unit, row, actor) else ())
    return WorkFacts(row.assignee, candidates, kept_away, theirs or _visible(unit, row, actor))


def _kept_away(unit: Unit, row: Any, actor: Actor) -> bool:
    """Whether the actor completed a step of this case that the model keeps apart from this one."""
    done = task.c.root_id == row.root_id, task.c.completed_by == actor.account, task.c.element.in_(row.excluded.split(","))
    return unit.one(select(task.c.id).where(*done).limit(1)) is not None


def _visible(unit: Unit, row: Any, actor: Actor) -> bool:
    found = unit.one(select(visible_root(actor, task.c.root_id).label("seen")).where(task.c.id == row.id))
    return found is not None and bool(found.seen)


def require_open(unit: Unit, row: Any, facts: WorkFacts, action: str, version: int | None) -> None:
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
