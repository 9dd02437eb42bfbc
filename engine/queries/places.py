"""Streets and towns, and departments, as values: small registers, read whole."""

from __future__ import annotations

from engine.domain.values import decode
from engine.joint.places import Area
from engine.store.sql import select
from engine.store.tables import area
from engine.store.uow import Unit


def areas(unit: Unit) -> dict[str, Area]:
    """Every street and town by its code."""
    rows = unit.rows(select(area).order_by(area.c.code))
    return {row.code: Area(row.code, row.name, row.managed_by, tuple(decode(row.keywords))) for row in rows}
