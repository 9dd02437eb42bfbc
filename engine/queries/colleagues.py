"""To whom one may hand a task over: the people it is offered to, except those the model keeps away from it."""

from __future__ import annotations

from typing import Any

from engine.store.sql import or_, select
from engine.store.tables import account, membership, task, task_candidate
from engine.store.uow import Unit

#: A select of more people than this helps nobody.
MOST = 200


def colleagues(unit: Unit, task_id: str) -> tuple[tuple[str, str], ...]:
    """(account, display name) of active people, by display name; none unless the task is open and the actor's own.

    A task offered to nobody (assigned by name alone) goes to people of the actor's own unit.
    """
    own = select(task.c.root_id, task.c.excluded).where(task.c.id == task_id, task.c.assignee == unit.actor.account, task.c.state == "open")
    row = unit.one(own)
    if row is None:
        return ()
    offered = unit.rows(select(task_candidate.c.kind, task_candidate.c.ref).where(task_candidate.c.task_id == task_id))
    groups = [item.ref for item in offered if item.kind == "group"] or ([] if offered else _homes(unit))
    users = [item.ref for item in offered if item.kind == "user"]
    query = select(account.c.name, account.c.display).where(
        account.c.active, account.c.name != unit.actor.account, or_(account.c.name.in_(users), account.c.name.in_(_members(groups))),
    )
    if kept_from := [name for name in row.excluded.split(",") if name]:
        done = select(task.c.completed_by).where(task.c.root_id == row.root_id, task.c.element.in_(kept_from), task.c.completed_by.is_not(None))
        query = query.where(account.c.name.not_in(done))
    return tuple((item.name, item.display) for item in unit.rows(query.order_by(account.c.display, account.c.name).limit(MOST)))


def _homes(unit: Unit) -> list[str]:
    return sorted({".".join(group.split(".")[:2]) for group in unit.actor.groups})


def _members(groups: list[str]) -> Any:
    return select(membership.c.account).where(or_(membership.c.group.in_(groups), *[membership.c.group.like(f"{group}.%") for group in groups]))
