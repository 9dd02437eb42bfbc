"""What the simulated systems remember: an SQLite file, so that it survives a restart as the real ones would."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS received (
    system TEXT, key TEXT, method TEXT, path TEXT, body TEXT, status INTEGER, answer TEXT, at TEXT, tries INTEGER, PRIMARY KEY (system, key));
CREATE TABLE IF NOT EXISTS record (system TEXT, kind TEXT, id TEXT, body TEXT, PRIMARY KEY (system, kind, id));
CREATE TABLE IF NOT EXISTS number (system TEXT, kind TEXT, last INTEGER, PRIMARY KEY (system, kind));
CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY AUTOINCREMENT, system TEXT, kind TEXT, at TEXT, body TEXT);
"""


class Memory:
    """Requests by key, records by kind and id, events by number. One writer at a time."""

    def __init__(self, path: Path | str) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.executescript(SCHEMA)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Everything in the block or nothing: an effect and the memory of its key belong together."""
        with self._lock:
            if self._database.in_transaction:
                yield
                return
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def known(self, system: str, key: str) -> tuple[str, str, int, dict[str, Any]] | None:
        """Path, body, status and answer of the request with this key; counts the try."""
        with self._lock:
            row = self._database.execute("SELECT path, body, status, answer FROM received WHERE system = ? AND key = ?", (system, key)).fetchone()
            if row is None:
                return None
            self._database.execute("UPDATE received SET tries = tries + 1 WHERE system = ? AND key = ?", (system, key))
            return row[0], row[1], row[2], json.loads(row[3])

    def remember(self, system: str, key: str, method: str, path: str, body: str, status: int, answer: Mapping[str, Any], now: datetime) -> None:
        """Keep a request with its answer."""
        with self._lock:
            self._database.execute(
                "INSERT INTO received VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", (system, key, method, path, body, status, _text(answer), now.isoformat()),
            )

    def received(self, system: str) -> list[dict[str, Any]]:
        """Every request that had an effect, for whoever tests."""
        with self._lock:
            rows = self._database.execute("SELECT key, method, path, body, status, answer, tries FROM received WHERE system = ? ORDER BY at, key", (system,)).fetchall()
        return [
            {"key": row[0], "method": row[1], "path": row[2], "body": json.loads(row[3] or "null"), "status": row[4], "answer": json.loads(row[5]), "tries": row[6]}
            for row in rows
        ]

    def next_number(self, system: str, kind: str) -> int:
        """The next number of a series."""
        with self._lock:
            self._database.execute(
                "INSERT INTO number VALUES (?, ?, 1) ON CONFLICT (system, kind) DO UPDATE SET last = last + 1", (system, kind),
            )
            return int(self._database.execute("SELECT last FROM number WHERE system = ? AND kind = ?", (system, kind)).fetchone()[0])

    def put(self, system: str, kind: str, id: str, body: Mapping[str, Any]) -> None:
        """Write a record."""
        with self._lock:
            self._database.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?) ON CONFLICT (system, kind, id) DO UPDATE SET body = excluded.body", (system, kind, id, _text(body)),
            )

    def get(self, system: str, kind: str, id: str) -> dict[str, Any] | None:
        """A record."""
        with self._lock:
            row = self._database.execute("SELECT body FROM record WHERE system = ? AND kind = ? AND id = ?", (system, kind, id)).fetchone()
        return None if row is None else json.loads(row[0])

    def all(self, system: str, kind: str) -> list[dict[str, Any]]:
        """All records of a kind, by id."""
        with self._lock:
            rows = self._database.execute("SELECT body FROM record WHERE system = ? AND kind = ? ORDER BY id", (system, kind)).fetchall()
        return [json.loads(row[0]) for row in rows]

    def happened(self, system: str, kind: str, body: Mapping[str, Any], now: datetime) -> int:
        """Add an event that callers can read by number."""
        with self._lock:
            row = self._database.execute("INSERT INTO event (system, kind, at, body) VALUES (?, ?, ?, ?)", (system, kind, now.isoformat(), _text(body)))
            return int(row.lastrowid or 0)

    def events(self, system: str, after: int, limit: int = 100) -> list[dict[str, Any]]:
        """Events of a system above a number, oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT number, kind, at, body FROM event WHERE system = ? AND number > ? ORDER BY number LIMIT ?", (system, after, limit),
            ).fetchall()
        return [{"number": row[0], "kind": row[1], "at": row[2], **json.loads(row[3])} for row in rows]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False)
