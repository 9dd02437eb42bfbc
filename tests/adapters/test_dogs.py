"""The workers that dogs need: who the dog is, which dates come due, what is written into the register, whose a power is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.demo.registers import seed
from adapters.platform import dogs, drafting, findings, keeping, resolving
from adapters.platform.desk import Desk
from engine import SYSTEM_ACTOR, ExternalTask, Record
from tests.settable_clock import SettableClock


@pytest.fixture
def desk(application: Application) -> Desk:
    seed(application.engine)
    return Desk(application.engine, application.clock)


@pytest.fixture
def published(application: Application, desk: Desk) -> Desk:
    bundles.publish(application.engine, application.settings)
    return desk


def asked(key: str = "key-1", **variables: Any) -> ExternalTask:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return ExternalTask("t", "topic", "i", "case-1", "C-1", "e", variables, None, "w", now, 1, key, now, 0)


def days(day: date, **other: date) -> dict[str, date]:
    """The limits as the model works them out: 60, 37 and 30 days ahead, three months and one month back."""
    ahead = {name: date.fromordinal(day.toordinal() + number) for name, number in (("remind60On", 60), ("remind37On", 37), ("lastDayOn", 30))}
    return {"asOf": day, **ahead, "bornUntil": date(2020, 1, 1), "arrivedUntil": date(2020, 1, 1), **other}


@pytest.mark.parametrize("said", [{"dogId": "DOG-0005"}, {"chipNo": "156000000000005"}, {"tagNo": "NH-0005"}, {"address": "南湖街道南溪路99号"}])
def test_a_dog_is_found_by_each_of_its_marks(desk: Desk, said: dict[str, str]) -> None:
    found = dogs.find(desk, asked(**said))
    assert (found["dogId"], found["certTo"], found["dogState"], found["dogAreaCode"], found["earlierBreaches"]) == ("DOG-0005", date(2027, 6, 30), "active", "330402010", 0)
    assert found["owner"] == "养犬人（示例五）"  # workers see what lists mask


@pytest.mark.parametrize("said", [{}, {"chipNo": "1560000000000"}, {"tagNo": "NH-00"}, {"dogId": "OBJ-0001"}, {"address": "没有登记的地方"}])
def test_a_stray_need_not_be_known_and_half_a_mark_is_none(desk: Desk, said: dict[str, str]) -> None:
    assert dogs.find(desk, asked(**said)) == {
        "dogId": None, "owner": None, "certTo": None, "vaccEnd": None, "dogState": None, "dogAreaCode": None, "dogAddress": None, "earlierBreaches": 0,
    }


@pytest.mark.parametrize(("day", "name"), [
    ("2026-06-19", None), ("2026-06-20", "remind60"), ("2026-07-12", "remind60"), ("2026-07-13", "remind37"), ("2026-07-19", "remind37"),
    ("2026-07-20", "lastDay"), ("2026-08-19", "lastDay"), ("2026-08-20", "lapsed"),
])
def test_a_certificate_to_19_august_is_in_one_list_a_day(desk: Desk, day: str, name: str | None) -> None:
    at = date.fromisoformat(day)
    dogs.scan(desk, asked(**days(at)))
    lists = desk.record("dogWatch", f"dog-watch/{day}")["lists"]
    assert [key for key, ids in lists.items() if "DOG-0001" in ids] == ([name] if name else [])


def test_counts_are_those_of_the_lists_and_puppies_and_visitors_are_seen(desk: Desk) -> None:
    counts = dogs.scan(desk, asked(**days(date(2026, 10, 1), bornUntil=date(2026, 1, 31), arrivedUntil=date(2026, 8, 31))))
    assert counts == {"remind60": 0, "remind37": 0, "lastDay": 0, "puppies": 1, "visitors": 1, "lapsed": 1, "vaccLapsed": 1}


def test_a_day_run_twice_tells_nobody_twice_and_starts_nothing_twice(published: Desk) -> None:
    day = date(2026, 8, 20)
    dogs.scan(published, asked(**days(day, bornUntil=date(2026, 1, 31))))
    first, again = (dogs.notify_batch(published, asked(key, asOf=day)) for key in ("a", "b"))
    assert first == again == {"notified": 1}
    assert len(published.engine.cases.of_subject(SYSTEM_ACTOR, "partyNotice", "DOG-0003")) == 1
    assert [dogs.launch_followups(published, asked(key, asOf=day)) for key in ("a", "b")] == [{"launched": 2}, {"launched": 0}]


def test_the_register_keeps_what_is_not_named(desk: Desk) -> None:
    kept = keeping.keep(desk, asked(objectKind="dog", objectId="DOG-0001", objectFields={"registered_to": date(2027, 8, 18), "owner": None}))
    entry = dogs.find(desk, asked(dogId=kept["objectId"]))
    assert (entry["certTo"], entry["owner"], entry["vaccEnd"]) == (date(2027, 8, 18), "养犬人（示例一）", date(2027, 6, 30))


def test_a_new_dog_is_one_however_often_asked_and_a_draft_where_the_street_is_unknown(desk: Desk) -> None:
    said = {"objectKind": "dog", "objectFields": {"name": "犬只", "chip": "156000000007777", "area_code": "nanhu", "state": "active"}}
    first, again = keeping.keep(desk, asked(**said)), keeping.keep(desk, asked(**said))
    assert first == again
    assert dogs.find(desk, asked(chipNo="156000000007777"))["dogState"] == "draft"


def test_whose_a_power_is(published: Desk) -> None:
    groups = [
        resolving.resolve(published, asked(powerHolder=holder, areaCode="330402008", holderGroups={"registrar": "ga.nanhu"}))["bodyGroup"]
        for holder in ("zhzf", "ga", "registrar", "unclear")
    ]
    assert groups == ["zhzf.nanhu", "ga.330402008", "ga.nanhu", "zfzd.nanhu.duty"]


class Papers(Desk):
    """A desk on which an officer's rows already lie."""

    rows: list[dict[str, Any]]

    def forms(self, task: ExternalTask, element: str) -> tuple[Record, ...]:
        """One form, of any task."""
        return (Record(element, datetime(2026, 3, 2, 9, tzinfo=UTC), "someone", {"findings": self.rows}, {}),)

    def __init__(self, desk: Desk, rows: list[dict[str, Any]]) -> None:
        super().__init__(desk.engine, desk.clock)
        object.__setattr__(self, "rows", rows)

    def case_variables(self, task: ExternalTask) -> dict[str, Any]:
        """No case stands behind."""
        return {}


