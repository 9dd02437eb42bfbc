"""Findings of any matter: topic `finding.draft`. The matter's own decision table says whose they are and what may follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Answer, Desk, fresh_id, text
from adapters.platform.findings import FACT, MOST
from adapters.platform.matters import group_of
from engine import ExternalTask


def draft(desk: Desk, task: ExternalTask) -> Answer:
    """One finding per row that an officer wrote; each carries its law, so that the disposal needs no catalogue.

    Reads `matterTable` (key of a published decision with the input `matter` and the outputs penaltyMode and body or
    powerHolder), `matterFacts` (its other inputs), `rowsOf` (the user task whose newest form has rows `findings`
    {matterCode, fact}), `matterNames` {code: name}, `defaultDays`, `holderGroups` {holder: group} for holders that are no
    body of `resolve-body`, `danger`, `partyRef`. Returns `findingIds`, as many as rows, at most 50.
    Raises LookupError when the table or `resolve-body` names nobody.
    """
    rows = desk.last(task, str(task.variables.get("rowsOf"))).get("findings") or []
    return {"findingIds": [_one(desk, task, number, row) for number, row in enumerate(rows[:MOST])]}


def _one(desk: Desk, task: ExternalTask, number: int, row: Mapping[str, Any]) -> str:
    said: Mapping[str, Any] = {**desk.case_variables(task), **task.variables}
    code, object_id = str(row.get("matterCode")), text(said.get("objectId"))
    facts, names, groups = (_mapping(said.get(name)) for name in ("matterFacts", "matterNames", "holderGroups"))
    hit = desk.decide(str(said.get("matterTable")), **{**facts, "matter": code})
    if not isinstance(hit, Mapping):
        raise LookupError(f"no row of {said.get('matterTable')} for {code!r}")
    holder = str(hit.get("powerHolder") or hit.get("body"))
    group = groups.get(holder) or group_of(desk, holder, code, text(said.get("areaCode")) or "nanhu", text(said.get("managedBy")) or "nanhu")
    finding_id = fresh_id("F", task, number)
    desk.put("finding", finding_id, task, {
        "matterCode": code, "bodyGroup": ".".join(str(group).split(".")[:2]), "areaCode": said.get("areaCode"), "objectId": object_id,
        "partyRef": text(said.get("partyRef")) or object_id, "fact": str(row.get("fact") or "")[:FACT], "danger": said.get("danger") is True,
        "visitId": said.get("visitId"), "state": "open",
        "law": {"penaltyMode": hit.get("penaltyMode"), "matterName": names.get(code, code), "defaultDays": said.get("defaultDays"), "amount": hit.get("amount")},
    }, subject=object_id or "")
    return finding_id


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
