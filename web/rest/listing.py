"""A list of the dialect: GET and POST, each with its count, pages and sorts, from one description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError, fields

from engine import ByVariable
from web.rest.fields import Comparisons, Dialect, Filters, Flag, Moment, Number, Raw, Text, Texts
from web.rest.operation import Call, operation
from web.rest.shape import Shape, described

COUNT = described("Count", {"count": {"type": "integer", "minimum": 0}})
Where = dict[str, Any]
Sorting = list[tuple[str | ByVariable, bool]]
#: Filters that hold comparisons of variables.
COMPARED = frozenset({"variables", "processVariables", "taskVariables", "variableValues"})
DESCENDING = {"asc": False, "desc": True}


class Page(Dialect):
    """Where a page begins and how long it is."""

    firstResult = Number(least=0)
    maxResults = Number(least=0)


def filters(
    name: str, *, text: str = "", texts: str = "", flags: str = "", moments: str = "", numbers: str = "", variables: str = "", comparisons: str = "",
    refused: str = "",
) -> type[Dialect]:
    """A schema of filters from names."""
    made: dict[str, Any] = {}
    flags += " variableNamesIgnoreCase variableValuesIgnoreCase" if variables else ""
    for names, kind in ((text, Text), (texts, Texts), (flags, Flag), (moments, Moment), (numbers, Number), (variables, Filters), (comparisons, Comparisons)):
        made |= {one: kind() for one in names.split()}
    made["refused"] = frozenset(refused.split())
    schema: type[Dialect] = type(name, (Dialect,), made)
    return schema


def _lists(name: str, base: type[Dialect]) -> tuple[type[Dialect], type[Dialect]]:
    """The schemas of the query string and of the body."""
    sorting: dict[str, Any] = {"sortBy": Text(), "sortOrder": Text()}
    query = type(f"{name}Query", (base, Page), {**sorting, "refused": base.refused})
    extra: dict[str, Any] = {"sorting": Raw(), "refused": base.refused}
    extra["orQueries"] = fields.List(fields.Nested(base))
    body = type(f"{name}Filter", (base,), extra)
    return query, body


def listing(
    path: str, resource: str, shape: Shape, base: type[Dialect], *, prepare: Callable[[Where], Where] = lambda where: where,
    present: Callable[[Call, tuple[Mapping[str, Any], ...]], list[Any]] | None = None, post: bool = True, count: bool = True, level: int = 1,
) -> None:
    """Register `GET path`, `GET path/count` and, with `post`, the same by POST. `present` makes the answer of all rows at once."""
    query, body = _lists(shape.name, base)

    def where_of(given: Mapping[str, Any]) -> Where:
        return conditions(given, prepare)

    def answer(call: Call, given: Mapping[str, Any], sorting: Sorting) -> list[Any]:
        first, most = call.query.get("firstResult", 0), call.query.get("maxResults")
        rows = call.engine.rest.list(call.actor, resource, where_of(given), sorting, first, most)
        return present(call, rows) if present is not None else [shape(row) for row in rows]

    def get_list(call: Call) -> list[Any]:
        return answer(call, call.query, _sorted(call.query))

    def post_list(call: Call) -> list[Any]:
        return answer(call, call.body, sorted_body(call.body.get("sorting")))

    def get_count(call: Call) -> dict[str, int]:
        return {"count": call.engine.rest.count(call.actor, resource, where_of(call.query))}

    def post_count(call: Call) -> dict[str, int]:
        return {"count": call.engine.rest.count(call.actor, resource, where_of(call.body))}

    for view, text in ((get_list, "List"), (post_list, "List, by a body"), (get_count, "Count"), (post_count, "Count, by a body")):
        view.__doc__ = f"{text}: {resource}."
        view.__module__ = f"listing.{resource}"
    operation("GET", path, query=query, answer=f"[{shape.name}]", level=level)(get_list)
    if count:
        operation("GET", f"{path}/count", query=query, answer=COUNT, level=level)(get_count)
    if post:
        operation("POST", path, query=Page, body=body, answer=f"[{shape.name}]", level=level, safe=True)(post_list)
    if post and count:
        operation("POST", f"{path}/count", query=Page, body=body, answer=COUNT, level=level, safe=True)(post_count)


def conditions(given: Mapping[str, Any], prepare: Callable[[Where], Where]) -> Where:
    """What the engine is asked for: the filters without pages and sorts, each made ready."""
    left = {name: value for name, value in given.items() if name not in {"firstResult", "maxResults", "sortBy", "sortOrder", "sorting"}}
    if "orQueries" in left:
        left["orQueries"] = [prepare(_folded(dict(one))) for one in left["orQueries"]]
    return prepare(_folded(left))


def _folded(where: Where) -> Where:
    """Whether names and values of variables are compared in lower case, told to each comparison."""
    folds = {short: bool(where.pop(name, False)) for short, name in (("fold_name", "variableNamesIgnoreCase"), ("fold_value", "variableValuesIgnoreCase"))}
    if not any(folds.values()):
        return where
    return {name: [{**one, **folds} for one in value] if name in COMPARED else value for name, value in where.items()}


def _sorted(query: Mapping[str, Any]) -> Sorting:
    by, order = query.get("sortBy"), query.get("sortOrder")
    if (by is None) != (order is None):
        raise ValidationError("Only a single sorting parameter specified. sortBy and sortOrder required")
    return [] if by is None else [_one(by, order)]


def _one(by: Any, order: Any) -> tuple[str, bool]:
    if not isinstance(by, str) or not isinstance(order, str) or order not in DESCENDING:
        raise ValidationError(f"Cannot set query sortOrder parameter to value {order}", "sortOrder")
    return by, DESCENDING[order]


def sorted_body(given: Any) -> Sorting:
    """A list of {sortBy, sortOrder}; one client sends the object alone, with nulls (F15)."""
    items = [given] if isinstance(given, Mapping) else given or []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise ValidationError("a list of {sortBy, sortOrder} is expected", "sorting")
    return [_sorting(item) for item in items if item.get("sortBy") or item.get("sortOrder")]


def _sorting(item: Mapping[str, Any]) -> tuple[str | ByVariable, bool]:
    """By one of the list's own sorts, or with parameters by the value of a variable."""
    by, descending = _one(item.get("sortBy"), item.get("sortOrder"))
    told = item.get("parameters")
    if not told:
        return by, descending
    if not isinstance(told, Mapping) or not all(isinstance(told.get(name), str) for name in ("variable", "type")) or "\0" in told["variable"]:
        raise ValidationError("the name and the type of a variable are expected", "parameters")
    return ByVariable(by, told["variable"], told["type"]), descending

