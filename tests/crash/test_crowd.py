"""Many people at one task: one effect, and everyone else is told the truth."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from time import monotonic

import pytest
from sqlalchemy import func, select

from engine import SYSTEM_ACTOR, Actor, Conflict, Engine, Fault, Forbidden
from engine.commands.idempotent import KeyReused
from engine.store import tables
from tests.crash.conftest import ANNA
from tests.engine.modelling import bpmn

pytestmark = pytest.mark.both_databases
MODEL = bpmn("start s\nuser a\nuser b\nend e\ns > a > b > e")
CROWD = 200


def together(count: int, act: Callable[[int], object]) -> Counter[str]:
    """Run `act` in so many threads that begin at the same moment; outcomes by name: ok, or the class of the error."""
    gate, found, lock = threading.Barrier(count), Counter[str](), threading.Lock()

    def one(number: int) -> None:
        gate.wait(60)
        try:
            act(number)
            outcome = "ok"
        except Fault as refused:
            outcome = type(refused).__name__
        except Exception as error:
            outcome = repr(error)
        with lock:
            found[outcome] += 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def officer(number: int) -> Actor:
    return Actor(f"officer-{number}", ANNA.groups)


@pytest.fixture
def task(office: Engine) -> str:
    """The first task of a new case."""
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    case = office.instances.start(ANNA, "p", {})
    return office.instances.get(SYSTEM_ACTOR, case.id).open_tasks[0].id


def counted(office: Engine, kind: str) -> int:
    with office._store.database.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.event).where(tables.event.c.kind == kind)).scalar_one())


def test_two_hundred_claim_one_task(office: Engine, task: str) -> None:
    began = monotonic()
    found = together(CROWD, lambda number: office.tasks.claim(officer(number), task))
    print(f"{found} in {monotonic() - began:.1f} s")
    assert found["ok"] == 1
    assert found[Conflict.__name__] + found[Forbidden.__name__] == CROWD - 1
    assert counted(office, "task.claimed") == 1


def test_fifty_people_complete_one_task(office: Engine, task: str) -> None:
    found = together(50, lambda number: office.tasks.complete(officer(number), task, {"by": number}))
    assert (found["ok"], found[Conflict.__name__] + found[Forbidden.__name__]) == (1, 49)
    assert counted(office, "task.completed") == 1


def test_one_request_sent_fifty_times_has_one_effect(office: Engine, task: str) -> None:
    found = together(50, lambda number: office.tasks.complete(ANNA, task, {"x": 1}, key_once="k"))
    assert found == {"ok": 50}
    assert counted(office, "task.completed") == 1
    for _ in range(3):
        assert office.tasks.complete(ANNA, task, {"x": 1}, key_once="k").task.state == "done"
    with pytest.raises(KeyReused):
        office.tasks.complete(ANNA, task, {"x": 2}, key_once="k")
    assert counted(office, "task.completed") == 1


def test_one_start_sent_fifty_times_begins_one_case(office: Engine, task: str) -> None:
    """Who comes while the first is under way may be told to try again, and then gets its answer."""
    found = together(50, lambda _: office.instances.start(ANNA, "p", {"x": 1}, key_once="k"))
    assert set(found) <= {"ok", Conflict.__name__}
    assert found["ok"] >= 1
    again = {office.instances.start(ANNA, "p", {"x": 1}, key_once="k").id for _ in range(5)}
    assert len(again) == 1
    assert counted(office, "case.started") == 2  # with the one of the fixture
