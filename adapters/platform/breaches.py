"""Was it the first time: topic `history.first-breach` over penalties that are known and our own closed findings."""

from __future__ import annotations

from datetime import timedelta

from adapters.platform.desk import Answer, Desk, day, text
from engine import ExternalTask

#: Looked back this long from the day of the conduct (two years, as the limit of pursuit in the Administrative Penalty Law
#: Art. 36; the look-back for "first" is the department's own rule and configurable in the specification).
LOOK_BACK = timedelta(days=730)
#: Outcomes that say there was no breach.
NONE = {"none", "investigate", "transfer"}


def first_breach(desk: Desk, task: ExternalTask) -> Answer:
    """"yes", "no", or "unknown" when the party is not known: an unknown record is never read against the party."""
    said = task.variables
    party, code = text(said.get("partyRef")), str(said.get("matterCode"))
    entry = desk.object(party)
    if party is None or entry is None:
        return {"firstBreach": "unknown"}
    conduct = day(said.get("conductDate")) or desk.today()
    earlier = set()
    for record in desk.of_object("penalty", party, entry):
        when = day(record.body.get("decidedOn"))
        if record.body.get("matterCode") == code and when is not None:
            earlier.add(when)
    for record in desk.of_object("finding", party, entry):
        body = record.body
        if record.id != said.get("findingId") and body.get("state") == "closed" and body.get("matterCode") == code and body.get("outcome") not in NONE:
            earlier.add(day(body.get("closedOn")) or record.updated_at.date())
    return {"firstBreach": "no" if any(conduct - LOOK_BACK <= when < conduct for when in earlier) else "yes"}
