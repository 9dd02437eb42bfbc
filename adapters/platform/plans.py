"""The year plan and its months: topics `plan.merge-proposal`, `plan.month-tasks`, `plan.launch`.

Plan items are records (kind `planItem`) found by their month, `2027-03`: a proposal until the guidance office has looked at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Answer, Desk, day, text, texts
from engine import SYSTEM_ACTOR, CaseRecord, ExternalTask

KIND = "planItem"
BATCH = 50
MONTHS = 12


def merge_proposal(desk: Desk, task: ExternalTask) -> Answer:
    """What the bodies handed in, as one visit per object and month where their months meet; the lower frequency follows the higher.

    Reads planYear, reopen (a returned plan is looked at again), records(`sp-collect`) rows `items` {itemCode, objectId, times,
    onsiteNeeded, monthFrom, monthTo}, records(`sp-review`) last rows `proposals` {proposalId, month, verdict, why}. Returns `proposals`
    (the next 50 not yet looked at) and `planItemCount` (visits accepted so far).
    """
    said = task.variables
    year = int(said.get("planYear") or desk.today().year + 1)
    kept = {record.id: dict(record.body) for record in desk.engine.cases.of_case(SYSTEM_ACTOR, task.root_id, KIND)}
    if not kept:
        kept = {body["proposalId"]: body for body in _merged(desk, task, year)}
    reviewed = {str(row.get("proposalId")): row for row in desk.last(task, "sp-review").get("proposals") or []}
    for identity, body in kept.items():
        if said.get("reopen") is True and body["state"] != "proposed":
            body["state"] = "proposed"
        elif body["state"] == "proposed" and identity in reviewed and said.get("reopen") is not True:
            _judged(body, reviewed[identity], year)
    _joined(kept)
    for identity, body in kept.items():
        desk.put(KIND, identity, task, body, subject=str(body["month"]))
    waiting = [_shown(identity, body) for identity, body in sorted(kept.items()) if body["state"] == "proposed"]
    return {"proposals": waiting[:BATCH], "planItemCount": sum(1 for body in kept.values() if body["state"] == "accepted")}


def month_tasks(desk: Desk, task: ExternalTask) -> Answer:
    """The accepted plan items of a month, 50 at a time.

    Reads month (`2027-03`, or a date in it). Returns `visits` (rows for the guidance office) and `moreVisits`.
    """
    month = str(task.variables.get("month"))[:7]
    due = sorted(_due(desk, month), key=lambda record: record.id)
    rows = [{**_shown(record.id, record.body), "planItemId": record.id, "verdict": "confirm"} for record in due]
    return {"visits": rows[:BATCH], "moreVisits": len(rows) > BATCH}


def launch(desk: Desk, task: ExternalTask) -> Answer:
    """Starts a case by `msg.plan.visit-due` for each visit confirmed; moves or drops the others with the reason given.

    Reads month, records(`sm-confirm`) last rows `visits` {planItemId, verdict, why}. Returns `launched` (cases started).
    """
    verdicts = {str(row.get("planItemId")): row for row in desk.last(task, "sm-confirm").get("visits") or []}
    started = 0
    for record in _due(desk, str(task.variables.get("month"))[:7]):
        row = verdicts.get(record.id)
        if row is None:
            continue
        body = dict(record.body)
        if row.get("verdict") == "confirm":
            desk.engine.messages.correlate(
                "msg.plan.visit-due", key=None, data=_due_data(record.id, body), message_id=f"plan/{record.id}/{body['month']}", actor=SYSTEM_ACTOR,
            )
            started += 1
            body["state"] = "launched"
        elif row.get("verdict") == "move":
            body.update(month=_after(str(body["month"])), moved=text(row.get("why")) or "")
        else:
            body.update(state="dropped", why=text(row.get("why")) or "")
        desk.engine.cases.put(SYSTEM_ACTOR, KIND, record.id, record.root_id, body, subject=str(body["month"]))
    return {"launched": started}


def _merged(desk: Desk, task: ExternalTask, year: int) -> list[dict[str, Any]]:
    """One proposal per object and month."""
    wanted: dict[tuple[str, int], dict[str, Any]] = {}
    frequency: dict[str, int] = {}
    rows = [(str(record.variables.get("invitedGroup")), row) for record in desk.forms(task, "sp-collect") for row in record.data.get("items") or []]
    for _, row in rows:
        frequency[str(row.get("objectId"))] = max(frequency.get(str(row.get("objectId")), 1), int(row.get("times") or 1))
    for body, row in rows:
        object_id, first, last = str(row.get("objectId")), int(row.get("monthFrom") or 1), int(row.get("monthTo") or MONTHS)
        taken = [month for (other, month) in wanted if other == object_id and first <= month <= last]
        for time in range(int(row.get("times") or 1)):
            month = taken[time] if time < len(taken) else min(first + time * max((last - first + 1) // int(row.get("times") or 1), 1), MONTHS)
            entry = wanted.setdefault((object_id, month), {"items": [], "bodies": []})
            entry["items"] = list(dict.fromkeys([*entry["items"], str(row.get("itemCode"))]))
            entry["bodies"] = list(dict.fromkeys([*entry["bodies"], body]))
    return [
        {
            "proposalId": f"PL{year}-{number:04}", "objectId": object_id, "month": f"{year}-{month:02}", "itemCodes": entry["items"], "bodies": entry["bodies"],
            "reason": "同一对象、时间相近，合并为一次检查" if len(entry["bodies"]) > 1 else "", "state": "proposed", "frequency": frequency[object_id],
        }
        for number, ((object_id, month), entry) in enumerate(sorted(wanted.items()), 1)
    ]


def _judged(body: dict[str, Any], row: Mapping[str, Any], year: int) -> None:
    verdict = str(row.get("verdict"))
    body.update(state={"accept": "accepted", "split": "accepted", "merge": "joining"}.get(verdict, "dropped"), why=text(row.get("why")) or "")
    body["apart"] = verdict == "split"
    if str(row.get("month") or "").isdigit():
        body["month"] = f"{year}-{int(row['month']):02}"


def _joined(kept: dict[str, dict[str, Any]]) -> None:
    """A proposal to be merged goes into the first accepted visit of its object; without one it is a visit of its own."""
    for _, body in sorted(kept.items()):
        if body["state"] != "joining":
            continue
        target = next((other for _, other in sorted(kept.items()) if other["objectId"] == body["objectId"] and other["state"] == "accepted"), None)
        if target is None:
            body["state"] = "accepted"
            continue
        for name in ("itemCodes", "bodies"):
            target[name] = list(dict.fromkeys([*target[name], *body[name]]))
        body.update(state="merged", mergedInto=next(key for key, other in kept.items() if other is target))


def _due(desk: Desk, month: str) -> list[CaseRecord]:
    return [record for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, KIND, month) if record.body.get("state") == "accepted"]


def _shown(identity: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the forms: texts to read, and what may be changed."""
    return {
        "proposalId": identity, "objectId": body["objectId"], "items": "、".join(texts(body["itemCodes"])), "bodies": "、".join(texts(body["bodies"])),
        "month": str(int(str(body["month"])[5:7])), "reason": body.get("reason") or "", "verdict": "accept", "why": body.get("why") or "",
    }


def _due_data(identity: str, body: Mapping[str, Any]) -> dict[str, Any]:
    bodies = texts(body["bodies"])
    return {
        "planItemId": identity, "objectId": body["objectId"], "trigger": "plan", "matters": texts(body["itemCodes"]), "leadGroup": bodies[0] if bodies else None,
        "invitedGroups": bodies[1:],
    }


def _after(month: str) -> str:
    first = day(f"{month}-01")
    assert first is not None
    return f"{first.year + first.month // MONTHS}-{first.month % MONTHS + 1:02}"
