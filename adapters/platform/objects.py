"""What is it: objects of supervision in the register, and who has visited them (`object.*`, `inspection.history`)."""

from __future__ import annotations

from adapters.connector import Refusal
from adapters.platform.desk import Answer, Desk, fresh_id, text, texts
from engine import SYSTEM_ACTOR, Entry, ExternalTask, count_visits

#: Words of an address that say too little to match on alone.
LEAST = 4


def lookup(desk: Desk, task: ExternalTask) -> Answer:
    """By id, credit code or name, or by an address that one object has. Else ERR_NOT_FOUND, and a draft follows. The case is noted at the object."""
    said = task.variables
    keys = [key for key in (text(said.get("objectId")), text(said.get("shop"))) if key]
    address = text(said.get("address")) or ""
    entry = desk.object(*keys)
    if entry is None and len(address) >= LEAST:
        near = desk.engine.records.at_address(SYSTEM_ACTOR, address)
        entry = near[0] if len(near) == 1 else None
    if entry is None:
        raise Refusal("ERR_NOT_FOUND", f"no object fits {sorted(keys)} {address}".strip())
    _note(desk, task, entry.id)
    return _answer(entry)


def draft(desk: Desk, task: ExternalTask) -> Answer:
    """A new object to be verified: in the register at once, so that the next case finds it."""
    identity, said = fresh_id("OBJ", task), task.variables
    areas = desk.engine.records.areas(SYSTEM_ACTOR)
    area = text(said.get("areaCode")) or ""
    desk.engine.records.save(SYSTEM_ACTOR, "objects", {
        "id": identity, "kind": "shop", "name": text(said.get("shop")) or text(said.get("address")) or identity, "address": text(said.get("address")) or "",
        "area_code": area if area in areas else "", "state": "draft",
    })
    _note(desk, task, identity)
    return {"objectId": identity, "listType": None, "creditClass": None, "enterprise": False}


def history(desk: Desk, task: ExternalTask) -> Answer:
    """Visits of these bodies this year, the open visit if any, and the days since the last; those of this very case do not count against it."""
    object_id = text(task.variables.get("objectId")) or ""
    bodies = {group.split(".")[0] for group in texts(task.variables.get("bodies"))}
    return count_visits(desk.engine.records.visits_of(SYSTEM_ACTOR, object_id, but_case=task.root_id), bodies, desk.today())


def _note(desk: Desk, task: ExternalTask, object_id: str) -> None:
    desk.put("involved", f"{task.root_id}:{object_id}"[:200], task, {"title": task.business_key or ""}, subject=object_id)


def _answer(entry: Entry) -> Answer:
    values = entry.values
    return {"objectId": entry.id, "listType": values["list_type"], "creditClass": values["credit_class"], "enterprise": values["enterprise"]}
