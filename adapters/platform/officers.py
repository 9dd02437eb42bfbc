"""Who may enforce on the day: topic `cert.verify`, standing in for the province's register of certificates."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, texts
from engine import SYSTEM_ACTOR, ExternalTask, NotFound


def verify(desk: Desk, task: ExternalTask) -> Answer:
    """An officer is certified who has an active account in the body's `.officer` group; each id counts once."""
    participant = str(task.variables.get("participant"))
    named = list(dict.fromkeys(texts(task.variables.get("officers"))))
    invalid = [officer for officer in named if not _certified(desk, officer, participant)]
    return {"validCount": len(named) - len(invalid), "invalidCount": len(invalid), "invalidOfficers": invalid}


def _certified(desk: Desk, officer: str, participant: str) -> bool:
    try:
        account = desk.engine.people.account(SYSTEM_ACTOR, officer)
    except NotFound:
        return False
    return account.active and f"{'.'.join(participant.split('.')[:2])}.officer" in account.groups
