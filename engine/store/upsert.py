"""Insert or update by primary key, in one statement, on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.uow import Unit


def upsert(unit: Unit, table: Table, rows: list[dict[str, Any]], *, keep: frozenset[str] = frozenset()) -> None:
    """Write `rows` (all with the same keys); where the primary key exists, update every column not in `keep`. One statement."""
    if not rows:
        return
    insert = (postgresql.insert if unit.postgres else sqlite.insert)(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: insert.excluded[name] for name in rows[0] if name not in keys and name not in keep}
    unit.run(insert.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def insert_once(unit: Unit, table: Table, row: dict[str, Any]) -> bool:
    """Insert `row` unless its primary key exists; says whether it was inserted."""
    insert = (postgresql.insert if unit.postgres else sqlite.insert)(table)
    return unit.run(insert.values(row).on_conflict_do_nothing()) == 1
