"""Whatever goes wrong on the way, a task of a profile has exactly one effect at the other side and one answer in the case.

Real HTTP to the simulators, a real worker on a real database; a "restart" throws the application away and builds it again.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adapters import bootstrap, profile
from adapters.bootstrap import Application
from adapters.outbound import Outbound
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SystemSettings
from adapters.simulators.server import Simulators
from adapters.worker import Worker
from engine import SYSTEM_ACTOR, Actor, Engine, Exchange, Invalid, NotFound, Right
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
OPERATOR = Actor("admin", frozenset(), frozenset({Right.SYSTEM}))
MODEL = bpmn("""
    start s
    service report topic=fire.report
    boundary-error no on report name=ERR_REPORT_REFUSED
    end e
    end refused
    s > report > e
    no > refused
""")
HAZARD = {"objectId": "OBJ-0001", "fact": "疏散通道堵塞", "areaCode": "330402008", "urgency": "ordinary"}


@pytest.fixture
def simulators(tmp_path: Path, clock: SettableClock) -> Iterator[Simulators]:
    made = Simulators(SECRET, tmp_path / "simulators.sqlite", clock)
    made.start()
    yield made
    made.stop()


def connected(settings: Settings, simulators: Simulators) -> Settings:
    """The platform with the fire brigade's system; calls are given up after three seconds."""
    return replace(
        settings, systems={"fire": SystemSettings(simulators.place("fire"), SECRET)}, outbound_allowed=(simulators.url.removeprefix("http://"),),
        profiles_dir=_quick(settings.data_dir),
    )


def _quick(folder: Path) -> Path:
    made = folder / "profiles"
    made.mkdir(parents=True, exist_ok=True)
    text = (profile.OURS / "fire.toml").read_text(encoding="utf-8")
    (made / "fire.toml").write_text(text.replace("per-minute = 60", "per-minute = 600\ntimeout-seconds = 3\n[circuit]\nfailures = 4\nopen-seconds = 60"), encoding="utf-8")
    return made


@dataclass
class Floor:
    """The platform on one side, the simulators on the other; both can be thrown away and built again."""

    settings: Settings
    clock: SettableClock
    application: Application
    worker: Worker

    @property
    def engine(self) -> Engine:
        return self.application.engine

    def restart(self) -> None:
        """This side: everything in memory is gone."""
        self.application.close()
        self.application = bootstrap.build(self.settings, self.clock, passwords=Argon2Passwords(quick=True))
        self.worker = self.application.worker()

    def start(self) -> str:
        return self.engine.instances.start(SYSTEM_ACTOR, "p", HAZARD).id

    def go_on(self, rounds: int = 12) -> None:
        """The worker's rounds, with time passing between them: longer than any pause and any open circuit."""
        for _ in range(rounds):
            self.worker.answer_tasks()
            self.clock.advance(seconds=130)

    def ended(self, case: str) -> dict[str, Any]:
        """The variables of the case, which must be over by the good end."""
        view = self.engine.instances.get(SYSTEM_ACTOR, case)
        assert view.row.state == "completed", (view.row.state, [item.message for item in view.incidents])
        return dict(view.variables)

    def exchanges(self, case: str) -> list[Exchange]:
        """What was sent for the case, oldest first."""
        return list(reversed(self.engine.outward.listed(OPERATOR, case=case).items))


@pytest.fixture
def floor(settings: Settings, clock: SettableClock, simulators: Simulators) -> Iterator[Floor]:
    there = connected(settings, simulators)
    application = bootstrap.build(there, clock, passwords=Argon2Passwords(quick=True))
    application.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    made = Floor(there, clock, application, application.worker())
    yield made
    made.application.close()


def effects(simulators: Simulators) -> list[dict[str, Any]]:
    return simulators.memory.all("fire", "hazard")


FAULTS: dict[str, dict[str, Any]] = {
    "nothing": {}, "hang": {"kind": "hang", "seconds": 6}, "500": {"kind": "status", "status": 500}, "503": {"kind": "status", "status": 503, "headers": {"Retry-After": "7"}},
    "429": {"kind": "status", "status": 429, "headers": {"Retry-After": "9"}}, "302": {"kind": "status", "status": 302, "headers": {"Location": "http://127.0.0.1:1/"}},
    "401": {"kind": "status", "status": 401}, "409": {"kind": "status", "status": 409}, "404": {"kind": "status", "status": 404},
    "dropped": {"kind": "drop"}, "cut in the middle": {"kind": "cut"}, "no JSON": {"kind": "garbage"}, "wrong JSON": {"kind": "wrong"}, "large": {"kind": "large"},
    "packed": {"kind": "packed"}, "answer lost": {"kind": "lose-answer"}, "late": {"kind": "late", "seconds": 4}, "dripping": {"kind": "drip", "seconds": 0.1},
}


#: Told apart by the HTTP side alone, which test_outbound.py and test_profile.py try in every run; the whole way with them is for --soak.
SOAKED = {"503", "302", "404", "409", "large", "packed", "no JSON"}


@pytest.mark.parametrize("fault", [pytest.param(name, marks=pytest.mark.soak if name in SOAKED else ()) for name in FAULTS])
def test_one_effect_and_one_answer_whatever_goes_wrong(floor: Floor, simulators: Simulators, fault: str) -> None:
    times = 0 if fault == "nothing" else 1 if "seconds" in FAULTS[fault] else 2
    for _ in range(times):
        simulators.faults.add("fire", FAULTS[fault])
    case = floor.start()
    floor.go_on(4)
    simulators.faults.released.set()
    assert floor.ended(case)["hazardNo"] == "XF-2026-00001"
    assert len(effects(simulators)) == 1
    [received] = simulators.memory.received("fire")
    outcomes = [item.outcome for item in floor.exchanges(case)]
    assert outcomes[-1] == "answered" and set(outcomes[:-1]) <= {"failed"}
    assert len(outcomes) == 1 + times
    assert {item.key for item in floor.exchanges(case)} == {received["key"]}


