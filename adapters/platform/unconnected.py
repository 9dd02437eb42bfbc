"""What the platform answers for a credit site that is not connected: nothing is known, nothing is lodged, a person looks.

A connected system (`ONETHING_SYSTEM_CREDIT_URL`) answers these topics instead.
"""

from __future__ import annotations

from adapters.connector import Refusal
from adapters.platform.desk import Answer, Desk, texts
from engine import ExternalTask

FACTS = (
    "subjectRef", "partyName", "creditCode", "areaCode", "kinds", "procedure", "fineAmount", "sector", "decisionDate", "publicityStart", "dutiesDoneOn", "seriousList",
    "recordVoid", "inDistrict",
)


def load(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `credit.load`: what the case knows is all there is; ERR_DATA_INCOMPLETE without name or kind of penalty, so that people complete it."""
    known = task.variables.get("known")
    if not isinstance(known, dict) or not known.get("partyName") or not texts(known.get("kinds")):
        raise Refusal("ERR_DATA_INCOMPLETE", "no credit site is connected")
    return dict.fromkeys(FACTS)


def lodge(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `credit.lodge`: always ERR_LODGE_REFUSED; the application is entered by hand."""
    raise Refusal("ERR_LODGE_REFUSED", "no credit site is connected")


def status(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `credit.status`: gone when a person said so."""
    return {"allGone": desk.last(task, "cr-sync-chase").get("gone") is True}
