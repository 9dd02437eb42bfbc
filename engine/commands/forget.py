"""Forget keys of actions that nobody will repeat any more: with them the table would have a row for every action ever done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.domain.policy import Permission, require_right
from engine.store.prepared import Prepared
from engine.store.sql import Row, bindparam, delete, select
from engine.store.tables import idempotency
from engine.store.uow import Unit

GONE = Prepared(delete(idempotency).where(idempotency.c.account == bindparam("of"), idempotency.c.key == bindparam("known")), apart=True)


def forgettable(unit: Unit, before: datetime, limit: int) -> Sequence[Row[Any]]:
    """Keys older than `before`. Without an index, which each action would pay for: it is asked seldom, and where no writer waits."""
    return unit.rows(select(idempotency.c.account, idempotency.c.key).where(idempotency.c.created_at < before).limit(limit))


def forget(unit: Unit, keys: Sequence[Row[Any]]) -> int:
    """Delete them; returns how many were given. Raises `Forbidden`."""
    require_right(unit.actor, Permission.OPERATE)
    GONE(unit, *[{"of": row.account, "known": row.key} for row in keys])
    return len(keys)
