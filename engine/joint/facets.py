"""What lists show and filter records of cases by: taken out of the body a process keeps, by names the specification uses for them.

A kind that calls something otherwise adds its word to a tuple here; nothing else of the platform knows the bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
TITLE: Final = ("title", "fact", "name", "subject", "reason", "docType", "class", "text")
STATE: Final = ("state", "status", "outcome", "result")
UNIT: Final = ("bodyGroup", "unit", "leadGroup", "participant", "findingBody", "body", "receiver", "visitGroup")
AREA: Final = ("areaCode", "area_code", "area")
MATTER: Final = ("matterCode", "matter")
NUMBER: Final = ("docNo", "number", "provCaseNo", "receiptNo", "codeNo", "orderNo", "applicationNo", "recordKey")
PARENT: Final = ("findingId", "orderId", "visitId", "penaltyId", "parent", "dataRef")
DAY: Final = ("day", "date", "decidedOn", "issuedOn", "publicityStart", "servedAt", "publishedAt", "foundOn", "conductDate", "takenAt", "at")
DUE: Final = ("dueOn", "deadlineDate", "claimDueDate", "dueAt", "minEnd", "registeredTo")
TITLE_LENGTH, WORD_LENGTH, PARENT_LENGTH = 300, 100, 200


def facets(body: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns title, state, unit, area_code, matter, number, parent, day, due_day, synthetic of a body; None where it says nothing."""
    return {
        "title": _text(body, TITLE, TITLE_LENGTH), "state": _text(body, STATE, 40), "unit": _text(body, UNIT, WORD_LENGTH), "area_code": _text(body, AREA, 40),
        "matter": _text(body, MATTER, WORD_LENGTH), "number": _text(body, NUMBER, WORD_LENGTH), "parent": _text(body, PARENT, PARENT_LENGTH),
        "day": _day(body, DAY) or today.isoformat(), "due_day": _day(body, DUE), "synthetic": body.get("synthetic") is True,
    }


def _text(body: Mapping[str, Any], names: tuple[str, ...], most: int) -> str | None:
    for name in names:
        value = body.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:most]
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(value)[:most]
    return None


def _day(body: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        if day := day_of(body.get(name)):
            return day.isoformat()
    return None


def day_of(value: Any) -> date | None:
    """The day in Shanghai of a date, a moment, or a text of one; None for anything else."""
    found = _parsed(value)
    if isinstance(found, datetime):
        return found.astimezone(SHANGHAI).date() if found.tzinfo else found.date()
    return found if isinstance(found, date) else None


def moment_of(value: Any) -> datetime | None:
    """A moment, or a text of one; without a zone it is Shanghai's; None for anything else."""
    found = _parsed(value)
    if not isinstance(found, datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _parsed(value: object) -> object:
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None
    return value
