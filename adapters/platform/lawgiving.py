"""Findings of a visit learn their law from the table of the matter that called it: topic `finding.give-law`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.platform.desk import Answer, Desk, text, texts
from engine import ExternalTask


def give_law(desk: Desk, task: ExternalTask) -> Answer:
    """Reads `findingIds`, `matterTable` (key of a decision with input `matter`, outputs penaltyMode and days?), `matterFacts` {its other
    inputs}, `matterNames` {code: name}. Codes that `matterNames` does not know keep what their own catalogue says, and so does a
    finding that already has its law. Returns `lawGivenCount`.
    """
    said = task.variables
    facts, names = said.get("matterFacts"), said.get("matterNames")
    known: Mapping[str, Any] = names if isinstance(names, Mapping) else {}
    given = 0
    for identity in texts(said.get("findingIds")):
        finding = desk.record("finding", identity)
        code = str(finding.get("matterCode"))
        if code not in known or finding.get("law"):
            continue
        row = desk.decide(str(said["matterTable"]), **{**(facts if isinstance(facts, Mapping) else {}), "matter": code})
        if not isinstance(row, Mapping):
            raise LookupError(f"no row of {said['matterTable']} for {code!r}")
        finding["law"] = {"penaltyMode": row.get("penaltyMode"), "matterName": known[code], "defaultDays": row.get("days"), "amount": row.get("amount")}
        desk.put("finding", identity, task, finding, subject=text(finding.get("objectId")) or "")
        given += 1
    return {"lawGivenCount": given}
