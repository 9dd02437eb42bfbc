"""What the verbs on tasks share: lock the case, then read the task and what the policy needs in one statement."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from engine.domain.actor import Actor
from engine.domain.errors import Conflict, NotFound
from engine.domain.policy import WorkFacts, require_task
from engine.store.sql import Row, Select, bindparam, exists, select
from engine.store.tables import idempotency, task
from engine.store.uow import Unit
from engine.store.visibility import visible_root


@lru_cache(maxsize=1000)
def _query(actor: Actor) -> Select[Any]:
    """Prepared per actor: building it costs more than running it."""
    done_by = task.alias("done_by")
    return select(
        task,
        visible_root(actor, task.c.root_id).label("visible"),
        exists().where(
            done_by.c.root_id == task.c.root_id, done_by.c.completed_by == actor.account,
            ("," + task.c.excluded + ",").contains("," + done_by.c.element + ","),
        ).label("kept_away"),
        select(idempotency.c.fingerprint)
        .where(idempotency.c.account == actor.account, idempotency.c.key == bindparam("once")).scalar_subquery().label("earlier"),
    ).where(task.c.id == bindparam("task_id"))


def locked_task(unit: Unit, task_id: str, *, key: str | None = None) -> tuple[Row[Any], WorkFacts, str | None]:
    """The task, the facts for the policy, and the fingerprint of an earlier request with the same key. The case is locked already."""
    row = unit.one(_query(unit.actor), task_id=task_id, once=key or "")
    if row is None:
        raise NotFound(code="task.not-found")
    facts = WorkFacts(
        row.assignee, frozenset(filter(None, row.candidates.split(","))), frozenset({unit.actor.account} if row.kept_away else ()), bool(row.visible),
    )
    return row, facts, row.earlier


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
