"""What the records say about a visit that somebody complains of: topic `visit.find`. Facts only; the hints are a decision's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from adapters.platform.desk import Answer, Desk, day, text, texts
from engine import SYSTEM_ACTOR, CaseRecord, ExternalTask

WINDOW = timedelta(days=30)
MOST = 50


def find(desk: Desk, task: ExternalTask) -> Answer:
    """The visit by its code, else the newest of the object (and body) on or before the day complained of.

    Reads codeNo?, objectId?, body?, when? (date). Returns visitFound bool, visitId?, complainedBody? (the given body, else the
    lead), codeNo?, backfillReason?, officers [id], visitFrom?, itemInList bool (every item is in the register of items),
    bodiesIn30Days num (other bodies that came by themselves in the thirty days before), sameBodyDays num? (days since the same
    body's visit before this one).
    """
    said = task.variables
    object_id, code, unit = text(said.get("objectId")), text(said.get("codeNo")), text(said.get("body"))
    until = day(said.get("when")) or desk.today()
    records = _visits(desk, object_id) if object_id else ()
    found = _chosen(records, code, unit, until)
    if found is None:
        return {
            "visitFound": False, "visitId": None, "complainedBody": unit, "codeNo": code, "backfillReason": None, "officers": [],
            "visitFrom": None, "itemInList": True, "bodiesIn30Days": 0, "sameBodyDays": None,
        }
    body = found.body
    lead = unit or text(body.get("leadGroup"))
    at = _day(found) or until
    earlier = [record for record in records if record.id != found.id and (when := _day(record)) is not None and when <= at]
    same = [when for record in earlier if lead in _units(record.body) and (when := _day(record)) is not None]
    near = {record.body.get("leadGroup") for record in earlier if at - (_day(record) or date.min) <= WINDOW} - {lead}
    return {
        "visitFound": True, "visitId": found.id, "complainedBody": lead, "codeNo": text(body.get("codeNo")), "backfillReason": text(body.get("backfillReason")),
        "officers": texts(body.get("officers"))[:MOST], "visitFrom": body.get("visitFrom"), "itemInList": _listed(desk, texts(body.get("itemCodes"))),
        "bodiesIn30Days": len(near) + 1 if near else 0, "sameBodyDays": (at - max(same)).days if same else None,
    }


def _visits(desk: Desk, object_id: str) -> tuple[CaseRecord, ...]:
    kept = desk.engine.cases.of_subject(SYSTEM_ACTOR, "visit", object_id)
    return tuple(record for record in kept if record.body.get("state") != "cancelled")


def _chosen(records: tuple[CaseRecord, ...], code: str | None, unit: str | None, until: date) -> CaseRecord | None:
    coded = [record for record in records if code is not None and record.body.get("codeNo") == code]
    fitting = [record for record in records if (unit is None or unit in _units(record.body)) and (_day(record) or date.max) <= until]
    return next(iter(coded or sorted(fitting, key=lambda record: _day(record) or date.min, reverse=True)), None)


def _units(body: Mapping[str, Any]) -> list[str]:
    return texts(body.get("participatingGroups")) or [str(body.get("leadGroup"))]


def _day(record: CaseRecord) -> date | None:
    return day(record.body.get("visitFrom"))


def _listed(desk: Desk, codes: list[str]) -> bool:
    return all(desk.engine.records.matching(SYSTEM_ACTOR, "matters", code=code) for code in codes)
