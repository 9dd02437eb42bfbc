"""The books after a disaster, read from the raw database and never through the engine: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from engine.store import tables
from engine.store.database import open_database


class Books:
    """One database, looked at from outside."""

    def __init__(self, url: str) -> None:
        self.database: Database = open_database(url)

    def close(self) -> None:
        """Give the connections back."""
        self.database.dispose()

    def rows(self, query: Any) -> list[Any]:
        """All rows."""
        with self.database.connect() as connection:
            return list(connection.execute(query).fetchall())

    def count(self, table: Any, *where: Any) -> int:
        """How many."""
        return int(self.rows(select(func.count()).select_from(table).where(*where))[0][0])

    def states(self) -> Counter[str]:
        """Cases by state."""
        return Counter(row.state for row in self.rows(select(tables.instance.c.state)))

    def over(self) -> bool:
        """Whether every case has ended."""
        return set(self.states()) <= {"completed", "cancelled"}

    def faults(self, kinds: Mapping[str, int], elements: Mapping[str, int], of: Collection[str] | None = None) -> list[str]:
        """What is wrong with ended cases (or those `of` them) that must each have `kinds` events and have passed `elements` so often."""
        wrong: list[str] = []
        events: dict[str, list[Any]] = {}
        for row in self.rows(select(tables.event).order_by(tables.event.c.root_id, tables.event.c.seq)):
            events.setdefault(row.root_id, []).append(row)
        passed: dict[str, Counter[str]] = {}
        for row in self.rows(select(tables.activity)):
            if row.ended_at is None:
                wrong.append(f"{row.root_id}: {row.element} never ended")
            if row.kind != "process":
                passed.setdefault(row.root_id, Counter())[row.element] += 1
        for case in self.rows(select(tables.instance).where(tables.instance.c.id == tables.instance.c.root_id)):
            if of is not None and case.id not in of:
                continue
            found = Counter(row.kind for row in events.get(case.id, []))
            wrong += [f"{case.id}: {found[kind]} x {kind}, not {count}" for kind, count in kinds.items() if found[kind] != count]
            been = passed.get(case.id, Counter())
            wrong += [f"{case.id}: {been[element]} x {element}, not {count}" for element, count in elements.items() if been[element] != count]
            wrong += [f"{case.id}: {fault}" for fault in chain_faults(events.get(case.id, []), case)]
        for table in (tables.job, tables.external_task, tables.subscription, tables.token, tables.incident):
            left = self.count(table)
            wrong += [f"{left} rows left in {table.name}"] if left else []
        return wrong


def chain_faults(events: list[Any], case: Any) -> list[str]:
    """Gaps and forgeries of one hash chain; the formula is written a second time here on purpose."""
    wrong, head = [], ""
    for number, row in enumerate(events, 1):
        text = "\x1f".join([
            head, str(number), row.at.astimezone(UTC).isoformat(), row.actor, row.kind, row.instance_id, row.element, row.detail,
        ])
        head = hashlib.sha256(text.encode()).hexdigest()
        if row.seq != number or row.hash != head:
            wrong.append(f"event {row.seq} ({row.kind}) breaks the chain")
            head = row.hash
    if (case.events, case.head) != (len(events), head):
        wrong.append("the case does not know its last event")
    return wrong
