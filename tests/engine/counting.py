"""Count what one action costs: statements, commits, bytes handed to the database, files opened, models parsed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from engine import Engine

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT")


@dataclass
class Cost:
    """What was counted. `written` are the bytes of all values of INSERT, UPDATE and DELETE."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0
    written: int = 0
    opened: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def times(self, what: str) -> int:
        """How often the engine reported this ("parse", "load")."""
        return self.done.count(what)


_open: list[Cost] = []


def _audit(name: str, arguments: tuple[Any, ...]) -> None:
    if name == "open" and _open:
        _open[-1].opened.append(str(arguments[0]))


_hooked: list[bool] = []


@contextmanager
def counted(engine: Engine) -> Iterator[Cost]:
    """Count inside the block. An executemany is one statement; BEGIN and COMMIT are none."""
    cost = Cost()
    database = engine._store.database

    def executed(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        words = statement.lstrip()
        if words.startswith(CONTROL):
            return
        cost.statements.append(words)
        if not words.startswith("SELECT"):
            cost.written += len(str(parameters).encode())

    def committed(_connection: Any) -> None:
        cost.commits += 1

    if not _hooked:  # an audit hook stays for the life of the process; it looks only while something is counted
        sys.addaudithook(_audit)
        _hooked.append(True)
    before = engine._runtime.counted
    engine._runtime.counted = cost.done.append
    event.listen(database, "before_cursor_execute", executed)
    event.listen(database, "commit", committed)
    _open.append(cost)
    try:
        yield cost
    finally:
        _open.pop()
        event.remove(database, "before_cursor_execute", executed)
        event.remove(database, "commit", committed)
        engine._runtime.counted = before
