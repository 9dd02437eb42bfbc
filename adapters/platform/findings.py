"""Findings as records of the case: drafted from checklists, merged, taken up one by one, closed, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from adapters.platform import orders
from adapters.platform.desk import Answer, Desk, fresh_id, text
from adapters.platform.matters import body_of, matter
from engine import SYSTEM_ACTOR, ExternalTask

FACT = 300
MOST = 50


def open_findings(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `finding.open`: from what was seen on the street (one per row), or from a refused entry (one)."""
    said = task.variables
    area, managed_by = text(said.get("areaCode")) or "nanhu", text(said.get("managedBy")) or "nanhu"
    if said.get("findingSource") == "refusal":
        reason = desk.last(task, "sc-refused").get("reason")
        return {"findingIds": [_draft(desk, task, 0, None, str(said.get("leadGroup")), reason, None)]}
    rows = desk.last(task, "sc-spot").get("findings") or []
    return {"findingIds": [
        _draft(desk, task, number, row.get("matterCode"), body_of(desk, str(row.get("matterCode")), area, managed_by), row.get("fact"), None)
        for number, row in enumerate(rows[:MOST])
    ]}


def load(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `finding.load`: what the disposal of one finding needs to know."""
    finding = desk.record("finding", str(task.variables.get("findingId")))
    known = ("matterCode", "bodyGroup", "areaCode", "objectId", "partyRef", "fact")
    said = {name: finding.get(name) for name in known}
    if isinstance(law := finding.get("law"), Mapping):  # its own matter's table said what may follow, see drafting.py
        return {
            **said, "danger": finding.get("danger") is True, "lawGiven": True,
            **{name: law.get(name) for name in ("penaltyMode", "matterName", "defaultDays")},
        }
    code = finding.get("matterCode")
    dangerous_matter = code is not None and matter(desk, str(code)).get("safety") == "yes"
    case = desk.case_variables(task)
    reported = finding.get("danger") is True or case.get("urgency") == "danger" or case.get("emergency") is True
    return {**said, "danger": dangerous_matter and reported, "lawGiven": False, "penaltyMode": None, "matterName": None, "defaultDays": None}


def merge(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `finding.merge`: one draft finding per problem on a checklist, and one group per item for the lead to judge."""
    ids: list[str] = []
    groups: dict[str, dict[str, Any]] = {}
    for record in desk.forms(task, "jv-checklist"):
        body = str(record.variables.get("participant"))
        for row in record.data.get("items") or []:
            if row.get("outcome") == "problem" and len(ids) < MOST:
                code = str(row.get("itemCode"))
                ids.append(_draft(desk, task, len(ids), code, body, row.get("fact"), record.data.get("danger")))
                group = groups.setdefault(code, {"findingIds": [], "itemCode": code, "body": body, "fact": str(row.get("fact") or "")[:FACT]})
                group["findingIds"].append(ids[-1])
    visit_id = str(task.variables.get("visitId"))
    visit = desk.record("visit", visit_id)
    officers = [str(named) for record in desk.forms(task, "jv-name") for key in ("officer1", "officer2", "officer3") if (named := record.data.get(key))]
    seen = {
        "codeNo": task.variables.get("codeNo"), "backfillReason": text(desk.last(task, "jv-code-manual").get("reason")),
        "officers": list(dict.fromkeys(officers)), "itemCodes": [str(row.get("itemCode")) for row in desk.last(task, "jv-plan").get("items") or []],
    }
    desk.put("visit", visit_id, task, {**visit, **seen, "state": "done", "problemCount": len(ids)}, subject=text(visit.get("objectId")) or "")
    return {"findingIds": ids, "groups": list(groups.values())}


def settle(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `finding.settle`: where the lead said "one act", the findings of the item become one, at the body it named."""
    ids = [str(id) for id in task.variables.get("findingIds") or []]
    rows = {str(row.get("itemCode")): row for row in desk.last(task, "jv-merge-confirm").get("groups") or []}
    kept: dict[str, str] = {}
    remaining = []
    for id in ids:
        finding = desk.record("finding", id)
        code = str(finding.get("matterCode"))
        row = rows.get(code, {})
        if row.get("sameAct") is True and code in kept:
            desk.put("finding", id, task, {**finding, "state": "merged", "mergedInto": kept[code]})
            continue
        if row.get("sameAct") is True:
            kept[code] = id
            finding["bodyGroup"] = text(row.get("body")) or finding["bodyGroup"]
        desk.put("finding", id, task, {**finding, "state": "open"})
        remaining.append(id)
    return {"findingIds": remaining}


def close(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `finding.close`: how it ended."""
    finding_id = str(task.variables.get("findingId"))
    ended = {name: task.variables.get(name) for name in ("outcome", "otcResult", "transferResult", "receiptNo", "provCaseNo")}
    desk.put("finding", finding_id, task, {**desk.record("finding", finding_id), **ended, "state": "closed", "closedOn": desk.today().isoformat()})
    orders.settled(desk, task, finding_id, ended["otcResult"])
    return {"findingClosed": True}


def summarise(desk: Desk, task: ExternalTask) -> Answer:
    """Topic `case.summarise`: outcomes of the case counted, and what is still open."""
    findings = [record.body for record in desk.engine.cases.of_case(SYSTEM_ACTOR, task.root_id, "finding") if record.body.get("state") != "merged"]
    outcomes = Counter(str(finding["outcome"]) for finding in findings if finding.get("outcome"))
    return {"outcomeCounts": dict(outcomes), "openFollowUps": sum(1 for finding in findings if finding.get("state") != "closed")}


def _draft(desk: Desk, task: ExternalTask, number: int, code: str | None, body: str, fact: object, danger: object) -> str:
    said: Mapping[str, Any] = {**desk.case_variables(task), **task.variables}
    finding_id = fresh_id("F", task, number)
    unit = ".".join(body.split(".")[:2])
    desk.put("finding", finding_id, task, {
        "matterCode": code, "bodyGroup": unit, "areaCode": said.get("areaCode"), "objectId": said.get("objectId"),
        "partyRef": said.get("partyRef") or said.get("objectId"), "fact": str(fact or "")[:FACT], "danger": danger is True,
        "visitId": said.get("visitId"), "state": "open",
    }, subject=text(said.get("objectId")) or "")
    return finding_id
