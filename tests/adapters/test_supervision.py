"""A task that is late is supervised by itself: told of once, at the moment its policy says, and ended with the task."""

from __future__ import annotations

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.demo.registers import seed
from adapters.platform.supervising import Supervision
from engine import SYSTEM_ACTOR, Actor, Engine, with_implied
from tests.settable_clock import SettableClock

START = {
    "trigger": "complaint", "shop": "OBJ-0001", "address": "解放街道中山东路18号", "point": "120.763000,30.756000", "matters": ["S01"],
    "summary": "群众反映店外经营，影响通行。", "urgency": "normal", "covert": False,
}


@pytest.fixture
def watch(application: Application) -> Supervision:
    bundles.publish(application.engine, application.settings)
    seed(application.engine)
    return Supervision(application.engine, application.clock)


def supervised(engine: Engine) -> list[tuple[str, str]]:
    rows = engine.instances.search(SYSTEM_ACTOR, limit=50).items
    return sorted((row.title, row.state) for row in rows if row.definition_key == "overdue-supervision")


def settle(application: Application) -> None:
    worker = application.worker()
    for _ in range(20):
        worker.tick()
        worker.answer_tasks([topic.name for topic in application.topics])


def test_a_late_task_is_pressed_once_from_the_first_level_on_and_done_ends_it(watch: Supervision, application: Application, clock: SettableClock) -> None:
    engine = application.engine
    clock.set("2026-10-09 09:00")
    street = Actor("zfd", with_implied({"zfd.330402008"}))
    case = engine.instances.start(street, "shopfront-case", START).id
    settle(application)
    [triage] = engine.instances.get(SYSTEM_ACTOR, case).open_tasks
    assert (triage.element, triage.due_clock) == ("sc-triage", "clk.sf.triage")
    clock.set("2026-10-10 23:59")  # the day it is due, a make-up Saturday
    assert watch.look() == (0, 0)
    clock.set("2026-10-11 12:00")  # late, but the first level is the next working day's
    assert watch.look() == (0, 0)
    clock.set("2026-10-12 00:01")
    assert watch.look() == (1, 0)
    assert watch.look() == (0, 0)
    settle(application)
    assert [(title.split("（")[0], state) for title, state in supervised(engine)] == [("催办督办：线索研判", "active")]
    [record] = engine.cases.of_subject(SYSTEM_ACTOR, "supervised", "open")
    asked = engine.instances.get(SYSTEM_ACTOR, str(record.body["instanceId"]))
    assert [(task.element, task.candidates) for task in asked.open_tasks] == [("os-answer", ("zfd.330402008",))]
    clock.set("2026-10-14 09:00")  # the request to explain is late itself: its own ladder, never a supervision of it
    assert watch.look() == (0, 0)
    engine.tasks.complete(street, triage.id, {"valid": "invalid", "note": "重复反映，已在办。"})
    assert watch.look() == (0, 1)
    settle(application)
    assert engine.instances.get(SYSTEM_ACTOR, str(record.body["instanceId"])).row.state in {"active", "completed"}
    assert "os-answer" not in [task.element for task in engine.instances.get(SYSTEM_ACTOR, str(record.body["instanceId"])).open_tasks]
    assert watch.look() == (0, 0)


def test_without_the_process_nothing_is_told(application: Application, clock: SettableClock) -> None:
    clock.set("2026-10-12 00:01")
    assert Supervision(application.engine, application.clock).look() == (0, 0)
