"""Where is it, and who manages the place: topic `geo.resolve-area` over the register of streets and towns."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, text
from engine import ExternalTask


def resolve_area(desk: Desk, task: ExternalTask) -> Answer:
    """By the given code (confidence 1), the object's register entry (0.95), or a street's name in the address (0.8); else 0.

    Points need the surveyors' polygons, which no register here has: a point alone is not resolved.
    """
    said = task.variables
    registry = desk.registry
    area = registry.area(text(said.get("areaCode")) or "")
    confidence: float = 1
    if area is None:
        known = {text(said.get("objectId")), text(said.get("shop"))} - {None}
        shop = next((shop for shop in registry.shops if known & {shop.id, shop.name}), None)
        area, confidence = (registry.area(shop.area_code), 0.95) if shop else (None, 0)
    if area is None:
        address = text(said.get("address")) or ""
        found = [area for area in registry.areas if any(word in address for word in area.keywords)]
        area, confidence = (found[0], 0.8) if len(found) == 1 else (None, 0)
    if area is None:
        return {"areaCode": "nanhu", "managedBy": "nanhu", "confidence": 0}
    return {"areaCode": area.code, "managedBy": area.managed_by, "confidence": confidence}
