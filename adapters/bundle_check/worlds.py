"""Databases for rehearsals: published once, and set back to that moment before every case.

One application stays in use, so that what never changes (compiled models, prepared statements) is made once. SQLite: a file,
copied. PostgreSQL: databases with names of their own on the server of the URL, copied by CREATE DATABASE ... TEMPLATE and
dropped at the end; the database the URL names is only connected to, never changed. The role needs CREATEDB.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from adapters import bundles
from adapters import settings as reader
from adapters.bootstrap import Application, build
from adapters.bundle_check.quiet import NobodySignsIn, NothingIsSent
from adapters.clock import SettableClock
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Deployment, Engine, Fault

#: When the bundles come into force: before every case, so that law of the day is there.
PUBLISHED = "2026-01-01 00:00"
#: Where files lie in memory, on Linux: a rehearsal commits thousands of times and keeps nothing.
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is made by mkdtemp, for this user alone


class Database(Protocol):
    """Where a world lies."""

    url: str

    def keep(self) -> None:
        """What is there now is what `restore` goes back to. Nobody is connected."""

    def restore(self) -> None:
        """Back to what was kept. Nobody is connected."""

    def remove(self) -> None:
        """Leave nothing behind."""


class SqliteFile:
    """A file in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._file, self._kept = folder / "world.sqlite", folder / "kept.sqlite"
        self.url = f"sqlite:///{self._file}"

    def keep(self) -> None:
        """See `Database`."""
        shutil.copyfile(self._file, self._kept)

    def restore(self) -> None:
        """See `Database`."""
        for rest in ("-wal", "-shm"):
            self._file.with_name(self._file.name + rest).unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)

    def remove(self) -> None:
        """See `Database`; the folder goes with whoever made it."""


class PostgresDatabase:
    """Two databases on a server: the one in use and the one kept."""

    def __init__(self, url: str) -> None:
        self._server = url
        address, slash, query = url.partition("?")
        name = f"onething_check_{uuid.uuid4().hex[:12]}"
        self._used, self._kept = name, f"{name}_kept"
        self.url = f"{address.rpartition('/')[0]}/{name}{slash}{query}"
        self._say("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", self._used)

    def keep(self) -> None:
        """See `Database`."""
        self._say("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", self._kept, self._used)

    def restore(self) -> None:
        """See `Database`."""
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._used)
        self._say("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", self._used, self._kept)

    def remove(self) -> None:
        """See `Database`."""
        for name in (self._used, self._kept):
            self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _say(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@dataclass(slots=True)
class World:
    """An application with every bundle published. `refused` holds, by bundle, why it could not be."""

    application: Application
    clock: SettableClock
    deployed: Mapping[str, Deployment]
    refused: Mapping[str, Fault]
    _database: Database

    def fresh(self) -> World:
        """Back to the moment after publishing: no case, no people; compiled models stay, since their ids are the same."""
        self.application.engine.close()
        self._database.restore()
        self.application.engine.forget(only_cases=True)
        return self


@contextmanager
def world(
    folders: Mapping[str, Path], *, database_url: str = "", seed: Callable[[Engine], object] = lambda engine: None, font_dir: Path | None = None,
    able: Collection[str] = (),
) -> Iterator[World]:
    """A world with these bundles (key: folder), published in this order, and the registers that `seed` writes.

    PostgreSQL when `database_url` says so, else SQLite. `able` are topics that adapters answer once they have an address: lint takes them as known.

    Nothing of the machine's own settings takes part: no address of another system, no data folder.
    """
    with tempfile.TemporaryDirectory(prefix="onething-check-", dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        database: Database = PostgresDatabase(database_url) if database_url.startswith("postgresql") else SqliteFile(folder)
        settings = _settings(folder, database.url, font_dir)
        clock = SettableClock(PUBLISHED)
        application = build(settings, clock, passwords=NobodySignsIn(), mailer=NothingIsSent())
        try:
            application.engine.external_tasks.answered({*able, *(topic.name for topic in application.topics)})
            application.engine.migrate()
            deployed, refused = bundles.in_turn(
                {key: bundles.read(path) for key, path in folders.items()},
                lambda key, files: application.engine.definitions.deploy(SYSTEM_ACTOR, key, files, source="bundle"),
            )
            seed(application.engine)
            application.engine.close()
            database.keep()
            yield World(application, clock, deployed, refused, database)
        finally:
            application.close()
            database.remove()


def _settings(folder: Path, url: str, font_dir: Path | None) -> Settings:
    given = {"ONETHING_DATA_DIR": str(folder), "ONETHING_DATABASE_URL": url, "ONETHING_SECRET_KEY": "signs nothing"}
    return replace(reader.read(given), font_dir=font_dir)
