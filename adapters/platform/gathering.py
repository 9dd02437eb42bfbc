"""What everybody wrote: topic `form.gather` makes one list of the newest form of each member of a multi-instance."""

from __future__ import annotations

from adapters.platform.desk import Answer, Desk, texts
from engine import ExternalTask

MOST = 50


def gather(desk: Desk, task: ExternalTask) -> Answer:
    """Reads `gatherFrom` (user task), `gatherItem` (its loop variable), `gatherFields` [field], `members` [item].

    Returns `gathered`: one context per member in their order, {item, and each field or null}; who wrote nothing has only nulls.
    """
    said = task.variables
    forms = desk.last_by(task, str(said["gatherFrom"]), str(said["gatherItem"]))
    fields = texts(said.get("gatherFields"))
    return {"gathered": [{"item": member, **{name: forms.get(member, {}).get(name) for name in fields}} for member in texts(said.get("members"))[:MOST]]}
