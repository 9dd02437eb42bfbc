"""Filters by the value of a variable: `variables=[{name, operator, value}]`. Several are joined by AND, which is what people mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.values import decode, encode, normalise
from engine.queries.rest.resource import Condition
from engine.store.sql import ColumnElement, and_, func, select, true
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
    name, operator, value, moment = str(asked.get("name") or ""), str(asked.get("operator") or "eq"), asked.get("value"), asked.get("moment")
    named = func.lower(variable.c.name) == name.lower() if asked.get("fold_name") else variable.c.name == name
    here = select(variable.c.scope_id).where(variable.c.scope_id == scope, named, variable.c.gone.is_(None))
    stored, fold = (func.lower(variable.c.value), str.lower) if asked.get("fold_value") else (variable.c.value, str)
    if operator in {"like", "notLike"}:
        found = stored.like(fold(encode(str(value))))
        return here.where(found if operator == "like" else ~found).exists()
    if operator not in {*ORDER, "eq", "neq"}:
        raise OperatorUnknown(operator=operator)
    if operator in ORDER or moment is not None:
        wanted = normalise(value, name)
        rows = unit.rows(select(variable.c.scope_id, variable.c.value).where(named, variable.c.gone.is_(None)).limit(MOST))
        compare = ORDER.get(operator) or (lambda a, b: (a == b) is (operator == "eq"))
        return scope.in_([row.scope_id for row in rows if _compared(compare, decode(row.value), wanted, moment)])
    text = fold(encode(normalise(value, name)))
    return here.where(stored == text if operator == "eq" else stored != text).exists()


def _compared(compare: Callable[[Any, Any], bool], left: Any, right: Any, moment: datetime | None) -> bool:
    """Text that is a moment is compared with moments as one, with texts as text."""
    return _ordered(compare, left, moment if moment is not None and isinstance(left, datetime) else right)


def _ordered(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Numbers with numbers, texts with texts, moments with moments; anything else does not hold."""
    for kinds in ((int, Decimal), (str,), (datetime,), (date,)):
        if isinstance(left, kinds) and isinstance(right, kinds) and not isinstance(left, bool) and not isinstance(right, bool):
            return compare(left, right)
    return False
