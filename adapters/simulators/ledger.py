"""The simulator's own memory: an SQLite file, so that it survives a restart as the real platform would."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS handover (receipt INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, body TEXT, at TEXT, tries INTEGER);
CREATE TABLE IF NOT EXISTS answer (number INTEGER PRIMARY KEY AUTOINCREMENT, receipt INTEGER, decision TEXT, details TEXT);
"""


class KeyReused(Exception):
    """The idempotency key was used for another body."""


class Ledger:
    """Hand-overs by key, answers by number."""

    def __init__(self, path: Path | str) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.executescript(SCHEMA)

    def receive(self, key: str, body: bytes, now: datetime) -> tuple[str, bool]:
        """The receipt of a hand-over and whether it is new. Raises KeyReused."""
        with self._lock:
            held = self._database.execute("SELECT receipt, body FROM handover WHERE key = ?", (key,)).fetchone()
            if held is None:
                row = self._database.execute("INSERT INTO handover (key, body, at, tries) VALUES (?, ?, ?, 1)", (key, body.decode(), now.isoformat()))
                return _receipt(row.lastrowid), True
            if held[1] != body.decode():
                raise KeyReused(key)
            self._database.execute("UPDATE handover SET tries = tries + 1 WHERE key = ?", (key,))
            return _receipt(held[0]), False

    def decide(self, receipt_no: str, decision: str, details: Mapping[str, Any]) -> int:
        """Record an answer; its number."""
        with self._lock:
            row = self._database.execute(
                "INSERT INTO answer (receipt, decision, details) VALUES (?, ?, ?)",
                (int(receipt_no.rpartition("-")[2]), decision, json.dumps(dict(details), ensure_ascii=False)),
            )
            return int(row.lastrowid or 0)

    def answers(self, after: int) -> list[dict[str, Any]]:
        """At most a hundred answers above a number."""
        with self._lock:
            rows = self._database.execute("SELECT * FROM answer WHERE number > ? ORDER BY number LIMIT 100", (after,)).fetchall()
        return [{"number": row[0], "receiptNo": _receipt(row[1]), "decision": row[2], **json.loads(row[3])} for row in rows]

    def undecided(self, before: datetime) -> list[str]:
        """Receipts without an answer that came before a moment."""
        with self._lock:
            rows = self._database.execute(
                "SELECT receipt FROM handover WHERE at <= ? AND receipt NOT IN (SELECT receipt FROM answer)", (before.isoformat(),),
            ).fetchall()
        return [_receipt(row[0]) for row in rows]

    def handovers(self) -> list[dict[str, Any]]:
        """Everything received, for whoever tests."""
        with self._lock:
            rows = self._database.execute("SELECT receipt, key, body, tries FROM handover ORDER BY receipt").fetchall()
        return [{"receiptNo": _receipt(row[0]), "key": row[1], "body": json.loads(row[2]), "tries": row[3]} for row in rows]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()


def _receipt(number: int | None) -> str:
    return f"ZJ-{number:06}"
