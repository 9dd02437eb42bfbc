"""Every case of every release's golden state finishes in this one, on both databases, as it did then."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select

from engine import Engine, open_store
from engine.store.database import open_database
from engine.store.tables import metadata
from tests.crash.at_work import Plain
from tests.golden.cases import CASES, Waiting
from tests.golden.record import STATES, finished, staged
from tests.postgres import Postgres
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
VERSIONS = sorted(path.stem for path in STATES.glob("*.sql"))
BY_NAME = {waiting.name: waiting for waiting in CASES}


def facts(version: str) -> dict[str, Any]:
    return dict(json.loads((STATES / f"{version}.json").read_text(encoding="utf-8")))


def loaded(version: str, path: Path) -> str:
    """The state as a migrated SQLite database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((STATES / f"{version}.sql").read_text(encoding="utf-8"))
    engine = Engine(open_store(f"sqlite:///{path}"), SettableClock(), Plain())
    engine.migrate()
    engine.close()
    return f"sqlite:///{path}"


def copied(source: str, target: str) -> None:
    """All rows from one migrated database to another, by way of the tables of the code."""
    one, other = open_database(source), open_database(target)
    with one.connect() as reading, other.begin() as writing:
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in reading.execute(select(table))]
            if rows:
                writing.execute(table.insert(), rows)
    one.dispose()
    other.dispose()


@pytest.fixture(scope="module")
def originals(
    tmp_path_factory: pytest.TempPathFactory, postgres: Callable[[], Postgres], migrated: Callable[[str], str],
) -> Iterator[Callable[[str, str], str]]:
    """The loaded state of a version on a kind of database: a file, or the name of a template."""
    made: dict[tuple[str, str], str] = {}

    def original(kind: str, version: str) -> str:
        if (kind, version) not in made:
            path = tmp_path_factory.mktemp("golden") / "state.sqlite"
            url = loaded(version, path)
            if kind == "postgres":
                made[kind, version] = postgres().create(migrated("postgres"))
                copied(url, postgres().url(made[kind, version]))
            else:
                made[kind, version] = str(path)
        return made[kind, version]

    yield original
    for (kind, _), name in made.items():
        if kind == "postgres":
            postgres().drop(name)


@pytest.fixture
def place(database_kind: str, originals: Callable[[str, str], str], tmp_path: Path, postgres: Callable[[], Postgres]) -> Iterator[Callable[[str], str]]:
    """A fresh copy of a version's state: its URL."""
    made: list[str] = []

    def fresh(version: str) -> str:
        if database_kind == "sqlite":
            return f"sqlite:///{shutil.copyfile(originals('sqlite', version), tmp_path / 'copy.sqlite')}"
        made.append(postgres().create(originals("postgres", version)))
        return postgres().url(made[-1])

    yield fresh
    for name in made:
        postgres().drop(name)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("waiting", CASES, ids=lambda waiting: waiting.name)
def test_a_waiting_case_finishes_as_it_did(version: str, waiting: Waiting, place: Callable[[str], str]) -> None:
    known = facts(version)
    if waiting.name not in known["cases"]:
        return  # added after that release
    expected = known["cases"][waiting.name]
    stage = staged(place(version), datetime.fromisoformat(known["at"]))
    try:
        assert finished(stage, waiting, expected.pop("id")) == expected
    finally:
        stage.engine.close()


def test_there_is_a_state_and_it_holds_every_construct() -> None:
    """The newest state knows every case: who adds a case records a state with it."""
    assert VERSIONS != []
    assert set(facts(VERSIONS[-1])["cases"]) == set(BY_NAME)
    assert all(case["state"] == "completed" for version in VERSIONS for case in facts(version)["cases"].values())


@pytest.mark.parametrize("version", VERSIONS)
def test_a_golden_state_waits_where_it_can(version: str, place: Callable[[str], str]) -> None:
    """Tokens, work, jobs, subscriptions, incidents and variables are all in it: an empty state would prove nothing."""
    database = open_database(place(version))
    with database.connect() as connection:
        filled = {
            name for name in inspect(database).get_table_names() if name in metadata.tables and connection.execute(select(metadata.tables[name]).limit(1)).first()
        }
    database.dispose()
    assert {"token", "variable", "task", "task_candidate", "job", "external_task", "subscription", "message", "incident", "activity", "event", "idempotency"} <= filled
