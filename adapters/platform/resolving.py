"""Who acts for a power at a place: topic `body.resolve`, the decision `resolve-body` for any matter."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.platform.desk import Answer, Desk, text
from adapters.platform.matters import group_of
from engine import ExternalTask


def resolve(desk: Desk, task: ExternalTask) -> Answer:
    """Reads `powerHolder`, `matter`?, `areaCode`, `managedBy`?, `holderGroups`? {holder: group} for holders that are no department. Returns `bodyGroup`."""
    said = task.variables
    holder, named = str(said.get("powerHolder")), said.get("holderGroups")
    group = named.get(holder) if isinstance(named, Mapping) else None
    return {
        "bodyGroup": text(group)
        or group_of(desk, holder, text(said.get("matter")) or "", text(said.get("areaCode")) or "nanhu", text(said.get("managedBy")) or "nanhu"),
    }
