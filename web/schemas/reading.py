"""From the bytes of a request to a checked mapping, for JSON bodies, HTML forms and query strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from flask import request
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from engine import Invalid
from web import jsontext
from web.auth.plain import fit
from web.faults import Malformed


def from_json(schema: Schema) -> dict[str, Any]:
    """The JSON body. Raises `Malformed` (400) naming the fields that are wrong."""
    if not request.is_json:
        raise Malformed(code="malformed.type")
    try:
        raw = jsontext.parse(request.get_data())
        kept = fit(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed(code="malformed.json") from error
    if not isinstance(raw, dict):
        raise Malformed(code="malformed.object")
    if not kept:
        raise Malformed(code="malformed.characters")
    try:
        return dict(schema.load(raw))
    except ValidationError as error:
        raise Malformed(fields=_texts(error.messages), code="malformed") from error


def from_form(schema: Schema) -> dict[str, Any]:
    """The fields of an HTML form. Raises `Invalid` (422) with the remarks at the fields."""
    return _load(schema, request.form, None)


def from_query(schema: Schema) -> dict[str, Any]:
    """The query string; unknown parameters are ignored, since links get decorated on their way."""
    return _load(schema, request.args, "exclude")


def _load(schema: Schema, values: MultiDict[str, str], unknown: Literal["exclude"] | None) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for name in values:
        if name == "csrf_token":
            continue
        several = isinstance(schema.fields.get(name), fields.List)
        raw[name] = values.getlist(name) if several else values[name]
    try:
        return dict(schema.load(raw, unknown=unknown))
    except ValidationError as error:
        raise Invalid(fields=_texts(error.messages)) from error


def _texts(messages: Any, prefix: str = "") -> dict[str, list[str]]:
    """Flat "a.b" → remarks, from marshmallow's nested messages; remarks on single entries stand at their list."""
    if isinstance(messages, Mapping):
        flat: dict[str, list[str]] = {}
        for key, value in messages.items():
            for name, items in _texts(value, _below(prefix, key)).items():
                flat.setdefault(name, []).extend(items)
        return flat
    items = messages if isinstance(messages, list) else [messages]
    return {prefix: [str(item) for item in items]}


def _below(prefix: str, key: object) -> str:
    if isinstance(key, int):
        return prefix
    return f"{prefix}.{key}" if prefix else str(key)
