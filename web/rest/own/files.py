"""Documents: the files of a case, and the documents that were made in it."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import ValidationError

from web.rest.operation import Call, Raw
from web.rest.own.reading import instant, mapping, own
from web.rest.shape import made, number, shape, text

FILE = shape(
    "CaseFile", id=text("id"), name=text("name"), mime=text("mime"), size=number("size"), sha256=text("sha256"), uploadedBy=text("uploaded_by"),
    at=made("string", lambda row: instant(row["at"])),
)
PARTS = {"file": {"type": "string", "format": "binary"}}


@own("GET", "/cases/{id}/files", answer="[CaseFile]")
def listed(call: Call, id: str) -> list[Any]:
    """The files of a case, oldest first; generated documents are among them."""
    return [FILE(mapping(item)) for item in call.engine.files.of_case(call.actor, id)]


@own("POST", "/cases/{id}/files", parts=PARTS, answer="CaseFile", status=201)
def add(call: Call, id: str) -> Any:
    """Add a file to a case."""
    sent = request.files.get("file")
    if sent is None or not sent.filename or "\0" in sent.filename:
        raise ValidationError("a file with a name is expected", "file")
    made_ = call.engine.rest.work.attach(call.caller, id, sent.filename, sent.read(), sent.mimetype)
    return FILE(mapping(call.engine.files.get(call.actor, made_)[0]))


@own("GET", "/files/{id}", answer="CaseFile")
def get(call: Call, id: str) -> Any:
    """What a file is."""
    return FILE(mapping(call.engine.files.get(call.actor, id)[0]))


@own("GET", "/files/{id}/content", answer="raw")
def content(call: Call, id: str) -> Raw:
    """Its content, always as a download."""
    ref, bytes_ = call.engine.files.get(call.actor, id)
    return Raw(bytes_, "application/octet-stream", ref.name)
