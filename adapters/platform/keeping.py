"""What a process writes into the register of objects: topic `object.keep`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from adapters.platform.desk import Answer, Desk, fresh_id, text
from engine import SYSTEM_ACTOR, ExternalTask


def keep(desk: Desk, task: ExternalTask) -> Answer:
    """Reads `objectKind` (a kind of the register), `objectId`?, `objectFields` {field of the register: value}. Returns `objectId`.

    What is null or not named stays as it is. A new object without an id gets one of this task. An area that the register of
    places does not know leaves the object a draft, to be verified by a person.
    """
    said = task.variables
    fields = said.get("objectFields")
    values = {name: _plain(value) for name, value in (fields.items() if isinstance(fields, Mapping) else ()) if value is not None}
    if "area_code" in values and values["area_code"] not in desk.engine.records.areas(SYSTEM_ACTOR):
        del values["area_code"]
        values["state"] = "draft" if values.get("state", "active") == "active" else values["state"]
    identity = text(said.get("objectId")) or fresh_id(str(said["objectKind"]).upper(), task)
    desk.engine.records.save(SYSTEM_ACTOR, "objects", {"id": identity, "kind": said["objectKind"], **values})
    desk.put("involved", f"{task.root_id}:{identity}"[:200], task, {"title": task.business_key or ""}, subject=identity)
    return {"objectId": identity}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
