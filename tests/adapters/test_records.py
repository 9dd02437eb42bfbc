"""Records that processes keep current: who has them, what moved and why, what new rules would move, who is told; and what a party is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.connector import Refusal
from adapters.platform import parties, records, unconnected
from adapters.platform.desk import Desk
from engine import SYSTEM_ACTOR, Actor, ExternalTask, Record
from engine.domain.actor import with_implied
from tests.settable_clock import SettableClock

NOTICE: dict[str, dict[str, Any]] = {
    "is-edit": {}, "is-sign": {"decision": "agree"}, "is-method": {"serveMethod": "electronic", "address": "13800000000", "consentRef": "QR-1"},
}
LABELS = {"t0": "最早可修复日", "class": "失信程度"}


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application.engine, application.clock)


def asked(key: str = "key-1", root: str = "case-1", **variables: Any) -> ExternalTask:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return ExternalTask("t", "topic", "i", root, "C-1", "e", variables, None, "w", now, 1, key, now, 0)


def kept(identity: str = "R-1", **body: Any) -> dict[str, Any]:
    return {"recordKind": "creditRecord", "recordId": identity, "recordSubject": "92330402MA0DEMQ01N", "recordBody": body}


def test_the_first_writing_is_no_move_and_a_move_says_from_what_to_what_and_why(desk: Desk) -> None:
    first = records.revise(desk, asked("1", tracked=LABELS, cause="首次计算", note="尚未公示", **kept(t0=None, **{"class": "general"})))
    assert first == {"revision": 1, "moved": [], "movedText": ""}
    same = records.revise(desk, asked("2", tracked=LABELS, cause="规则变更", **kept(t0=None, **{"class": "general"})))
    assert same == {"revision": 1, "moved": [], "movedText": ""}
    third = asked("3", tracked=LABELS, cause="义务履行", **kept(t0=date(2026, 7, 20), **{"class": "general"}))
    moved = {"revision": 2, "moved": ["t0"], "movedText": "最早可修复日：未定 → 2026-07-20。原因：义务履行"}
    assert [records.revise(desk, third) for _ in range(3)] == [moved] * 3  # the answer was lost twice
    (record,) = desk.engine.cases.of_subject(SYSTEM_ACTOR, "creditRecord", "92330402MA0DEMQ01N")
    assert [entry["cause"] for entry in record.body["history"]] == ["首次计算", "义务履行"]
    assert record.body["history"][0]["text"] == "首次计算：尚未公示"
    assert (record.body["t0"], record.body["state"]) == (date(2026, 7, 20), "open")
    ended = records.revise(desk, asked("4", tracked={"result": "结果"}, words={"repaired": "已修复"}, cause="办结", recordState="closed", **kept(result="repaired")))
    assert ended["movedText"] == "结果：未定 → 已修复。原因：办结"
    assert desk.record("creditRecord", "R-1")["state"] == "closed"
    assert records.read(desk, asked(recordKind="creditRecord", recordId="R-1")) == {"recordFound": False}


def test_a_record_without_kind_or_id_is_an_error_and_not_a_record(desk: Desk) -> None:
    for missing in ({"recordKind": "creditRecord"}, {"recordId": "R-1"}, {"recordKind": "creditRecord", "recordId": None}):
        with pytest.raises(LookupError):
            records.claim(desk, asked(**missing))


def test_a_record_belongs_to_the_case_that_runs(desk: Desk) -> None:
    assert records.claim(desk, asked("1", "gone", **kept(partyName="甲"))) == {"heldBy": None}
    assert records.claim(desk, asked("2", "case-2", **kept(partyName="乙"))) == {"heldBy": None}  # the case of the first is not there any more
    assert desk.record("creditRecord", "R-1")["partyName"] == "乙"


def test_the_second_arrival_finds_the_first_and_its_case_loads_again(application: Application, desk: Desk, clock: SettableClock) -> None:
    _publish(application)
    clock.set("2026-04-21 09:00")
    said = {"findingBody": "scjg.nanhu", "decisionNo": "文〔2026〕1号", "partyName": "某店", "publicityStart": "2026-04-20", "kinds": ["fine"], "procedure": "ordinary"}
    first = str(application.engine.messages.correlate("msg.credit.record", data=said).instance_id)
    _work(application)
    second = str(application.engine.messages.correlate("msg.credit.record", data={**said, "publicityStart": "2026-04-18"}).instance_id)
    _work(application)
    assert first != second
    view = application.engine.instances.get(SYSTEM_ACTOR, second)
    assert (view.row.state, view.variables["heldBy"]) == ("completed", application.engine.instances.get(SYSTEM_ACTOR, first).row.business_key)
    for element, data in NOTICE.items():  # the first case is in a task: the news waits for its next catch
        _do(application, first, element, data)
    _work(application)
    assert application.engine.instances.get(SYSTEM_ACTOR, first).variables["publicityStart"] == "2026-04-18"
    (record,) = application.engine.cases.of_kind(SYSTEM_ACTOR, "creditRecord")
    assert record.body["history"][-1]["text"].startswith("公示起日：2026-04-20 → 2026-04-18；") and record.body["history"][-1]["cause"] == "信用记录变更"


@pytest.mark.parametrize(("transition", "expected"), [
    (None, {"earlier": ["R-fire"], "later": [], "manual": ["R-fire", "R-old"], "sameCount": 2}),
    ("newForAll", {"earlier": ["R-fire"], "later": [], "manual": ["R-fire", "R-old"], "sameCount": 2}),
])
def test_new_rules_are_tried_on_every_open_record_and_change_nothing(
    application: Application, desk: Desk, clock: SettableClock, transition: str | None, expected: dict[str, Any],
) -> None:
    _publish(application)
    clock.set("2026-03-20 09:00")
    common = {"class": "general", "dutiesDoneOn": date(2026, 1, 20), "notBefore": None}
    for identity, special, start, t0 in (
        ("R-fire", True, date(2026, 1, 15), date(2027, 1, 15)), ("R-old", False, date(2026, 1, 15), date(2026, 4, 15)), ("R-new", False, date(2026, 4, 2), date(2026, 7, 2)),
        ("R-closed", True, date(2026, 1, 15), date(2027, 1, 15)),
    ):
        state = {"recordState": "closed"} if identity == "R-closed" else {}
        records.revise(desk, asked(identity, tracked={}, cause="", **state, **kept(identity, specialField=special, publicityStart=start, t0=t0, **common)))
    before = desk.engine.cases.of_kind(SYSTEM_ACTOR, "creditRecord")
    task = asked(
        recordKind="creditRecord", decisions=["repair-rule-version", "repair-periods", "repair-dates"], field="t0",
        extra={"evaluationDate": date(2026, 4, 1), "transition": transition}, variants=[{"ruleVersion": "order36"}, {"ruleVersion": "order58"}],
    )
    answer = records.reevaluate(desk, task)
    assert {name: answer[name] for name in expected} == expected
    assert (answer["earlierCount"], answer["laterCount"], answer["manualCount"]) == (1, 0, 2)
    assert desk.engine.cases.of_kind(SYSTEM_ACTOR, "creditRecord") == before


def test_a_new_table_moves_the_dates_of_a_record_that_waits_and_both_sides_hear_why(application: Application, clock: SettableClock) -> None:
    """From the publication of a changed table to the notices: the rule change tries it, tells the record, and the record computes again."""
    engine = application.engine
    _publish(application)
    clock.set("2026-04-21 09:00")
    said = {"findingBody": "scjg.nanhu", "decisionNo": "文〔2026〕1号", "partyName": "某店", "publicityStart": "2026-04-20", "kinds": ["fine"], "procedure": "ordinary", "dutiesDoneOn": "2026-04-15"}
    record = str(engine.messages.correlate("msg.credit.record", data=said).instance_id)
    for element, data in NOTICE.items():
        _do(application, record, element, data)
    clock.set("2026-05-11 09:00")
    table = application.settings.bundles_dir or Path(__file__).parents[2] / "bpmn"
    changed = (table / "credit-repair" / "repair-periods.dmn").read_text(encoding="utf-8").replace("<text>3</text></outputEntry>\n        <outputEntry id=\"repair-periods-2-o2\"", "<text>4</text></outputEntry>\n        <outputEntry id=\"repair-periods-2-o2\"")
    engine.definitions.deploy(SYSTEM_ACTOR, "new-table", {"repair-periods.dmn": changed.encode()})
    rules = engine.instances.start(
        Actor("clerk", with_implied({"fgj.nanhu"})), "credit-rule-change", {"newRules": "四个月", "effective": "2026-05-11", "source": "行业标准"},
    ).id
    _do(application, rules, "cw-legal", {"decision": "agree", "transition": "newForAll"})
    _do(application, rules, "cw-review", {"decision": "agree", "sampleChecked": 1})
    _work(application)
    assert {name: engine.instances.get(SYSTEM_ACTOR, rules).variables[name] for name in ("laterCount", "earlierCount", "sentCount")} == {"laterCount": 1, "earlierCount": 0, "sentCount": 1}
    seen = engine.instances.get(SYSTEM_ACTOR, record)
    assert seen.variables["movedText"] == "最短公示期满：2026-07-20 → 2026-08-20；最早可修复日：2026-07-20 → 2026-08-20；提前三十天告知日：2026-06-18 → 2026-07-21。原因：规则变更"
    assert seen.incidents == () and seen.open_tasks == ()
    (told,) = engine.cases.of_subject(SYSTEM_ACTOR, "partyNotice", "某店")
    assert told.body["templateId"] == "credit-moved" and "2026-08-20" in told.body["text"]


def test_every_open_record_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PAGE", 2)
    for number in range(5):
        records.revise(desk, asked(f"k{number}", tracked={}, cause="", **({"recordState": "closed"} if number == 3 else {}), **kept(f"R-{number}")))
    task = asked("b", recordKind="creditRecord", messageName="msg.rule.changed", payload={"changeCause": "rule"})
    assert [records.broadcast(desk, task) for _ in range(2)] == [{"sentCount": 4}] * 2
    again = desk.engine.messages.correlate("msg.rule.changed", key="R-0", data={}, message_id="b/R-0")
    assert again.outcome == "duplicate"


def test_a_party_is_told_once_and_who_declined_only_what_the_law_asks_for(desk: Desk) -> None:
    told = [parties.notify(desk, asked(str(number), toRef="某店", templateId="credit-t30", dedupKey="k", noticeText="…", legal=False)) for number in range(2)]
    assert told[0]["messageId"] == told[1]["messageId"] and told[0]["channel"] == "platform"
    records.revise(desk, asked("o", tracked={}, cause="", recordKind="optOut", recordId="某店", recordSubject="某店", recordBody={}))
    assert parties.notify(desk, asked("3", toRef="某店", templateId="credit-t0", legal=False))["channel"] == "optedOut"
    assert parties.notify(desk, asked("4", toRef="某店", templateId="credit-moved", legal=True))["channel"] == "platform"
    assert len(desk.engine.cases.of_subject(SYSTEM_ACTOR, "partyNotice", "某店")) == 3
    with pytest.raises(Refusal, match="nobody"):
        parties.notify(desk, asked(toRef=None))


def test_without_a_credit_site_people_complete_enter_and_look(desk: Desk) -> None:
    known = {"partyName": "某店", "kinds": ["fine"]}
    assert set(unconnected.load(desk, asked(known=known)).values()) == {None}
    for said in ({}, {"known": {**known, "kinds": []}}, {"known": {**known, "partyName": None}}):
        with pytest.raises(Refusal, match="connected"):
            unconnected.load(desk, asked(**said))
    with pytest.raises(Refusal) as refused:
        unconnected.lodge(desk, asked())
    assert refused.value.code == "ERR_LODGE_REFUSED"


@pytest.mark.parametrize(("forms", "gone"), [([], False), ([{"site": ["zhejiang"]}], False), ([{"site": ["zhejiang"]}, {"gone": True}], True)])
def test_a_record_is_gone_when_a_person_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch, forms: list[dict[str, Any]], gone: bool) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    monkeypatch.setattr(Desk, "forms", lambda self, task, element: tuple(Record(element, now, "someone", form, {}) for form in forms))
    assert unconnected.status(desk, asked()) == {"allGone": gone}


def _do(application: Application, case: str, element: str, data: dict[str, Any]) -> None:
    """The one open task of a case, by someone of the group it is for."""
    _work(application)
    (task,) = application.engine.instances.get(SYSTEM_ACTOR, case).open_tasks
    assert task.element == element
    application.engine.tasks.complete(Actor(f"someone-{element}", with_implied(set(task.candidates))), task.id, data)


def _work(application: Application) -> None:
    """Timers, and tasks of the platform; the credit system answers that it knows nothing more."""
    worker = application.worker()
    moved = 1
    while moved:
        moved = worker.tick() + worker.answer_tasks()
        for task in application.engine.external_tasks.fetch_and_lock("site", ["credit.load"], limit=10, lock_seconds=60):
            names = ("partyName", "creditCode", "kinds", "publicityStart")
            application.engine.external_tasks.complete(task.id, "site", dict.fromkeys(names))
            moved += 1


def _publish(application: Application) -> None:
    """The bundles that these cases need, and no others: publishing is most of the time."""
    for key, files in bundles.found(application.settings):
        if key in {"shared", "credit-repair"}:
            application.engine.definitions.deploy_bundle(SYSTEM_ACTOR, key, files)
