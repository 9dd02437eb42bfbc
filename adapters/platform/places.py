"""Where is it, and who manages the place: topic `geo.resolve-area` over the register of streets and towns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Answer, Desk, text
from adapters.platform.zones import zone_of
from engine import SYSTEM_ACTOR, ExternalTask


def resolve_area(desk: Desk, task: ExternalTask) -> Answer:
    """By the given code (confidence 1), the object's register entry (0.95), or a street's name in the address (0.8); else 0.

    Streets need the surveyors' polygons, which no register here has: a point alone does not give the street. Where the model
    names a `zoneLayer`, the answer has the `zone` of that layer too (zones.py).
    """
    layer = text(task.variables.get("zoneLayer"))
    return {**_street(desk, task.variables), **({"zone": zone_of(layer, task.variables)} if layer else {})}


def _street(desk: Desk, said: Mapping[str, Any]) -> dict[str, Any]:
    records = desk.engine.records
    areas = records.areas(SYSTEM_ACTOR)
    area = areas.get(text(said.get("areaCode")) or "")
    confidence: float = 1
    if area is None:
        entry = desk.object(text(said.get("objectId")), text(said.get("shop")))
        area, confidence = (areas.get(str(entry.values["area_code"])), 0.95) if entry else (None, 0)
    if area is None:
        found = records.area_of(SYSTEM_ACTOR, text(said.get("address")) or "")
        area, confidence = (found, 0.8) if found else (None, 0)
    if area is None:
        return {"areaCode": "nanhu", "managedBy": "nanhu", "confidence": 0}
    return {"areaCode": area.code, "managedBy": area.managed_by, "confidence": confidence}
