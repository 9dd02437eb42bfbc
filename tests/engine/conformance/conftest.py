"""The engine of the conformance cases. On PostgreSQL they share one database per test process, emptied after each.

Making and dropping a database costs more than a case; emptying one costs next to nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.passwords import Argon2Passwords
from engine import Engine, open_store
from engine.store.tables import metadata
from engine.store.uow import Store
from tests.postgres import Postgres
from tests.settable_clock import SettableClock

WIPE = [text(f'DELETE FROM "{table.name}"') for table in reversed(metadata.sorted_tables)]


@pytest.fixture(scope="session")
def shared_store(_session: ExitStack, migrated: Callable[[str], str], postgres: Callable[[], Postgres]) -> Callable[[], Store]:
    """The store of the shared PostgreSQL database, made by the first call."""
    made: list[Store] = []

    def store() -> Store:
        if not made:
            name = postgres().create(migrated("postgres"))
            _session.callback(postgres().drop, name)
            made.append(open_store(postgres().url(name)))
            _session.callback(made[0].close)
        return made[0]

    return store


@pytest.fixture
def engine(
    database_kind: str, tmp_path: Path, clock: SettableClock, migrated: Callable[[str], str], shared_store: Callable[[], Store],
) -> Iterator[Engine]:
    """An engine on an empty, migrated database."""
    passwords = Argon2Passwords(quick=True)
    if database_kind == "sqlite":
        copy = tmp_path / "onething.sqlite"
        shutil.copyfile(migrated("sqlite"), copy)
        engine = Engine(open_store(f"sqlite:///{copy}"), clock, passwords)
        yield engine
        engine.close()
        return
    store = shared_store()
    yield Engine(store, clock, passwords)
    with store.database.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))  # a case that leaked a transaction fails here, and does not hang
        for statement in WIPE:
            connection.execute(statement)
