"""Notices and decisions on paper: drafted, numbered, sealed (the final text, frozen), served."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from adapters.connector import Refusal
from adapters.platform import orders
from adapters.platform.desk import Answer, Desk, fresh_id, text
from adapters.platform.printing import Printer
from adapters.platform.wording import worded
from engine import SYSTEM_ACTOR, ExternalTask, FileRef

#: 南综检〔year〕five digits号, one series a year (specification A.8, configurable there).
SERIES = "南综检"
#: A template names its document as people do; the file is called so too.
TITLE = re.compile(rb'document\(title: "([^"]+)"')


class Documents:
    """Five topics that share the printer. The document's id hangs on the process instance and its type, so a re-draft keeps it."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def render(self, desk: Desk, task: ExternalTask) -> Answer:
        """Topic `doc.render`: a draft for the drafter to read; with `finished` a paper that needs neither number nor seal."""
        said = task.variables
        stage, mark = ("final", "") if said.get("finished") is True else ("draft", "（草稿）")
        doc_id = "D-" + hashlib.sha256(f"{task.instance_id}/{said.get('docType')}".encode()).hexdigest()[:12]
        body = {"docType": said.get("docType"), "dataRef": said.get("dataRef"), "partyRef": said.get("partyRef"), "state": "draft" if mark else "finished"}
        file = self._print(desk, task, body, {}, stage, mark)
        desk.put("document", doc_id, task, {**body, "fileId": file.id})
        return {"docId": doc_id, "docName": self._name(desk.template(str(said.get("docType"))), said.get("docType"))}

    def number(self, desk: Desk, task: ExternalTask) -> Answer:
        """Topic `doc.number`: the next of the year; the same document keeps its number."""
        year = f"{desk.today():%Y}"
        number = desk.engine.cases.number(SYSTEM_ACTOR, f"{SERIES}-{year}", str(task.variables.get("docId")))
        return {"docNo": f"{SERIES}〔{year}〕{number:05}号"}

    def seal(self, desk: Desk, task: ExternalTask) -> Answer:
        """Topic `doc.seal`: prints the final text with its number and keeps the file, which no step changes any more."""
        doc_id, doc_no = str(task.variables.get("docId")), text(task.variables.get("docNo"))
        body = desk.record("document", doc_id)
        if doc_no is None or (body.get("state") == "sealed" and body.get("docNo") != doc_no):
            raise Refusal("ERR_SEAL_REFUSED", "a document is sealed once, and with a number")
        file = self._print(desk, task, body, {**desk.last(task, "is-edit"), "docNo": doc_no}, "final", f" {doc_no}")
        desk.put("document", doc_id, task, {**body, "state": "sealed", "docNo": doc_no, "fileId": file.id})
        orders.sealed(desk, task, doc_id, body, doc_no)
        return {"sealedDocId": file.id}

    def issue(self, desk: Desk, task: ExternalTask) -> Answer:
        """Topic `doc.issue`: a paper between offices (a slip, an opinion, a letter), numbered, printed and frozen in one go."""
        said = task.variables
        doc_id, year = fresh_id("D", task), f"{desk.today():%Y}"
        number = desk.engine.cases.number(SYSTEM_ACTOR, f"{SERIES}-{year}", doc_id)
        doc_no = f"{SERIES}〔{year}〕{number:05}号"
        body = {"docType": said.get("docType"), "dataRef": said.get("dataRef"), "partyRef": said.get("partyRef"), "state": "sealed", "docNo": doc_no}
        file = self._print(desk, task, body, {"docNo": doc_no}, "final", f" {doc_no}")
        desk.put("document", doc_id, task, {**body, "fileId": file.id})
        return {"docId": doc_id, "docNo": doc_no, "docName": self._name(desk.template(str(said.get("docType"))), said.get("docType"))}

    def serve(self, desk: Desk, task: ExternalTask) -> Answer:
        """Topic `doc.serve`: electronic service. Stands in for the serving platform: it needs an address, and is at once."""
        if text(task.variables.get("address")) is None:
            raise Refusal("ERR_SERVE_FAILED", "no electronic address")
        serve_id, now = fresh_id("S", task), desk.clock.now()
        served = {name: task.variables.get(name) for name in ("sealedDocId", "serveMethod", "address")}
        desk.put("service", serve_id, task, {**served, "servedAt": now.isoformat()})
        return {"serveId": serve_id, "servedAt": now}

    def _print(self, desk: Desk, task: ExternalTask, body: Mapping[str, Any], edited: Mapping[str, Any], stage: str, mark: str) -> FileRef:
        data = body.get("dataRef")
        filled = {**(data if isinstance(data, dict) else {}), **edited, "docType": body.get("docType"), "caseId": task.business_key, "stage": stage, "today": desk.today()}
        template = desk.template(str(body.get("docType")))
        pdf = self._printer.pdf(template, worded(desk, task, filled), desk.clock.now())
        name = f"{self._name(template, body.get('docType'))}{mark}.pdf"
        return desk.engine.files.put(SYSTEM_ACTOR, name=name, content=pdf, mime="application/pdf", instance_id=task.instance_id)

    @staticmethod
    def _name(template: bytes, doc_type: object) -> str:
        title = TITLE.search(template)
        return title[1].decode() if title else str(doc_type)
