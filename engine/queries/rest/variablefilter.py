"""Filters by the value of a variable: `variables=[{name, operator, value}]`. Several are joined by AND, which is what people mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.values import decode, encode, normalise
from engine.queries.rest.resource import Condition
from engine.store.sql import ColumnElement, and_, select, true
from engine.store.tables import variable
from engine.store.uow import Unit

ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: a > b, "gteq": lambda a, b: a >= b, "lt": lambda a, b: a < b, "lteq": lambda a, b: a <= b,
}
MOST = 20_000


class OperatorUnknown(Invalid):
    """{operator} is not a valid variable filter operator."""

    code = "rest.operator"


def holds(scope: ColumnElement[Any]) -> Condition:
    """The scope (a process instance or a task) has variables as asked."""
    def make(unit: Unit, asked: Any) -> ColumnElement[bool]:
        return and_(true(), *(_one(unit, scope, item) for item in asked))
    return make


def _one(unit: Unit, scope: ColumnElement[Any], asked: Mapping[str, Any]) -> ColumnElement[bool]:
    name, operator, value = str(asked.get("name") or ""), str(asked.get("operator") or "eq"), asked.get("value")
    here = select(variable.c.scope_id).where(variable.c.scope_id == scope, variable.c.name == name)
    if operator in {"eq", "neq"}:
        text = encode(normalise(value, name))
        return here.where(variable.c.value == text if operator == "eq" else variable.c.value != text).exists()
    if operator in {"like", "notLike"}:
        pattern = encode(str(value))
        found = variable.c.value.like(pattern)
        return here.where(found if operator == "like" else ~found).exists()
    if operator not in ORDER:
        raise OperatorUnknown(operator=operator)
    rows = unit.rows(select(variable.c.scope_id, variable.c.value).where(variable.c.name == name).limit(MOST))
    wanted = normalise(value, name)
    return scope.in_([row.scope_id for row in rows if _ordered(ORDER[operator], decode(row.value), wanted)])


def _ordered(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Numbers with numbers, texts with texts, moments with moments; anything else does not hold."""
    for kinds in ((int, Decimal), (str,), (datetime,), (date,)):
        if isinstance(left, kinds) and isinstance(right, kinds) and not isinstance(left, bool) and not isinstance(right, bool):
            return compare(left, right)
    return False
