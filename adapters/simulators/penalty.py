"""Stands in for the provincial enforcement platform: hand-overs once per key, answers by number, an officer who decides.

    POST /handovers        -> 201 {receiptNo, status}; repeated: 200 with the same receipt
    GET  /answers?after=N  -> {answers: [{number, receiptNo, decision, provCaseNo, status, date, reason}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from adapters.simulators.face import Answer
from adapters.simulators.memory import Memory

REQUIRED = ("caseId", "findingId", "bodyGroup", "package")


class PenaltyFace:
    """The system `penalty`; with `accept_after` its officer accepts every case that waited so long."""

    system = "penalty"
    scheme = "standard-webhooks"

    def __init__(self, accept_after: timedelta | None = None) -> None:
        self._accept_after = accept_after

    def seed(self, memory: Memory) -> None:
        """Nothing to begin with."""

    def respond(self, memory: Memory, method: str, path: str, query: Mapping[str, str], body: Any, now: datetime) -> Answer:
        """One signed request."""
        if (method, path) == ("POST", "/handovers"):
            missing = [name for name in REQUIRED if not (isinstance(body, dict) and body.get(name))]
            if missing:
                return 422, {"reason": "材料不全：" + "、".join(missing)}
            receipt = f"ZJ-{memory.next_number(self.system, 'handover'):06}"
            memory.put(self.system, "handover", receipt, {"receiptNo": receipt, "at": now.isoformat(), "decided": False})
            return 201, {"receiptNo": receipt, "status": "received"}
        if (method, path) == ("GET", "/answers"):
            with memory.whole():
                self._accept_the_old(memory, now)
                return 200, {"answers": memory.events(self.system, int(query.get("after", "0")))}
        return 404, {"reason": "POST /handovers, GET /answers"}

    def order(self, memory: Memory, verb: str, said: Mapping[str, Any], now: datetime) -> Answer | None:
        """Control: `decide` {receiptNo, decision: accepted|returned, reason}."""
        return (200, {"number": self.decide(memory, said, now)}) if verb == "decide" else None

    def decide(self, memory: Memory, said: Mapping[str, Any], now: datetime) -> int:
        """Play the platform's officer; the number of the answer."""
        receipt, accepted = str(said["receiptNo"]), said["decision"] == "accepted"
        with memory.whole():
            kept = memory.get(self.system, "handover", receipt) or {"receiptNo": receipt}
            memory.put(self.system, "handover", receipt, {**kept, "decided": True})
            return memory.happened(self.system, "answer", {
                "receiptNo": receipt, "decision": said["decision"], "provCaseNo": f"浙执{receipt}" if accepted else None,
                "status": "filed" if accepted else "returned", "date": now.date().isoformat(), "reason": said.get("reason"),
            }, now)

    def _accept_the_old(self, memory: Memory, now: datetime) -> None:
        if self._accept_after is None:
            return
        for item in memory.all(self.system, "handover"):
            if not item["decided"] and datetime.fromisoformat(item["at"]) <= now - self._accept_after:
                self.decide(memory, {"receiptNo": item["receiptNo"], "decision": "accepted"}, now)
