"""What a list of the dialect is: a query of visible rows, filters by name, sorts by name. Nothing unknown is silently dropped here:
the web layer drops what no version of the dialect knows, and a filter that stands in its schema must stand here too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.domain.actor import Actor, Right
from engine.domain.errors import Invalid
from engine.domain.values import decode
from engine.queries.rest.variablesort import ByVariable, value_of
from engine.store.sql import ColumnElement, Row, Select, and_, func, or_, select, true
from engine.store.tables import instance
from engine.store.uow import Unit
from engine.store.visibility import visible_root

Condition = Callable[[Unit, Any], "ColumnElement[bool] | None"]
MOST = 100_000
named = instance.alias("named")


class FilterUnknown(Invalid):
    """The filter {name} is not supported here."""

    code = "rest.filter"


class SortUnknown(Invalid):
    """Cannot set query sortBy parameter to value {name}."""

    code = "rest.sort"


@dataclass(frozen=True, slots=True)
class Resource:
    """One noun. `key` makes every order total; `values` names the columns whose stored text is a value."""

    name: str
    query: Callable[[Unit], Select[Any]]
    key: ColumnElement[Any]
    filters: Mapping[str, Condition]
    sorts: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)
    values: frozenset[str] = frozenset()
    #: Sorts by the value of a variable: name -> (the case, the scope the variable lives in).
    by_variable: Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = field(default_factory=dict)


def seen(actor: Actor, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Cases the actor may read through the dialect: machines of integration read what they serve, people what they see anyway."""
    return true() if actor.may(Right.INTEGRATION) else visible_root(actor, column)


def listed(
    unit: Unit, resource: Resource, where: Mapping[str, Any], sorting: Sequence[tuple[str | ByVariable, bool]] = (), first: int = 0, most: int | None = None,
) -> tuple[Mapping[str, Any], ...]:
    """The rows, as mappings. `sorting` holds (name or variable, descending); `most` None is unlimited (the dialect's default)."""
    if most == 0:
        return ()
    query = _filtered(unit, resource, where)
    for name, descending in sorting:
        column = _sorted_by(unit, resource, name)
        query = query.order_by(column.desc().nulls_last() if descending else column.asc().nulls_last())
    query = query.order_by(resource.key).limit(MOST if most is None else min(most, MOST)).offset(first)
    return tuple(
        {name: decode(value, row._mapping.get("declared")) if name in resource.values else value for name, value in row._mapping.items()}
        for row in unit.rows(query)
    )


def _sorted_by(unit: Unit, resource: Resource, by: str | ByVariable) -> ColumnElement[Any]:
    known = resource.by_variable if isinstance(by, ByVariable) else resource.sorts
    name = by.name if isinstance(by, ByVariable) else by
    if name not in known:
        raise SortUnknown(name=name)
    return value_of(unit, by, *resource.by_variable[name]) if isinstance(by, ByVariable) else resource.sorts[name]


def counted(unit: Unit, resource: Resource, where: Mapping[str, Any]) -> int:
    """How many rows `listed` would give without a page."""
    inner = _filtered(unit, resource, where).with_only_columns(resource.key.label("one")).subquery()
    row: Row[Any] | None = unit.one(select(func.count().label("number")).select_from(inner))
    return int(row.number) if row is not None else 0


def _filtered(unit: Unit, resource: Resource, where: Mapping[str, Any]) -> Select[Any]:
    return resource.query(unit).where(*_conditions(unit, resource, where))


def _conditions(unit: Unit, resource: Resource, where: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    found = []
    for name, value in where.items():
        if name == "orQueries":
            found += [or_(*conditions) for one in value if (conditions := _conditions(unit, resource, one))]
            continue
        make = resource.filters.get(name)
        if make is None:
            raise FilterUnknown(name=name)
        condition = make(unit, value)
        if condition is not None:
            found.append(condition)
    return found


# -- the building blocks of filters ----------------------------------------------------------------------------------------
def equal(column: ColumnElement[Any]) -> Condition:
    """The column is the value."""
    return lambda _, value: column == value


def differs(column: ColumnElement[Any]) -> Condition:
    """The column is not the value."""
    return lambda _, value: column != value


def like(column: ColumnElement[Any]) -> Condition:
    """SQL LIKE with the client's own %, as in the original."""
    return lambda _, value: column.like(value)


def among(column: ColumnElement[Any]) -> Condition:
    """The column is one of the values."""
    return lambda _, value: column.in_(list(value))


def outside(column: ColumnElement[Any]) -> Condition:
    """The column is none of the values."""
    return lambda _, value: column.not_in(list(value))


def of_instances(column: ColumnElement[Any], root: ColumnElement[Any]) -> Condition:
    """The process instance is the value or one of them. Its case is said too: what belongs to cases is found by `root`, of whatever size the table is."""
    def make(_: Unit, value: Any) -> ColumnElement[bool]:
        if isinstance(value, str):
            return and_(column == value, root == select(named.c.root_id).where(named.c.id == value).scalar_subquery())
        return and_(column.in_(list(value)), root.in_(select(named.c.root_id).where(named.c.id.in_(list(value)))))
    return make


def before(column: ColumnElement[datetime | None]) -> Condition:
    """Strictly earlier, or smaller."""
    return lambda _, value: column < value


def after(column: ColumnElement[datetime | None]) -> Condition:
    """Strictly later, or greater."""
    return lambda _, value: column > value


def least(column: ColumnElement[Any]) -> Condition:
    """At least."""
    return lambda _, value: column >= value


def most_(column: ColumnElement[Any]) -> Condition:
    """At most."""
    return lambda _, value: column <= value


def flag(condition: ColumnElement[bool] | Callable[[Unit], ColumnElement[bool]]) -> Condition:
    """Counts only when it is true: `false` is the default of every flag of the dialect."""
    def make(unit: Unit, value: Any) -> ColumnElement[bool] | None:
        if not value:
            return None
        return condition(unit) if callable(condition) else condition
    return make


def nothing(column: ColumnElement[Any]) -> Condition:
    """Tenants and cases (CMMN) do not exist here: asking for one finds nothing."""
    return lambda _, value: and_(column.is_(None), column.is_not(None)) if value else None


def everything(_: Unit, value: Any) -> ColumnElement[bool] | None:
    """True of every row: nothing here has a tenant."""
    return None


def tenants(column: ColumnElement[Any]) -> Mapping[str, Condition]:
    """The tenant filters every list has."""
    return {"tenantIdIn": nothing(column), "withoutTenantId": everything}
