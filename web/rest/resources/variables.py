"""The six operations on variables that process instances, executions and tasks share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError

from engine import NotFound
from web.rest import typed
from web.rest.fields import Dialect, Flag, Raw, Texts, Variables, check_name
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.shape import anything, shape

VARIABLE = shape("Variable", value=anything(lambda row: row["value"]), type=anything(lambda row: row["type"]), valueInfo=anything(lambda row: row["valueInfo"]))
PARTS: dict[str, dict[str, Any]] = {"data": {"type": "string", "format": "binary"}, "valueType": {"type": "string", "enum": ["File", "Bytes"]}}
Read = Callable[[Call, str], Mapping[str, Any]]


class ReadQuery(Dialect):
    """How values are shown: Json is a string either way."""

    deserializeValue = Flag()
    deserializeValues = Flag()


class Changes(Dialect):
    """Set and remove."""

    modifications = Variables()
    deletions = Texts()


class One(Dialect):
    """One typed variable."""

    value = Raw(allow_none=True)
    type = Raw()
    valueInfo = Raw()


def _checked(name: str, given: Mapping[str, Any]) -> Any:
    try:
        return typed.read(given, check_name(name))
    except typed.BadVariable as error:
        raise ValidationError(str(error)) from error


def _one(values: Mapping[str, Any], name: str) -> Any:
    if name not in values:
        raise NotFound(f"variable {name} does not exist", code="variable.not-found")
    return values[name]


def _uploaded(call: Call, name: str) -> Any:
    """A variable as multipart: `data` is a file, or a value when its part has a text type; `valueType` says which."""
    kind = request.form.get("valueType", "")
    sent = request.files.get("data")
    if sent is None:
        if "data" not in request.form:
            raise ValidationError("a part named data is expected", "data")
        return _checked(name, {"value": request.form["data"], "type": request.form.get("type") or kind or "String"})
    encoding = sent.mimetype_params.get("charset", "")
    return typed.Upload(sent.read(), sent.filename or name, sent.mimetype or "application/octet-stream", encoding, "Bytes" if kind.lower() == "bytes" else "File")


def variables(base: str, noun: str, read: Read, *, local: bool) -> None:
    """Register the six under `base`, for example `/task/{id}/variables`; `read` gives all variables of the thing."""

    def get_all(call: Call, id: str) -> Any:
        return call.all_shown(read(call, id), id)

    def change(call: Call, id: str) -> None:
        call.engine.rest.deeds.set_variables(call.caller, id, call.values("modifications"), call.body.get("deletions", []), local=local)

    def get_one(call: Call, id: str, name: str) -> Any:
        return call.shown(_one(read(call, id), name), id)

    def put_one(call: Call, id: str, name: str) -> None:
        call.engine.rest.deeds.set_variables(call.caller, id, {name: call.value(_checked(name, call.body))}, local=local)

    def delete_one(call: Call, id: str, name: str) -> None:
        call.engine.rest.deeds.set_variables(call.caller, id, {}, [name], local=local)

    def get_data(call: Call, id: str, name: str) -> File:
        return call.contents(_one(read(call, id), name), id)

    def put_data(call: Call, id: str, name: str) -> None:
        call.engine.rest.deeds.set_variables(call.caller, id, {name: call.value(_uploaded(call, name))}, local=local)

    texts = {
        get_all: "All variables", change: "Set and remove variables", get_one: "One variable", put_one: "Set one variable",
        delete_one: "Remove one variable", get_data: "The bytes of one variable", put_data: "Set one variable by upload",
    }
    for view, text in texts.items():
        view.__doc__, view.__module__ = f"{text} of {noun}.", f"variables.{noun.replace(' ', '_')}_{'local' if local else 'seen'}"
    operation("GET", base, query=ReadQuery, answer="{Variable}")(get_all)
    operation("POST", base, body=Changes)(change)
    operation("GET", f"{base}/{{name}}", query=ReadQuery, answer="Variable")(get_one)
    operation("PUT", f"{base}/{{name}}", body=One)(put_one)
    operation("DELETE", f"{base}/{{name}}")(delete_one)
    operation("GET", f"{base}/{{name}}/data", answer="raw")(get_data)
    operation("POST", f"{base}/{{name}}/data", parts=PARTS, status=204)(put_data)
