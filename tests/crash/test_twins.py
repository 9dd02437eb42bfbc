"""Two people do the same at the same moment: the second begins when the first has done everything but the commit.

On PostgreSQL it has read by then whatever it reads before it waits for the case; on SQLite it waits before it reads anything. One
effect, one line in the file, and the second is told so in the words of a refusal, never by an error of the database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from adapters.bundles import in_turn
from engine import SYSTEM_ACTOR, Actor, Engine, Fault, open_store
from engine.commands import save as saving
from engine.store import tables
from engine.store.uow import Unit
from tests.crash.at_work import Plain
from tests.crash.conftest import ANNA
from tests.crash.test_interleaved import rows, waiting
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
MODEL = "start s\nuser a\nuser b\nend e\ns > a > b > e"
OUTSIDE = "start s\nservice out topic=outside\nend e\ns > out > e"
CATCH = "start s\nuser a\ncatch-message c name=M\nuser b\nend e\ns > a > c > b > e"
BEN = Actor("ben", ANNA.groups)


@dataclass
class Pair:
    """Two processes' engines on one database, as far as caches go, and two threads that meet in it."""

    one: Engine
    other: Engine
    clock: SettableClock
    monkeypatch: pytest.MonkeyPatch

    def meet(self, first: Callable[[Engine], object], second: Callable[[Engine], object] | None = None) -> tuple[str, str]:
        """Do `first` up to its commit, begin `second` (the same), let both end; how each ended: ok, or the code of its refusal."""
        done, go, ended = threading.Event(), threading.Event(), dict[str, str]()
        usual = Unit.commit

        def commit(unit: Unit) -> None:
            if threading.current_thread().name == "first" and not done.is_set():
                unit.settle()
                done.set()
                assert go.wait(60)
            usual(unit)

        def act(what: Callable[[Engine], object], engine: Engine) -> None:
            name = threading.current_thread().name
            try:
                what(engine)
                ended[name] = "ok"
            except Fault as refused:
                ended[name] = refused.code
            except Exception as error:  # whatever it is, the test shows it and fails
                ended[name] = repr(error)
            finally:
                done.set()

        with self.monkeypatch.context() as patch:
            patch.setattr(Unit, "commit", commit)
            early = threading.Thread(target=act, args=(first, self.one), name="first")
            late = threading.Thread(target=act, args=(second or first, self.other), name="second")
            early.start()
            assert done.wait(60)
            late.start()
            if self.one._store.database.dialect.name == "postgresql":
                waiting(self.one)
            go.set()
            early.join(60)
            late.join(60)
        return ended["first"], ended["second"]

    def deploy(self, key: str, text: str) -> str:
        """The model as the newest version of a process; the id of that."""
        self.one.definitions.deploy(SYSTEM_ACTOR, "test", {f"{key}.bpmn": bpmn(text, key)})
        query = select(tables.definition.c.id).where(tables.definition.c.key == key, tables.definition.c.latest)
        return str(rows(self.one, query)[0].id)

    def start(self, key: str, business_key: str | None = None) -> str:
        """A new case."""
        return self.one.instances.start(ANNA, key, {}, business_key=business_key).id

    def task(self, case: str) -> str:
        """The first open task of a case."""
        return self.one.instances.get(SYSTEM_ACTOR, case).open_tasks[0].id

    def noted(self, case: str, kind: str) -> int:
        """How often this is written in the file of the case."""
        query = select(func.count()).select_from(tables.event).where(tables.event.c.root_id == case, tables.event.c.kind == kind)
        return int(rows(self.one, query)[0][0])


