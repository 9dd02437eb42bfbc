"""The worker and the last try: a province that stays away becomes an incident, which an operator retries."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters import bundles
from adapters.bootstrap import Application
from adapters.connector import Patience, Refusal, Topic, TryLater
from adapters.settings import Settings
from adapters.worker import Poller, Worker
from engine import SYSTEM_ACTOR, ExternalTask
from tests.adapters.province import Province
from tests.adapters.staff import Staff
from tests.adapters.test_shopfront_case import START, answers
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()


@pytest.fixture
def province(tmp_path: Path, clock: SettableClock) -> Iterator[Province]:
    simulator = Province(SECRET, tmp_path / "province.sqlite", clock)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def settings(settings: Settings, province: Province) -> Settings:
    return replace(settings, penalty_url=province.url, penalty_secret=SECRET, outbound_allowed=(urlsplit(province.url).netloc,))


def test_after_the_last_try_an_incident_that_an_operator_retries(application: Application, clock: SettableClock, province: Province) -> None:
    clock.set("2026-02-10 09:00")
    engine = application.engine
    bundles.publish(engine, application.settings)
    staff = Staff(application, answers(application))
    case = engine.instances.start(staff.actor("wg-jiefang-1"), "shopfront-case", START)
    staff.work(case.id, until="fd-package")
    province.faults.add({"kind": "status", "status": 503, "times": 5})
    staff.work(case.id)
    tries = []
    for pause in (4, 1, 29, 1, 119, 1, 599, 1):  # nothing a second early, one try on time
        clock.advance(seconds=pause)
        staff.machines()
        tries.append(5 - province.faults.left())
    assert tries == [1, 2, 2, 3, 3, 4, 4, 5]
    [incident] = engine.jobs.incidents(staff.actor("admin-system-1"))
    assert incident.element == "fd-handover"
    assert "503" in incident.message
    clock.advance(days=2)
    staff.machines()
    assert province.handovers() == []
    engine.jobs.retry(staff.actor("admin-system-1"), incident.id)
    staff.machines()
    assert len(province.handovers()) == 1
    assert engine.jobs.incidents(staff.actor("admin-system-1")) == ()


def test_a_refusal_of_the_province_takes_its_drawn_path(application: Application, clock: SettableClock, province: Province) -> None:
    clock.set("2026-02-10 09:00")
    engine = application.engine
    bundles.publish(engine, application.settings)
    staff = Staff(application, answers(application))
    case = engine.instances.start(staff.actor("wg-jiefang-1"), "shopfront-case", START)
    staff.work(case.id, until="fd-package")
    province.faults.add({"kind": "reject", "reason": "不属于受理范围"})
    staff.work(case.id)
    assert "fd-fix" in {task.element for task in staff.open_tasks(case.id)}
    assert engine.jobs.incidents(staff.actor("admin-system-1")) == ()
    assert province.handovers() == []


def test_the_pauses_grow_and_end() -> None:
    patience = Patience((5, 30, 120))
    assert patience.tries == 4
    assert [patience.after(left) for left in (3, 2, 1)] == [5, 30, 120]


def test_a_stopped_worker_has_finished_its_piece_of_work(application: Application) -> None:
    """Stopping waits for the job under way and starts no other."""
    import threading

    begun, let_go, ended = threading.Event(), threading.Event(), []

    def slow() -> None:
        begun.set()
        let_go.wait(60)
        ended.append(True)

    worker = Worker(application.engine, application.mailer, (), (Poller("slow", 1, slow),))
    worker.start()
    assert begun.wait(60)
    stopper = threading.Thread(target=worker.stop)
    stopper.start()
    stopper.join(0.2)
    assert stopper.is_alive()
    let_go.set()
    stopper.join(60)
    assert ended == [True]
    assert application.engine.jobs.health().worker_seen_at is not None


@pytest.mark.parametrize("error", [RuntimeError("x"), TryLater("x"), Refusal("ERR_X")])
def test_whatever_a_connector_raises_the_worker_lives_on(application: Application, error: Exception) -> None:
    """Each kind ends as the engine should hear it; the worker's own loop never sees the exception."""
    heard: list[str] = []

    def connector(task: ExternalTask) -> dict[str, object]:
        raise error

    class Outside:
        """The external-task verbs of the engine, listening."""

        def fetch_and_lock(self, worker: str, topics: list[str], **_: object) -> tuple[ExternalTask, ...]:
            now = application.clock.now()
            return () if heard else (ExternalTask("t", "x", "i", "r", "k", "e", {}, None, worker, now, 1, "key", now, 0),)

        def failure(self, *_: object, retries: int, **__: object) -> None:
            heard.append(f"failure, {retries} left")

        def bpmn_error(self, task: str, worker: str, code: str, *_: object) -> None:
            heard.append(code)

    class Face:
        external_tasks = Outside()

    worker = Worker(Face(), application.mailer, (Topic("x", connector),))
    worker.answer_tasks()
    assert heard == (["ERR_X"] if isinstance(error, Refusal) else ["failure, 4 left"])


def test_the_system_actor_owns_no_account(application: Application) -> None:
    assert SYSTEM_ACTOR.account not in {account.name for account in application.engine.people.accounts(SYSTEM_ACTOR)}
