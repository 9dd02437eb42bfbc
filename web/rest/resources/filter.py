"""Saved filters: a query of the task list under a name, for its owner."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from web.rest.fields import Dialect, Flag, Raw, Text
from web.rest.listing import COUNT, Page, conditions, sorted_body
from web.rest.operation import OPERATIONS, Call, operation
from web.rest.resources import task
from web.rest.shape import always, anything, shape, text

FILTER = shape(
    "Filter", id=text("id"), resourceType=text("resource_type"), name=text("name"), owner=text("owner"),
    query=anything(lambda row: json.loads(row["query"])), properties=anything(lambda row: json.loads(row["properties"])), itemCount=always(None),
)


class FilterBody(Dialect):
    """A name and a query of `POST /task`."""

    resourceType = Text()
    name = Text(required=True, most=200)
    owner = Text(most=100)
    query = Raw(allow_none=True)
    properties = Raw(allow_none=True)


class ListQuery(Dialect):
    """Which filters."""

    filterId = Text()
    name = Text()
    nameLike = Text()
    owner = Text()
    resourceType = Text()
    itemCount = Flag()


def _query(given: Any) -> dict[str, Any]:
    """A query as `POST /task` takes it, or why not."""
    body = OPERATIONS["POST", "/task"].body
    loaded: dict[str, Any] = dict(body().load(given or {})) if body is not None else {}
    return loaded


def _kept(call: Call) -> tuple[str, dict[str, Any], dict[str, Any]]:
    body = call.body
    if body.get("resourceType", "Task") != "Task":
        raise ValidationError("Task is expected", "resourceType")
    if body.get("owner") not in {None, call.actor.account}:
        raise ValidationError("one's own account is expected", "owner")
    _query(body.get("query"))
    if not isinstance(body.get("query") or {}, Mapping) or not isinstance(body.get("properties") or {}, Mapping):
        raise ValidationError("objects are expected", "query")
    return body["name"], dict(body.get("query") or {}), dict(body.get("properties") or {})


def _listed(call: Call) -> list[Mapping[str, Any]]:
    rows = call.engine.rest.saved_filters(call.actor)
    wanted = {name: call.query[key] for name, key in (("id", "filterId"), ("name", "name"), ("owner", "owner"), ("resource_type", "resourceType")) if key in call.query}
    like = str(call.query.get("nameLike", "")).strip("%")
    return [row for row in rows if all(row[name] == value for name, value in wanted.items()) and like in row["name"]]


@operation("GET", "/filter", query=ListQuery, answer="[Filter]", level=2)
def get_list(call: Call) -> list[Any]:
    """One's own filters."""
    return [FILTER(row) for row in _listed(call)]


@operation("GET", "/filter/count", query=ListQuery, answer=COUNT, level=2)
def get_count(call: Call) -> Any:
    """How many."""
    return {"count": len(_listed(call))}


@operation("POST", "/filter/create", body=FilterBody, answer="Filter", level=2)
def create(call: Call) -> Any:
    """Keep a filter."""
    made = call.engine.rest.acts.save_filter(call.caller, *_kept(call))
    return FILTER(call.engine.rest.saved_filter(call.actor, made))


@operation("GET", "/filter/{id}", answer="Filter", level=2)
def get(call: Call, id: str) -> Any:
    """One filter."""
    return FILTER(call.engine.rest.saved_filter(call.actor, id))


@operation("PUT", "/filter/{id}", body=FilterBody, level=2)
def put(call: Call, id: str) -> None:
    """Replace a filter."""
    call.engine.rest.acts.save_filter(call.caller, *_kept(call), id)


@operation("DELETE", "/filter/{id}", level=2)
def delete(call: Call, id: str) -> None:
    """Forget a filter."""
    call.engine.rest.acts.remove_filter(call.caller, id)


def _asked(call: Call, id: str) -> dict[str, Any]:
    """The stored query with what the request adds."""
    return {**_query(json.loads(call.engine.rest.saved_filter(call.actor, id)["query"])), **call.body}


def _found(call: Call, id: str, first: int, most: int | None) -> list[Any]:
    asked = _asked(call, id)
    rows = call.engine.rest.list(call.actor, "task", conditions(asked, task.prepared), sorted_body(asked.get("sorting")), first, most)
    return [task.TASK(row) for row in task.with_forms(call, rows)]


#: Filters of tasks that are added to the stored ones, and another order.
MoreBody = OPERATIONS["POST", "/task"].body


@operation("GET", "/filter/{id}/list", query=Page, answer="[Task]", level=2)
def run(call: Call, id: str) -> list[Any]:
    """The tasks a filter finds."""
    return _found(call, id, call.query.get("firstResult", 0), call.query.get("maxResults"))


@operation("POST", "/filter/{id}/list", query=Page, body=MoreBody, answer="[Task]", level=2, safe=True)
def run_with(call: Call, id: str) -> list[Any]:
    """The tasks a filter finds, with more filters."""
    return _found(call, id, call.query.get("firstResult", 0), call.query.get("maxResults"))


@operation("GET", "/filter/{id}/singleResult", answer="Task", status=200, also={204: ""}, level=2)
def single(call: Call, id: str) -> Any:
    """The only task a filter finds; 204 for none, 400 for several."""
    found = _found(call, id, 0, 2)
    if len(found) > 1:
        raise ValidationError("the filter finds more than one task")
    return found[0] if found else None


@operation("GET", "/filter/{id}/count", answer=COUNT, level=2)
def count(call: Call, id: str) -> Any:
    """How many tasks a filter finds."""
    return {"count": call.engine.rest.count(call.actor, "task", conditions(_asked(call, id), task.prepared))}


@operation("POST", "/filter/{id}/count", body=MoreBody, answer=COUNT, level=2, safe=True)
def count_with(call: Call, id: str) -> Any:
    """How many tasks a filter finds, with more filters."""
    return count(call, id)
