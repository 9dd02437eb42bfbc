"""Opinions told to the approval system: topic `approval.opinion`. A stand-in: the answer is kept with the case and acknowledged."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, fresh_id
from engine import ExternalTask


def opinion(desk: Desk, task: ExternalTask) -> Answer:
    """Reads `requestId` and `opinions` [{body, opinion, conditions, reason}]; returns `ackId`. Replace it by giving the topic another connector."""
    said = task.variables
    ack_id = fresh_id("OP", task)
    desk.put("approvalOpinion", ack_id, task, {"requestId": said.get("requestId"), "opinions": said.get("opinions"), "toldAt": desk.clock.now().isoformat()})
    return {"ackId": ack_id}
