"""Law as data as staff see it: current rows, and the history of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.domain.errors import NotFound
from engine.store.sql import Row, or_, select
from engine.store.tables import law_row
from engine.store.uow import Unit


@dataclass(frozen=True, slots=True)
class StoredLaw:
    """A row with who brought, confirmed and replaced it. min and max are exact texts."""

    id: str
    kind: str
    key: str
    step: str
    department: str
    title: str
    condition: str
    outcome: str
    min: str
    max: str
    unit: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None
    note: str
    file: str
    created_at: datetime
    created_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    replaced_at: datetime | None
    replaced_by: str


def listed(unit: Unit, *, kind: str = "", q: str = "", on: date | None = None, unconfirmed: bool = False) -> tuple[StoredLaw, ...]:
    """Rows that are not replaced, by kind, key, step and first day; `on` keeps those whose dates hold that day."""
    query = select(law_row).where(law_row.c.replaced_at.is_(None))
    if kind:
        query = query.where(law_row.c.kind == kind)
    if q:
        query = query.where(or_(law_row.c.key == q, law_row.c.title.contains(q, autoescape=True), law_row.c.source.contains(q, autoescape=True)))
    if on is not None:
        query = query.where(law_row.c.valid_from <= on.isoformat(), or_(law_row.c.valid_to.is_(None), law_row.c.valid_to >= on.isoformat()))
    if unconfirmed:
        query = query.where(law_row.c.confirmed_at.is_(None))
    return tuple(_stored(row) for row in unit.rows(query.order_by(law_row.c.kind, law_row.c.key, law_row.c.step, law_row.c.department, law_row.c.valid_from)))


def history(unit: Unit, identity: str) -> tuple[StoredLaw, ...]:
    """Every version of the row's matter and step, the newest first. Raises `NotFound`."""
    row = unit.one(select(law_row).where(law_row.c.id == identity))
    if row is None:
        raise NotFound(code="law.not-found")
    same = select(law_row).where(
        law_row.c.kind == row.kind, law_row.c.key == row.key, law_row.c.step == row.step, law_row.c.department == row.department,
    )
    return tuple(_stored(item) for item in unit.rows(same.order_by(law_row.c.valid_from.desc(), law_row.c.created_at.desc())))


def _stored(row: Row[Any]) -> StoredLaw:
    return StoredLaw(
        row.id, row.kind, row.key, row.step, row.department, row.title, row.condition, row.outcome, row.least or "", row.most or "", row.unit, row.source,
        row.mark, date.fromisoformat(row.valid_from), date.fromisoformat(row.valid_to) if row.valid_to else None, row.note, row.file, row.created_at,
        row.created_by, row.confirmed_at, row.confirmed_by or "", row.replaced_at, row.replaced_by or "",
    )
