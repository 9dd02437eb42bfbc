"""A visit as a process keeps it, as columns and parties; and what counts of the visits an object had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from engine.joint.facets import day_of, moment_of

STATES: Final = frozenset({"planned", "open", "done", "cancelled", "merged"})
#: States in which a visit was made or will be.
STANDING: Final = ("planned", "open", "done")


@dataclass(frozen=True, slots=True)
class PastVisit:
    """What counting needs of a visit: the units that were there, its day, and whether it is still open."""

    id: str
    units: tuple[str, ...]
    day: date | None
    state: str
    lead_unit: str


def columns(body: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a visit's body: objectId, areaCode, leadGroup, visitFrom, visitTo, day, codeNo, source, state, problemCount."""
    start, end = moment_of(body.get("visitFrom")), moment_of(body.get("visitTo"))
    day = day_of(body.get("day")) or day_of(start)
    state = body.get("state")
    units = parties(body)
    return {
        "object_id": _text(body.get("objectId"), 100), "source": _text(body.get("source"), 20) or "case", "state": state if state in STATES else "open",
        "lead_unit": _text(body.get("leadGroup"), 100), "area_code": _text(body.get("areaCode"), 40), "day": day.isoformat() if day else None,
        "starts_at": start, "ends_at": end, "code_no": _text(body.get("codeNo"), 60), "bodies": sum(state in ("lead", "came", "accepted") for state, _ in units.values()),
        "problems": _whole(body.get("problemCount")),
    }


def parties(body: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Unit -> (state, reason): the lead, those invited, those who take part once it is settled. Units are without their roles."""
    found: dict[str, tuple[str, str]] = {}
    invited, coming = _units(body.get("invitedGroups")), _units(body.get("participatingGroups"))
    settled = body.get("participatingGroups") is not None
    for unit in invited:
        found[unit] = ("declined", "") if settled and unit not in coming else ("invited", "")
    for unit in coming:
        found[unit] = ("came" if body.get("state") == "done" else "accepted", "")
    for lead in _units([body.get("leadGroup")]):
        found[lead] = ("lead", "")
    return found


def counted(visits: Iterable[PastVisit], bodies: Iterable[str], today: date) -> dict[str, Any]:
    """Topic `inspection.history`: most visits of one of these bodies this year, the open visit if any, days since the last of theirs."""
    seen, wanted = list(visits), set(bodies)
    held = [(visit, {unit.split(".")[0] for unit in visit.units or (visit.lead_unit,)}) for visit in seen]
    over = [(visit, who) for visit, who in held if visit.state not in ("open", "planned") and visit.day is not None and visit.day <= today]
    per_body = [sum(1 for visit, who in over if body in who and visit.day is not None and visit.day.year == today.year) for body in wanted]
    past = [visit.day for visit, who in over if who & wanted and visit.day is not None]
    still = next((visit for visit in seen if visit.state == "open"), None)
    return {
        "visitsThisYear": max(per_body, default=0), "openVisitExists": still is not None, "openVisitId": still.id if still else None,
        "openLeadGroup": still.lead_unit if still and "." in still.lead_unit else None, "daysSinceLastVisit": (today - max(past)).days if past else None,
    }


def _units(value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        return []
    return list(dict.fromkeys(".".join(item.split(".")[:2])[:100] for item in value if isinstance(item, str) and item))


def _text(value: Any, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""


def _whole(value: Any) -> int:
    return int(value) if value is not None and not isinstance(value, bool) and str(value).isdigit() else 0
