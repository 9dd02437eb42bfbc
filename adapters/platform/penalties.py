"""The provincial case as far as the district keeps it: topic `penalty.status`. It decides nothing."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, day, text
from engine import SYSTEM_ACTOR, ExternalTask

#: Stages the province reports, in their order; a word that is none of them is kept as "filed" and shown as it came.
STAGES = ("filed", "noticeGiven", "hearing", "decided", "closed", "withdrawn")


def status(desk: Desk, task: ExternalTask) -> Answer:
    """Keeps the newest stage under the receipt.

    Reads receiptNo, provCaseNo?, findingId?, partyRef?, objectId?, bodyGroup, filedOn, status?, statusDate? (of the report, else
    today), decidedOn?. Returns status, statusDate, decidedOn? (the day of the stage `decided`).
    """
    said = task.variables
    receipt, said_stage = str(said.get("receiptNo")), text(said.get("status")) or STAGES[0]
    stage = said_stage if said_stage in STAGES else STAGES[0]
    at = day(said.get("statusDate")) or desk.today()
    decided = day(said.get("decidedOn")) or (at if stage == "decided" else None)
    known = desk.engine.cases.get(SYSTEM_ACTOR, "penalty", receipt)
    history = list(known.body.get("stages") or []) if known else []
    if not history or history[-1]["stage"] != said_stage:
        history.append({"stage": said_stage, "on": at.isoformat()})
    kept = {name: said.get(name) for name in ("provCaseNo", "findingId", "partyRef", "bodyGroup", "filedOn")}
    desk.put("penalty", receipt, task, {
        **kept, "receiptNo": receipt, "state": stage, "stages": history, "decidedOn": decided.isoformat() if decided else None,
    }, subject=text(said.get("partyRef")) or "")
    return {"status": stage, "statusDate": at, "decidedOn": decided}
