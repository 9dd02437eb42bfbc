"""Machines of integration act for people: a task list of another system signs in as one account and says for whom it acts.

What the law keeps apart stays apart: for an account of this platform the same policy holds as if the person had clicked, and
who the model excludes from a task stays excluded. Names this platform does not know are the other system's responsibility.
"""

from __future__ import annotations

from dataclasses import replace

from engine.commands.signin import actor_of, stored
from engine.domain.actor import Actor, Right
from engine.domain.errors import Forbidden, NotFound
from engine.store.sql import select
from engine.store.tables import task
from engine.store.uow import Unit


def actor_for(unit: Unit, task_id: str, person: str | None) -> Actor:
    """Who acts on the task when `person` is named (None: its assignee, else the machine itself). Raises `Forbidden`, `NotFound`."""
    actor = unit.actor
    if not actor.may(Right.INTEGRATION):
        if person is not None and person != actor.account:
            raise Forbidden(code="behalf.forbidden", person=person)
        return actor
    row = unit.one(select(task.c.assignee, task.c.candidates).where(task.c.id == task_id))
    if row is None:
        raise NotFound(code="task.not-found")
    name = person or row.assignee or actor.account
    offered = frozenset(filter(None, row.candidates.split(",")))
    known = stored(unit, name) if name != actor.account else None
    if known is not None:
        return actor_of(unit, known)
    return replace(actor, account=name, groups=actor.groups | offered | ({name} if not offered else frozenset()))


def noted(actor: Actor, acting: Actor) -> str:
    """What the case's file says beside the deed when a machine did it for someone."""
    return "" if actor.account == acting.account else f"REST: {actor.account}"
