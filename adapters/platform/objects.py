"""What is it: shops and other objects of supervision, and who has visited them (`object.*`, `inspection.history`)."""

from __future__ import annotations

from adapters.connector import Refusal
from adapters.platform.desk import Answer, Desk, day, fresh_id, text, texts
from adapters.platform.registry import PastVisit, Shop
from engine import SYSTEM_ACTOR, ExternalTask

#: Words of an address that say too little to match on alone.
LEAST = 4


def lookup(desk: Desk, task: ExternalTask) -> Answer:
    """By id, credit code or name, or by an address that one registered shop has. Else ERR_NOT_FOUND, and a draft follows."""
    said = task.variables
    keys = {text(said.get("objectId")), text(said.get("shop"))} - {None}
    address = text(said.get("address")) or ""
    shops = [shop for shop in desk.registry.shops if keys & {shop.id, shop.credit_code, shop.name}]
    if not shops and len(address) >= LEAST:
        shops = [shop for shop in desk.registry.shops if address in shop.address or shop.address in address]
    if len(shops) == 1:
        return _answer(shops[0])
    for key in keys:
        if found := desk.engine.cases.get(SYSTEM_ACTOR, "object", str(key)):
            return dict(found.body)
    raise Refusal("ERR_NOT_FOUND", f"{len(shops)} objects fit {sorted(map(str, keys))} {address}".strip())


def draft(desk: Desk, task: ExternalTask) -> Answer:
    """A new object of the case store, until the register has it."""
    identity = fresh_id("OBJ", task)
    answer = {"objectId": identity, "listType": None, "creditClass": None, "enterprise": False}
    said = task.variables
    desk.put("object", identity, task, {**answer, "name": said.get("shop"), "address": said.get("address"), "areaCode": said.get("areaCode")})
    return answer


def history(desk: Desk, task: ExternalTask) -> Answer:
    """Visits of these bodies this year, the open visit if any, and the days since the last: other systems' and our own."""
    object_id, today = text(task.variables.get("objectId")) or "", desk.today()
    bodies = {group.split(".")[0] for group in texts(task.variables.get("bodies"))}
    own = _own(desk, task, object_id)
    visits = [visit for visit in desk.registry.visits if visit.object_id == object_id] + own
    per_body = {
        body: len({visit.id for visit in visits if visit.body == body and visit.day.year == today.year and not visit.open}) for body in bodies
    }
    past = [visit.day for visit in visits if visit.body in bodies and not visit.open and visit.day <= today]
    still = next((visit for visit in visits if visit.open), None)
    lead = desk.record("visit", still.id).get("leadGroup") if still is not None and still in own else None
    return {
        "visitsThisYear": max(per_body.values(), default=0),
        "openVisitExists": still is not None,
        "openVisitId": still.id if still else None,
        "openLeadGroup": lead,
        "daysSinceLastVisit": (today - max(past)).days if past else None,
    }


def _own(desk: Desk, task: ExternalTask, object_id: str) -> list[PastVisit]:
    """Visits of the case store to this object, one entry per body; those of this very case do not count against it."""
    found: list[PastVisit] = []
    for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, "visit", object_id):
        body = record.body
        if record.root_id == task.root_id or body.get("state") == "cancelled":
            continue
        when = day(body.get("visitFrom")) or record.updated_at.date()
        groups = texts(body.get("participatingGroups")) or [str(body.get("leadGroup"))]
        found += [PastVisit(record.id, object_id, group.split(".")[0], when, body.get("state") == "open") for group in groups]
    return found


def _answer(shop: Shop) -> Answer:
    return {"objectId": shop.id, "listType": shop.list_type, "creditClass": shop.credit_class, "enterprise": shop.enterprise}
