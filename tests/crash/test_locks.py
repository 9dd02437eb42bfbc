"""Locks on PostgreSQL: who waits for whom. No wall clock: the server says at once that a lock is not to be had."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from engine import SYSTEM_ACTOR, Engine, Unavailable, open_store
from engine.commands.audit import lock_case
from engine.commands.cases import open_case
from engine.commands.roots import Root
from engine.commands.start import start
from engine.store.uow import Unit
from tests.crash.at_work import Plain
from tests.crash.conftest import ANNA
from tests.crash.workshop import until
from tests.engine.modelling import bpmn
from tests.postgres import Postgres
from tests.settable_clock import SettableClock


@pytest.fixture
def server(postgres: Callable[[], Postgres], migrated: Callable[[str], str], clock: SettableClock) -> Iterator[Engine]:
    """An engine on a PostgreSQL of its own."""
    name = postgres().create(migrated("postgres"))
    engine = Engine(open_store(postgres().url(name)), clock, Plain())
    yield engine
    engine.close()
    postgres().drop(name)


@contextmanager
def impatient(engine: Engine) -> Iterator[Unit]:
    """A transaction that waits for no lock: it hears `Unavailable` instead."""
    with engine._store.write(engine._runtime.clock.now(), SYSTEM_ACTOR) as unit:
        unit.connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
        yield unit


def test_a_case_is_locked_before_its_called_processes(server: Engine) -> None:
    """Who holds the case alone and then needs its called process must not find it taken by one who waits for the case."""
    server.definitions.deploy(SYSTEM_ACTOR, "test", {
        "p.bpmn": bpmn("start s\npar f\nuser a\ncall c process=q\npar j\nend e\ns > f > a > j\nf > c > j > e"), "q.bpmn": bpmn("start s\nuser b assignee=anna\nend e\ns > b > e", "q"),
    })
    case = server.instances.start(SYSTEM_ACTOR, "p", {}, business_key="k").id
    work = {task.element: task.id for task in server.instances.get(SYSTEM_ACTOR, case).open_tasks}
    server.instances.comment(SYSTEM_ACTOR, case, "its row is now the last to be found")
    later = threading.Thread(target=lambda: server.tasks.complete(ANNA, work["b"], {}))
    with server._store.write(server._runtime.clock.now(), SYSTEM_ACTOR) as unit:
        lock_case(unit, Root("case", case))
        later.start()
        until(lambda: unit.rows(text("SELECT 1 FROM pg_locks WHERE NOT granted")) != [], 60, "nobody waits")
        unit.connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
        open_case(server._runtime, unit, Root("case", case))
    later.join(60)
    assert [task.element for task in server.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["a"]


def test_only_cases_that_wait_for_the_same_message_and_key_meet(server: Engine) -> None:
    server.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\ncatch-message c name=M\nend e\ns > c > e")})
    with server._store.write(server._runtime.clock.now(), SYSTEM_ACTOR) as unit:
        start(server._runtime, unit, "p", {}, business_key="k1")
        unit.settle()
        with impatient(server) as other:
            start(server._runtime, other, "p", {}, business_key="k2")
            other.commit()
        with pytest.raises(Unavailable), impatient(server) as other:
            start(server._runtime, other, "p", {}, business_key="k1")
