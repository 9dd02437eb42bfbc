"""A change that is said again and again with other values: compiled once, then handed to the driver as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import Delete, Dialect, Table, Update

from engine.store.uow import Joins, Unit
from engine.store.upsert import LIST


class Prepared:
    """An UPDATE or DELETE whose values are `bindparam`s. `statement(unit, values, ...)` runs it, once for each mapping of values.

    `apart` promises that it never touches a row which another change of the same unit of work writes (`Unit.gather`).
    """

    def __init__(self, statement: Update | Delete, *, apart: bool = False) -> None:
        self._statement = statement
        self._table = cast("Table", statement.table).name
        self._joins = Joins.APART if apart else Joins.DELETES if isinstance(statement, Delete) else Joins.WRITES
        self._texts: dict[str, tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]] = {}

    def __call__(self, unit: Unit, *given: Mapping[str, Any]) -> None:
        if not given:
            return
        text = self._texts.get(unit.dialect.name)
        if text is None:
            text = self._texts[unit.dialect.name] = _compiled(self._statement, unit.dialect)
        write, bind = text
        rows = [bind(values) for values in given]
        if unit.postgres and len(rows) <= LIST:
            for row in rows:
                unit.gather(self._table, write, row, self._joins)
        elif rows:
            unit.send(write, rows if len(rows) > 1 else rows[0])


def _compiled(statement: Update | Delete, dialect: Dialect) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    if dialect.name == "postgresql":
        make: Any = type(dialect)
        dialect = make(paramstyle="format")  # by position, so that statements can be put together
    compiled = statement.compile(dialect=dialect)
    marks = [compiled.binds[name] for name in compiled.positiontup or ()]
    own = {mark.key: mark.value for mark in marks if not mark.required}  # what the statement itself says
    binds = [(mark.key, mark.type.dialect_impl(dialect).bind_processor(dialect)) for mark in marks]

    def bound(given: Mapping[str, Any]) -> tuple[Any, ...]:
        values = {**own, **given} if own else given
        return tuple([values[name] if bind is None else bind(values[name]) for name, bind in binds])

    return str(compiled), bound
