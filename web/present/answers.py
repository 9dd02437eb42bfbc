"""A given form as people read it: the labels of its fields instead of their keys, words instead of the codes of options and registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from web.i18n import t
from web.present.moments import moment
from web.present.names import Names

Component = Mapping[str, Any]


def read(schema: Component | None, data: Mapping[str, Any], names: Names | None = None) -> tuple[tuple[str, str], ...]:
    """Label and text of every answer, in the order of the form; what the form does not know comes after, by its key.

    names: who knows units, people and registers; without it their ids stay.
    """
    left = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    shown: list[tuple[str, str]] = []
    for field in _fields(schema or {}):
        key = field.get("key") or field.get("path")
        if key in left:
            shown.append((str(field.get("label") or field.get("dateLabel") or key), _answer(field, left.pop(key), names)))
    return (*shown, *((str(key), _plain(value, names)) for key, value in left.items()))


def _fields(component: Component) -> Iterator[Component]:
    """All fields, those in groups too; a dynamic list is one field."""
    for child in component.get("components", ()):
        if child.get("key") or child.get("type") == "dynamiclist":
            yield child
        else:
            yield from _fields(child)


def _answer(field: Component, value: Any, names: Names | None) -> str:
    options = {option.get("value"): str(option.get("label")) for option in field.get("values") or ()}
    if field.get("type") == "dynamiclist" and isinstance(value, list):
        rows = [read(field, row, names) if isinstance(row, Mapping) else ((("", text(row))),) for row in value]
        return "\n".join(t("list.join").join(f"{label}: {shown}" if label else shown for label, shown in row) for row in rows)
    if field.get("type") == "filepicker" and isinstance(value, list):
        return t("answers.files", n=len(value))
    if field.get("type") == "datetime" and field.get("subtype") == "datetime" and isinstance(value, str):
        return moment(datetime.fromisoformat(value))
    if isinstance(value, list):
        return t("list.join").join(options.get(item) or _named(field, item, names) for item in value)
    return (options.get(value) if isinstance(value, str) else None) or _named(field, value, names)


def _named(field: Component, value: Any, names: Names | None) -> str:
    """A value by the register of its field, or as what it is."""
    register = (field.get("properties") or {}).get("register", "")
    return (names.entry(register, value) if names and register and isinstance(value, str) else "") or _plain(value, names)


def _plain(value: Any, names: Names | None) -> str:
    """A value that no form explains; ids of units are known by themselves."""
    if names and isinstance(value, str) and "." in value and (unit := names.entry("groups", value)):
        return unit
    if names and isinstance(value, list | tuple):
        return t("list.join").join(_plain(item, names) for item in value)
    return text(value)


def text(value: object) -> str:
    """Any value of a case as short text."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, Mapping) and set(value) == {"lon", "lat"}:
        return f"{value['lon']}, {value['lat']}"
    if isinstance(value, Mapping):
        return t("list.join").join(f"{key}: {text(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return t("list.join").join(text(item) for item in value)
    return str(value)
