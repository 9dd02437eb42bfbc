"""What an entry needs beyond what was given: its identity, street, responsible unit, the text lists search, and what must fit together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from engine.joint.places import Area, area_of, responsible_unit
from engine.joint.registers import OBJECTS

DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "objects": {
        "credit_code": None, "address": "", "area_code": "", "unit": "", "list_type": None, "credit_class": None, "enterprise": False, "state": "active",
    },
    "officers": {"account": None, "fields": [], "state": "active"},
    "matters": {
        "scene": "", "name_en": "", "lead": "", "joining": [], "basis": "", "benchmark": "", "safety": False, "town_areas": [], "mark": "CFG",
        "valid_from": "1949-10-01", "valid_to": None,
    },
    "areas": {"name_en": "", "managed_by": "nanhu", "keywords": []},
    "departments": {"name": "", "local_branch": False, "home_area": "nanhu"},
    "visits": {"source": "other", "state": "done", "units": [], "area_code": "", "code_no": "", "problems": "0"},
}
#: What a list looks words up in.
SEARCHED: Final[Mapping[str, tuple[str, ...]]] = {
    "objects": ("id", "name", "credit_code", "address", "tag", "chip", "permit"), "officers": ("id", "name", "account", "certificate"),
}


def completed(register: str, values: Mapping[str, Any], before: Mapping[str, Any] | None, areas: Mapping[str, Area]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The whole entry, and what does not fit: (field, code). What is not given stays as `before`, else is the default."""
    whole = {**DEFAULTS[register], **(before or {})}
    for name, value in values.items():
        default = DEFAULTS[register].get(name)
        whole[name] = default if value is None and default is not None and not (before or {}).get(name) else value
        if value is None and isinstance(default, str):
            whole[name] = ""
    wrong: list[tuple[str, str]] = []
    if register == "objects":
        wrong += _place(whole, areas)
        if whole["kind"] != "dog" and not whole["address"]:
            wrong.append(("address", "record.missing"))
        whole["id"] = whole.get("id") or derived_id(whole)
        names = {field.name for field in OBJECTS.of_kind(str(whole["kind"]))}
        whole = {name: value for name, value in whole.items() if name in names}
    elif register in ("officers", "matters"):
        begin, end = whole.get("valid_from"), whole.get("valid_to")
        if begin and end and end < begin:
            wrong.append(("valid_to", "record.ends"))
        if register == "officers":
            whole["id"] = whole.get("id") or whole.get("account") or whole["certificate"]
    elif register == "visits":
        whole["id"] = whole.get("id") or _hashed("V", whole["object_id"], whole["day"], whole["lead_unit"])
        if not str(whole["problems"] or "0").isdigit():
            wrong.append(("problems", "record.number"))
    return whole, wrong


def derived_id(values: Mapping[str, Any]) -> str:
    """An id that the same object gets again: of its credit code, chip or tag, else of its kind, name and address."""
    if values.get("credit_code"):
        return f"OBJ-{values['credit_code']}"
    if values.get("kind") == "dog" and (mark := values.get("chip") or values.get("tag")):
        return f"DOG-{mark}"
    return _hashed("OBJ", values["kind"], values["name"], values.get("address") or "")


def searched(register: str, values: Mapping[str, Any]) -> str:
    """The folded text that lists look words up in."""
    return " ".join(str(values[name]).casefold() for name in SEARCHED.get(register, ()) if values.get(name))


def _place(whole: dict[str, Any], areas: Mapping[str, Area]) -> list[tuple[str, str]]:
    """Street by code, by its name, or out of the address; the responsible unit where none is named."""
    given = whole["area_code"]
    area = areas.get(given) or next((item for item in areas.values() if given and item.name == given), None)
    if given and area is None:
        return [("area_code", "record.area-unknown")]
    area = area or area_of(whole["address"], areas.values())
    if area is None and whole["state"] == "active" and areas:
        return [("area_code", "record.area-missing")]
    whole["area_code"] = area.code if area else ""
    whole["unit"] = whole["unit"] or responsible_unit(whole["kind"], area)
    return []


def _hashed(prefix: str, *parts: str) -> str:
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"
