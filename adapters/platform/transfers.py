"""Matters handed from body to body: topic `transfer.open`."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, fresh_id, text
from engine import SYSTEM_ACTOR, ExternalTask


def open_transfer(desk: Desk, task: ExternalTask) -> Answer:
    """One record per transfer; a matter sent on keeps its id and remembers each leg."""
    said = task.variables
    transfer_id = text(said.get("transferId")) or fresh_id("T", task)
    kept = desk.engine.cases.get(SYSTEM_ACTOR, "transfer", transfer_id)
    legs = list(kept.body["legs"]) if kept else []
    leg = {"giver": said.get("giver"), "receiver": said.get("receiver"), "form": dict(desk.last(task, "ct-send")), "by": task.idempotency_key}
    if not any(known["by"] == leg["by"] for known in legs):
        legs.append(leg)
    desk.put("transfer", transfer_id, task, {"legs": legs})
    return {"transferId": transfer_id}
