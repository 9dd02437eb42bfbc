"""The workers behind clues, complaints, plans and penalties: what they keep, what they answer, that a repeat changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.bootstrap import Application
from adapters.demo.registers import seed
from adapters.platform import clues, complaints, penalties, plans
from adapters.platform.desk import Desk
from engine import SYSTEM_ACTOR
from tests.adapters.test_platform import Papers, asked, form
from tests.settable_clock import SettableClock


@pytest.fixture
def desk(application: Application) -> Desk:
    seed(application.engine)
    return Desk(application.engine, application.clock)


def clue(desk: Desk, key: str, **said: Any) -> dict[str, Any]:
    return dict(clues.similar(desk, asked(key, root=f"case-{key}", **({"address": "中山东路 18号", "matterArea": "shop"} | said))))


def test_a_clue_names_those_of_the_same_place_and_area_within_the_days(desk: Desk, clock: SettableClock) -> None:
    clock.set("2026-03-02 09:00")
    first = clue(desk, "1")
    assert first == clue(desk, "1") == {"clueId": first["clueId"], "similar": []}
    clock.set("2026-03-20 09:00")
    assert clue(desk, "2", address="中山东路18号，")["similar"] == [first["clueId"]]
    assert clue(desk, "3", matterArea="dog")["similar"] == []
    assert clue(desk, "4", address="解放路66号")["similar"] == []
    clock.set("2026-04-02 09:00")
    assert first["clueId"] not in clue(desk, "5")["similar"]
    assert first["clueId"] in clue(desk, "6", similarDays=60)["similar"]


def test_a_clue_without_a_place_is_like_none_and_keeps_the_id_it_brings(desk: Desk) -> None:
    for key in ("1", "2"):
        assert clue(desk, key, address=None, clueId=f"CL-{key}") == {"clueId": f"CL-{key}", "similar": []}


def visit(desk: Desk, identity: str, day: str, lead: str, **more: Any) -> None:
    body = {"objectId": "OBJ-0001", "leadGroup": lead, "participatingGroups": [lead], "visitFrom": f"{day}T09:00:00+08:00", "state": "done", "itemCodes": ["S01"]}
    desk.put("visit", identity, asked(root=f"case-{identity}"), {**body, **more}, subject="OBJ-0001")


def found(desk: Desk, **said: Any) -> dict[str, Any]:
    return dict(complaints.find(desk, asked(**({"objectId": "OBJ-0001", "when": "2026-09-22"} | said))))


def test_no_visit_recorded_is_said_so(desk: Desk) -> None:
    answer = found(desk, body="zhzf.nanhu", codeNo="NH1")
    assert (answer["visitFound"], answer["complainedBody"], answer["codeNo"], answer["itemInList"]) == (False, "zhzf.nanhu", "NH1", True)
    assert complaints.find(desk, asked())["visitFound"] is False  # about no object at all


def test_the_visit_complained_of_with_its_code_officers_and_neighbours(desk: Desk) -> None:
    visit(desk, "V-1", "2026-08-25", "zhzf.nanhu")
    visit(desk, "V-2", "2026-09-01", "scjg.nanhu")
    visit(desk, "V-3", "2026-09-22", "zhzf.nanhu", codeNo=None, backfillReason="现场无网络", officers=["anna", "ben"], itemCodes=["S01", "不在清单"])
    visit(desk, "V-4", "2026-09-23", "xfjy.nanhu")  # after the day: not what was complained of
    visit(desk, "V-5", "2026-09-21", "xfjy.nanhu", state="cancelled")
    answer = found(desk)
    assert (answer["visitFound"], answer["visitId"], answer["complainedBody"], answer["officers"]) == (True, "V-3", "zhzf.nanhu", ["anna", "ben"])
    assert (answer["codeNo"], answer["backfillReason"], answer["itemInList"]) == (None, "现场无网络", False)
    assert (answer["bodiesIn30Days"], answer["sameBodyDays"]) == (2, 28)


def test_a_code_or_a_body_finds_its_own_visit(desk: Desk) -> None:
    visit(desk, "V-1", "2026-08-01", "zhzf.nanhu", codeNo="NH1")
    visit(desk, "V-2", "2026-09-01", "scjg.nanhu")
    assert found(desk, codeNo="NH1")["visitId"] == "V-1"
    assert found(desk, body="zhzf.nanhu")["visitId"] == "V-1"
    answer = found(desk)
    assert (answer["visitId"], answer["bodiesIn30Days"], answer["sameBodyDays"], answer["itemInList"]) == ("V-2", 0, None, True)


def test_a_penalty_keeps_its_stages_in_order_and_knows_when_it_was_decided(desk: Desk) -> None:
    said = {"receiptNo": "SJ-1", "provCaseNo": "77号", "partyRef": "OBJ-0001", "filedOn": "2026-06-26"}
    penalties.status(desk, asked("a", **said, status="filed", statusDate="2026-06-26"))
    for _ in range(2):
        answer = penalties.status(desk, asked("b", **said, status="decided", statusDate="2026-09-16"))
    assert (answer["status"], str(answer["statusDate"]), str(answer["decidedOn"])) == ("decided", "2026-09-16", "2026-09-16")
    closed = penalties.status(desk, asked("c", **said, status="closed", statusDate="2026-10-09", decidedOn="2026-09-16"))
    assert (closed["status"], str(closed["decidedOn"])) == ("closed", "2026-09-16")
    kept = desk.record("penalty", "SJ-1")
    assert [(stage["stage"], stage["on"]) for stage in kept["stages"]] == [("filed", "2026-06-26"), ("decided", "2026-09-16"), ("closed", "2026-10-09")]


def test_a_stage_nobody_knows_is_kept_as_it_came_and_counts_as_filed(desk: Desk) -> None:
    assert penalties.status(desk, asked(receiptNo="SJ-2", status="mystery"))["status"] == "filed"
    assert desk.record("penalty", "SJ-2")["stages"][0]["stage"] == "mystery"


def row(code: str, object_id: str, times: int, first: int, last: int) -> dict[str, Any]:
    return {"itemCode": code, "objectId": object_id, "times": times, "onsiteNeeded": True, "monthFrom": str(first), "monthTo": str(last)}


NEEDS = [
    form({"items": [row("S01", "OBJ-1", 2, 3, 8), row("S03", "OBJ-2", 1, 9, 9)]}, invitedGroup="zhzf.nanhu"),
    form({"items": [row("S22", "OBJ-1", 1, 1, 12), row("S22", "OBJ-2", 1, 1, 3)]}, invitedGroup="scjg.nanhu"),
]


def proposals(desk: Desk, *reviewed: dict[str, Any], reopen: bool = False) -> dict[str, Any]:
    laid = {"sp-collect": NEEDS, "sp-review": [form({"proposals": list(reviewed)})] if reviewed else []}
    return dict(plans.merge_proposal(Papers(desk, laid), asked(planYear=2027, reopen=reopen)))


def judged(number: int, month: int, verdict: str) -> dict[str, Any]:
    return {"proposalId": f"PL2027-000{number}", "month": str(month), "verdict": verdict}


def test_wishes_that_meet_become_one_visit(desk: Desk) -> None:
    answer = proposals(desk)
    assert [(item["objectId"], item["month"], item["bodies"], item["items"]) for item in answer["proposals"]] == [
        ("OBJ-1", "3", "zhzf.nanhu、scjg.nanhu", "S01、S22"), ("OBJ-1", "6", "zhzf.nanhu", "S01"), ("OBJ-2", "1", "scjg.nanhu", "S22"), ("OBJ-2", "9", "zhzf.nanhu", "S03"),
    ]
    assert answer == proposals(desk)  # asked again: the same, nothing twice
    assert answer["planItemCount"] == 0


def test_what_was_reviewed_is_kept_and_a_merged_proposal_joins_the_other_visit(desk: Desk) -> None:
    proposals(desk)
    answer = proposals(desk, judged(1, 4, "accept"), judged(2, 6, "drop"), judged(3, 2, "accept"), judged(4, 9, "merge"))
    assert (answer["proposals"], answer["planItemCount"]) == ([], 2)
    assert desk.record("planItem", "PL2027-0001")["month"] == "2027-04"
    joined = desk.record("planItem", "PL2027-0003")
    assert (joined["itemCodes"], joined["bodies"]) == (["S22", "S03"], ["scjg.nanhu", "zhzf.nanhu"])
    assert desk.record("planItem", "PL2027-0004")["mergedInto"] == "PL2027-0003"
    assert len(proposals(desk, reopen=True)["proposals"]) == 4  # a returned plan is looked at again, all of it


def test_a_proposal_merged_into_nothing_is_a_visit_of_its_own(desk: Desk) -> None:
    proposals(desk)
    assert proposals(desk, judged(1, 3, "drop"), judged(2, 6, "merge"), judged(3, 1, "drop"), judged(4, 9, "drop"))["planItemCount"] == 1


def test_the_month_is_confirmed_moved_dropped_and_started_once(desk: Desk) -> None:
    proposals(desk)
    proposals(desk, judged(1, 3, "accept"), judged(2, 3, "accept"), judged(3, 3, "accept"), judged(4, 12, "accept"))
    listed = plans.month_tasks(desk, asked(month="2027-03-20"))
    assert ([item["planItemId"] for item in listed["visits"]], listed["moreVisits"]) == (["PL2027-0001", "PL2027-0002", "PL2027-0003"], False)
    rows = [{"planItemId": "PL2027-0001", "verdict": "confirm"}, {"planItemId": "PL2027-0002", "verdict": "move", "why": "店主请假"}, {"planItemId": "PL2027-0003", "verdict": "drop", "why": "已停业"}]
    paper = Papers(desk, {"sm-confirm": [form({"visits": rows})]})
    assert plans.launch(paper, asked(month="2027-03")) == {"launched": 1}
    assert plans.launch(paper, asked(month="2027-03")) == {"launched": 0}
    assert plans.month_tasks(desk, asked(month="2027-03"))["visits"] == []
    assert [item["planItemId"] for item in plans.month_tasks(desk, asked(month="2027-04"))["visits"]] == ["PL2027-0002"]
    moved = Papers(desk, {"sm-confirm": [form({"visits": [{"planItemId": "PL2027-0004", "verdict": "move", "why": "年底停业"}]})]})
    plans.launch(moved, asked(month="2027-12"))
    assert [record.id for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, "planItem", "2028-01")] == ["PL2027-0004"]
