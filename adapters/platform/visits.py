"""The joint visit as a record of the case: opened, joined, settled, coded, gathered, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.connector import Refusal
from adapters.platform.desk import SHANGHAI, Answer, Desk, fresh_id, moment, text, texts
from engine import SYSTEM_ACTOR, ExternalTask

#: An entrusted body takes part, but its officers need not come: it is not listed.
JOINS = {"accept", "otherTime", "entrust", "changeTime", "mustJoin", "newTime", "entrustItems"}
ENTRUSTS = {"entrust", "entrustItems"}


def open_visit(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `visit.open`: the record that everything of the visit hangs on."""
    said = task.variables
    visit_id = fresh_id("V", task)
    body = {name: said.get(name) for name in ("objectId", "areaCode", "leadGroup", "invitedGroups", "approval")}
    desk.put("visit", visit_id, task, {**body, "state": "open", "joined": []}, subject=text(said.get("objectId")) or "")
    return {"visitId": visit_id}


def join(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `visit.join`: adds items and bodies to another case's open visit. ERR_VISIT_CLOSED if it is open no more."""
    said = task.variables
    found = desk.engine.cases.get(SYSTEM_ACTOR, "visit", text(said.get("openVisitId")) or "")
    if found is None or found.body.get("state") != "open":
        raise Refusal("ERR_VISIT_CLOSED", f"visit {said.get('openVisitId')} is not open")
    joined = {"caseId": task.business_key, "matters": texts(said.get("matters")), "bodies": texts(said.get("bodies")), "clueId": said.get("clueId")}
    body = dict(found.body)
    body["joined"] = [entry for entry in body.get("joined", []) if entry["caseId"] != task.business_key] + [joined]
    desk.engine.cases.put(SYSTEM_ACTOR, "visit", found.id, found.root_id, body, subject=found.subject)
    return {"joined": True}


def settle(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `visit.settle`: who comes and when. The last word per body: a ruling, else the lead's view, else its answer."""
    said = task.variables
    lead, invited = str(said.get("leadGroup")), texts(said.get("invitedGroups"))
    answers, views, rulings = (desk.last_by(task, element, "invitedGroup") for element in ("jv-answer", "jv-decline-review", "jv-ruling"))
    words = {group: _last_word(answers.get(group, {}), views.get(group, {}), rulings.get(group, {})) for group in invited}
    coming = [group for group in invited if words[group] in JOINS]
    if said.get("leadOnly") is True:
        groups = [lead]
    else:
        groups = list(dict.fromkeys([lead, *(group for group in coming if words[group] not in ENTRUSTS)])) if coming else []
    start, end = _when(desk, task)
    visit = desk.record("visit", str(said.get("visitId")))
    visit.update(participatingGroups=groups, visitFrom=start.isoformat() if start else None)
    desk.put("visit", str(said.get("visitId")), task, visit, subject=text(visit.get("objectId")) or "")
    return {"participatingGroups": groups, "visitFrom": start, "visitTo": end}


def register_code(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `code.register`: stands in for the province's code service, which mints the code; its form here is ours."""
    number = desk.engine.cases.number(SYSTEM_ACTOR, f"code-{desk.today():%Y}", task.idempotency_key)
    return {"codeNo": f"NH{desk.today():%Y%m%d}{number:05}"}


def cancel_code(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `code.cancel`: the visit is cancelled, and its code if there was one."""
    visit = desk.record("visit", str(task.variables.get("visitId")))
    desk.put("visit", str(task.variables.get("visitId")), task, {**visit, "state": "cancelled"}, subject=text(visit.get("objectId")) or "")
    return {"codeCancelled": text(task.variables.get("codeNo")) is not None}


def gather(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `visit.gather`: what the checklists of all bodies say together."""
    checklists = [record.data for record in desk.forms(task, "jv-checklist")]
    rows = [row for checklist in checklists for row in checklist.get("items") or []]
    return {
        "problemCount": sum(1 for row in rows if row.get("outcome") == "problem"),
        "holdNeeded": any(checklist.get("holdNeeded") is True for checklist in checklists),
    }


def _last_word(answer: Mapping[str, Any], view: Mapping[str, Any], ruling: Mapping[str, Any]) -> str:
    if ruling.get("ruling"):
        return str(ruling["ruling"])
    if view.get("view") in {"release", "changeTime"}:
        return str(view["view"])
    return str(answer.get("answer") or "silent")


def _when(desk: Desk, task: ExternalTask) -> tuple[Any, Any]:
    """The plan's time, or the newest other time that the lead or the ruling took over from a body's answer."""
    plan = desk.last(task, "jv-plan")
    start, end = moment(plan.get("from")), moment(plan.get("to"))
    answers = desk.last_by(task, "jv-answer", "invitedGroup")
    taken = [
        record for element, field, word in (("jv-decline-review", "view", "changeTime"), ("jv-ruling", "ruling", "newTime"))
        for record in desk.forms(task, element) if record.data.get(field) == word
    ]
    for record in sorted(taken, key=lambda record: record.at):
        asked = {**answers.get(str(record.variables.get("invitedGroup")), {}), **record.data}
        start = moment(asked.get("otherFrom")) or start
        end = moment(asked.get("otherTo")) or end
    return start and start.astimezone(SHANGHAI), end and end.astimezone(SHANGHAI)
