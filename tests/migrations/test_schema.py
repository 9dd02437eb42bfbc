"""Migrations: up equals the tables of the code, down works, and whoever comes second finds it done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine as Database
from sqlalchemy import inspect, text

from engine.store.database import open_database
from engine.store.migrate import config, upgrade
from engine.store.tables import metadata
from tests.crash.workshop import CONTEXT
from tests.postgres import Postgres

pytestmark = pytest.mark.both_databases



@pytest.fixture
def empty_url(database_kind: str, tmp_path: Path, postgres: Callable[[], Postgres]) -> Iterator[str]:
    """A database without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        name = postgres().create()
        yield postgres().url(name)
        postgres().drop(name)


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    database = open_database(empty_url)
    yield database
    database.dispose()


def differences(database: Database) -> list[Any]:
    """What the tables of the code have and the database has not, or the other way round."""
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def downgrade(database: Database, revision: str) -> None:
    with database.connect() as connection:
        connection = connection.execution_options(write=True)
        with connection.begin():
            made = config()
            made.attributes["connection"] = connection
            command.downgrade(made, revision)


def version(database: Database) -> str | None:
    with database.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """Oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]


def test_from_empty_to_now_is_what_the_code_says(database: Database) -> None:
    upgrade(database)
    assert differences(database) == []
    assert version(database) == revisions()[-1]
    with database.begin() as connection:
        connection.execute(text("DROP TABLE heartbeat"))
    assert differences(database) != [], "the comparison sees a missing table"


def test_there_is_one_line_of_versions() -> None:
    script = ScriptDirectory.from_config(config())
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_every_step_goes_up_down_and_up_again(database: Database) -> None:
    steps = revisions()
    for at, revision in enumerate(steps):
        upgrade(database, revision)
        assert version(database) == revision
        downgrade(database, steps[at - 1] if at else "base")
        assert version(database) == (steps[at - 1] if at else None)
        upgrade(database, revision)
    assert differences(database) == []
    downgrade(database, "base")
    assert set(inspect(database).get_table_names()) <= {"alembic_version"}
    upgrade(database)
    assert differences(database) == []


def test_definitions_of_before_get_the_tag_of_their_model(database: Database) -> None:
    model = b'<definitions><process name="x" id="other" camunda:versionTag="no"/>\n<process id="p" camunda:versionTag="1 &amp; 2" isExecutable="true">'
    upgrade(database, "20261123_0010")
    with database.connect() as connection:
        connection = connection.execution_options(write=True)
        with connection.begin():
            when = {"at": "2026-01-01 00:00:00.000000"}
            connection.execute(text("INSERT INTO deployment (id, name, source, digest, created_at, created_by) VALUES ('d', 'd', '', '', :at, 'x')"), when)
            connection.execute(text("INSERT INTO resource (deployment_id, name, content) VALUES ('d', 'p.bpmn', :content)"), {"content": model})
            connection.execute(text(
                "INSERT INTO definition (id, kind, \"key\", version, name, deployment_id, resource, digest, latest, startable_by, labels, created_at, created_by, note)"
                " VALUES ('p:1', 'process', 'p', 1, 'p', 'd', 'p.bpmn', '', :yes, '{}', '{}', :at, 'x', '')"
            ), {**when, "yes": True})
    upgrade(database)
    with database.connect() as connection:
        assert connection.execute(text("SELECT version_tag FROM definition")).scalar() == "1 & 2"


def test_migrating_again_changes_nothing(database: Database) -> None:
    upgrade(database)
    upgrade(database)
    assert differences(database) == []


def test_several_processes_at_once_migrate_once(empty_url: str, database: Database) -> None:
    """As when a cluster starts: all succeed, none twice."""
    gate = CONTEXT.Barrier(4)
    answers = CONTEXT.SimpleQueue()
    processes = [CONTEXT.Process(target=_migrate, args=(empty_url, gate, answers), daemon=True) for _ in range(4)]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join(30)
    assert found == [""] * 4
    assert differences(database) == []


def _migrate(url: str, gate: Any, answers: Any) -> None:
    try:
        gate.wait(60)
        database = open_database(url)
        upgrade(database)
        database.dispose()
        answers.put("")
    except BaseException as error:
        answers.put(repr(error))


def test_a_migration_that_fails_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """All in one transaction, on SQLite too."""
    done = command.upgrade

    def broken(*given: Any) -> None:
        done(*given)
        raise ZeroDivisionError

    monkeypatch.setattr(command, "upgrade", broken)
    with pytest.raises(ZeroDivisionError):
        upgrade(database)
    assert inspect(database).get_table_names() == []
