"""Mark notices as read."""

from __future__ import annotations

from collections.abc import Sequence

from engine.store.sql import update
from engine.store.tables import notice
from engine.store.uow import Unit


def mark_read(unit: Unit, ids: Sequence[str]) -> None:
    """Only the actor's own; others are left alone silently."""
    unit.run(update(notice).where(notice.c.id.in_(list(ids)[:500]), notice.c.account == unit.actor.account, notice.c.read_at.is_(None)).values(read_at=unit.now))
