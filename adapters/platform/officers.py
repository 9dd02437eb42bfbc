"""Who may enforce on the day: topic `cert.verify` over the register of officers."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, texts
from engine import SYSTEM_ACTOR, ExternalTask, NotFound


def verify(desk: Desk, task: ExternalTask) -> Answer:
    """An officer is certified whose certificate in the register is valid today; each id counts once.

    Somebody without an entry in the register counts by their account: active, and in the body's `.officer` group, which names certified officers.
    """
    participant = str(task.variables.get("participant"))
    named = list(dict.fromkeys(texts(task.variables.get("officers"))))
    invalid = [officer for officer in named if not _certified(desk, officer, participant)]
    return {"validCount": len(named) - len(invalid), "invalidCount": len(invalid), "invalidOfficers": invalid}


def _certified(desk: Desk, officer: str, participant: str) -> bool:
    try:
        account = desk.engine.people.account(SYSTEM_ACTOR, officer)
    except NotFound:
        return False
    if not account.active or f"{'.'.join(participant.split('.')[:2])}.officer" not in account.groups:
        return False
    entries = desk.engine.records.matching(SYSTEM_ACTOR, "officers", account=officer)
    today = desk.today().isoformat()
    return not entries or any(
        entry.values["state"] == "active" and str(entry.values["valid_from"]) <= today <= str(entry.values["valid_to"]) for entry in entries
    )
