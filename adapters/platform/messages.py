"""What the platform says: to waiting processes (`message.send`), to staff (`notify.staff`), to the public (`publicity.publish`)."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, fresh_id, text, texts
from engine import SYSTEM_ACTOR, ExternalTask


def send(desk: Desk, task: ExternalTask) -> Answer:
    """To whoever waits by name and key, or starts by name; kept when nobody waits. Without a key nothing is sent."""
    key = task.variables.get("correlationKey")
    if key is None:
        return {"messageId": ""}
    payload = task.variables.get("payload")
    desk.engine.messages.correlate(
        str(task.variables["messageName"]), key=str(key), data=dict(payload) if isinstance(payload, dict) else {},
        message_id=task.idempotency_key, actor=SYSTEM_ACTOR,
    )
    return {"messageId": task.idempotency_key}


def notify_staff(desk: Desk, task: ExternalTask) -> Answer:
    """One notice per member of a group; the same dedupKey tells nobody twice."""
    said = task.variables
    params = said.get("params")
    message_id = desk.engine.notices.tell(
        SYSTEM_ACTOR, str(said["toRef"]), str(said["templateId"]), dict(params) if isinstance(params, dict) else {},
        dedup_key=text(said.get("dedupKey")) or task.idempotency_key, instance_id=task.instance_id,
    )
    return {"messageId": message_id}


def publish(desk: Desk, task: ExternalTask) -> Answer:
    """Keeps what is to be public as a record of the case; a real installation sends it to the province's publicity site."""
    said = task.variables
    record_id = fresh_id("P", task)
    now = desk.clock.now()
    desk.put("publicity", record_id, task, {"recordRef": said.get("recordRef"), "channel": said.get("channel"), "items": texts(said.get("publicItems")), "publishedAt": now.isoformat()})
    return {"publishedAt": now, "publicUrl": f"urn:onething:publicity:{record_id}"}
