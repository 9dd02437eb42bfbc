"""What an officer takes no part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.domain.policy import require_records_reader
from engine.store.sql import select
from engine.store.tables import recusal, regulated_object
from engine.store.uow import Unit


@dataclass(frozen=True, slots=True)
class Recusal:
    """An object, by its id and name, and why; who wrote it when."""

    object_id: str
    name: str
    reason: str
    at: datetime
    by: str


def recusals(unit: Unit, officer: str) -> tuple[Recusal, ...]:
    """Of one officer, by object."""
    require_records_reader(unit.actor)
    rows = unit.rows(
        select(recusal, regulated_object.c.name).join(regulated_object, regulated_object.c.id == recusal.c.object_id)
        .where(recusal.c.officer_id == officer).order_by(recusal.c.object_id)
    )
    return tuple(Recusal(row.object_id, row.name, row.reason, row.created_at, row.created_by) for row in rows)
