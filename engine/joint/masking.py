"""Personal data as people see it who did not say why they look: enough to recognise, too little to use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.joint.registers import Register

STARS = "＊"
SHORT = 3


def masked(text: str) -> str:
    """The first letter and the last (of long ones three and two), stars between."""
    if len(text) <= 1:
        return STARS * len(text)
    if len(text) <= SHORT:
        return text[0] + STARS * (len(text) - 1)
    if len(text) <= 2 * SHORT + 1:
        return text[0] + STARS * (len(text) - 2) + text[-1]
    return text[:3] + STARS * (len(text) - 5) + text[-2:]


def uncovered(register: Register, given: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What was given without masked texts that say nothing new; and the fields whose stars hide something else than what is stored."""
    values, wrong = dict(given), []
    for field in register.fields:
        if field.personal and STARS in str(values.get(field.name) or ""):
            stored = str(before.get(field.name) or "")
            if values.pop(field.name) != masked(stored):
                wrong.append(field.name)
    return values, wrong


def cover(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every personal field masked."""
    personal = {field.name for field in register.fields if field.personal}
    return {name: masked(str(value)) if name in personal and value else value for name, value in values.items()}
