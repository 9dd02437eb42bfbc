"""Insert or update by primary key, in one statement, on both databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.uow import Unit


def upsert(unit: Unit, table: Table, rows: list[dict[str, Any]]) -> None:
    """Write `rows` (all with the same keys); where the primary key exists, update every column. One statement."""
    if rows:
        unit.run(_statement(table, unit.postgres, tuple(rows[0])), rows)


@cache
def _statement(table: Table, postgres: bool, names: tuple[str, ...]) -> Insert:
    """Built once: building costs more than running it."""
    insert = (postgresql.insert if postgres else sqlite.insert)(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=changed)


def insert_once(unit: Unit, table: Table, row: dict[str, Any]) -> bool:
    """Insert `row` unless its primary key exists; says whether it was inserted."""
    insert = (postgresql.insert if unit.postgres else sqlite.insert)(table)
    return unit.run(insert.values(row).on_conflict_do_nothing()) == 1
