"""What templates of joint visits say: units one may act for, words of sources, states and classes."""

from __future__ import annotations

from typing import Any

from engine import REGISTERS, Right
from web import current, i18n, templating
from web.records import words as records


def context() -> dict[str, Any]:
    """For every template of these pages."""
    return {**records.context(), "word": word, "my_units": my_units()}


def word(register: str, name: str, value: str) -> str:
    """A value of a field of a register in words."""
    field = next(item for item in REGISTERS[register].fields if item.name == name)
    return field.shown(value, i18n.language())


def my_units() -> list[tuple[str, str]]:
    """(id, name) of the units the person may plan and draw for: their own, or all for who keeps every register."""
    signed_in = current.session()
    if signed_in is None:
        return []
    names, actor = templating.names(), current.actor()
    ids = {".".join(group.split(".")[:2]) for group in actor.groups if "." in group}
    if actor.may(Right.MODEL) or actor.may(Right.INTEGRATION):
        ids = {unit for unit in names.units if "." in unit}
    return sorted(((unit, names.unit(unit)) for unit in ids), key=lambda pair: pair[1])
