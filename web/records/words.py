"""What templates of registers say: labels of fields, values in words, places and units by name."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from flask import g

from engine import KEPT, REGISTERS, Entry, Forbidden, Register, called
from web import current, i18n, templating
from web.i18n import t

#: Fields of records of cases that name a unit; how their moments begin.
UNITS = frozenset({"bodyGroup", "findingBody", "visitGroup", "leadGroup"})
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def context() -> dict[str, Any]:
    """For every template of these pages."""
    language = i18n.language()
    return {
        "registers": REGISTERS, "kept_kinds": list(KEPT), "called": partial(called, language=language), "shown": shown,
        "label": lambda field: field.label(language), "area_name": area_name, "department": department, "said": said,
    }


def area_name(code: str) -> str:
    """The name of a street or town, its code when it is not known."""
    if "areas" not in g:
        g.areas = {entry.id: entry.values for entry in _areas()}
    values = g.areas.get(code)
    return code if values is None else str((i18n.language() == "en" and values["name_en"]) or values["name"])


def said(name: str, value: object) -> str:
    """What a record of a case says, for reading: yes and no, days, units and places by name; what has no words as it is."""
    if isinstance(value, bool):
        return t("records.yes") if value else t("records.no")
    if isinstance(value, list):
        return "、".join(said(name, item) for item in value)
    text = str(value)
    if name == "areaCode":
        return area_name(text)
    if name in UNITS:
        return templating.names().group(text)
    if name == "state":
        return i18n.known(f"records.state.{text}") or text
    return text[:16].replace("T", " ") if MOMENT.match(text) else text


def department(code: str) -> str:
    """The name of a department, its code when it is not known."""
    if "departments" not in g:
        try:
            g.departments = dict(current.engine().records.labels(current.actor(), "departments", language=i18n.language(), limit=200))
        except Forbidden:
            g.departments = {}
    return str(g.departments.get(code, code))


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
