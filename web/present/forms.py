"""A form in English: labels and options by the bundle's own texts (`i18n/forms.en.json`), the rest as it was drawn.

Keys of the texts: `<key>` for a label, `<key>=<value>` for an option, `<key>?` for a hint,
`<key>#time` for the second half of a date with time, `<list>.<key>` inside a dynamic list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Component = Mapping[str, Any]


def in_english(schema: Component, texts: Mapping[str, str]) -> dict[str, Any]:
    """A copy of a form-js schema with the texts that are known; the schema itself stays."""
    return {**schema, "components": [_component(item, texts, "") for item in schema.get("components", ())]}


def _component(item: Component, texts: Mapping[str, str], prefix: str) -> dict[str, Any]:
    made = dict(item)
    name = item.get("key") or item.get("path") or ""
    path = f"{prefix}{name}"
    if name and path in texts:
        made["label"] = texts[path]
        if "dateLabel" in item:  # a field of date and time has a label for each half
            made.update(dateLabel=texts[path], timeLabel=texts.get(f"{path}#time", "Time"))
    if item.get("description"):
        made["description"] = texts.get(f"{path}?", item["description"])
    if isinstance(item.get("values"), list):
        made["values"] = [{**option, "label": texts.get(f"{path}={option.get('value')}", option.get("label"))} for option in item["values"]]
    if isinstance(item.get("components"), list):
        inner = f"{path}." if item.get("path") else prefix
        made["components"] = [_component(child, texts, inner) for child in item["components"]]
    return made
