"""What parties are told: topic `notify.party`. Who declined messages gets none but those the law asks for."""

from __future__ import annotations

import hashlib

from adapters.connector import Refusal
from adapters.platform.desk import Answer, Desk, text
from engine import SYSTEM_ACTOR, ExternalTask


def notify(desk: Desk, task: ExternalTask) -> Answer:
    """Keeps the notice as a record of the case, once per dedupKey. Stands in for the messaging channel of the district.

    `toRef` is a credit code, an object or a name; a record `optOut` of it stops what is not `legal`. ERR_NOT_DELIVERED without anyone to tell.
    """
    said = task.variables
    to = text(said.get("toRef"))
    if to is None:
        raise Refusal("ERR_NOT_DELIVERED", "nobody to tell")
    key = text(said.get("dedupKey")) or task.idempotency_key
    notice_id = f"N-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    known = desk.engine.cases.get(SYSTEM_ACTOR, "partyNotice", notice_id)
    if known is not None:
        return {"messageId": notice_id, "channel": str(known.body["channel"]), "acceptedAt": known.body["at"]}
    declined = desk.engine.cases.get(SYSTEM_ACTOR, "optOut", to)
    silent = declined is not None and declined.body.get("state") == "open" and said.get("legal") is not True
    channel, now = "optedOut" if silent else "platform", desk.clock.now()
    body = {"templateId": said.get("templateId"), "text": said.get("noticeText"), "params": said.get("params"), "channel": channel, "at": now, "state": "held back" if silent else "sent"}
    desk.put("partyNotice", notice_id, task, body, subject=to)
    return {"messageId": notice_id, "channel": channel, "acceptedAt": now}
