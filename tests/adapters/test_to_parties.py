"""A party is told by text message where the gateway is connected, once, and not when it declined."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters import bootstrap
from adapters.bootstrap import Application
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SystemSettings
from adapters.simulators.server import Simulators
from engine import SYSTEM_ACTOR
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
MODEL = bpmn("""
    start s
    service tell topic=notify.party
    end e
    s > tell > e
""")
GIVEN = {"toRef": "某某面馆", "phone": "13512345678", "templateId": "visit-notice", "params": {"day": "3月2日"}, "dedupKey": "visit-1"}


@pytest.fixture
def simulators(tmp_path: Path, clock: SettableClock) -> Iterator[Simulators]:
    made = Simulators(SECRET, tmp_path / "s.sqlite", clock)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def application(settings: Settings, clock: SettableClock, simulators: Simulators) -> Iterator[Application]:
    there = replace(settings, systems={"sms": SystemSettings(simulators.place("sms"), SECRET, "onething")}, outbound_allowed=(simulators.url.removeprefix("http://"),))
    built = bootstrap.build(there, clock, passwords=Argon2Passwords(quick=True))
    built.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    yield built
    built.close()


def told(application: Application, clock: SettableClock, **other: Any) -> dict[str, Any]:
    case = application.engine.instances.start(SYSTEM_ACTOR, "p", {**GIVEN, **other}).id
    worker = application.worker()
    for _ in range(3):
        worker.answer_tasks()
        clock.advance(seconds=40)
    view = application.engine.instances.get(SYSTEM_ACTOR, case)
    assert view.row.state == "completed", [item.message for item in view.incidents]
    return dict(view.variables)


def test_a_message_goes_out_once_whatever_happens(application: Application, simulators: Simulators, clock: SettableClock) -> None:
    simulators.faults.add("sms", {"kind": "lose-answer"})
    assert told(application, clock)["channel"] == "sms"
    assert told(application, clock)["channel"] == "sms"  # another case, the same thing to tell
    [sent] = simulators.memory.all("sms", "message")
    assert (sent["phone"], sent["template"]) == ("13512345678", "visit-notice")


def test_without_a_telephone_it_stays_a_notice(application: Application, simulators: Simulators, clock: SettableClock) -> None:
    assert told(application, clock, phone=None)["channel"] == "platform"
    case = application.engine.instances.start(SYSTEM_ACTOR, "p", {**GIVEN, "phone": None}).id
    application.engine.cases.put(SYSTEM_ACTOR, "optOut", "某某面馆", case, {"state": "open"}, subject="某某面馆")
    assert told(application, clock, dedupKey="visit-2")["channel"] == "optedOut"
    assert simulators.memory.all("sms", "message") == []
