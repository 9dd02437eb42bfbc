"""One's notices."""

from __future__ import annotations

from typing import Any

from web.rest.fields import Flag, Texts
from web.rest.operation import Call
from web.rest.own.reading import Cursor, Strict, instant, own, page_of, paged
from web.rest.shape import made, maybe, shape, text

NOTICE = shape(
    "Notice", id=text("id"), kind=text("kind"), title=text("title"), text=text("text"), taskId=maybe("task_id"), instanceId=maybe("instance_id"),
    createdAt=made("string", lambda row: instant(row["created_at"])), readAt=made("string", lambda row: instant(row["read_at"]), optional=True),
)


class Unread(Cursor):
    """All, or only what was not read."""

    unread = Flag()


class Ids(Strict):
    """Which notices."""

    ids = Texts(required=True)


@own("GET", "/notices", query=Unread, answer=paged(NOTICE))
def listed(call: Call) -> Any:
    """One's notices, newest first, in one's language."""
    query = call.query
    return page_of(call.engine.notices.list(call.actor, unread_only=query.get("unread", False), cursor=query.get("cursor"), limit=query.get("limit", 25)), NOTICE)


@own("POST", "/notices/read", body=Ids)
def read(call: Call) -> None:
    """They were read; those of others are left alone."""
    call.engine.rest.work.mark_read(call.caller, call.body["ids"])
