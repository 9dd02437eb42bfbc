"""Which body answers for a matter at a place: the published decisions `shop-matter` and `resolve-body` over the registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Answer, Desk, text, texts
from engine import SYSTEM_ACTOR, ExternalTask


def matter(desk: Desk, code: str) -> Mapping[str, Any]:
    """The catalogue row of a matter: powerHolder, penaltyMode, safety, days. Raises LookupError for an unknown code."""
    row = desk.decide("shop-matter", matterCode=code)
    if not isinstance(row, Mapping) or not row.get("powerHolder"):
        raise LookupError(f"no matter {code!r} in the decision shop-matter")
    return row


def body_of(desk: Desk, code: str, area_code: str, managed_by: str) -> str:
    """The group that answers for a matter in an area."""
    return group_of(desk, str(matter(desk, code)["powerHolder"]), code, area_code, managed_by)


def group_of(desk: Desk, holder: str, code: str, area_code: str, managed_by: str) -> str:
    """The group of the body that holds a power in an area, by the decision `resolve-body`. Raises LookupError when it names nobody."""
    records = desk.engine.records
    department = next(iter(records.matching(SYSTEM_ACTOR, "departments", code=holder)), None)
    known = next(iter(records.matching(SYSTEM_ACTOR, "matters", code=code)), None)
    result = desk.decide(
        "resolve-body", managedBy=managed_by, powerHolder=holder, townHasPower=known is not None and area_code in known.values["town_areas"],
        localBranch=department is not None and department.values["local_branch"] and area_code in records.areas(SYSTEM_ACTOR), areaCode=area_code,
        homeArea=department.values["home_area"] if department else "nanhu",
    )
    group = result.get("bodyGroup") if isinstance(result, Mapping) else result
    if not isinstance(group, str):
        raise LookupError(f"resolve-body names nobody for {code} in {area_code}")
    return group


def bodies(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `matter.bodies`: the bodies concerned, the main one, the one for danger, and how many items one body holds."""
    said = task.variables
    codes = texts(said.get("matters"))
    area_code, managed_by = text(said.get("areaCode")) or "nanhu", text(said.get("managedBy")) or "nanhu"
    holders = [body_of(desk, code, area_code, managed_by) for code in codes]
    danger = said.get("emergency") is True or said.get("urgency") == "danger"
    safety = next((holder for code, holder in zip(codes, holders, strict=True) if matter(desk, code).get("safety") == "yes"), None)
    lead = [text(said.get("leadGroup"))] if text(said.get("leadGroup")) else []
    everyone = [*holders, *lead, *texts(said.get("invitedGroups"))]
    return {
        "suggestedBodies": list(dict.fromkeys(everyone)),
        "mainMatterBody": holders[0] if holders else None,
        "safetyBody": safety if danger else None,
        "itemBodies": [{"itemCode": code, "body": holder} for code, holder in zip(codes, holders, strict=True)],
        "sameBodyItems": max(Counter(holders).values(), default=0),
    }
