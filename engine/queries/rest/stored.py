"""The stored text of a variable's value (engine.domain.values.encode) as something a database can compare: numbers, moments, text.

A value of another kind is NULL: it neither compares nor stands before others.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.store.sql import ColumnElement, DateTime, Numeric, and_, case, cast, func, literal
from engine.store.uow import Unit

#: What stands before and after what is tagged.
DECIMAL, MOMENT, DAY, END = '{"$":"decimal","v":"', '{"$":"datetime","v":"', '{"$":"date","v":"', '"}'


def number(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Whole numbers and decimals."""
    plain = and_(text.not_in(["true", "false", "null"]), *(~text.startswith(mark, autoescape=True) for mark in '"{['))
    return case((text.startswith(DECIMAL, autoescape=True), cast(_inside(text, DECIMAL), Numeric(asdecimal=False))), (plain, cast(text, Numeric(asdecimal=False))))


def as_number(value: int | Decimal) -> ColumnElement[Any]:
    """A number to compare with, exactly as it is written."""
    return cast(literal(str(value)), Numeric(asdecimal=False))


def moment(unit: Unit, text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Moments, and days as their first."""
    return case(*((text.startswith(head, autoescape=True), _point(unit, _inside(text, head))) for head in (MOMENT, DAY)))


def as_moment(unit: Unit, value: datetime) -> ColumnElement[Any]:
    """A moment to compare with."""
    return _point(unit, literal(value.isoformat()))


def plain(unit: Unit, text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Text by its characters, as JSON writes them."""
    inner = func.substr(text, 2, func.length(text) - 2)
    return case((text.startswith('"', autoescape=True), inner.collate("C") if unit.postgres else inner))


def truth(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """false before true."""
    return case((text.in_(["false", "true"]), text))


def _point(unit: Unit, text: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(text, DateTime(timezone=True)) if unit.postgres else func.julianday(text)


def _inside(text: ColumnElement[Any], head: str) -> ColumnElement[Any]:
    return func.substr(text, len(head) + 1, func.length(text) - len(head) - len(END))
