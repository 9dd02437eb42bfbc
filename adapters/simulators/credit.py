"""Stands in for the credit site: the routes of faces/credit.toml, and what a site does by itself.

    GET  /events?after=N   -> {events: [{number, kind, ...}]}; kind record (published here), duty, closed, answer
    order publish {recordKey, ...the record}; decide {applicationNo, answer, refuseCode}; pay {recordKey, doneOn}; close {recordKey, reason}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from adapters.simulators.face import FOLDER, Answer, read
from adapters.simulators.memory import Memory


class CreditFace:
    """The system `credit`; with `answer_after` it grants every application that waited so long."""

    system = "credit"

    def __init__(self, answer_after: timedelta | None = None) -> None:
        self._answer_after = answer_after
        self._face = read(FOLDER / "credit.toml")
        self.scheme = self._face.scheme

    def seed(self, memory: Memory) -> None:
        """The records of the beginning."""
        self._face.seed(memory)

    def respond(self, memory: Memory, method: str, path: str, query: Mapping[str, str], body: Any, now: datetime) -> Answer:
        """One signed request. Asking for events is when the site looks what is new on it."""
        if (method, path) == ("GET", "/events"):
            with memory.whole():
                for record in memory.all(self.system, "record"):
                    if not record.get("announced"):
                        memory.put(self.system, "record", record["id"], {**record, "announced": True})
                        memory.happened(self.system, "record", record, now)
                self._grant_the_old(memory, now)
                return self._face.respond(memory, method, path, query, body, now)
        return self._face.respond(memory, method, path, query, body, now)

    def order(self, memory: Memory, verb: str, said: Mapping[str, Any], now: datetime) -> Answer | None:
        """Play the site's officer, see the module."""
        if verb == "publish":
            identity = str(said["recordKey"])
            memory.put(self.system, "record", identity, {**said, "id": identity})
            memory.put(self.system, "sites", identity, {"id": identity, "recordKey": identity, "creditChina": True, "creditZhejiang": True})
            return 200, {}
        if verb == "decide":
            return 200, {"number": self.decide(memory, str(said["applicationNo"]), str(said["answer"]), said.get("refuseCode"), now)}
        if verb == "pay":
            for record in memory.all(self.system, "record"):
                if record["recordKey"] == said["recordKey"]:
                    memory.put(self.system, "record", record["id"], {**record, "dutiesDoneOn": said["doneOn"]})
            return 200, {"number": memory.happened(self.system, "duty", {"recordKey": said["recordKey"], "doneOn": said["doneOn"]}, now)}
        if verb == "close":
            self._gone(memory, str(said["recordKey"]))
            return 200, {"number": memory.happened(self.system, "closed", {"recordKey": said["recordKey"], "reason": said["reason"]}, now)}
        return None

    def decide(self, memory: Memory, application_no: str, answer: str, refuse_code: str | None, now: datetime) -> int:
        """Answer an application; the number of the event. A granted one takes the record off every site."""
        with memory.whole():
            kept = memory.get(self.system, "application", application_no) or {"id": application_no}
            memory.put(self.system, "application", application_no, {**kept, "status": answer, "refuseCode": refuse_code})
            if answer == "repaired":
                self._gone(memory, str(kept.get("recordKey")))
            return memory.happened(self.system, "answer", {"applicationNo": application_no, "answer": answer, "refuseCode": refuse_code}, now)

    def _gone(self, memory: Memory, record_key: str) -> None:
        for sites in memory.all(self.system, "sites"):
            if sites["recordKey"] == record_key:
                memory.put(self.system, "sites", sites["id"], {**sites, "creditChina": False, "creditZhejiang": False, "sector": False})

    def _grant_the_old(self, memory: Memory, now: datetime) -> None:
        if self._answer_after is None:
            return
        for item in memory.all(self.system, "application"):
            if item["status"] == "received" and datetime.fromisoformat(item["at"]) <= now - self._answer_after:
                self.decide(memory, item["id"], "repaired", None, now)
