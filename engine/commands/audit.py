"""Append to the hash chain of a case from commands that do not run it.

Every command locks the row of the case before anything else of it: one order of locks, no deadlocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from engine.commands.roots import Root, head
from engine.domain.errors import Conflict, NotFound
from engine.domain.values import encode
from engine.store.sql import Row, insert, update
from engine.store.tables import event, instance
from engine.store.uow import Unit


def chained(head: str, number: int, unit: Unit, kind: str, instance_id: str, element: str, detail: str) -> str:
    """The hash of an event: of its content (the moment in UTC, as it is stored) and of the hash before it."""
    text = "\x1f".join([head, str(number), unit.now.astimezone(UTC).isoformat(), unit.actor.account, kind, instance_id, element, detail])
    return hashlib.sha256(text.encode()).hexdigest()


def lock_case(unit: Unit, root: Root, missing: str = "case.not-found") -> Row[Any]:
    """Lock the row of a case. Raises `NotFound` with the code `missing`."""
    row = unit.one(head(root.kind, lock=unit.postgres), root_key=root.id)
    if row is None:
        raise NotFound(code=missing)
    return row


def require_going(case: Row[Any]) -> None:
    """Nobody works on a held case: not claimed, released, assigned, delegated, handed over or completed. Comments and files are taken. Raises `Conflict`."""
    if case.state == "suspended":
        raise Conflict(code="case.suspended", state=case.state)


def append(unit: Unit, case: Row[Any], instance_id: str, kind: str, element: str, detail: Mapping[str, Any]) -> None:
    """Add one event to a case locked by `lock_case` in this unit of work; once per unit."""
    text = encode(dict(detail))
    hashed = chained(case.head, case.events + 1, unit, kind, instance_id, element, text)
    unit.run(insert(event).values(
        root_id=case.id, seq=case.events + 1, instance_id=instance_id, at=unit.now, actor=unit.actor.account, kind=kind, element=element,
        detail=text, hash=hashed,
    ))
    unit.run(update(instance).where(instance.c.id == case.id).values(events=case.events + 1, head=hashed))
