"""Profiles: refused with their place; and the port of a profile's system, one suite for HTTP against the simulators and for the fake."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from adapters import profile as profiles
from adapters.connector import Refusal, TryLater
from adapters.outbound import Outbound
from adapters.profile.fake import FakeSystem
from adapters.profile.over_http import HttpSystem
from adapters.profile.port import Request, System
from adapters.profile.reading import folder, read
from adapters.profile.topic import understood, written
from adapters.settings import SystemSettings
from adapters.simulators.face import faces
from adapters.simulators.server import Simulators
from adapters.tomltable import TomlWrong
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
FIRE = (profiles.OURS / "fire.toml").read_text(encoding="utf-8")


@pytest.fixture
def simulators(tmp_path: Path, clock: SettableClock) -> Iterator[Simulators]:
    simulators = Simulators(SECRET, tmp_path / "simulators.sqlite", clock)
    simulators.start()
    yield simulators
    simulators.stop()


def http_system(simulators: Simulators, clock: SettableClock, name: str = "fire", *, secret: str = SECRET, timeout: float = 2) -> HttpSystem:
    """The real adapter of a profile against the simulators."""
    profile = {item.name: item for item in folder(profiles.OURS)}[name]
    outbound = Outbound(simulators.place(name), (simulators.url.removeprefix("http://"),), timeout_seconds=timeout)
    return HttpSystem(profile, SystemSettings(simulators.place(name), secret, "nanhu"), outbound, clock)


# --- One suite for both -----------------------------------------------------------------------------------------------
@dataclass
class Side:
    system: System
    down: Callable[[], object]
    reject: Callable[[], object]
    received: Callable[[], int]


@pytest.fixture(params=["http", "fake"])
def side(request: pytest.FixtureRequest, clock: SettableClock) -> Iterator[Side]:
    if request.param == "fake":
        refused: list[bool] = []
        fake = FakeSystem(lambda asked: (422, {"reason": "缺少"}) if refused and refused.pop() else (201, {"hazardNo": f"X-{asked.key}"}))
        yield Side(fake, lambda: setattr(fake, "down", True), lambda: refused.append(True), lambda: len(fake.received))
        return
    simulators: Simulators = request.getfixturevalue("simulators")
    system = http_system(simulators, clock)
    yield Side(
        system, lambda: simulators.faults.add("fire", {"kind": "status", "status": 503}), lambda: simulators.faults.add("fire", {"kind": "reject"}),
        lambda: len(simulators.memory.received("fire")),
    )
    system.close()


def hazard(key: str, fact: str = "疏散通道堵塞") -> Request:
    return Request("POST", "/hazards", json.dumps({"fact": fact, "objectId": "OBJ-0001"}), key)


def test_the_same_key_has_one_effect_and_one_answer(side: Side) -> None:
    first, again, other = side.system.send(hazard("k1")), side.system.send(hazard("k1")), side.system.send(hazard("k2"))
    assert first.status in {200, 201} and first.body["hazardNo"] == again.body["hazardNo"] != other.body["hazardNo"]
    assert side.received() == 2


def test_a_key_for_another_request_is_422(side: Side) -> None:
    side.system.send(hazard("k1"))
    assert side.system.send(hazard("k1", "灭火器过期")).status == 422
    assert side.received() == 1


def test_a_refusal_leaves_nothing_and_the_key_is_free(side: Side) -> None:
    side.reject()
    assert side.system.send(hazard("k1")).status == 422
    assert side.system.send(hazard("k1")).status == 201
    assert side.received() == 1


def test_a_system_that_is_down_is_tried_later(side: Side) -> None:
    side.down()
    with pytest.raises(TryLater):
        side.system.send(hazard("k1"))
    assert side.received() == 0


def test_health(side: Side) -> None:
    assert side.system.healthy() == ""
    side.down()
    assert side.system.healthy() != ""


# --- Signatures ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["fire", "dog-register"])
def test_another_secret_is_not_let_in(simulators: Simulators, clock: SettableClock, name: str) -> None:
    stranger = http_system(simulators, clock, name, secret="whsec_" + base64.b64encode(b"x" * 32).decode())
    assert stranger.send(Request("POST", "/hazards", "{}", "k")).status == 401
    assert http_system(simulators, clock, name).send(Request("GET", "/events", None, "k")).status == 200
    late = SettableClock(clock.now())
    late.advance(minutes=-6)
    assert http_system(simulators, late, name).send(Request("GET", "/events", None, "k")).status == 401


# --- What is wrong in a profile is refused with its place ---------------------------------------------------------------------
WRONG = {
    "syntax": ("[system", "[system"), "field": ('objectId = "objectId"', 'objectId = "1 +"'), "method": ('method = "GET"', 'method = "LOOK"'),
    "path": ('path = "/hazards"', 'path = "hazards?x=1"'), "dots": ('path = "/hazards"', 'path = "/a/../b"'), "hole": ('hazardNo = "hazardNo"', 'other = "hazardNo"'),
    "unknown": ('urgency = "urgency"', 'urgency = "urgency"\n[topic.requests]\na = "1"'), "required": ('required = ["hazardNo"]', 'required = ["nothing"]'),
    "scheme": ('scheme = "standard-webhooks"', 'scheme = "plain"'), "limit": ("per-minute = 60", "per-minute = -1"), "code": ("ERR_REPORT_REFUSED", "err report"),
    "name": ('name = "fire"', 'name = "water"'), "number": ('fact = "fact"', "fact = 5"), "topic": ('name = "fire.report"', 'name = "fire"'),
}
PLACES = {
    "syntax": "fire.toml: ", "field": "topic[1].request.objectId: line 1, column 4", "method": "topic[2].method", "path": "topic[1].path", "dots": "topic[1].path",
    "hole": "topic[2].path-values", "unknown": "topic[1].requests: is not known", "required": "topic[1].required: nothing", "scheme": "system.signature.scheme",
    "limit": "limits.per-minute", "code": "topic[1].error[1].code", "name": "system.name", "number": "topic[1].request.fact", "topic": "topic[1].name",
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_profile_is_refused_with_its_place(what: str) -> None:
    old, new = WRONG[what]
    assert old in FIRE
    changed = FIRE.replace(old, new, 1) if what != "syntax" else FIRE.replace("[system]", "[system", 1)
    with pytest.raises(TomlWrong) as caught:
        read(changed.encode(), "fire.toml")
    assert str(caught.value).startswith("fire.toml: ") and PLACES[what] in str(caught.value), str(caught.value)


def test_personal_data_is_given_with_a_purpose_and_a_basis_only() -> None:
    said = FIRE.replace('[[topic.error]]\nwhen = "status = 422"', '[topic.personal]\nfields = ["fact"]\npurpose = "x"\n[[topic.error]]\nwhen = "status = 422"', 1)
    with pytest.raises(TomlWrong, match=r"topic\[1\].personal.basis"):
        read(said.encode(), "fire.toml")


def test_two_profiles_may_not_answer_one_topic(tmp_path: Path) -> None:
    (tmp_path / "fire.toml").write_text(FIRE)
    (tmp_path / "other.toml").write_text(FIRE.replace('name = "fire"', 'name = "other"', 1))
    with pytest.raises(TomlWrong, match=r"topic fire.report: is in fire.toml already"):
        folder(tmp_path)


def test_every_profile_has_its_face_in_the_simulators() -> None:
    known = {item.name: item.signature.scheme for item in folder(profiles.OURS)}
    played = {face.system: face.scheme for face in faces()}
    assert known.items() <= played.items() and known


# --- Every topic of every profile, once well, against its face ----------------------------------------------------------------
SAID: dict[str, dict[str, object]] = {
    "object.lookup": {"shop": "老街面馆"}, "object.licences": {"objectId": "OBJ-0001"}, "dog.find": {"tagNo": "N-10086"},
    "dog.enter": {"ownerName": "养犬人某", "chipNo": "1", "ownerIdNo": "x", "ownerPhone": "y", "home": "z"}, "fire.report": {"objectId": "OBJ-0001", "fact": "疏散通道堵塞"},
    "market.licence": {"creditCode": "92330402MA0DEMQ01N"}, "market.clue": {"fact": "无照"}, "immunisation.find": {"chipNo": "156000000010086"},
    "outbreak.report": {"areaCode": "330402008"}, "bite.treatment": {"biteNo": "QS-0001"}, "bite.feedback": {"biteNo": "QS-0001"}, "scenic.day-mode": {"day": "2026-10-01"},
    "scenic.flow": {"site": "nanhu"}, "scenic.announce": {"site": "nanhu", "announcement": "限流"}, "media.fetch": {"alertNo": "SP-0001"}, "alert.result": {"alertNo": "SP-0001"},
    "approval.opinion": {"requestId": "YJ-1", "opinions": [{"body": "zhzf.nanhu", "opinion": "agree"}]}, "code.register": {"visitId": "V-1", "participatingGroups": ["zhzf.nanhu"]},
    "code.cancel": {"codeNo": None}, "cert.verify": {"officers": ["zf-1", "zhzf-officer-2", "zf-9"]}, "hotline.load": {"orderNo": "GD-0001"}, "hotline.reply": {"orderNo": "GD-0001", "reply": "已整改", "final": True},
    "hotline.return": {"orderNo": "GD-0001", "returnBasis": "不属于本部门职责"}, "credit.load": {"recordKey": "scjg.nanhu/嘉南市监罚〔2026〕21号"},
    "credit.lodge": {"recordKey": "k", "partyName": "老街面馆"}, "credit.status": {"recordKey": "scjg.nanhu/嘉南市监罚〔2026〕21号"}, "sms.send": {"phone": "1", "templateId": "t"},
    "directory.person": {"employeeCode": "GE_0001"}, "directory.unit": {"unit": "zhzf.nanhu"},
}
ANSWERED: dict[str, dict[str, object]] = {
    "dog.find": {"dogId": "DOG-0001", "certTo": date(2026, 12, 31), "earlierBreaches": 1}, "market.licence": {"licenceFound": True, "licenceState": "valid"},
    "immunisation.find": {"immunised": True, "vaccEnd": date(2026, 9, 30)}, "scenic.day-mode": {"dayMode": "peak", "onDuty": ["nhgl.jiaxing.duty"]}, "scenic.flow": {"flowRatio": Decimal("0.32")},
    "cert.verify": {"validCount": 2, "invalidCount": 1, "invalidOfficers": ["zf-9"]}, "code.cancel": {"codeCancelled": False}, "credit.status": {"allGone": False, "sitesShowing": ["信用中国", "信用浙江"]},
    "credit.load": {"publicityStart": date(2026, 4, 20), "kinds": ["fine"], "fineAmount": 20000, "dutiesDoneOn": None}, "directory.unit": {"employeeCodes": ["GE_0001", "GE_0002"]},
    "hotline.load": {"kind": "report", "returnedBefore": 0, "departmentDuty": True, "danger": False}, "object.licences": {"licenceValid": True},
}
#: Topics about something an earlier call made.
AFTER = {"dog.end": ("dog.enter", "registrationNo"), "fire.status": ("fire.report", "hazardNo"), "credit.application": ("credit.lodge", "applicationNo")}


def test_every_topic_is_understood_by_both_sides(simulators: Simulators, clock: SettableClock) -> None:
    asked = set()
    for item in folder(profiles.OURS):
        system, kept = http_system(simulators, clock, item.name), {}
        for spec in sorted(item.topics, key=lambda spec: spec.name in AFTER):
            before, name = AFTER.get(spec.name, ("", ""))
            said = {name: kept[before][name]} if before else SAID[spec.name]
            context = {**said, "task": {"caseId": "C-1"}, **{form: {} for form in spec.forms}}
            request = written(spec, context, f"{spec.name}-1", clock.now())
            kept[spec.name] = answer = understood(spec, system.send(request), context, clock.now())
            assert ANSWERED.get(spec.name, {}).items() <= dict(answer).items(), (spec.name, answer)
            assert set(answer) == set(spec.answer.fields)
            asked.add(spec.name)
        system.close()
    assert asked == SAID.keys() | AFTER.keys()


@pytest.mark.parametrize(("topic", "said", "code"), [
    ("object.lookup", {"shop": "没有这家"}, "ERR_NOT_FOUND"), ("fire.report", {"objectId": "O"}, "ERR_REPORT_REFUSED"), ("credit.lodge", {"recordKey": "k"}, "ERR_LODGE_REFUSED"),
    ("code.register", {}, "ERR_CODE_UNAVAILABLE"), ("sms.send", {"phone": "1"}, "ERR_NOT_DELIVERED"), ("media.fetch", {"alertNo": "none"}, "ERR_MEDIA_GONE"),
    ("dog.end", {"registrationNo": "none"}, "ERR_NOT_FOUND"),
])
def test_refusals_are_errors_with_a_drawn_path(simulators: Simulators, clock: SettableClock, topic: str, said: dict[str, object], code: str) -> None:
    item, spec = next((item, spec) for item in folder(profiles.OURS) for spec in item.topics if spec.name == topic)
    system = http_system(simulators, clock, item.name)
    context = {**said, "task": {"caseId": "C-1"}}
    with pytest.raises(Refusal) as caught:
        understood(spec, system.send(written(spec, context, "k", clock.now())), context, clock.now())
    assert caught.value.code == code and str(caught.value)
    system.close()


@pytest.mark.parametrize("value", [None, "", ".", ".."])
def test_a_path_is_never_left_half_filled(clock: SettableClock, value: object) -> None:
    spec = next(spec for item in folder(profiles.OURS) for spec in item.topics if spec.name == "fire.status")
    with pytest.raises(TryLater, match="nothing to put into the path"):
        written(spec, {"hazardNo": value}, "k", clock.now())
    assert written(spec, {"hazardNo": "../../admin?x#y/z"}, "k", clock.now()).path == "/hazards/..%2F..%2Fadmin%3Fx%23y%2Fz"
