"""Acknowledged means on disk: `synchronous=FULL` and WAL on every connection, and the system calls in the order that proves it.

A kill -9 cannot show this, since the kernel still writes what a dead process gave it; only the order of calls can.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from engine import SYSTEM_ACTOR, open_store
from engine.store.database import open_database
from engine.store.sql import DatabaseBusy, select
from engine.store.tables import sequence

pytestmark = pytest.mark.only_sqlite
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
WRITER = """
import sys
from datetime import UTC, datetime
from engine import SYSTEM_ACTOR, open_store
from engine.store.tables import sequence
from engine.store.upsert import upsert
store = open_store(sys.argv[1])
for number in range(100):
    with store.write(datetime(2026, 3, 2, tzinfo=UTC), SYSTEM_ACTOR) as unit:
        upsert(unit, sequence, [{"name": "a", "value": number}])
        unit.commit()
    sys.stderr.write(f"ACK {number}\\n")
    sys.stderr.flush()
"""


def test_every_connection_is_set_to_last(database_url: str) -> None:
    database = open_database(database_url)  # as the product opens it; stores of tests wait for no disk (tests/warm.py)
    held = [database.connect() for _ in range(12)]  # more than the pool keeps
    try:
        for connection in held:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS}
            assert found == PRAGMAS
    finally:
        for connection in held:
            connection.close()
        database.dispose()


def test_a_write_begins_as_a_write(database_url: str) -> None:
    """BEGIN IMMEDIATE: a read that becomes a write in the middle would fail as stale when another wrote between."""
    store = open_store(database_url)
    with store.write(datetime(2026, 3, 2, tzinfo=UTC), SYSTEM_ACTOR) as unit:
        unit.rows(select(sequence))
        other = sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=0.05)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    store.close()


def test_a_database_that_stays_busy_is_said_to_be_busy(database_url: str) -> None:
    """Another process holds the write lock: the error is the one that callers answer with "try again", and the next try works."""
    store = open_store(database_url)
    event.listen(store.database, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy), store.write(datetime(2026, 3, 2, tzinfo=UTC), SYSTEM_ACTOR) as unit:
            unit.rows(select(sequence))
        other.execute("ROLLBACK")
    with store.write(datetime(2026, 3, 2, tzinfo=UTC), SYSTEM_ACTOR) as unit:
        assert unit.rows(select(sequence)) == []
    store.close()


@pytest.mark.soak
def test_every_acknowledgement_follows_a_sync_of_the_log(database_url: str, tmp_path: Path) -> None:
    """strace of 100 commits: between the last write to the WAL and the acknowledgement lies an fsync of the WAL."""
    trace = tmp_path / "trace"
    subprocess.run(
        ["strace", "-f", "-y", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", trace, sys.executable, "-c", WRITER, database_url],
        check=True, capture_output=True, cwd=Path(__file__).parents[2], timeout=300,
    )
    dirty, acknowledged, wrong = False, 0, []
    for line in trace.read_text().splitlines():
        if re.search(r"pwrite64\(\d+<[^>]*-wal>", line):
            dirty = True
        elif re.search(r"f(data)?sync\(\d+<[^>]*-wal>", line):
            dirty = False
        elif found := re.search(r'write\(2<[^>]*>, "ACK (\d+)', line):
            acknowledged += 1
            wrong += [found[1]] if dirty else []
    assert acknowledged == 100
    assert wrong == []