@pytest.fixture
def pair(database_url: str, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Engines of their own: neither sees what the other keeps in memory."""
    one, other = (Engine(open_store(database_url), clock, Plain()) for _ in range(2))
    yield Pair(one, other, clock, monkeypatch)
    one.close()
    other.close()


def test_two_who_act_on_one_case_have_one_effect(pair: Pair) -> None:
    """Each line: what two do at once, how it ends for both, and how often the case's file has it."""
    source = pair.deploy("p", MODEL)
    moving = pair.start("p")
    plan = pair.one.instances.migration_plan(SYSTEM_ACTOR, source, pair.deploy("p", MODEL.replace("user b", "user b name=B")))
    pair.deploy("o", OUTSIDE)
    found: dict[str, tuple[str, str, int]] = {}

    def both(name: str, kind: str, case: str, first: Callable[[Engine], object], second: Callable[[Engine], object] | None = None) -> None:
        found[name] = (*pair.meet(first, second), pair.noted(case, kind))

    case = pair.start("p")
    task = pair.task(case)
    both("claim", "task.claimed", case, lambda engine: engine.tasks.claim(ANNA, task), lambda engine: engine.tasks.claim(BEN, task))
    both("complete", "task.completed", case, lambda engine: engine.tasks.complete(ANNA, task, {}))
    case = pair.start("p")
    both("hold", "case.suspended", case, lambda engine: engine.instances.suspend(SYSTEM_ACTOR, case, "held"))
    both("go on", "case.resumed", case, lambda engine: engine.instances.resume(SYSTEM_ACTOR, case))
    task = pair.task(case)
    both("jump", "case.jumped", case, lambda engine: engine.instances.jump(SYSTEM_ACTOR, task, "b", "skipped"))
    task = pair.task(case)
    both("hold, complete", "task.completed", case, lambda engine: engine.instances.suspend(SYSTEM_ACTOR, case, "held"), lambda engine: engine.tasks.complete(ANNA, task, {}))
    both("cancel", "case.cancelled", case, lambda engine: engine.instances.cancel(SYSTEM_ACTOR, case, "over"))
    both("migrate", "case.migrated", moving, lambda engine: engine.instances.migrate(SYSTEM_ACTOR, moving, plan))
    task = pair.task(moving)
    both("cancel, complete", "task.completed", moving, lambda engine: engine.instances.cancel(SYSTEM_ACTOR, moving, "over"), lambda engine: engine.tasks.complete(ANNA, task, {}))
    case = pair.start("o")
    (work,) = pair.one.external_tasks.fetch_and_lock("w", ["outside"])
    both("answer", "external.completed", case, lambda engine: engine.external_tasks.complete(work.id, "w", {}))
    case = pair.start("o")
    (lost,) = pair.one.external_tasks.fetch_and_lock("w", ["outside"])
    both("failure", "incident.opened", case, lambda engine: engine.external_tasks.failure(lost.id, "w", "down", retries=0))
    (incident,) = rows(pair.one, select(tables.incident.c.id).where(tables.incident.c.root_id == case))
    both("retry", "incident.retried", case, lambda engine: engine.jobs.retry(SYSTEM_ACTOR, incident.id))
    assert found == {
        "claim": ("ok", "task.claimed-by-other", 1), "complete": ("ok", "task.already-done", 1), "hold": ("ok", "case.not-active", 1),
        "go on": ("ok", "case.not-suspended", 1), "jump": ("ok", "task.already-done", 1), "hold, complete": ("ok", "case.suspended", 0),
        "cancel": ("ok", "case.ended", 1), "migrate": ("ok", "migration.other-version", 1), "cancel, complete": ("ok", "task.already-cancelled", 0),
        "answer": ("ok", "external.not-found", 1), "failure": ("ok", "external.not-yours", 1), "retry": ("ok", "incident.resolved", 1),
    }


def test_two_who_make_the_same_thing(pair: Pair) -> None:
    """The second finds it made, or makes the next one; nobody hears of a broken rule of the database."""
    pair.deploy("p", MODEL)
    files = [{"p.bpmn": bpmn(MODEL.replace("user b", f"user b name={name}"))} for name in "CD"]
    ends = {
        "deploy": pair.meet(lambda engine: engine.definitions.deploy(SYSTEM_ACTOR, "test", files[0]), lambda engine: engine.definitions.deploy(SYSTEM_ACTOR, "test", files[1])),
        "account": pair.meet(account),
        "unit": pair.meet(lambda engine: engine.people.save_unit(SYSTEM_ACTOR, "xfjy.nanhu", "U", "U", "department", None)),
        "start once": pair.meet(lambda engine: engine.instances.start(ANNA, "p", {}, key_once="k")),
    }
    # PostgreSQL tells the second before its commit what SQLite, where it waited for its turn, lets it see
    late = "conflict.stored" if pair.one._store.database.dialect.name == "postgresql" else "ok"
    assert ends == {"deploy": ("ok", "ok"), "account": ("ok", "account.exists"), "unit": ("ok", "ok"), "start once": ("ok", late)}
    versions = rows(pair.one, select(tables.definition.c.version).where(tables.definition.c.key == "p").order_by(tables.definition.c.version))
    assert [row.version for row in versions] == [1, 2, 3]
    assert pair.other.instances.start(ANNA, "p", {}, key_once="k").id == pair.one.instances.start(ANNA, "p", {}, key_once="k").id
    assert len(rows(pair.one, select(tables.instance))) == 1


def test_two_machines_that_start_at_once_publish_a_bundle_once(pair: Pair) -> None:
    """With one bundle the second has nothing else to begin with; it looks again instead of refusing to start."""
    said: list[dict[str, Fault]] = []

    def start(engine: Engine) -> None:
        _, refused = in_turn({"b": {"p.bpmn": bpmn(MODEL)}}, lambda key, files: engine.definitions.deploy_bundle(SYSTEM_ACTOR, key, files))
        said.append(refused)

    assert pair.meet(start) == ("ok", "ok")
    assert said == [{}, {}]
    assert [row.version for row in rows(pair.one, select(tables.definition.c.version))] == [1]


def account(engine: Engine) -> None:
    engine.people.create_account(SYSTEM_ACTOR, "carl", "Carl", "", "a long enough phrase", [], [], must_change=False)


@pytest.mark.parametrize("alone", [False, True], ids=["as it is", "the row alone"])
def test_of_two_cases_that_begin_to_wait_for_one_kept_message_one_gets_it(pair: Pair, monkeypatch: pytest.MonkeyPatch, alone: bool) -> None:
    """Neither sees in its own view that the other has taken it: the lock on its name decides, and without it its row."""
    if alone:
        monkeypatch.setattr(saving, "meet", lambda *_: None)
    pair.deploy("p", CATCH)
    cases = [pair.start("p", "k") for _ in range(2)]
    work = [pair.task(case) for case in cases]
    assert pair.one.messages.correlate("M", key="k").outcome == "kept"
    assert pair.meet(lambda engine: engine.tasks.complete(ANNA, work[0], {}), lambda engine: engine.tasks.complete(ANNA, work[1], {})) == ("ok", "ok")
    pair.one.jobs.tick()
    stand = [[task.element for task in pair.one.instances.get(SYSTEM_ACTOR, case).open_tasks] for case in cases]
    assert stand == [["b"], []]
    assert sum(pair.noted(case, "message.received") for case in cases) == 1
    assert pair.one.messages.correlate("M", key="k").outcome == "execution"
