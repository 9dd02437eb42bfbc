"""What a database may say in the middle of a deed: full, read-only, dead-locked, shut down, gone before the commit. Nothing is half done, who asked is
told to try again, the next try works, reading goes on where it can, and no job loses a try by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select, text

from engine import SYSTEM_ACTOR, Engine, Unavailable
from engine.store import tables
from engine.store.uow import Unit
from tests.crash.conftest import ANNA
from tests.crash.test_interleaved import rows
from tests.engine.modelling import bpmn

pytestmark = pytest.mark.both_databases
MODEL = bpmn("start s\nuser a\ntask step asyncBefore\nuser b\nend e\ns > a > step > b > e")
#: SQLSTATEs (PostgreSQL 18, appendix A) as the server itself sends them.
STATES = {
    "deadlock": "40P01", "serialization": "40001", "lock timeout": "55P03", "disk full": "53100", "out of memory": "53200", "read only": "25006", "cancelled": "57014",
    "shutting down": "57P01",
}


def of_postgres(engine: Engine) -> dict[str, Callable[[Unit], None]]:
    """What goes wrong right before the commit."""
    def said(state: str) -> Callable[[Unit], None]:
        return lambda unit: unit.connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'said so' USING ERRCODE = '{state}'; END $$")) and None

    def cut(unit: Unit) -> None:
        session = unit.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with engine._store.database.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:id, 60000)"), {"id": session})

    return {**{name: said(state) for name, state in STATES.items()}, "cut before the commit": cut}


@contextmanager
def full(engine: Engine, pragma: str) -> Iterator[None]:
    """Every connection of the engine has this setting; afterwards none has."""
    database = engine._store.database
    database.dispose()

    def said(connection: object, _: object) -> None:
        connection.execute(pragma)  # type: ignore[attr-defined]  # a connection of sqlite3

    event.listen(database, "connect", said)
    try:
        yield
    finally:
        event.remove(database, "connect", said)
        database.dispose()


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, fault: Callable[[Unit], None]) -> Iterator[None]:
    """Each commit finds that this has happened."""
    usual = Unit.commit

    def commit(unit: Unit) -> None:
        unit.settle()
        fault(unit)
        usual(unit)

    with monkeypatch.context() as patch:
        patch.setattr(Unit, "commit", commit)
        yield


def marks(engine: Engine) -> list[object]:
    """What every deed leaves: events, keys, versions of cases and tasks."""
    queries = [select(func.count()).select_from(table) for table in (tables.event, tables.idempotency, tables.job, tables.activity)]
    queries += [select(func.sum(column)) for column in (tables.instance.c.lock, tables.instance.c.events, tables.task.c.version)]
    return [rows(engine, query)[0][0] for query in queries]


def test_a_deed_that_the_database_does_not_take_can_be_asked_again(engine: Engine, database_kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    if database_kind == "postgres":
        places = {name: failing(monkeypatch, fault) for name, fault in of_postgres(engine).items()}
    else:
        (size,) = rows(engine, text("PRAGMA page_count"))[0]
        places = {"full": full(engine, f"PRAGMA max_page_count = {size}"), "read only": full(engine, "PRAGMA query_only = 1")}
    wrong: dict[str, object] = {}
    for name, broken in places.items():
        case = engine.instances.start(ANNA, "p", {}).id
        task = engine.instances.get(SYSTEM_ACTOR, case).open_tasks[0].id
        before = marks(engine)
        long = {"text": "x" * 190_000}  # more than the pages that are free
        with broken:
            try:
                engine.tasks.complete(ANNA, task, long, key_once=name)
            except Unavailable:
                pass
            except Exception as error:  # whatever it is, the test shows it and fails
                wrong[name] = error
            else:
                wrong[name] = "was done"
            assert engine.tasks.get(ANNA, task).row.state == "open", "reading goes on"
        assert marks(engine) == before, name
        engine.tasks.complete(ANNA, task, long, key_once=name)
        engine.tasks.complete(ANNA, task, long, key_once=name)
        assert engine.jobs.tick().fired == 1
        assert [item.element for item in engine.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["b"]
    assert wrong == {}
    query = select(func.count()).select_from(tables.event).where(tables.event.c.kind == "task.completed")
    assert rows(engine, query)[0][0] == len(places)


@pytest.mark.parametrize("state", ["40P01", "53100"])
def test_a_job_that_the_database_does_not_take_keeps_its_tries(engine: Engine, database_kind: str, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    """Dead-locked or without room five times over: that is no fault of the model, and no operator is called."""
    from engine.commands import jobs
    from tests.settable_clock import SettableClock

    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\ntask step asyncBefore\nuser b\nend e\ns > step > b > e")})
    case = engine.instances.start(ANNA, "p", {}).id
    usual = jobs.run

    def refused(runtime: object, unit: Unit, job_id: str, owner: str) -> bool:
        usual(runtime, unit, job_id, owner)  # type: ignore[arg-type]  # as it was asked
        if database_kind == "postgres":
            unit.connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'said so' USING ERRCODE = '{state}'; END $$"))
        raise Unavailable("database or disk is full")

    clock = engine._runtime.clock
    assert isinstance(clock, SettableClock)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run", refused)
        for _ in range(5):
            assert engine.jobs.tick().fired == 0
            clock.advance(seconds=2)
    (job,) = rows(engine, select(tables.job))
    assert (job.retries, rows(engine, select(tables.incident))) == (3, [])
    assert engine.jobs.tick().fired == 1
    assert [item.element for item in engine.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["b"]
