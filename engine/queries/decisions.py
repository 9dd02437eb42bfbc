"""Decisions taken in a case, as its file kept them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.values import decode
from engine.queries.cases import visible_instance
from engine.store.sql import Row, select
from engine.store.tables import activity, event, instance
from engine.store.uow import Unit


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken. number: its place in the case's file; matched: index, id and annotations of each rule."""

    number: int
    at: datetime
    case_id: str
    instance_id: str
    element: str
    step: str
    key: str
    version: int
    definition_id: str
    inputs: Mapping[str, Any]
    matched: tuple[Mapping[str, Any], ...]
    outputs: Any


def listed(unit: Unit, instance_id: str) -> tuple[Taken, ...]:
    """Every decision of the whole case, oldest first. Raises `NotFound` when the case may not be seen."""
    case = visible_instance(unit, instance_id)
    names = {item.element: item.name for item in unit.rows(
        select(activity.c.element, activity.c.name).where(activity.c.root_id == case.root_id).distinct()
    )}
    rows = unit.rows(select(event).where(event.c.root_id == case.root_id, event.c.kind == "decision.taken").order_by(event.c.seq))
    return tuple(_taken(row, names) for row in rows)


def one(unit: Unit, instance_id: str, number: int) -> Taken:
    """One decision. Raises `NotFound`."""
    found = next((item for item in listed(unit, instance_id) if item.number == number), None)
    if found is None:
        raise NotFound(code="decision.not-found", number=number)
    return found


def case_of(unit: Unit, instance_id: str) -> tuple[str, str]:
    """Business key and title of the case an instance belongs to."""
    row = visible_instance(unit, instance_id)
    root = unit.one(select(instance.c.business_key, instance.c.title).where(instance.c.id == row.root_id))
    return (root.business_key, root.title) if root is not None else ("", "")


def _taken(row: Row[Any], names: Mapping[str, str]) -> Taken:
    detail = decode(row.detail)
    return Taken(
        row.seq, row.at, row.root_id, row.instance_id, row.element, names.get(row.element) or row.element, detail["decision"], detail["version"],
        detail["definition"], detail["inputs"], tuple(detail["matched"]), detail["outputs"],
    )
