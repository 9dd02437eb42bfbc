"""What templates of registers say: labels of fields, values in words, places and units by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import g

from engine import KEPT, REGISTERS, Entry, Forbidden, Register, called
from web import current, i18n, templating


def context() -> dict[str, Any]:
    """For every template of these pages."""
    language = i18n.language()
    return {
        "registers": REGISTERS, "kept_kinds": list(KEPT), "called": partial(called, language=language), "shown": shown,
        "label": lambda field: field.label(language), "area_name": area_name,
    }


def area_name(code: str) -> str:
    """The name of a street or town, its code when it is not known."""
    if "areas" not in g:
        g.areas = {entry.id: entry.values for entry in _areas()}
    values = g.areas.get(code)
    return code if values is None else str((i18n.language() == "en" and values["name_en"]) or values["name"])


def areas() -> list[tuple[str, str]]:
    """Every street and town for a choice."""
    area_name("")
    return [(code, area_name(code)) for code in g.areas]


def shown(register: Register, entry: Entry, name: str) -> str:
    """A value of an entry in words."""
    field = next(item for item in register.fields if item.name == name)
    value = entry.values.get(name)
    if name == "area_code" and value:
        return area_name(str(value))
    if name in ("unit", "lead_unit") and value:
        return templating.names().group(str(value))
    if name == "units":
        return "、".join(templating.names().group(str(item)) for item in value or ())
    return field.shown(value, i18n.language())


def _areas() -> tuple[Entry, ...]:
    try:
        return current.engine().records.listed(current.actor(), "areas", limit=500).items
    except Forbidden:
        return ()