@pytest.mark.parametrize("point", ["before", "after the effect", "after the answer", "after the record"])
def test_this_side_ends_at_each_point(floor: Floor, simulators: Simulators, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    """The process ends before the call, after the other side did its work, with the answer in hand, and with it recorded but not yet in the case."""
    case = floor.start()
    outward = type(floor.engine.outward)

    class Gone(BaseException):
        """As a kill: nothing catches it."""

    def end(*_: object, **__: object) -> None:
        raise Gone

    with monkeypatch.context() as patch:
        if point == "before":
            patch.setattr(Outbound, "call", end)
        elif point == "after the effect":
            honest = Outbound.call
            patch.setattr(Outbound, "call", lambda *given, **named: (honest(*given, **named), end()))
        else:
            patch.setattr(*((outward, "finish") if point == "after the answer" else (type(floor.engine.external_tasks), "complete")), end)
        with pytest.raises(Gone):
            floor.worker.answer_tasks()
    assert len(effects(simulators)) == (0 if point == "before" else 1)
    floor.restart()
    floor.worker.answer_tasks()
    assert floor.engine.instances.get(SYSTEM_ACTOR, case).row.state == "active", "the lease of the one that ended still holds"
    floor.go_on(2)
    assert floor.ended(case)["hazardNo"] == "XF-2026-00001"
    assert len(effects(simulators)) == 1
    assert [item.outcome for item in floor.exchanges(case)] == ["answered" if point == "after the record" else "lost", "answered"]


POINTS = {"before": "status", "in the middle of the answer": "cut", "between effect and answer": "lose-answer", "after a late answer": "late"}


@pytest.mark.parametrize("point", POINTS)
def test_the_other_side_restarts_at_each_point(floor: Floor, simulators: Simulators, tmp_path: Path, point: str) -> None:
    """Its process ends after each kind of half-done call; while it is away, calls are refused."""
    simulators.faults.add("fire", {"kind": POINTS[point], "seconds": 4})
    case = floor.start()
    floor.worker.answer_tasks()
    port = int(simulators.url.rpartition(":")[2])
    simulators.stop()
    floor.clock.advance(seconds=10)
    floor.worker.answer_tasks()  # nobody listens: refused
    again = Simulators(SECRET, tmp_path / "simulators.sqlite", floor.clock, port=port)
    again.start()
    try:
        floor.go_on(3)
        assert floor.ended(case)["hazardNo"] == "XF-2026-00001"
        assert len(effects(again)) == 1
    finally:
        again.stop()
        simulators.start = lambda: None  # type: ignore[method-assign]  # the same
        simulators.stop = lambda: None  # type: ignore[method-assign]  # the fixture has nothing left to stop
    assert [item.outcome for item in floor.exchanges(case)] == ["failed", "failed", "answered"]


def test_the_same_task_given_out_twice_is_one_effect(floor: Floor, simulators: Simulators) -> None:
    """Two workers ask with one key, as after a lease that ran out: the other side answers both alike."""
    case = floor.start()
    connector = next(topic.connector for topic in floor.application.topics if topic.name == "fire.report")
    answers = []
    for worker in ("first", "second"):
        [task] = floor.engine.external_tasks.fetch_and_lock(worker, ["fire.report"], limit=1, lock_seconds=5)
        answers.append(connector(task))
        floor.clock.advance(seconds=6)
    assert answers[0] == {**answers[1], "receivedAt": answers[0]["receivedAt"]} and len(effects(simulators)) == 1
    floor.go_on(1)
    assert floor.ended(case)["hazardNo"] == answers[0]["hazardNo"]
    assert simulators.memory.received("fire")[0]["tries"] == 3


def test_an_answer_after_the_lease_changes_nothing_twice(floor: Floor, simulators: Simulators) -> None:
    """A worker sleeps past its lease with the answer in hand; another has done the work meanwhile."""
    case = floor.start()
    [task] = floor.engine.external_tasks.fetch_and_lock("slow", ["fire.report"], limit=1, lock_seconds=5)
    connector = next(topic.connector for topic in floor.application.topics if topic.name == "fire.report")
    answer = connector(task)
    floor.clock.advance(seconds=6)
    floor.worker.answer_tasks()
    with pytest.raises((Invalid, NotFound)):
        floor.engine.external_tasks.complete(task.id, "slow", answer)
    assert floor.ended(case)["hazardNo"] == answer["hazardNo"] == "XF-2026-00001"
    assert len(effects(simulators)) == 1


def test_a_refusal_takes_its_path_and_is_no_failure_of_the_system(floor: Floor, simulators: Simulators) -> None:
    simulators.faults.add("fire", {"kind": "reject", "reason": "不属于消防职责"})
    case = floor.start()
    floor.worker.answer_tasks()
    assert floor.ended(case)["refusedReason"] == "不属于消防职责"
    [exchange] = floor.exchanges(case)
    assert (exchange.outcome, exchange.status) == ("refused", 422)
    [place] = floor.engine.outward.destinations(OPERATOR)
    assert (place.state, place.failures, place.failed) == ("closed", 0, 0)
