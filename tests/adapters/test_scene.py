"""Workers that came with the scenic area, one by one: zones, busy days, gathered forms, the law of a finding, opinions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.demo.registers import seed
from adapters.platform import approvals, events, gathering, lawgiving, places, records
from adapters.platform.desk import Desk
from engine import SYSTEM_ACTOR, ExternalTask, Record

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def desk(application: Application) -> Desk:
    seed(application.engine)
    return Desk(application.engine, application.clock)


def asked(**variables: Any) -> ExternalTask:
    return ExternalTask("t", "topic", "i", "case-1", "C-1", "e", variables, None, "w", NOW, 1, "key-1", NOW, 0)


@pytest.mark.parametrize(("said", "zone"), [
    ({"point": "120.759000,30.752000"}, "siteZone"),  # inside the core too: the inner zone stands first
    ({"point": "120.764,30.754"}, "core"),
    ({"point": {"lon": 120.745, "lat": 30.743}}, "xnhWest"),
    ({"point": "120.749,30.743", "address": "会景园"}, "xnhOther"),  # where it was seen goes before what was written
    ({"point": "120.70,30.70"}, "outside"),
    ({"address": "西南湖西岸步道"}, "xnhWest"),
    ({"address": "西南湖湖面"}, "xnhOther"),
    ({"point": "nowhere"}, "outside"),
    ({}, "outside"),
])
def test_the_zone_is_found_by_the_point_then_by_the_words(desk: Desk, said: dict[str, Any], zone: str) -> None:
    assert places.resolve_area(desk, asked(zoneLayer="scenic", **said))["zone"] == zone


def test_no_zone_is_answered_unasked_and_an_unknown_layer_has_none(desk: Desk) -> None:
    assert "zone" not in places.resolve_area(desk, asked(point="120.764,30.754"))
    assert places.resolve_area(desk, asked(zoneLayer="no such", point="120.764,30.754"))["zone"] == "outside"


@pytest.mark.parametrize(("said", "peak", "reason"), [
    ({"offRun": 7}, True, "holiday"),
    ({"offRun": 2}, False, None),
    ({"makeUp": True, "offRun": 0}, True, "makeUpWeekend"),
    ({"offRun": 0, "makeUp": False, "day": date(2026, 7, 1)}, True, "event: 建党纪念活动（演示）"),
    ({"offRun": 0, "day": date(2026, 7, 2)}, False, None),
])
def test_a_busy_day_has_its_reason(desk: Desk, said: dict[str, Any], peak: bool, reason: str | None) -> None:
    assert events.peak(desk, asked(**{"day": date(2026, 3, 2), **said})) == {"peak": peak, "peakReason": reason}


def test_the_newest_form_of_each_member_is_gathered_and_silence_stays_empty(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = [("a", "needMore", 1), ("b", "agree", 2), ("a", "object", 3)]
    forms = tuple(Record("e", datetime(2026, 3, 2, 9, minute, tzinfo=UTC), "x", {"opinion": said, "reason": said}, {"body": body}) for body, said, minute in laid)
    monkeypatch.setattr(Desk, "forms", lambda *_: forms)
    answer = gathering.gather(desk, asked(gatherFrom="e", gatherItem="body", gatherFields=["opinion"], members=["b", "c", "a"]))
    assert answer == {"gathered": [{"item": "b", "opinion": "agree"}, {"item": "c", "opinion": None}, {"item": "a", "opinion": "object"}]}


def test_a_finding_learns_its_law_once_and_a_code_of_another_catalogue_keeps_its_own(desk: Desk, application: Application) -> None:
    bundles.publish(application.engine, application.settings)
    for identity, code, known in (("F-1", "swim", None), ("F-2", "S01", None), ("F-3", "swim", {"penaltyMode": "own"})):
        desk.put("finding", identity, asked(), {"matterCode": code, **({"law": known} if known else {})})
    said = {"findingIds": ["F-1", "F-2", "F-3"], "matterTable": "scenic-matter", "matterFacts": {"zone": "core"}, "matterNames": {"swim": "游泳"}}
    assert lawgiving.give_law(desk, asked(**said)) == {"lawGivenCount": 1}
    assert lawgiving.give_law(desk, asked(**said)) == {"lawGivenCount": 0}
    law = desk.record("finding", "F-1")["law"]
    assert (law["penaltyMode"], law["matterName"], law["amount"]) == ("direct", "游泳", "50–200")
    assert "law" not in desk.record("finding", "F-2") and desk.record("finding", "F-3")["law"] == {"penaltyMode": "own"}


def test_an_opinion_is_kept_once_and_acknowledged(desk: Desk) -> None:
    said = asked(requestId="R-1", opinions=[{"body": "nhgl.jiaxing", "opinion": "agree"}])
    assert approvals.opinion(desk, said) == approvals.opinion(desk, said)
    assert [record.body["requestId"] for record in desk.engine.cases.of_case(SYSTEM_ACTOR, "case-1", "approvalOpinion")] == ["R-1"]


def test_values_of_a_record_are_read_when_asked_for(desk: Desk) -> None:
    desk.put("day-mode", "scenic/2026-05-01", asked(), {"onDuty": ["zhzf.nhjq"], "state": "open"})
    said = {"recordKind": "day-mode", "recordId": "scenic/2026-05-01"}
    assert records.read(desk, asked(**said)) == {"recordFound": True}
    assert records.read(desk, asked(**said, recordFields=["onDuty", "x"])) == {"recordFound": True, "recordValues": {"onDuty": ["zhzf.nhjq"], "x": None}}
    assert records.read(desk, asked(**{**said, "recordId": "scenic/2026-05-02"}, recordFields=["onDuty"])) == {"recordFound": False, "recordValues": {"onDuty": None}}


def test_bundles_come_after_those_they_need_and_a_circle_ends(application: Application, tmp_path: Path) -> None:
    for name, needs in (("a", ["b"]), ("b", ["c", "unknown"]), ("c", ["a"]), ("shared", [])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bundle.toml").write_text(f"needs = {json.dumps(needs)}", encoding="utf-8")
    assert [path.name for path in bundles.paths(replace(application.settings, bundles_dir=tmp_path))] == ["shared", "c", "b", "a"]
