"""Keyset cursors: opaque, bound to their sort, refused when they were not made here."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

from engine.domain.errors import Invalid
from engine.store.sql import ColumnElement, and_, or_


def pack(sort: str, values: list[Any]) -> str:
    """A cursor after a row with these key values."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([sort, plain]).encode()).decode().rstrip("=")


def unpack(cursor: str, sort: str, count: int) -> list[Any]:
    """The key values. Raises `Invalid` for a foreign or damaged cursor."""
    try:
        found, values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if found != sort or len(values) != count or not all(value is None or isinstance(value, str | int) for value in values):
            raise ValueError(cursor)
    except (ValueError, TypeError) as error:
        raise Invalid(code="cursor.invalid") from error
    return list(values)


def after(column: ColumnElement[Any], key: ColumnElement[Any], value: Any, identity: Any, *, descending: bool = False) -> ColumnElement[bool]:
    """Rows after (value, identity) in the order of (column nulls last, key)."""
    beyond = key < identity if descending else key > identity
    if value is None:
        return and_(column.is_(None), beyond)
    further = column < value if descending else column > value
    return or_(further, column.is_(None), and_(column == value, beyond))


def moment(value: Any) -> datetime | None:
    """A moment of a cursor."""
    try:
        return None if value is None else datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Invalid(code="cursor.invalid") from error
