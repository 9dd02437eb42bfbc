"""Open a database and keep its writers in line.

SQLite: WAL, synchronous=FULL, foreign keys on, every write begins IMMEDIATE, and writers of this process queue fairly (its
own busy handler starves threads for seconds; a ticket queue keeps the longest wait at milliseconds). PostgreSQL needs none of it,
but takes the locks away from a process that fell asleep or lost its network inside a transaction: others wait for them.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import QueuePool

from engine.store.remembering import remembering

#: Longer than any pause inside a transaction, shorter than a lease: the server ends the session and rolls it back.
ASLEEP_SECONDS = 60
#: After so long in the pool a connection to a server is asked whether it is still one.
RESTED_SECONDS = 1.0


class Queue:
    """First come, first served, among the threads of one process. Re-entry by the same thread is an error."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, hold it, pass it on."""
        mine: threading.Lock | None = None
        with self._gate:
            if self._taken:
                mine = threading.Lock()
                mine.acquire()
                self._waiting.append(mine)
            self._taken = True
        if mine is not None:
            mine.acquire()
        try:
            yield
        finally:
            with self._gate:
                if self._waiting:
                    self._waiting.popleft().release()
                else:
                    self._taken = False


def open_database(url: str) -> Database:
    """An SQLAlchemy engine with this product's settings for SQLite or PostgreSQL (psycopg 3)."""
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        database = create_engine(parsed, pool_size=10, max_overflow=20, connect_args={"cursor_factory": remembering()})

        @event.listens_for(database, "connect")
        def _limits(connection: Any, record: Any) -> None:
            connection.execute(f"SET idle_in_transaction_session_timeout = {ASLEEP_SECONDS * 1000}")
            connection.commit()
            record.info["used"] = time.monotonic()

        @event.listens_for(database, "checkin")
        def _given_back(_connection: Any, record: Any) -> None:
            record.info["used"] = time.monotonic()

        @event.listens_for(database, "checkout")
        def _alive(connection: Any, record: Any, _proxy: Any) -> None:
            """A connection that rested may have lost its server: ask. One used a moment ago is not asked, which saves a round trip per action."""
            if time.monotonic() - record.info["used"] > RESTED_SECONDS:
                try:
                    database.dialect.do_ping(connection)
                except database.dialect.loaded_dbapi.Error as gone:
                    raise DisconnectionError from gone

        return database
    database = create_engine(
        parsed, poolclass=QueuePool, pool_size=10, max_overflow=30, connect_args={"check_same_thread": False, "timeout": 30},
    )

    @event.listens_for(database, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # this module says BEGIN itself
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(database, "begin")
    def _begin(connection: Any) -> None:
        begin = "BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN"
        try:
            connection.connection.driver_connection.execute(begin)
        except sqlite3.OperationalError as busy:  # a listener's errors are not translated: callers know the library's
            raise OperationalError(begin, None, busy) from busy

    return database
