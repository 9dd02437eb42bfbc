"""Insert many rows, or insert and update by primary key, in one statement on both databases.

The text is made once per table and shape and handed to the driver as it is: building and compiling a statement costs more than running it, and
psycopg opens a pipeline for each executemany (0.3 ms of CPU). PostgreSQL gets one list of `VALUES`, gathered with the changes of other tables
into one statement, which it prepares; SQLite gets executemany, where a row costs only its binding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.uow import Unit

#: Rows in one list. Each length is a text of its own, which the server prepares; many more rows are rare, and worth a pipeline.
LIST = 12


def insert_rows(unit: Unit, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write new `rows` (all with the same keys). One statement; none for no rows. An existing primary key raises `Conflict`."""
    _write(unit, table, rows, update=False)


def upsert(unit: Unit, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write `rows` (all with the same keys); where the primary key exists, update every column. One statement; none for no rows."""
    _write(unit, table, rows, update=True)


def insert_once(unit: Unit, table: Table, row: dict[str, Any]) -> bool:
    """Insert `row` unless its primary key exists; says whether it was inserted."""
    insert = (postgresql.insert if unit.postgres else sqlite.insert)(table)
    return unit.run(insert.values(row).on_conflict_do_nothing()) == 1


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement in parts: before the rows, one row, after the rows; and what has to be done to each value."""

    head: str
    row: str
    tail: str
    binds: tuple[tuple[str, Callable[[Any], Any] | None], ...]


def _write(unit: Unit, table: Table, rows: Sequence[dict[str, Any]], *, update: bool) -> None:
    if not rows:
        return
    text = _text(table, unit.dialect, tuple(rows[0]), update)
    given = [tuple([row[name] if bind is None else bind(row[name]) for name, bind in text.binds]) for row in rows]
    if unit.postgres and len(given) <= LIST:
        listed = ", ".join([text.row] * len(given))
        unit.gather(table.name, text.head + listed + text.tail, tuple([value for row in given for value in row]))
    elif len(given) == 1:
        unit.send(text.head + text.row + text.tail, given[0])
    else:
        unit.send(text.head + text.row + text.tail, given)


@cache
def _text(table: Table, dialect: Dialect, names: tuple[str, ...], update: bool) -> _Text:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    tail = ""
    if update:
        keys = [column.name for column in table.primary_key]
        changed = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in names if name not in keys)
        tail = f" ON CONFLICT ({', '.join(map(quote, keys))}) DO " + (f"UPDATE SET {changed}" if changed else "NOTHING")
    return _Text(
        f"INSERT INTO {quote(table.name)} ({columns}) VALUES ", f"({', '.join([mark] * len(names))})", tail,  # noqa: S608 - names of our own tables, quoted
        tuple((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names),
    )
