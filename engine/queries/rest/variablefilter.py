"""Filters by the value of a variable: `variables=[{name, operator, value}]`. Several are joined by AND, which is what people mean."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.values import encode, normalise
from engine.queries.rest import stored
from engine.queries.rest.resource import Condition
from engine.store.sql import Column, ColumnElement, and_, func, or_, select, true
from engine.store.tables import variable
from engine.store.uow import Unit

ORDER: Mapping[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "gt": operator.gt, "gteq": operator.ge, "lt": operator.lt, "lteq": operator.le,
}


class OperatorUnknown(Invalid):
    """{operator} is not a valid variable filter operator."""

    code = "rest.operator"


def holds(scope: Column[Any]) -> Condition:
    """The scope (a process instance or a task) has variables as asked. Asked of each row by the key of the variables, so by its case too."""
    there = variable.c.root_id == scope.table.c.root_id, variable.c.scope_id == scope, variable.c.gone.is_(None)

    def make(unit: Unit, asked: Any) -> ColumnElement[bool]:
        return and_(true(), *(select(variable.c.name).where(*there, _fits(unit, item)).exists() for item in asked))
    return make


def fits(unit: Unit, asked: Any) -> ColumnElement[bool]:
    """The variable itself is as asked, for lists of variables."""
    return and_(true(), *(_fits(unit, item) for item in asked))


def _fits(unit: Unit, asked: Mapping[str, Any]) -> ColumnElement[bool]:
    name = str(asked.get("name") or "")
    named = func.lower(variable.c.name) == name.lower() if asked.get("fold_name") else variable.c.name == name
    return and_(named, _valued(unit, name, str(asked.get("operator") or "eq"), asked))


def _valued(unit: Unit, name: str, comparison: str, asked: Mapping[str, Any]) -> ColumnElement[bool]:
    value, moment = asked.get("value"), asked.get("moment")
    text, fold = (func.lower(variable.c.value), str.lower) if asked.get("fold_value") else (variable.c.value, str)
    if comparison in {"like", "notLike"}:
        found = text.like(fold(encode(str(value))))
        return found if comparison == "like" else ~found
    if comparison not in {*ORDER, "eq", "neq"}:
        raise OperatorUnknown(operator=comparison)
    wanted = normalise(value, name)
    if comparison in ORDER:
        return _ordered(unit, ORDER[comparison], wanted, moment)
    if moment is not None:
        return _ordered(unit, operator.eq if comparison == "eq" else operator.ne, wanted, moment)
    same = text == fold(encode(wanted))
    return same if comparison == "eq" else ~same


def _ordered(unit: Unit, compare: Callable[[Any, Any], ColumnElement[bool]], wanted: Any, moment: datetime | None) -> ColumnElement[bool]:
    """Numbers with numbers, texts with texts, and text that is a moment also with moments; anything else does not hold."""
    if isinstance(wanted, int | Decimal) and not isinstance(wanted, bool):
        return compare(stored.number(variable.c.value), stored.as_number(wanted))
    if not isinstance(wanted, str):
        return ~true()
    texts = compare(stored.plain(unit, variable.c.value), encode(wanted)[1:-1])
    return texts if moment is None else or_(texts, compare(stored.moment(unit, variable.c.value), stored.as_moment(unit, moment)))
