"""One unit of work: one transaction, one instant, one actor. Leaving it rolls back; committing is a visible line."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Executable, Row
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty

from engine.domain.actor import Actor
from engine.domain.errors import Conflict, Unavailable
from engine.store.database import Queue, open_database

#: SQLite says with one class that it is busy or has no room and that a statement is wrong; only the first passes, by itself or by the operator's hand.
BUSY = ("locked", "busy", "unable to open", "disk I/O", "is full", "readonly")


#: One view for all statements of a look, and no change: psycopg says both in its BEGIN, which costs no round trip (PostgreSQL 13.2.2).
LOOK: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Joins(IntEnum):
    """What a change may be gathered with: anything (it touches rows that no other change touches), deletions from the same table, or no other of its table."""

    APART = 0
    DELETES = 1
    WRITES = 2


class Unit:
    """An open transaction. `now` is its only instant, `actor` its only actor."""

    def __init__(self, connection: Connection, now: datetime, actor: Actor, committed: Callable[[], None] = lambda: None) -> None:
        self._connection = connection
        self._committed = committed
        self.now = now
        self.actor = actor
        self.dialect = connection.dialect
        self.postgres = connection.dialect.name == "postgresql"
        self._after: list[Callable[[], None]] = []
        self._changes: list[tuple[str, tuple[Any, ...]]] = []
        self._tables: dict[str, Joins] = {}

    @property
    def connection(self) -> Connection:
        """The open connection; what was gathered is written first."""
        self.settle()
        return self._connection

    def settle(self) -> None:
        """Write what was gathered, now."""
        if self._changes:
            self._write()

    def gather(self, table: str, text: str, values: tuple[Any, ...], how: Joins = Joins.WRITES) -> None:
        """On PostgreSQL: write this change together with others, before the next read, the next change that cannot join them, or the commit.

        One statement changes many tables (PostgreSQL 7.8.2, data-modifying WITH): sending it costs the CPU of one, and one way to the
        server and back. Its parts do not see each other's rows and must not touch one row twice: `how` says what else of `table` may be in
        it. References between tables are checked when it ends.
        """
        pending = self._tables.get(table, Joins.APART)
        if how is not Joins.APART and (pending is Joins.WRITES or (pending is Joins.DELETES and how is Joins.WRITES)):
            self._write()
        self._tables[table] = max(self._tables.get(table, Joins.APART), how)
        self._changes.append((text, values))

    def _write(self) -> None:
        changes, self._changes = self._changes, []
        self._tables.clear()
        last, values = changes.pop()
        if changes:
            before = ", ".join([f"w{number} AS ({text})" for number, (text, _) in enumerate(changes)])
            last, values = f"WITH {before} {last}", tuple([value for _, given in changes for value in given]) + values
        self._send(last, values)

    def send(self, text: str, values: tuple[Any, ...] | list[tuple[Any, ...]]) -> None:
        """Write `text` with the driver's own marks; a list of values runs it for each."""
        self.settle()
        self._send(text, values)

    def _send(self, text: str, values: tuple[Any, ...] | list[tuple[Any, ...]]) -> None:
        """Straight to the driver: SQLAlchemy makes a context and a result for each statement, which costs more than SQLite needs to run it.

        Whoever listens to statements hears every one, and errors are those of SQLAlchemy.
        """
        connection = self._connection
        if connection.dispatch.before_cursor_execute or connection.dispatch.after_cursor_execute or not connection.in_transaction():
            connection.exec_driver_sql(text, values)
            return
        driver: Any = connection.connection.driver_connection
        try:
            if isinstance(values, list):
                driver.cursor().executemany(text, values)
            else:
                driver.execute(text, values)
        except self.dialect.loaded_dbapi.Error as error:
            if self.dialect.is_disconnect(error, driver, None):
                connection.invalidate(error)
            raise DBAPIError.instance(text, values, error, self.dialect.loaded_dbapi.Error, dialect=self.dialect) from error

    def run(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        """Execute a change; `rows` makes it one executemany. Returns the number of rows touched, where known."""
        if rows is not None:
            return self.connection.execute(statement, list(rows)).rowcount
        return self.connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount

    def rows(self, statement: Executable, **given: Any) -> Sequence[Row[Any]]:
        """All rows of a query; `given` fills the parameters of a prepared one."""
        return self.connection.execute(statement, given).fetchall()

    def one(self, statement: Executable, **given: Any) -> Row[Any] | None:
        """The first row of a query, or None."""
        return self.connection.execute(statement, given).fetchone()

    def commit(self) -> None:
        """Make everything durable, then run what waited for that."""
        self.connection.commit()
        for action in self._after:
            action()
        self._after.clear()
        self._committed()

    def on_commit(self, action: Callable[[], None]) -> None:
        """Run `action` after the commit; never after a rollback."""
        self._after.append(action)

    @staticmethod
    def new_id() -> str:
        """A fresh id."""
        return str(uuid.uuid4())


class Changed:
    """Lets threads of this process wait for the next commit of this process; commits of others are theirs to look for."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0

    def tell(self) -> None:
        """Something was committed."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def count(self) -> int:
        """How often something was committed; remember it before looking."""
        with self._condition:
            return self._count

    def wait(self, seen: int, seconds: float) -> None:
        """Return at the first commit after `seen`, or after `seconds`."""
        with self._condition:
            self._condition.wait_for(lambda: self._count > seen, seconds)


class Store:
    """The database of the engine, shared by all threads of a process."""

    def __init__(self, url: str) -> None:
        self.database = open_database(url)
        self.sqlite = self.database.dialect.name == "sqlite"
        self._queue = Queue()
        self.changed = Changed()

    @contextmanager
    def write(self, now: datetime, actor: Actor) -> Iterator[Unit]:
        """A transaction that may change things. Rolls back unless `commit` was called."""
        if self.sqlite:
            with self._queue.turn(), self._unit(now, actor, write=True) as unit:
                yield unit
        else:
            with self._unit(now, actor, write=True) as unit:
                yield unit

    @contextmanager
    def read(self, now: datetime, actor: Actor) -> Iterator[Unit]:
        """A consistent view that changes nothing."""
        with self._unit(now, actor, write=False) as unit:
            yield unit

    @contextmanager
    def _unit(self, now: datetime, actor: Actor, *, write: bool) -> Iterator[Unit]:
        try:
            with self.database.connect() as connection:
                connection = connection.execution_options(write=write, **({} if write or self.sqlite else LOOK))
                try:
                    yield Unit(connection, now, actor, self.changed.tell if write else lambda: None)
                except IntegrityError as error:
                    raise Conflict(code="conflict.stored") from error
                finally:
                    connection.rollback()
        except PoolEmpty as error:
            raise Unavailable(str(error)) from error
        except (OperationalError, InternalError) as error:
            if self.sqlite and not any(word in str(error.orig) for word in BUSY):
                raise
            raise Unavailable(str(error).partition("\n")[0]) from error

    def close(self) -> None:
        """Give all connections back."""
        self.database.dispose()
