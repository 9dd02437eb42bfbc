"""Comments and attachments. Both stand in the case's file, so neither is changed or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError

from engine import NotFound
from web.rest.fields import Dialect, Text
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import always, made, maybe, moment, shape, text

COMMENT = shape(
    "Comment", id=text("id"), userId=text("actor"), taskId=maybe("task"), processInstanceId=text("instance_id"), time=moment("at", optional=False),
    message=text("text"), removalTime=always(None), rootProcessInstanceId=text("root_id"),
    links=made("array", lambda row: []),
)
ATTACHMENT = shape(
    "Attachment", id=text("id"), name=text("name"), description=always(None), taskId=text("task_id"), type=text("mime"), url=always(None),
    createTime=moment("at", optional=False), processInstanceId=text("instance_id"), removalTime=always(None), rootProcessInstanceId=text("root_id"),
)
PARTS = {
    "attachment-name": {"type": "string"}, "attachment-type": {"type": "string"}, "content": {"type": "string", "format": "binary"},
}


class CommentBody(Dialect):
    """What is said."""

    message = Text(required=True, most=2000)


def _one(rows: tuple[Mapping[str, Any], ...], id: str) -> Mapping[str, Any]:
    found = next((row for row in rows if row["id"] == id), None)
    if found is None:
        raise NotFound(f"comment {id} does not exist", code="not-found")
    return found


@operation("GET", "/task/{id}/comment", answer="[Comment]", level=2)
def comments(call: Call, id: str) -> list[Any]:
    """What was said on a task."""
    return [COMMENT(row) for row in call.engine.rest.comments(call.actor, task_id=id)]


@operation("POST", "/task/{id}/comment/create", body=CommentBody, answer="Comment", level=2)
def comment(call: Call, id: str) -> Any:
    """Say something on a task."""
    made = call.engine.rest.acts.comment(call.caller, call.body["message"], task_id=id)
    return COMMENT(_one(call.engine.rest.comments(call.actor, task_id=id), made))


@operation("GET", "/task/{id}/comment/{comment}", answer="Comment", level=2)
def one_comment(call: Call, id: str, comment: str) -> Any:
    """One of them."""
    return COMMENT(_one(call.engine.rest.comments(call.actor, task_id=id), comment))


@operation("GET", "/process-instance/{id}/comment", answer="[Comment]", level=2)
def case_comments(call: Call, id: str) -> list[Any]:
    """What was said on a process instance and its tasks."""
    return [COMMENT(row) for row in call.engine.rest.comments(call.actor, instance_id=id)]


@operation("GET", "/task/{id}/attachment", answer="[Attachment]", level=2)
def attachments(call: Call, id: str) -> list[Any]:
    """The files added at a task."""
    return [ATTACHMENT(row) for row in call.engine.rest.attachments(call.actor, id)]


@operation("POST", "/task/{id}/attachment/create", answer="Attachment", parts=PARTS, level=2)
def attach(call: Call, id: str) -> Any:
    """Add a file to a task and its case. An address elsewhere is not fetched, so `url` is refused."""
    sent = request.files.get("content")
    if request.form.get("url") or sent is None:
        raise ValidationError("a file is expected", "content")
    name = request.form.get("attachment-name") or sent.filename or ""
    mime = request.form.get("attachment-type") or sent.mimetype
    if any("\0" in given for given in (name, mime)):
        raise ValidationError("names are plain text", "attachment-name")
    made = call.engine.rest.acts.attach(call.caller, id, name, sent.read(), mime)
    return ATTACHMENT(call.engine.rest.attachment(call.actor, id, made)[0])


@operation("GET", "/task/{id}/attachment/{attachment}", answer="Attachment", level=2)
def one_attachment(call: Call, id: str, attachment: str) -> Any:
    """One of them."""
    return ATTACHMENT(call.engine.rest.attachment(call.actor, id, attachment)[0])


@operation("GET", "/task/{id}/attachment/{attachment}/data", answer="raw", level=2)
def attachment_data(call: Call, id: str, attachment: str) -> File:
    """Its content."""
    row, content = call.engine.rest.attachment(call.actor, id, attachment)
    return File(content, "application/octet-stream", row["name"])
