"""A given form as people read it: the labels of its fields instead of their keys, the words of options instead of their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from web.i18n import t

Component = Mapping[str, Any]


def read(schema: Component | None, data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and text of every answer, in the order of the form; what the form does not know comes after, by its key."""
    left = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    shown: list[tuple[str, str]] = []
    for field in _fields(schema or {}):
        key = field.get("key") or field.get("path")
        if key in left:
            shown.append((str(field.get("label") or key), _answer(field, left.pop(key))))
    return (*shown, *((str(key), text(value)) for key, value in left.items()))


def _fields(component: Component) -> Iterator[Component]:
    """All fields, those in groups too; a dynamic list is one field."""
    for child in component.get("components", ()):
        if child.get("key") or child.get("type") == "dynamiclist":
            yield child
        else:
            yield from _fields(child)


def _answer(field: Component, value: Any) -> str:
    options = {option.get("value"): str(option.get("label")) for option in field.get("values") or ()}
    if field.get("type") == "dynamiclist" and isinstance(value, list):
        rows = [read(field, row) if isinstance(row, Mapping) else ((("", text(row))),) for row in value]
        return "\n".join(t("list.join").join(f"{label}: {shown}" if label else shown for label, shown in row) for row in rows)
    if isinstance(value, list):
        return t("list.join").join(options.get(item, text(item)) if isinstance(item, str) else text(item) for item in value)
    return options.get(value, text(value)) if isinstance(value, str) else text(value)


def text(value: object) -> str:
    """Any value of a case as short text."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, Mapping):
        return t("list.join").join(f"{key}: {text(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return t("list.join").join(text(item) for item in value)
    return str(value)
