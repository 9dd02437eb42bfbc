"""A source of messages as data: how it reaches us, and what each of its messages means here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.tomltable import TomlTable, TomlWrong, read
from engine import FeelExpression, FeelMapping, Incoming, Invalid, MappingWrong, Place, feel_holds, feel_value

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MESSAGE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,200}")
CURSOR = "{cursor}"


class NotUnderstood(Invalid):
    """{at}: {reason}."""

    code = "inbound.mapping"


class ValueMissing(Invalid):
    """{name} is empty."""

    code = "inbound.missing"


class NoMeaning(Invalid):
    """No message of the source {source} fits this input."""

    code = "inbound.no-meaning"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A message that follows from an input for which `when` holds; `ignore` says that nothing follows."""

    when: FeelExpression
    name: str
    sender_id: FeelExpression | None
    key: FeelExpression | None
    business_key: FeelExpression | None
    data: FeelMapping
    required: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Poll:
    """Ask a connected system regularly. `path` holds {cursor}; `items` and `cursor` are FEEL over `body`."""

    system: str
    path: str
    every_seconds: int
    first: str
    items: FeelExpression
    cursor: FeelExpression


@dataclass(frozen=True, slots=True)
class Drop:
    """Tables put into a folder. `whole`: one bad row refuses the file; else good rows are taken and bad ones reported."""

    whole: bool


@dataclass(frozen=True, slots=True)
class Source:
    """One sender."""

    name: str
    label: Mapping[str, str]
    about: str
    webhook: bool
    poll: Poll | None
    drop: Drop | None
    meanings: tuple[Meaning, ...]

    def incoming(self, context: Mapping[str, Any], now: datetime, sender_id: str | None = None) -> Incoming:
        """The message that `context` means. Raises `NoMeaning`, `ValueMissing`; `NotUnderstood`, naming the place in the file of the source."""
        try:
            meaning = next((item for item in self.meanings if feel_holds(item.when, context, now, f"{item.place}.when")), None)
            if meaning is None:
                raise NoMeaning(source=self.name, place=Place(file=f"{self.name}.toml"))
            own = sender_id if meaning.sender_id is None else _text(meaning.sender_id, context, now, f"{meaning.place}.id")
            key = None if meaning.key is None else _text(meaning.key, context, now, f"{meaning.place}.key")
            business_key = None if meaning.business_key is None else _text(meaning.business_key, context, now, f"{meaning.place}.business-key")
            data = meaning.data.apply(context, now)
        except MappingWrong as error:
            raise NotUnderstood(at=error.values["at"], reason=error.values["reason"], place=Place(file=f"{self.name}.toml", field=error.values["at"])) from error
        if empty := next((name for name, value in {"id": own, **{name: data.get(name) for name in meaning.required}}.items() if value in (None, "")), None):
            raise ValueMissing(name=empty, place=Place(field=empty))
        return Incoming(own or "", meaning.name, key, business_key, data)


def _text(expression: FeelExpression, context: Mapping[str, Any], now: datetime, place: str) -> str | None:
    value = feel_value(expression, context, now, place)
    return None if value is None else str(value)


def folder(path: Path) -> dict[str, Source]:
    """All sources of a folder by name. Raises TomlWrong."""
    return {file.stem: source_of(file.read_bytes(), file.name) for file in sorted(path.glob("*.toml"))}


def source_of(content: bytes, file: str) -> Source:
    """One source. Raises TomlWrong with file and place."""
    top = read(content, file)
    head = top.table("source")
    name = head.get("name", str)
    if not NAME.fullmatch(name) or file != f"{name}.toml":
        raise head.wrong("name", "must be the name of the file: lower case letters, digits, hyphens")
    labels = head.table("label")
    label = {language: labels.get(language, str) for language in ("zh", "en")}
    labels.done()
    about, webhook = head.get("about", str), head.get("webhook", bool, False)
    head.done()
    poll = _poll(top.table("poll")) if top.has("poll") else None
    drop = _drop(top.table("drop")) if top.has("drop") else None
    if not (webhook or poll or drop):
        raise TomlWrong(file, "source", "says no way in: webhook = true, [poll] or [drop]")
    meanings = tuple(_meaning(item, needs_id=not webhook) for item in top.tables("message"))
    if not meanings:
        raise TomlWrong(file, "message", "at least one is needed")
    top.done()
    return Source(name, label, about, webhook, poll, drop, meanings)


def _meaning(table: TomlTable, *, needs_id: bool) -> Meaning:
    ignore = table.get("ignore", bool, False)
    name = "" if ignore else table.get("name", str)
    if name and not MESSAGE.fullmatch(name):
        raise table.wrong("name", "must be the name of a message")
    data, required = table.mapping("data"), table.texts("required")
    if unknown := [item for item in required if item not in data.fields]:
        raise table.wrong("required", f"{unknown[0]!r} is no value of this message")
    made = Meaning(
        table.feel("when", "true"), name, table.feel("id") if table.has("id") or needs_id else None,
        table.feel("key") if table.has("key") else None, table.feel("business-key") if table.has("business-key") else None,
        data, required, table.place,
    )
    table.done()
    return made


def _poll(table: TomlTable) -> Poll:
    path = table.get("path", str)
    if not path.startswith("/") or path.count(CURSOR) != 1:
        raise table.wrong("path", f"must begin with / and hold {CURSOR} once")
    made = Poll(
        table.get("system", str), path, table.number("every-seconds", 60, 5, 86400), table.get("first", str, ""),
        table.feel("items", "body.items"), table.feel("cursor", "body.cursor"),
    )
    table.done()
    return made


def _drop(table: TomlTable) -> Drop:
    made = Drop(table.get("whole", bool, True))
    table.done()
    return made
