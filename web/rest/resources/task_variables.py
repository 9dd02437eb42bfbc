"""Variables and identity links of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.rest.fields import Dialect, Text
from web.rest.operation import Call, operation
from web.rest.resources.variables import variables
from web.rest.shape import described

described("IdentityLink", {"userId": {"type": ["string", "null"]}, "groupId": {"type": ["string", "null"]}, "type": {"type": "string"}})


def _seen(call: Call, id: str) -> Mapping[str, Any]:
    call.engine.rest.one(call.actor, "task", taskId=id)
    return call.engine.rest.variables(call.actor, id)


def _local(call: Call, id: str) -> Mapping[str, Any]:
    call.engine.rest.one(call.actor, "task", taskId=id)
    return call.engine.rest.variables(call.actor, id, local=True)


variables("/task/{id}/variables", "task", _seen, local=False)
variables("/task/{id}/localVariables", "task", _local, local=True)


class LinksQuery(Dialect):
    """Which kind."""

    type = Text()


class LinkBody(Dialect):
    """A person or a group, and as what."""

    userId = Text(most=100)
    groupId = Text(most=100)
    type = Text(required=True)


@operation("GET", "/task/{id}/identity-links", query=LinksQuery, answer="[IdentityLink]")
def links(call: Call, id: str) -> list[Any]:
    """Assignee, owner and candidates."""
    wanted = call.query.get("type")
    return [
        {"userId": who if kind == "user" else None, "groupId": who if kind == "group" else None, "type": role}
        for role, kind, who in call.engine.rest.links(call.actor, id) if wanted in {None, role}
    ]


@operation("POST", "/task/{id}/identity-links", body=LinkBody)
def add_link(call: Call, id: str) -> None:
    """Add one."""
    call.engine.rest.deeds.link(call.caller, id, call.body["type"], call.body.get("userId"), call.body.get("groupId"))


@operation("POST", "/task/{id}/identity-links/delete", body=LinkBody)
def delete_link(call: Call, id: str) -> None:
    """Remove one."""
    call.engine.rest.deeds.link(call.caller, id, call.body["type"], call.body.get("userId"), call.body.get("groupId"), remove=True)
