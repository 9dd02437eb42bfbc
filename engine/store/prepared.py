"""A change that is said again and again with other values: compiled once, then handed to the driver as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import Delete, Dialect, Table, Update

from engine.store.uow import Unit
from engine.store.upsert import LIST


class Prepared:
    """An UPDATE or DELETE whose values are `bindparam`s. `statement(unit, values, ...)` runs it, once for each mapping of values.

    It touches one row, found by its primary key, and never one that other changes of the same moment touch: so it may be gathered with them.
    """

    def __init__(self, statement: Update | Delete) -> None:
        self._statement = statement
        self._part = f"{type(statement).__name__} {cast('Table', statement.table).name}"
        self._texts: dict[str, tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]] = {}

    def __call__(self, unit: Unit, *given: Mapping[str, Any]) -> None:
        text = self._texts.get(unit.dialect.name)
        if text is None:
            text = self._texts[unit.dialect.name] = _compiled(self._statement, unit.dialect)
        write, bind = text
        rows = [bind(values) for values in given]
        if unit.postgres and len(rows) <= LIST:
            for number, row in enumerate(rows):
                unit.gather(f"{self._part} {number}", write, row)
        else:
            unit.connection.exec_driver_sql(write, rows if len(rows) > 1 else rows[0])


def _compiled(statement: Update | Delete, dialect: Dialect) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    if dialect.name == "postgresql":
        make: Any = type(dialect)
        dialect = make(paramstyle="format")  # by position, so that statements can be put together
    compiled = statement.compile(dialect=dialect)
    binds = [(name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in compiled.positiontup or ()]
    return str(compiled), lambda given: tuple([given[name] if bind is None else bind(given[name]) for name, bind in binds])
