"""Notices in the government work app: one suite for the real channel, over HTTP to the simulator, and for the fake; and a whole notice."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters import bootstrap
from adapters.clock import SystemClock
from adapters.dingtalk.fake import FakeWorkApp
from adapters.dingtalk.notices import WorkNotices
from adapters.gateway_signing import headers, signature
from adapters.mail.fake import FakeMailer
from adapters.outbound import Outbound
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SettingWrong, SystemSettings
from adapters.simulators.server import Simulators
from engine import SYSTEM_ACTOR, Actor, Mail, Right
from engine.ports import Mailer, MailFailed
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
MAIL = Mail("1", "<n1@onething>", "10086@dingtalk", "已超期：线索研判", "案件“老街面馆”已超期。", "zh")


@dataclass
class Side:
    """A channel, what people see in the app, and how to break it."""

    mailer: Mailer
    shown: Callable[[], dict[str, tuple[str, str]]]
    break_down: Callable[[], None]


@pytest.fixture
def simulators(tmp_path: Path) -> Iterator[Simulators]:
    made = Simulators(SECRET, tmp_path / "s.sqlite", SystemClock())
    made.start()
    made.control("/control/dingtalk/forget", {"account": "gone"})
    yield made
    made.stop()


def place(simulators: Simulators, **other: str) -> SystemSettings:
    return SystemSettings(**{"url": simulators.place("dingtalk"), "secret": SECRET, "key_id": "onething", "tenant": "196729", **other})


def notices(simulators: Simulators, others: Mailer, **other: str) -> WorkNotices:
    there = place(simulators, **other)
    return WorkNotices(there, Outbound(there.url, (simulators.url.removeprefix("http://"),), timeout_seconds=2), SystemClock(), others)


@pytest.fixture(params=["real", "fake"])
def side(request: pytest.FixtureRequest) -> Iterator[tuple[Side, FakeMailer]]:
    others = FakeMailer()
    if request.param == "fake":
        fake = FakeWorkApp(others, frozenset({"gone"}))
        yield Side(fake, lambda: fake.shown, lambda: setattr(fake, "down", True)), others
    else:
        simulators: Simulators = request.getfixturevalue("simulators")
        def shown() -> dict[str, tuple[str, str]]:
            return {item["id"]: (item["to"], item["text"]) for item in simulators.memory.all("dingtalk", "notice")}

        yield Side(notices(simulators, others), shown, lambda: simulators.faults.add("dingtalk", {"kind": "status", "status": 500, "times": 9})), others


def test_a_notice_is_shown_once_however_often_it_is_sent(side: tuple[Side, FakeMailer]) -> None:
    app, others = side
    app.mailer.send(MAIL)
    app.mailer.send(MAIL)
    assert app.shown() == {"n1@onething": ("10086", "已超期：线索研判\n案件“老街面馆”已超期。")}
    assert others.outbox == []


def test_other_addresses_go_to_the_mail_server(side: tuple[Side, FakeMailer]) -> None:
    app, others = side
    app.mailer.send(replace(MAIL, to="officer@example.test"))
    assert [mail["To"] for mail in others.outbox] == ["officer@example.test"] and app.shown() == {}


def test_who_is_not_there_is_final_and_what_is_down_is_not(side: tuple[Side, FakeMailer]) -> None:
    app, _ = side
    with pytest.raises(MailFailed) as gone:
        app.mailer.send(replace(MAIL, to="gone@dingtalk"))
    assert gone.value.permanent
    app.break_down()
    with pytest.raises(MailFailed) as down:
        app.mailer.send(MAIL)
    assert not down.value.permanent and app.shown() == {}


@pytest.mark.parametrize("fault", ["garbage", "wrong", "cut", "drop", "packed"])
def test_an_answer_that_cannot_be_read_is_tried_again(simulators: Simulators, fault: str) -> None:
    simulators.faults.add("dingtalk", {"kind": fault})
    channel = notices(simulators, FakeMailer())
    with pytest.raises(MailFailed) as failed:
        channel.send(MAIL)
    assert not failed.value.permanent
    channel.send(MAIL)
    assert len(simulators.memory.all("dingtalk", "notice")) == 1


def test_the_gateway_knows_our_key(simulators: Simulators) -> None:
    assert notices(simulators, FakeMailer()).healthy() == ""
    assert "401" in notices(simulators, FakeMailer(), secret="another").healthy()
    simulators.faults.add("dingtalk", {"kind": "status", "status": 500})
    said = notices(simulators, FakeMailer()).healthy()
    assert "500" in said and SECRET.removeprefix("whsec_").rstrip("=") not in said


def test_the_signature_covers_method_time_nonce_path_and_sorted_parameters() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    made = headers("key", "secret", "POST", "/a", {"b": "2", "a": "一"}, at, "17")
    assert made["x-hmac-auth-timestamp"] == "2026-01-02T11:04:05.000+08:00"
    # printf 'POST\n2026-01-02T11:04:05.000+08:00\n17\n/a\na=一&b=2' | openssl dgst -sha256 -hmac secret -binary | base64
    assert made["x-hmac-auth-signature"] == "vuze9J3ExmzGLeD0lqO/X++uFxCi/vJeX2F9KwLFLlc="
    assert signature("secret", "POST", made["x-hmac-auth-timestamp"], "17", "/b", {}) != made["x-hmac-auth-signature"]


def test_the_worker_sends_an_account_its_notice_there(simulators: Simulators, settings: Settings, clock: SettableClock) -> None:
    clock.set(SystemClock().now())
    there = replace(settings, systems={"dingtalk": place(simulators)}, outbound_allowed=(simulators.url.removeprefix("http://"),))
    with pytest.raises(SettingWrong, match="ONETHING_SYSTEM_DINGTALK_TENANT"):
        bootstrap.build(replace(there, systems={"dingtalk": place(simulators, tenant="")}), clock)
    built = bootstrap.build(there, clock, passwords=Argon2Passwords(quick=True), mailer=FakeMailer())
    built.mailer.send(MAIL)
    [seen] = built.engine.outward.listed(Actor("admin", frozenset(), frozenset({Right.SYSTEM}))).items
    assert (seen.destination, seen.outcome, seen.request) == ("dingtalk", "answered", "已超期：线索研判")
    with pytest.raises(MailFailed):
        built.mailer.send(replace(MAIL, to="gone@dingtalk", message_id="<n2@onething>"))
    [state] = built.engine.outward.destinations(SYSTEM_ACTOR)
    assert (state.state, state.failures) == ("closed", 0)
    built.close()
