"""Was it the first time: topic `history.first-breach` over the register and our own closed findings."""

from __future__ import annotations

from datetime import timedelta

from adapters.platform.desk import Answer, Desk, day, text
from engine import SYSTEM_ACTOR, ExternalTask

#: Looked back this long from the day of the conduct (two years, as the limit of pursuit in the Administrative Penalty Law
#: Art. 36; the look-back for "first" is the department's own rule and configurable in the specification).
LOOK_BACK = timedelta(days=730)
#: Outcomes that say there was no breach.
NONE = {"none", "investigate", "transfer"}


def first_breach(desk: Desk, task: ExternalTask) -> Answer:
    """"yes", "no", or "unknown" when the party is not known: an unknown record is never read against the party."""
    said = task.variables
    party, code = text(said.get("partyRef")), str(said.get("matterCode"))
    if party is None or not _known(desk, party):
        return {"firstBreach": "unknown"}
    conduct = day(said.get("conductDate")) or desk.today()
    earlier = {when for ref, matter, when in desk.registry.breaches if ref == party and matter == code}
    for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, "finding", party):
        body = record.body
        if record.id != said.get("findingId") and body.get("state") == "closed" and body.get("matterCode") == code and body.get("outcome") not in NONE:
            earlier.add(day(body.get("closedOn")) or record.updated_at.date())
    return {"firstBreach": "no" if any(conduct - LOOK_BACK <= when < conduct for when in earlier) else "yes"}


def _known(desk: Desk, party: str) -> bool:
    shops = {key for shop in desk.registry.shops for key in (shop.id, shop.credit_code)}
    return party in shops or desk.engine.cases.get(SYSTEM_ACTOR, "object", party) is not None
