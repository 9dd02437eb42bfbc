"""Locks on PostgreSQL: who waits for whom. No wall clock: the server says at once that a lock is not to be had."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from engine import SYSTEM_ACTOR, Engine, Unavailable, open_store
from engine.commands.start import start
from engine.store.uow import Unit
from tests.crash.at_work import Plain
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
