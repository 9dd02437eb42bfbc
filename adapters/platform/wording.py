"""What a paper says in words: dates as 2026年3月10日, units and matters by their names instead of their codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from adapters.platform.desk import SHANGHAI, Desk, moment, text
from engine import SYSTEM_ACTOR, ExternalTask

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*")
#: Fields that hold the code of an enforcement matter.
MATTERS = frozenset({"itemCode", "matterCode"})


def worded(desk: Desk, task: ExternalTask, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a template for people to read; what is neither a date nor a known code stays.

    Adds `unitName` (the body that issues: variable `unitGroup`, else bodyGroup or leadGroup) and, where the data names no
    party, `partyName` (the object in the register that `partyRef` or `objectId` means); both only when known.
    """
    units = {unit.id: unit.name for unit in desk.engine.people.units(SYSTEM_ACTOR)}
    said = {name: _said(desk, units, name, value) for name, value in data.items()}
    issuer = next((found for name in ("unitGroup", "bodyGroup", "leadGroup") if (found := text(task.variables.get(name)))), None)
    if issuer and not said.get("unitName") and _unit(units, issuer) != issuer:
        said["unitName"] = _unit(units, issuer)
    if not said.get("partyName"):
        entry = desk.object(*(text(task.variables.get(name)) or text(data.get(name)) for name in ("partyRef", "objectId")))
        if entry is not None:
            said["partyName"] = entry.values["name"]
    return said


def _said(desk: Desk, units: Mapping[str, str], name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _said(desk, units, key, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_said(desk, units, name, item) for item in value]
    if isinstance(value, str) and name in MATTERS:
        known = desk.engine.records.matching(SYSTEM_ACTOR, "matters", code=value)
        return known[0].values["name"] if known else value
    return _plain(units, value)


def _plain(units: Mapping[str, str], value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and MOMENT.fullmatch(value)):
        at = moment(value)
        return value if at is None else _moment(at.astimezone(SHANGHAI))
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, date):
        return _day(value)
    return _unit(units, value) if isinstance(value, str) else value


def _unit(units: Mapping[str, str], group: str) -> str:
    """The name of a unit, also for a role in it; anything else as it is."""
    return units.get(group) or units.get(".".join(group.split(".")[:2])) or group


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    return f"{_day(at.date())}{at.hour}时" + (f"{at.minute:02}分" if at.minute else "")
