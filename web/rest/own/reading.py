"""What /api/v1 takes and gives: strict input, cursors, and rows of the engine as JSON with RFC 3339 moments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from marshmallow import RAISE

from engine import Page
from web.rest import dates
from web.rest.fields import Dialect, Number, Text
from web.rest.operation import operation
from web.rest.shape import SHAPES, Shape, described

#: Registers a view of /api/v1.
own = partial(operation, level=0)
LONGEST_PAGE = 200


class Strict(Dialect):
    """Unknown names are refused; null is absent."""

    class Meta:
        unknown = RAISE


class Cursor(Strict):
    """A page of a list: where it goes on, and how many."""

    cursor = Text(most=2000)
    limit = Number(least=1, most=LONGEST_PAGE)


class Because(Strict):
    """Why."""

    reason = Text(required=True, most=2000)


def mapping(item: Any) -> Mapping[str, Any]:
    """A row of the engine by the names of its fields."""
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def instant(moment: datetime | None) -> str | None:
    """RFC 3339, in the office's zone, to the millisecond."""
    return None if moment is None else moment.astimezone(dates.ZONE).isoformat(timespec="milliseconds")


def plain(value: Any) -> Any:
    """A value of the engine as JSON: moments and days as text, decimals as numbers where a double holds them, else as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else str(value) if Decimal(str(float(value))) != value else float(value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return value.isoformat() if isinstance(value, date) else plain(mapping(value)) if hasattr(value, "__dataclass_fields__") else str(value)


def paged(shape: Shape) -> str:
    """The name of the answer that holds a page of these."""
    name = f"{shape.name}Page"
    if name not in SHAPES:
        described(name, {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{shape.name}"}}, "next": {"type": ["string", "null"]},
            "total": {"type": ["integer", "null"]},
        })
    return name


def page_of(found: Page[Any], shape: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Any:
    """A page as JSON; `next` is the cursor of the one after it."""
    return {"items": [shape(mapping(item)) for item in found.items], "next": found.next, "total": found.total}
