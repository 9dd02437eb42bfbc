"""Orders to correct as records: kept when the order is sealed, settled with the finding it was made for. No topic of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Desk, text
from engine import SYSTEM_ACTOR, ExternalTask

#: The document that is an order (责令改正通知书).
ORDER = "orderToCorrect"
SAID = ("findingId", "fact", "matterCode", "requirements", "days", "date")


def sealed(desk: Desk, task: ExternalTask, doc_id: str, body: Mapping[str, Any], doc_no: str) -> None:
    """Keep the order under the id of its document; other documents are none."""
    data = body.get("dataRef")
    if body.get("docType") != ORDER or not isinstance(data, Mapping):
        return
    found = desk.engine.cases.get(SYSTEM_ACTOR, "finding", text(data.get("findingId")) or "")
    about = found.body if found else {}
    desk.put("order", doc_id, task, {
        **{name: data.get(name) for name in SAID}, **{name: about.get(name) for name in ("objectId", "areaCode", "bodyGroup", "partyRef")}, "title": data.get("requirements"),
        "docNo": doc_no, "issuedOn": desk.today(), "dueOn": data.get("date"), "state": "issued",
    }, subject=text(about.get("objectId")) or text(body.get("partyRef")) or "")


def settled(desk: Desk, task: ExternalTask, finding_id: str, result: object) -> None:
    """The finding is closed: its orders were corrected, or ended otherwise."""
    for record in desk.engine.cases.of_case(SYSTEM_ACTOR, task.root_id, "order"):
        if record.body.get("findingId") == finding_id and record.body.get("state") == "issued":
            state = "corrected" if result == "corrected" else "closed"
            desk.put("order", record.id, task, {**record.body, "state": state, "closedOn": desk.today()}, subject=record.subject)
