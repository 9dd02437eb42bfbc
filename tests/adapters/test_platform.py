"""The platform's workers one by one: what each answers, that a repeat changes nothing, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.connector import Refusal
from adapters.demo.registers import seed
from adapters.platform import breaches, findings, matters, objects, officers, orders, places, visits
from adapters.platform.desk import Desk, fresh_id
from adapters.platform.printing import NoFont, Printer
from engine import SYSTEM_ACTOR, ExternalTask, Record
from tests.settable_clock import SettableClock


@pytest.fixture
def desk(application: Application) -> Desk:
    seed(application.engine)
    return Desk(application.engine, application.clock)


class Papers(Desk):
    """A desk on which the forms of a case already lie."""

    def forms(self, task: ExternalTask, element: str) -> tuple[Record, ...]:
        """What the test laid down under the element."""
        return tuple(self.laid.get(element, ()))

    def __init__(self, desk: Desk, laid: dict[str, list[Record]]) -> None:
        super().__init__(desk.engine, desk.clock)
        object.__setattr__(self, "laid", laid)

    laid: dict[str, list[Record]]

    def case_variables(self, task: ExternalTask) -> dict[str, Any]:
        """No case stands behind."""
        return {}


def asked(key: str = "key-1", root: str = "case-1", **variables: Any) -> ExternalTask:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return ExternalTask("t", "topic", "i", root, "C-1", "e", variables, None, "w", now, 1, key, now, 0)


def form(data: dict[str, Any], minute: int = 0, **variables: Any) -> Record:
    return Record("e", datetime(2026, 3, 2, 9, minute, tzinfo=UTC), "someone", data, variables)


@pytest.mark.parametrize(("said", "found"), [
    ({"areaCode": "330402008"}, ("330402008", "nanhu", 1)),
    ({"areaCode": "330402012"}, ("330402012", "jxjk", 1)),
    ({"shop": "双溪烧烤"}, ("330402013", "nanhu", 0.95)),
    ({"address": "嘉兴市南湖区凤桥镇1号"}, ("330402100", "nanhu", 0.8)),
    ({"address": "解放路与建国路口"}, ("nanhu", "nanhu", 0)),  # two streets: a person decides
    ({"point": {"lon": 120.7, "lat": 30.7}}, ("nanhu", "nanhu", 0)),
    ({}, ("nanhu", "nanhu", 0)),
])
def test_a_place_is_resolved_or_left_to_a_person(desk: Desk, said: dict[str, Any], found: tuple[str, str, float]) -> None:
    answer = places.resolve_area(desk, asked(**said))
    assert (answer["areaCode"], answer["managedBy"], answer["confidence"]) == found


def test_an_unknown_shop_is_refused_then_drafted_then_found(desk: Desk) -> None:
    said = {"shop": "新开的店", "address": "不在册的路", "areaCode": "330402008"}
    with pytest.raises(Refusal) as caught:
        objects.lookup(desk, asked(**said))
    assert caught.value.code == "ERR_NOT_FOUND"
    drafted = objects.draft(desk, asked(**said))
    assert objects.draft(desk, asked(**said)) == drafted
    assert objects.lookup(desk, asked(shop=drafted["objectId"]))["objectId"] == drafted["objectId"]


def test_visits_of_other_cases_count_and_those_of_this_one_do_not(desk: Desk, clock: SettableClock) -> None:
    clock.set("2026-02-13 09:00")
    before = objects.history(desk, asked(objectId="OBJ-0002", bodies=["scjg.330402008", "xfjy.nanhu"]))
    assert before == {"visitsThisYear": 1, "openVisitExists": False, "openVisitId": None, "openLeadGroup": None, "daysSinceLastVisit": 10}
    opened = visits.open_visit(desk, asked("v", "case-2", objectId="OBJ-0002", leadGroup="zhzf.nanhu", invitedGroups=[], areaCode="330402008", approval="before"))
    again = objects.history(desk, asked(objectId="OBJ-0002", bodies=["zhzf.nanhu"]))
    assert (again["openVisitExists"], again["openVisitId"], again["openLeadGroup"]) == (True, opened["visitId"], "zhzf.nanhu")
    assert objects.history(desk, asked(root="case-2", objectId="OBJ-0002", bodies=["zhzf.nanhu"]))["openVisitExists"] is False


def test_only_an_open_visit_is_joined_and_once_per_case(desk: Desk) -> None:
    opened = visits.open_visit(desk, asked("v", "case-2", objectId="OBJ-0002", leadGroup="zhzf.nanhu"))["visitId"]
    for _ in range(2):
        assert visits.join(desk, asked(openVisitId=opened, matters=["S01"], bodies=["zhzf.nanhu"])) == {"joined": True}
    assert len(desk.record("visit", opened)["joined"]) == 1
    visits.cancel_code(desk, asked("c", "case-2", visitId=opened))
    for closed in (opened, "V-none"):
        with pytest.raises(Refusal) as caught:
            visits.join(desk, asked(openVisitId=closed))
        assert caught.value.code == "ERR_VISIT_CLOSED"


SETTLED = [
    ({}, {}, {}, False, []),  # silence is no acceptance
    ({"a": "accept"}, {}, {}, False, ["lead", "a"]),
    ({"a": "accept", "b": "decline"}, {}, {}, False, ["lead", "a"]),
    ({"a": "decline"}, {"a": "insist"}, {"a": "mustJoin"}, False, ["lead", "a"]),
    ({"a": "decline"}, {"a": "insist"}, {"a": "released"}, False, []),
    ({"a": "accept", "b": "accept"}, {"b": "release"}, {}, False, ["lead", "a"]),
    ({"a": "entrust", "b": "accept"}, {}, {}, False, ["lead", "b"]),
    ({"a": "entrust"}, {}, {}, False, ["lead"]),
    ({"b": "accept", "a": "accept"}, {}, {}, False, ["lead", "a", "b"]),
    ({"a": "decline"}, {}, {}, True, ["lead"]),
]


@pytest.mark.parametrize(("answers", "views", "rulings", "alone", "expected"), SETTLED)
def test_the_last_word_on_who_joins(desk: Desk, answers: dict[str, str], views: dict[str, str], rulings: dict[str, str], alone: bool, expected: list[str]) -> None:
    laid = {
        "jv-plan": [form({"from": "2026-03-03T09:00:00+08:00", "to": "2026-03-03T11:00:00+08:00"})],
        "jv-answer": [form({"answer": word}, invitedGroup=group) for group, word in answers.items()],
        "jv-decline-review": [form({"view": word}, invitedGroup=group) for group, word in views.items()],
        "jv-ruling": [form({"ruling": word}, invitedGroup=group) for group, word in rulings.items()],
    }
    visit = visits.open_visit(desk, asked("v", objectId="OBJ-0001", leadGroup="lead"))["visitId"]
    answer = visits.settle(Papers(desk, laid), asked(visitId=visit, leadGroup="lead", invitedGroups=["a", "b"], leadOnly=alone))
    assert answer["participatingGroups"] == expected
    assert answer["visitFrom"].isoformat() == "2026-03-03T09:00:00+08:00"


def test_an_accepted_other_time_moves_the_visit(desk: Desk) -> None:
    laid = {
        "jv-plan": [form({"from": "2026-03-03T09:00:00+08:00", "to": "2026-03-03T11:00:00+08:00"})],
        "jv-answer": [form({"answer": "otherTime", "otherFrom": "2026-03-05T09:00:00+08:00", "otherTo": "2026-03-05T10:00:00+08:00"}, invitedGroup="a")],
        "jv-decline-review": [form({"view": "changeTime"}, 5, invitedGroup="a")],
    }
    visit = visits.open_visit(desk, asked("v", objectId="OBJ-0001", leadGroup="lead"))["visitId"]
    answer = visits.settle(Papers(desk, laid), asked(visitId=visit, leadGroup="lead", invitedGroups=["a"], leadOnly=False))
    assert (answer["visitFrom"].isoformat(), answer["visitTo"].isoformat()) == ("2026-03-05T09:00:00+08:00", "2026-03-05T10:00:00+08:00")


@pytest.mark.both_databases
def test_numbers_have_no_gap_and_a_repeat_gets_its_own_again(desk: Desk, clock: SettableClock) -> None:
    clock.set("2026-03-02 09:00")
    codes = [visits.register_code(desk, asked(key))["codeNo"] for key in ("a", "b", "a", "c")]
    assert codes == ["NH2026030200001", "NH2026030200002", "NH2026030200001", "NH2026030200003"]


def test_officers_count_once_and_only_in_their_own_body(desk: Desk, people: dict[str, Any]) -> None:
    answer = officers.verify(desk, asked(participant="zhzf.nanhu", officers=["anna", "anna", "ben", "fiona", "head", "nobody"]))
    assert answer == {"validCount": 2, "invalidCount": 3, "invalidOfficers": ["fiona", "head", "nobody"]}


def test_bodies_come_from_the_published_decisions(desk: Desk, application: Application) -> None:
    bundles.publish(application.engine, application.settings)
    answer = matters.bodies(desk, asked(matters=["S22", "S01", "S25", "S11"], areaCode="330402008", managedBy="nanhu", emergency=True))
    assert answer["suggestedBodies"] == ["scjg.330402008", "zhzf.nanhu", "xfjy.nanhu"]
    assert (answer["mainMatterBody"], answer["safetyBody"], answer["sameBodyItems"]) == ("scjg.330402008", "xfjy.nanhu", 2)
    calm = matters.bodies(desk, asked(matters=["S25"], areaCode="330402008", managedBy="nanhu", emergency=False))
    assert calm["safetyBody"] is None


def test_findings_are_drafted_merged_and_counted_once(desk: Desk) -> None:
    rows = {"items": [{"itemCode": "S01", "outcome": "problem", "fact": "x"}, {"itemCode": "S11", "outcome": "ok"}]}
    laid = {
        "jv-checklist": [form(rows, participant="zhzf.nanhu"), form({**rows, "danger": True}, participant="scjg.330402008")],
        "jv-merge-confirm": [form({"groups": [{"itemCode": "S01", "sameAct": True, "body": "zhzf.nanhu"}]})],
    }
    papers = Papers(desk, laid)
    visit = visits.open_visit(desk, asked("v", objectId="OBJ-0001", leadGroup="lead"))["visitId"]
    merged = findings.merge(papers, asked("m", visitId=visit, areaCode="330402008", objectId="OBJ-0001"))
    assert findings.merge(papers, asked("m", visitId=visit, areaCode="330402008", objectId="OBJ-0001")) == merged
    assert len(merged["findingIds"]) == 2
    assert [(group["itemCode"], len(group["findingIds"])) for group in merged["groups"]] == [("S01", 2)]
    settled = findings.settle(papers, asked("s", findingIds=merged["findingIds"]))
    assert settled == findings.settle(papers, asked("s", findingIds=merged["findingIds"]))
    [kept] = settled["findingIds"]
    findings.close(desk, asked("c", findingId=kept, outcome="order"))
    assert findings.summarise(desk, asked()) == {"outcomeCounts": {"order": 1}, "openFollowUps": 0}


def test_an_unknown_record_is_never_read_against_the_party(desk: Desk) -> None:
    def first(party: str | None, code: str, day: str) -> str:
        return str(breaches.first_breach(desk, asked(partyRef=party, matterCode=code, conductDate=day))["firstBreach"])

    assert first("OBJ-0005", "S11", "2026-03-02") == "no"
    assert first("OBJ-0005", "S11", "2028-01-01") == "yes"  # more than two years ago
    assert first("OBJ-0005", "S01", "2026-03-02") == "yes"
    assert first("OBJ-0005", "S11", "2025-06-18") == "yes"  # the day itself is this breach
    assert first(None, "S11", "2026-03-02") == "unknown"
    assert first("a stranger", "S11", "2026-03-02") == "unknown"


def test_our_own_closed_findings_are_remembered(desk: Desk) -> None:
    desk.engine.cases.put(SYSTEM_ACTOR, "finding", "F-1", "case-9", {"state": "closed", "matterCode": "S22", "outcome": "waiverFirst", "closedOn": "2026-01-05"}, subject="OBJ-0001")
    answer = breaches.first_breach(desk, asked(partyRef="OBJ-0001", matterCode="S22", conductDate="2026-03-02"))
    assert answer == {"firstBreach": "no"}


def test_every_document_type_prints_with_our_own_fonts(application: Application) -> None:
    moment = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
    templates = [(name, content) for _, files in bundles.found(application.settings) for name, content in files.items() if name.endswith(".typ")]
    assert len(templates) >= 8
    for name, content in templates:
        pdf = Printer(None).pdf(content, {"docNo": "南综检〔2026〕00001号", "stage": "final", "today": "2026-03-02", "body": "䶮㙍玥翀"}, moment)
        assert pdf.startswith(b"%PDF-"), name
        assert b"NotoSerifSC" in pdf, name


def test_without_fonts_nothing_is_printed() -> None:
    printer = Printer(None)
    printer._folders = []
    with pytest.raises(NoFont):
        printer.pdf(b"x", {}, datetime(2026, 3, 2, tzinfo=UTC))


def test_a_template_reads_no_file(application: Application) -> None:
    with pytest.raises(Exception, match=r"(?i)access denied|not found|outside"):
        Printer(None).pdf(b'#read("/etc/passwd")', {}, datetime(2026, 3, 2, tzinfo=UTC))


def test_ids_come_from_the_task_and_its_row() -> None:
    assert fresh_id("F", asked("a"), 1) == fresh_id("F", asked("a"), 1)
    assert len({fresh_id("F", asked(key), number) for key in "ab" for number in (0, 1)}) == 4


def test_an_order_is_kept_with_its_object_and_settled_with_its_finding(desk: Desk) -> None:
    desk.put("finding", "F-9", asked(), {"objectId": "OBJ-0001", "bodyGroup": "zhzf.nanhu", "areaCode": "330402008", "matterCode": "S01", "state": "open"})
    body = {"docType": "orderToCorrect", "dataRef": {"findingId": "F-9", "requirements": "清理占道物品", "date": "2026-03-10"}}
    orders.sealed(desk, asked(), "D-1", body, "南综检〔2026〕00007号")
    orders.sealed(desk, asked(), "D-2", {**body, "docType": "noPenaltyDecision"}, "南综检〔2026〕00008号")
    [kept] = desk.engine.records.kept(SYSTEM_ACTOR, "order").items
    assert (kept.id, kept.subject, kept.number, kept.due_day, kept.state) == ("D-1", "OBJ-0001", "南综检〔2026〕00007号", "2026-03-10", "issued")
    findings.close(desk, asked(findingId="F-9", outcome="order", otcResult="corrected"))
    assert desk.engine.records.kept_one(SYSTEM_ACTOR, "order", "D-1").state == "corrected"
    assert [record.id for record in desk.engine.cases.of_subject(SYSTEM_ACTOR, "finding", "OBJ-0001")] == ["F-9"], "closing keeps whom it is about"


def test_a_certificate_that_ran_out_does_not_count(desk: Desk, people: dict[str, Any], clock: SettableClock) -> None:
    clock.set("2026-03-02 09:00")
    entry = {"account": "anna", "name": "执法人员", "unit": "zhzf.nanhu", "certificate": "1", "valid_from": "2021-01-01", "valid_to": "2026-03-01"}
    desk.engine.records.save(SYSTEM_ACTOR, "officers", entry)
    assert officers.verify(desk, asked(participant="zhzf.nanhu", officers=["anna", "ben"]))["invalidOfficers"] == ["anna"]
    desk.engine.records.save(SYSTEM_ACTOR, "officers", {**entry, "valid_to": "2026-03-02"})
    assert officers.verify(desk, asked(participant="zhzf.nanhu", officers=["anna", "ben"]))["invalidCount"] == 0
