"""Order by the value of a variable: `sorting: [{sortBy: "processVariable", sortOrder, parameters: {variable, type}}]`.

As in the original only values of the named type count; the others come last. Numbers of any width are one type here, since a value is compared
by what it is. One correlated look-up by the variables' primary key for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.domain.errors import Invalid
from engine.queries.rest import stored
from engine.store.sql import ColumnElement, select
from engine.store.tables import variable
from engine.store.uow import Unit


class TypeUnknown(Invalid):
    """Variables of type {type} cannot be sorted by."""

    code = "rest.sort-type"


@dataclass(frozen=True, slots=True)
class ByVariable:
    """Sort by a variable: `name` says whose (processVariable, taskVariable ...), `type` is one of the dialect's."""

    name: str
    variable: str
    type: str


def value_of(unit: Unit, by: ByVariable, root: ColumnElement[Any], scope: ColumnElement[Any]) -> ColumnElement[Any]:
    """What the row is ordered by. Raises `TypeUnknown`."""
    make = KINDS.get(by.type.lower())
    if make is None:
        raise TypeUnknown(type=by.type)
    return select(make(unit, variable.c.value)).where(
        variable.c.root_id == root, variable.c.scope_id == scope, variable.c.name == by.variable, variable.c.gone.is_(None),
    ).scalar_subquery()


KINDS: Mapping[str, Callable[[Unit, ColumnElement[Any]], ColumnElement[Any]]] = {
    **dict.fromkeys(("short", "integer", "long", "double"), lambda _, text: stored.number(text)), "date": stored.moment, "string": stored.plain,
    "boolean": lambda _, text: stored.truth(text),
}
