"""Random draws as people look at them; a published one is for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.domain.errors import NotFound
from engine.domain.policy import require_records_reader, speaks_for
from engine.domain.work import Page
from engine.joint.draw import Chosen, Drawn, Inputs, draw, hash_of
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import Row, select
from engine.store.tables import officer, random_draw, regulated_object
from engine.store.uow import Unit

CHUNK = 500


@dataclass(frozen=True, slots=True)
class DrawRow:
    """A draw in a list."""

    id: str
    unit: str
    title: str
    day: date
    algorithm: str
    seed: str
    inputs_hash: str
    objects: int
    chosen: int
    created_at: datetime
    created_by: str
    planned_at: datetime | None
    published_at: datetime | None
    published_by: str


@dataclass(frozen=True, slots=True)
class Going:
    """An object that was drawn, by name and address; officers by their certificates, with their names where the reader may know them."""

    object_id: str
    name: str
    address: str
    credit_class: str
    officers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw, opened. `repeated`: drawing again from the kept inputs and seed gave this very result, and the inputs have the kept hash."""

    row: DrawRow
    classes: tuple[tuple[str, str, int, int], ...]
    """Credit class, ratio in percent, how many there were, how many were drawn."""
    going: tuple[Going, ...]
    inputs: str
    repeated: bool
    mine: bool


def listed(unit: Unit, *, cursor: str | None = None, limit: int = 25) -> Page[DrawRow]:
    """Draws of all units, newest first. Raises `Forbidden`."""
    require_records_reader(unit.actor)
    query = select(random_draw)
    if cursor:
        value, identity = unpack(cursor, "draws", 2)
        query = query.where(after(random_draw.c.created_at, random_draw.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(random_draw.c.created_at.desc(), random_draw.c.id.desc()).limit(min(limit, 100) + 1))
    shown = rows[:limit]
    return Page(tuple(_row(row) for row in shown), pack("draws", [shown[-1].created_at, shown[-1].id]) if len(rows) > limit else None)


def one(unit: Unit, draw_id: str) -> DrawView:
    """A draw with names of officers. Raises `NotFound`, `Forbidden`."""
    require_records_reader(unit.actor)
    return _view(unit, _found(unit, draw_id), names=True)


def published(unit: Unit, draw_id: str) -> DrawView:
    """A published draw, without names of officers and without its inputs. Raises `NotFound` also for one that is not published."""
    row = _found(unit, draw_id)
    if row.published_at is None:
        raise NotFound(code="joint.no-draw")
    return _view(unit, row, names=False)


def _found(unit: Unit, draw_id: str) -> Row[Any]:
    row = unit.one(select(random_draw).where(random_draw.c.id == draw_id))
    if row is None:
        raise NotFound(code="joint.no-draw")
    return row


def _view(unit: Unit, row: Row[Any], *, names: bool) -> DrawView:
    result, inputs = Drawn.read(row.result), Inputs.read(row.inputs)
    objects = _by_id(unit, regulated_object, [item.object_id for item in result.chosen])
    people = _by_id(unit, officer, sorted({name for item in result.chosen for name in item.officers}))
    return DrawView(
        _row(row), tuple((name, inputs.ratios.get(name, "0"), many, few) for name, (many, few) in sorted(result.classes.items())),
        tuple(_going(item, objects, people, names) for item in result.chosen), row.inputs if names else "",
        hash_of(row.inputs) == row.inputs_hash and draw(inputs, row.seed) == result, speaks_for(unit.actor, row.unit),
    )


def _going(item: Chosen, objects: dict[str, Row[Any]], people: dict[str, Row[Any]], names: bool) -> Going:
    found = objects.get(item.object_id)
    known = [people[name] for name in item.officers if name in people]
    return Going(
        item.object_id, found.name if found else item.object_id, found.address if found else "", item.credit_class,
        tuple((row.certificate, row.name if names else "") for row in known),
    )


def _by_id(unit: Unit, table: Any, ids: list[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    for start in range(0, len(ids), CHUNK):
        found.update({row.id: row for row in unit.rows(select(table).where(table.c.id.in_(ids[start:start + CHUNK])))})
    return found


def _row(row: Row[Any]) -> DrawRow:
    return DrawRow(
        row.id, row.unit, row.title, date.fromisoformat(row.day), row.algorithm, row.seed, row.inputs_hash, row.objects, row.chosen, row.created_at, row.created_by,
        row.planned_at, row.published_at, row.published_by,
    )
