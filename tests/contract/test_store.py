"""Store and Unit: the same semantics on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError

from engine import SYSTEM_ACTOR, Conflict, Unavailable, open_store
from engine.store.sql import delete, insert, select, update
from engine.store.tables import blob, file, heartbeat, sequence
from engine.store.uow import Store, Unit
from engine.store.upsert import insert_once, upsert
from tests.crash.workshop import until
from tests.postgres import Postgres

pytestmark = pytest.mark.both_databases
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = open_store(database_url)
    yield store
    store.close()


def put(unit: Unit, name: str, value: int = 1) -> None:
    unit.run(insert(sequence).values(name=name, value=value))


def names(store: Store) -> dict[str, int]:
    with store.read(NOW, SYSTEM_ACTOR) as unit:
        return {row.name: row.value for row in unit.rows(select(sequence).order_by(sequence.c.name))}


def test_leaving_without_commit_rolls_back(store: Store) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
    assert names(store) == {}


def test_an_exception_rolls_back_and_comes_out_as_it_is(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
        raise ZeroDivisionError
    assert names(store) == {}


def test_commit_makes_it_visible_and_what_follows_rolls_back(store: Store) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
        assert names(store) == {}, "a reader sees no change before the commit"
        unit.commit()
        put(unit, "b")
    assert names(store) == {"a": 1}


def test_a_reader_sees_one_moment_and_changes_nothing(store: Store) -> None:
    """One snapshot for the whole unit. A change is refused by PostgreSQL; SQLite would take it, in a unit that is never committed."""
    with store.read(NOW, SYSTEM_ACTOR) as reader:
        query = select(sequence.c.name)
        assert reader.rows(query) == []
        with store.write(NOW, SYSTEM_ACTOR) as unit:
            put(unit, "a")
            unit.commit()
        assert reader.rows(query) == []
    if not store.sqlite:
        with pytest.raises(Unavailable), store.read(NOW, SYSTEM_ACTOR) as reader:
            put(reader, "b")
    with store.write(NOW, SYSTEM_ACTOR) as unit:  # its connection is as it was
        put(unit, "c")
        unit.commit()
    assert names(store) == {"a": 1, "c": 1}


def test_broken_integrity_is_a_conflict_and_leaves_the_store_usable(store: Store) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
        unit.commit()
    with pytest.raises(Conflict) as twice, store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "b")
        put(unit, "a")
    assert twice.value.code == "conflict.stored"
    with pytest.raises(Conflict), store.write(NOW, SYSTEM_ACTOR) as unit:  # foreign keys are on
        unit.run(insert(file).values(id="f", name="f", mime="x", size=1, sha256="none", uploaded_by="x", at=NOW))
        unit.commit()
    assert names(store) == {"a": 1}


def test_other_errors_of_the_database_are_not_conflicts(store: Store) -> None:
    with pytest.raises(SQLAlchemyError), store.write(NOW, SYSTEM_ACTOR) as unit:
        unit.rows(text("SELECT * FROM nowhere"))
    assert names(store) == {}


def test_row_counts_are_exact(store: Store) -> None:
    """Guards such as `UPDATE ... WHERE state = 'open'` decide by them who won."""
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        for name in "abc":
            put(unit, name)
        assert unit.run(update(sequence).where(sequence.c.value == 1).values(value=2)) == 3
        assert unit.run(update(sequence).where(sequence.c.name == "a", sequence.c.value == 1).values(value=3)) == 0
        assert unit.run(update(sequence).where(sequence.c.name == "a").values(value=2)) == 1, "matched, though nothing changed"
        assert unit.run(delete(sequence).where(sequence.c.name.in_(["a", "b", "x"]))) == 2


def test_upsert_inserts_and_updates_in_one_statement(store: Store) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a", 1)
        upsert(unit, sequence, [{"name": "a", "value": 5}, {"name": "b", "value": 6}])
        upsert(unit, sequence, [])
        upsert(unit, sequence, [{"name": "a", "value": 9}, {"name": "c", "value": 9}])
        unit.commit()
    assert names(store) == {"a": 9, "b": 6, "c": 9}


def test_insert_once_says_who_was_first(store: Store) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        assert insert_once(unit, sequence, {"name": "a", "value": 1}) is True
        assert insert_once(unit, sequence, {"name": "a", "value": 2}) is False
        unit.commit()
    assert names(store) == {"a": 1}


def test_of_many_who_insert_once_one_is_first(store: Store) -> None:
    """And the others wait for its commit instead of failing."""
    gate, won = threading.Barrier(8), []

    def one() -> None:
        gate.wait(60)
        with store.write(NOW, SYSTEM_ACTOR) as unit:
            won.append(insert_once(unit, sequence, {"name": "a", "value": 1}))
            unit.commit()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(won) == [False] * 7 + [True]


@pytest.mark.parametrize("moment", [
    NOW, NOW.replace(microsecond=1), NOW.replace(microsecond=999999), datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC),
    datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai")), datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=-12))),
])
def test_a_moment_comes_back_as_the_same_instant(store: Store, moment: datetime) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        unit.run(insert(heartbeat).values(name="x", at=moment))
        row = unit.one(select(heartbeat.c.at))
        assert row is not None
        assert row.at == moment
        assert row.at.tzinfo is not None


def test_moments_sort_and_compare_as_time(store: Store) -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    given = [NOW + timedelta(microseconds=1), NOW.astimezone(shanghai), NOW - timedelta(seconds=1), datetime(999, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=shanghai)]
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        for number, moment in enumerate(given):
            unit.run(insert(heartbeat).values(name=str(number), at=moment))
        found = [row.at for row in unit.rows(select(heartbeat.c.at).order_by(heartbeat.c.at))]
        assert found == sorted(given)
        assert len(unit.rows(select(heartbeat).where(heartbeat.c.at <= NOW))) == 3


def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(SQLAlchemyError, match="naive"), store.write(NOW, SYSTEM_ACTOR) as unit:
        unit.run(insert(heartbeat).values(name="x", at=datetime(2026, 3, 2)))


@pytest.mark.parametrize("content", ["执法 🀄 \U0002a6d6", "a\\b'c\"d\n\t", "", "x" * 100_000])
def test_text_and_bytes_come_back_unchanged(store: Store, content: str) -> None:
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        unit.run(insert(blob).values(sha256="x", content=content.encode()))
        row = unit.one(select(blob.c.content))
        assert row is not None
        assert bytes(row.content).decode() == content


def test_what_waits_for_the_commit_runs_after_it_and_never_after_a_rollback(store: Store) -> None:
    seen: list[Any] = []
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
        unit.on_commit(lambda: seen.append(names(store)))
        assert seen == []
        unit.commit()
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        unit.on_commit(lambda: seen.append("never"))
    assert seen == [{"a": 1}]


def test_commits_wake_who_waits_for_changes(store: Store) -> None:
    before = store.changed.count()
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        put(unit, "a")
        unit.commit()
    assert store.changed.count() == before + 1
    store.changed.wait(before, 30)  # returns at once


def test_connections_are_given_back_whatever_happens(store: Store) -> None:
    for _ in range(60):  # more than the pool holds
        with pytest.raises(ZeroDivisionError), store.write(NOW, SYSTEM_ACTOR) as unit:
            put(unit, "a")
            raise ZeroDivisionError
        with pytest.raises(ZeroDivisionError), store.read(NOW, SYSTEM_ACTOR):
            raise ZeroDivisionError
    assert names(store) == {}
    assert store.database.pool.checkedout() == 0  # type: ignore[attr-defined]  # every pool we use counts


def test_a_session_that_the_server_ended_is_no_error_of_ours(store: Store, database_kind: str) -> None:
    """Asleep too long in a transaction, or the server restarts: who asked is told to try again, and the next try works."""
    endings = ("SELECT pg_terminate_backend(pg_backend_pid())", "SET idle_in_transaction_session_timeout = 50") if database_kind == "postgres" else ()
    for ending in endings:
        with pytest.raises(Unavailable), store.write(NOW, SYSTEM_ACTOR) as unit:
            (session,) = unit.rows(text("SELECT pg_backend_pid() AS id"))
            unit.run(text(ending))
            until(lambda session=session: not alive(store, session.id), 60, "the server does not end the session")
            put(unit, "lost")
        assert names(store) == {}
    with pytest.raises(OperationalError if database_kind == "sqlite" else ProgrammingError), store.read(NOW, SYSTEM_ACTOR) as unit:
        unit.rows(text("SELECT wrong"))  # a wrong statement is our mistake, whatever the database calls it


def alive(store: Store, session: int) -> bool:
    """Whether the server still has this session."""
    with store.read(NOW, SYSTEM_ACTOR) as unit:
        return bool(unit.rows(text("SELECT 1 FROM pg_stat_activity WHERE pid = :id").bindparams(id=session)))


def test_postgresql_translates_a_long_statement_once(postgres: Callable[[], Postgres]) -> None:
    """A limit of psycopg's own is lifted (`store/database.py`); if it is renamed there, this says so."""
    from psycopg import _queries

    store = open_store(postgres().url("postgres"))
    long = "SELECT " + ", ".join(["%s::int"] * 60)
    with store.read(NOW, SYSTEM_ACTOR) as unit:
        unit.connection.exec_driver_sql(long, tuple(range(60)))
        before = _queries._query2pg.cache_info()
        assert unit.connection.exec_driver_sql(long, tuple(range(60))).one() == tuple(range(60))
        after = _queries._query2pg.cache_info()
    store.close()
    assert (after.hits - before.hits, after.misses) == (1, before.misses)
