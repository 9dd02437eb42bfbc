"""Work offered to a group in which nobody is active goes to a duty desk too: of the group's unit in the district, else of the guidance office; system administrators are told.

Looked for by a worker every minute instead of at each new task: a group may lose its last member while the task waits.
"""

from __future__ import annotations

from engine.commands.audit import append, lock_case
from engine.commands.remind import tell
from engine.commands.roots import Root
from engine.domain.actor import Right
from engine.domain.policy import Permission, require_right
from engine.domain.values import encode
from engine.store.sql import ColumnElement, exists, or_, select
from engine.store.tables import account, instance, membership, task, task_candidate
from engine.store.uow import Unit
from engine.store.upsert import insert_rows

#: Whoever keeps the whole of joint enforcement going: the last resort of a district.
LAST_RESORT = "zfzd.nanhu.duty"


def find(unit: Unit, limit: int) -> tuple[str, ...]:
    """Open tasks in the pool that no active person may claim, oldest first."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    able = or_(
        exists().where(task_candidate.c.kind == "user", account.c.name == task_candidate.c.ref, account.c.active),
        exists().where(task_candidate.c.kind == "group", _member(), membership.c.account == account.c.name, account.c.active),
    )
    claimable = exists().where(task_candidate.c.task_id == task.c.id, able)
    active = exists().where(instance.c.id == task.c.root_id, instance.c.state == "active")
    rows = unit.rows(
        select(task.c.id).where(task.c.state == "open", task.c.assignee.is_(None), active, exists().where(task_candidate.c.task_id == task.c.id), ~claimable)
        .order_by(task.c.created_at, task.c.id).limit(limit),
    )
    return tuple(row.id for row in rows)


def offer(unit: Unit, task_id: str) -> str | None:
    """Offer a task to the duty desk as well, and note it in the case; the group, or None when there is nobody on duty anywhere or it was done meanwhile."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    case = lock_case(unit, Root("task", task_id), "task.not-found")
    row = unit.one(select(task).where(task.c.id == task_id))
    if row is None or row.state != "open" or row.assignee is not None:
        return None
    offered = {item.ref for item in unit.rows(select(task_candidate.c.ref).where(task_candidate.c.task_id == task_id, task_candidate.c.kind == "group"))}
    desks = [f"{group.split('.')[0]}.nanhu.duty" for group in sorted(offered)]
    desk = next((item for item in (*desks, LAST_RESORT) if item not in offered and _staffed(unit, item)), None)
    if desk is None:
        return None
    insert_rows(unit, task_candidate, [{"task_id": task_id, "kind": "group", "ref": desk}])
    tell(unit, [
        {"id": Unit.new_id(), "account": item.name, "kind": "task.rerouted", "values": encode({"task": row.name, "groups": ", ".join(sorted(offered)), "to": desk}),
         "task_id": task_id, "instance_id": row.instance_id, "created_at": unit.now, "read_at": None}
        for item in unit.rows(select(account.c.name, account.c.rights).where(account.c.active)) if Right.SYSTEM in item.rights.split(",")
    ])
    append(unit, case, row.instance_id, "task.rerouted", row.element, {"task": task_id, "name": row.name, "groups": sorted(offered), "to": desk})
    return desk


def _member() -> ColumnElement[bool]:
    return or_(membership.c.group == task_candidate.c.ref, membership.c.group.like(task_candidate.c.ref + ".%"))


def _staffed(unit: Unit, group: str) -> bool:
    return unit.one(
        select(account.c.name).join(membership, membership.c.account == account.c.name).where(account.c.active, membership.c.group == group).limit(1),
    ) is not None
