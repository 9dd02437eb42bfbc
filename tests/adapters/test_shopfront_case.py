"""A whole shopfront case with the real processes, the real worker and the platform's connectors; only people are played."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, TaskRow
from tests.adapters.province import Province
from tests.adapters.staff import Staff
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
START = {
    "trigger": "complaint", "shop": "老街面馆", "address": "解放街道中山东路18号", "matters": ["S01", "S11", "S25"],
    "summary": "店铺占道经营，油烟直排，安全出口堆物。", "urgency": "normal", "covert": False,
}


ITEMS = {"zhzf.nanhu.officer": [("S01", "店外人行道摆放桌椅四套"), ("S11", "油烟净化器没有开启，油烟直排")], "xfjy.nanhu.officer": [("S25", "后门疏散通道堆放纸箱杂物")]}


def photo(application: Application, task: TaskRow) -> list[str]:
    """A picture uploaded to a task."""
    return [application.engine.files.put(SYSTEM_ACTOR, name="photo.jpg", content=b"\xff\xd8\xff photo", mime="image/jpeg", instance_id=task.instance_id, task_id=task.id).id]


def finding_of(application: Application, task: TaskRow) -> Mapping[str, Any]:
    return application.engine.instances.get(SYSTEM_ACTOR, task.instance_id).variables


def variables_of(application: Application, root_id: str, name: str) -> set[Any]:
    """Values of a variable in all process instances of a case."""
    found, waiting = set(), [root_id]
    while waiting:
        view = application.engine.instances.get(SYSTEM_ACTOR, waiting.pop())
        found |= {view.variables.get(name)} - {None}
        waiting += [child.id for child in view.children if child.parent_id == view.row.id]
    return found


def answers(application: Application) -> dict[str, Any]:
    """What people say, by task. S25 is cleared on the spot, S01 is ordered to correct, S11 goes to the province."""

    def checklist(task: TaskRow) -> Mapping[str, Any]:
        rows = [row for group in task.candidates for row in ITEMS.get(group, [])]
        media = photo(application, task)
        return {"items": [{"itemCode": code, "outcome": "problem", "fact": fact, "media": media, "guidance": "立即整改"} for code, fact in rows]}

    def facts(task: TaskRow) -> Mapping[str, Any]:
        code = finding_of(application, task)["matterCode"]
        return {
            "exists": "yes", "ownBody": True, "conductDate": "2026-02-10", "partyKind": "individualBusiness", "partyName": "老街面馆",
            "creditCode": "92330402MA0DEMQ01N", "noCapacity": False, "harm": "none" if code == "S25" else "slight", "minor": code == "S25",
            "minorBasis": "LIST-3" if code == "S25" else None, "serious": False, "safetyDanger": False, "correctedOnSpot": code == "S25",
            "noFaultProven": False, "crimeSuspected": False, "officer1": "一号", "officer2": "二号",
        }

    def confirm(task: TaskRow) -> Mapping[str, Any]:
        variables = finding_of(application, task)
        if variables["matterCode"] == "S11":
            return {"outcome": "file", "overrideReason": "多次反映，拒不使用净化设施。", "proposedFine": 5000, "onlyFineOrWarning": True}
        return {"outcome": variables["proposal"]}

    agree = {"decision": "agree", "opinion": "同意办理。"}
    return {
        "sc-triage": {"valid": "valid", "matters": START["matters"], "bodies": ["zhzf.nanhu", "xfjy.nanhu"], "areaCode": "330402008", "offsitePossible": False, "emergency": False},
        "jv-plan": {
            "purpose": "核查占道、油烟与消防通道。", "from": "2026-02-26T09:00:00+08:00", "to": "2026-02-26T11:00:00+08:00",
            "items": [{"itemCode": code, "body": body, "entrust": False} for code, body in (("S01", "zhzf.nanhu"), ("S11", "zhzf.nanhu"), ("S25", "xfjy.nanhu"))],
            "invited": ["xfjy.nanhu"], "maxPeople": 6, "covert": False,
        },
        "jv-answer": {"answer": "accept"},
        "jv-approve": agree,
        "jv-name": lambda task: {"officer1": f"{task.candidates[0].split('.')[0]}-officer-1", "officer2": f"{task.candidates[0].split('.')[0]}-officer-2", "recusal": True},
        "is-edit": {"body": "", "publicInterest": False, "afterHearing": False, "complex": False, "otherLaw": False},
        "is-legal": agree,
        "is-sign": agree,
        "is-method": {"serveMethod": "electronic", "consentRef": "QR-2026-001", "address": "浙里办 92330402MA0DEMQ01N"},
        "jv-arrive": {"at": "2026-02-26T09:05:00+08:00", "point": "120.76,30.75", "codeShown": True, "certShown": True, "metWith": "店主", "recusalAsked": "no", "entry": "allowed"},
        "jv-checklist": checklist,
        "jv-record": lambda task: {"summary": "现场检查三项，均发现问题。", "statement": "无异议", "partySign": photo(application, task)[0], "refused": False},
        "jv-lead-check": {"ok": "ok"},
        "jv-merge-confirm": lambda task: {"groups": [
            {"itemCode": group["itemCode"], "fact": group["fact"], "sameAct": False, "body": group["body"]} for group in finding_of(application, task)["groups"]
        ]},
        "fd-facts": facts,
        "fd-confirm": confirm,
        "fd-cosign": {"cosign": "agree"},
        "fd-head": agree,
        "fd-educate": {"how": "onSite", "note": "告知消防通道保持畅通，已当场清理，店主表示今后注意。"},
        "otc-draft": {"requirements": "清理店外桌椅，恢复人行道。", "deadlineMode": "days", "days": 7, "promise": False, "howToReport": "浙里办或电话"},
        "otc-recheck": lambda task: {
            "corrected": "yes", "correctedOn": "2026-02-13", "how": "onSite", "extensionAsked": False, "media": photo(application, task),
            "officer1": "一号", "officer2": "二号",
        },
        "otc-confirm": {"otcResult": "corrected"},
        "fd-package": {"procedureHint": "ordinary", "caseReason": "油烟未经净化排放", "materials": ["facts", "evidenceList"]},
        "sc-close": {"allDisposed": True, "publicItems": ["result"], "lesson": "加强日常提醒"},
    }


@pytest.fixture
def province(tmp_path: Path, clock: SettableClock) -> Iterator[Province]:
    simulator = Province(SECRET, tmp_path / "province.sqlite", clock)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def settings(settings: Settings, province: Province) -> Settings:
    """As every test's, with the province's simulator to hand over to."""
    return replace(settings, penalty_url=province.url, penalty_secret=SECRET, outbound_allowed=(urlsplit(province.url).netloc,))


@pytest.mark.both_databases
def test_a_clue_on_a_shop_goes_all_the_way(application: Application, clock: SettableClock, province: Province) -> None:
    clock.set("2026-02-10 09:00")
    engine = application.engine
    bundles.publish(engine, application.settings)
    staff = Staff(application, answers(application))
    case = engine.instances.start(staff.actor("wg-jiefang-1"), "shopfront-case", START)
    # The visit, three findings, one for the province: the line drops after the work is done, and the retry makes no second case.
    staff.work(case.id, until="fd-package")
    province.faults.add({"kind": "lose-answer"})
    staff.work(case.id)
    clock.advance(seconds=10)
    staff.work(case.id)
    [handed] = province.handovers()
    assert handed["body"]["package"]["caseReason"] == "油烟未经净化排放"
    assert handed["tries"] == 2
    # The province accepts; the shop reports that it has corrected; the officers look again.
    province.decide({"receiptNo": handed["receiptNo"], "decision": "accepted"})
    poller = next(poller for poller in application.pollers if poller.name == "penalty answers")
    poller.run()
    poller.run()
    clock.set("2026-02-14 10:00")
    [order] = variables_of(application, case.id, "orderId")
    engine.messages.correlate("msg.party.corrected", key=order, data={"text": "已清理"}, message_id="party-1", actor=SYSTEM_ACTOR)
    staff.work(case.id)
    view = engine.instances.get(SYSTEM_ACTOR, case.id)
    assert engine.jobs.incidents(SYSTEM_ACTOR) == ()
    assert [(task.element, task.candidates) for task in staff.open_tasks(case.id)] == []
    assert view.row.state == "completed"
    outcomes = {record.body["matterCode"]: record.body["outcome"] for record in engine.cases.of_case(SYSTEM_ACTOR, case.id, "finding")}
    assert outcomes == {"S01": "order", "S11": "file", "S25": "waiverMinor"}
    assert {account.split("-")[0] for _, account in staff.done} == {"zfd", "zhzf", "xfjy"}
    sealed = [file for file in engine.files.of_case(SYSTEM_ACTOR, case.id) if "号" in file.name]
    assert len(sealed) >= 4
    assert all(engine.files.get(SYSTEM_ACTOR, file.id)[1].startswith(b"%PDF-") for file in sealed)