def test_findings_bring_the_law_of_their_own_table(published: Desk, clock: SettableClock) -> None:
    clock.set("2026-03-02 09:00")
    desk = Papers(published, [{"matterCode": "bannedPlace", "fact": "携犬进入餐饮场所"}, {"matterCode": "unregistered", "fact": "未登记"}])
    said = {
        "matterTable": "dog-matter", "matterFacts": {"dogZone": "key", "ownerKind": "person"}, "rowsOf": "dv-visit", "matterNames": {"bannedPlace": "携犬进入禁入场所"},
        "defaultDays": 7, "holderGroups": {"registrar": "ga.nanhu"}, "areaCode": "330402008", "managedBy": "nanhu", "objectId": "DOG-0005",
    }
    first, again = drafting.draft(desk, asked(**said)), drafting.draft(desk, asked(**said))
    assert first == again and len(first["findingIds"]) == 2
    one, two = (findings.load(desk, asked(findingId=identity)) for identity in first["findingIds"])
    assert (one["bodyGroup"], one["penaltyMode"], one["matterName"], one["defaultDays"], one["lawGiven"], one["partyRef"]) == ("zhzf.nanhu", "direct", "携犬进入禁入场所", 7, True, "DOG-0005")
    assert (two["bodyGroup"], two["matterName"]) == ("ga.nanhu", "unregistered")
