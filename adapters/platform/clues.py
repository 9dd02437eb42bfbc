"""Clues as they come in: topic `clue.similar` keeps each one and names those like it."""

from __future__ import annotations

from datetime import timedelta

from adapters.platform.desk import SHANGHAI, Answer, Desk, fresh_id, text
from engine import SYSTEM_ACTOR, ExternalTask

MOST = 20
#: How long a clue looks back for others when the model does not say; a setting, no source.
DAYS = 30


def similar(desk: Desk, task: ExternalTask) -> Answer:
    """Keeps the clue under its place, and names the newest others of the same place and area within `similarDays`.

    Reads clueId?, orderNo?, channel, areaCode, address?, objectId?, matterArea, similarDays?. Returns `clueId` (the given one,
    or a new one) and `similar` [clueId], at most 20. Nothing is merged here: each clue keeps its own reply.
    """
    said = task.variables
    clue_id = text(said.get("clueId")) or fresh_id("CL", task)
    place = _place(text(said.get("objectId")) or text(said.get("address")) or "")
    days = said.get("similarDays")
    since = desk.clock.now() - timedelta(days=int(days) if days is not None else DAYS)
    others = desk.engine.cases.of_subject(SYSTEM_ACTOR, "clue", place) if place else ()
    found = [
        record.id for record in others
        if record.id != clue_id and record.updated_at >= since and record.body.get("matterArea") == said.get("matterArea")
    ]
    kept = {name: said.get(name) for name in ("orderNo", "channel", "areaCode", "address", "objectId", "matterArea")}
    received = desk.clock.now().astimezone(SHANGHAI).isoformat()
    desk.put("clue", clue_id, task, {**kept, "receivedAt": received, "similar": found[:MOST]}, subject=place)
    return {"clueId": clue_id, "similar": found[:MOST]}


def _place(words: str) -> str:
    """An address without the blanks and punctuation that two callers write differently."""
    return "".join(letter for letter in words if letter.isalnum() or letter in "-_")[:200]
