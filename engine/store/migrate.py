"""Bring a database to the newest schema, once, whoever comes first."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from engine.domain.errors import Unavailable

LOCK = 7_316_402_025  # any number, the same everywhere


def config() -> Config:
    """Alembic's configuration, without a file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return made


def upgrade(database: Database, revision: str = "head") -> None:
    """Run all missing migrations in one transaction; on PostgreSQL other processes wait for it. Raises `Unavailable` without a database."""
    try:
        connected = database.connect()
    except OperationalError as error:
        raise Unavailable(str(error.orig).strip()) from error
    with connected as connection:
        connection = connection.execution_options(write=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            made = config()
            made.attributes["connection"] = connection
            command.upgrade(made, revision)
