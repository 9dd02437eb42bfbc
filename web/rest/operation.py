"""The table of operations. A view registers itself with its method, path and schemas; routes and OpenAPI both come from here."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema

from adapters.bootstrap import Application
from engine import Actor, Engine
from web.rest.parked import Parking
from web.rest.typed import FILE, Upload, held, shown


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON: a file or plain text. The type is told as given."""

    content: bytes
    mime: str
    filename: str = ""


@dataclass(slots=True)
class Call:
    """One request: who, what they sent (already checked), and the engine."""

    application: Application
    actor: Actor
    body: Mapping[str, Any]
    query: Mapping[str, Any]
    url: str
    key: str | None = None
    asked: str = ""
    gone: Callable[[], bool] = lambda: False
    parking: Parking = field(default_factory=lambda: Parking(2))

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        return self.application.engine

    @property
    def caller(self) -> Any:
        """Who asks, with the idempotency key of the request, for `engine.rest.deeds`."""
        return self.engine.rest.deeds.caller(self.actor, self.key, self.asked)

    @property
    def repeated(self) -> bool:
        """Whether this very request was done before, so that what it needed then may be gone now."""
        return self.engine.rest.deeds.repeated(self.caller)

    def values(self, name: str = "variables") -> dict[str, Any]:
        """The variables of the body, with files stored."""
        return {key: self.value(item) for key, item in (self.body.get(name) or {}).items()}

    def value(self, item: Any) -> Any:
        """One variable; what was uploaded is stored as a file of the engine, empty files as nothing but their name."""
        if not isinstance(item, Upload):
            return item
        kept = {"filename": item.name, "mimeType": item.mime, "encoding": item.encoding, "kind": item.kind}
        if item.content:
            kept["id"] = self.engine.rest.deeds.put_file(self.actor, item.name, item.content, item.mime).id
        return {FILE: kept}

    def shown(self, value: Any, scope: str) -> dict[str, Any]:
        """A variable of a scope with its type. Bytes come as base64, as clients read and write them; a file is only named."""
        told = shown(value)
        file = held(value)
        if file is not None and file["kind"] == "Bytes":
            told["value"] = b64encode(self.contents(value, scope).content).decode()
        return told

    def all_shown(self, values: Mapping[str, Any], scope: str) -> dict[str, Any]:
        """The same for all variables of a scope by name."""
        return {name: self.shown(value, scope) for name, value in values.items()}

    def contents(self, value: Any, scope: str) -> Raw:
        """The bytes behind a variable of a scope: of a file what was uploaded, else the text of the value."""
        file = held(value)
        if file is None:
            return Raw(str(shown(value)["value"]).encode(), "application/octet-stream")
        content = self.engine.rest.file_behind(self.actor, scope, file["id"]) if file.get("id") else b""
        mime = file.get("mimeType") or "application/octet-stream"
        return Raw(content, f"{mime}; charset={file['encoding']}" if file.get("encoding") else mime, file.get("filename") or "file")


View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the table. `answers` maps a status to a shape: "Task", "[Task]", "{Variable}", "" (no body) or "raw"."""

    method: str
    path: str
    name: str
    summary: str
    view: View
    body: type[Schema] | None
    query: type[Schema] | None
    answers: Mapping[int, str]
    parts: Mapping[str, Mapping[str, Any]] | None
    level: int
    safe: bool

    @property
    def resource(self) -> str:
        """What scopes of tokens name: the first part of the path, `v1.` before those of /api/v1 (level 0)."""
        return resource_of(self.path, own=self.level == 0)


def resource_of(path: str, *, own: bool) -> str:
    """The resource a path belongs to."""
    return ("v1." if own else "") + path.split("/")[1]


Table = dict[tuple[str, str], Operation]
#: /engine-rest, the dialect, and /api/v1, what the dialect has no words for.
OPERATIONS: Table = {}
OWN: Table = {}


def operation(
    method: str, path: str, *, body: type[Schema] | None = None, query: type[Schema] | None = None, answer: str = "", status: int | None = None,
    also: Mapping[int, str] | None = None, parts: Mapping[str, Mapping[str, Any]] | None = None, level: int = 1, safe: bool = False,
) -> Callable[[View], View]:
    """Register the view. Its first argument is the `Call`, the others are the names in the path.

    `parts` makes the body multipart/form-data and describes its parts; `level` is the dialect's (1 what clients call most, 2
    the rest), 0 for /api/v1; `safe` says that a POST only reads, so that it takes no idempotency key.
    """
    def register(view: View) -> View:
        expected = status or (200 if answer else 204)
        summary = (view.__doc__ or "").strip().split("\n")[0]
        name = f"{view.__module__.rpartition('.')[2]}.{view.__name__}"
        table = OPERATIONS if level else OWN
        table[method, path] = Operation(
            method, path, name, summary, view, body, query, {expected: answer, **(also or {})}, parts, level, safe or method == "GET",
        )
        return view
    return register


def fingerprint(method: str, path: str, query: bytes, body: bytes) -> str:
    """What a request asks for, for its idempotency key."""
    return hashlib.sha256(b"\x1f".join([method.encode(), path.encode(), query, body])).hexdigest()
