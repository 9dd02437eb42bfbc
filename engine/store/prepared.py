"""A change that is said again and again with other values: compiled once, then handed to the driver as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Delete, Dialect, Update

from engine.store.uow import Unit


class Prepared:
    """An UPDATE or DELETE whose values are `bindparam`s. `statement(unit, values, ...)` runs it, once for each mapping of values."""

    def __init__(self, statement: Update | Delete) -> None:
        self._statement = statement
        self._texts: dict[str, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {}

    def __call__(self, unit: Unit, *given: Mapping[str, Any]) -> None:
        dialect = unit.connection.dialect
        text = self._texts.get(dialect.name)
        if text is None:
            text = self._texts[dialect.name] = _compiled(self._statement, dialect)
        write, bind = text
        rows = [bind(values) for values in given]
        unit.connection.exec_driver_sql(write, rows if len(rows) > 1 else rows[0])


def _compiled(statement: Update | Delete, dialect: Dialect) -> tuple[str, Callable[[Mapping[str, Any]], Any]]:
    compiled = statement.compile(dialect=dialect)
    binds = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}

    def bound(name: str, given: Mapping[str, Any]) -> Any:
        bind = binds[name]
        return given[name] if bind is None else bind(given[name])

    order = compiled.positiontup
    if order is not None:
        return str(compiled), lambda given: tuple([bound(name, given) for name in order])
    return str(compiled), lambda given: {name: bound(name, given) for name in binds}
