"""The engine of the conformance cases: they share one database of each kind per test process, emptied after each.

Making a database costs more than a case, and so does opening one: what a statement was compiled to is forgotten with it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from adapters.passwords import Argon2Passwords
from engine import Engine, open_store
from engine.store.tables import metadata
from engine.store.uow import Store
from tests.postgres import Postgres
from tests.settable_clock import SettableClock

DELETES = [f'DELETE FROM "{table.name}";' for table in reversed(metadata.sorted_tables)]
#: One statement, planned once for each connection.
WIPE = text(f"CREATE FUNCTION wipe() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {' '.join(DELETES)} END $$")


@pytest.fixture(scope="session")
def shared_store(
    _session: ExitStack, migrated: Callable[[str], str], postgres: Callable[[], Postgres], tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Store]:
    """The store of the shared database of a kind, made by the first call."""
    made: dict[str, Store] = {}

    def store(kind: str) -> Store:
        if kind not in made:
            if kind == "sqlite":
                copy = tmp_path_factory.mktemp("shared") / "onething.sqlite"
                shutil.copyfile(migrated(kind), copy)
                made[kind] = open_store(f"sqlite:///{copy}")
            else:
                name = postgres().create(migrated(kind))
                _session.callback(postgres().drop, name)
                made[kind] = open_store(postgres().url(name))
                with made[kind].database.begin() as connection:
                    connection.execute(WIPE)
            _session.callback(made[kind].close)
        return made[kind]

    return store


@pytest.fixture
def engine(database_kind: str, clock: SettableClock, shared_store: Callable[[str], Store]) -> Iterator[Engine]:
    """An engine on an empty, migrated database."""
    store = shared_store(database_kind)
    yield Engine(store, clock, Argon2Passwords(quick=True))
    with store.database.begin() as connection:
        if store.sqlite:
            for statement in DELETES:
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")  # a case that leaked a transaction fails here, and does not hang
            connection.exec_driver_sql("SELECT wipe()")
