"""Whatever statement or commit of an action fails, nothing is half done: the n-th fails, for n = 1, 2, 3 ... until none is left.

SQLite tests itself so ("anomaly tests", sqlite.org/testing.html). After each failure the whole database is as before, the same
action then succeeds with the same engine - its caches hold nothing of the failed try - and the case ends like one never disturbed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event, select

from engine import SYSTEM_ACTOR, Engine
from engine.store import tables
from engine.store.uow import Unit
from tests.crash.conftest import ANNA
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases

INNER = bpmn("start s\nuser inner\nend e\ns > inner > e", "q")
MODEL = bpmn("""
start s
user a
par f
call c process=q
user m each=${people} as=person
service out topic=outside
catch-timer wait duration=PT1H
par j
user z
end e
s > a > f
f > c > j
f > m > j
f > out > j
f > wait > j
j > z > e
""")


class Cut(Exception):
    """The line was cut here."""


@contextmanager
def cut(engine: Engine, at: int, when: str) -> Iterator[list[int]]:
    """Fail the `at`-th statement, before or after the database did it, or the `at`-th commit; yields how many there were."""
    database, seen = engine._store.database, [0]

    def statement(*_: Any) -> None:
        seen[0] += 1
        if seen[0] == at:
            raise Cut

    def commit(_: Any) -> None:
        statement()

    name = {"before": "before_cursor_execute", "after": "after_cursor_execute", "commit": "commit"}[when]
    heard = commit if when == "commit" else statement
    event.listen(database, name, heard)
    try:
        yield seen
    finally:
        event.remove(database, name, heard)


def everything(engine: Engine) -> dict[str, list[str]]:
    """All rows of all tables but the heartbeat."""
    with engine._store.database.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)).fetchall())
            for table in tables.metadata.sorted_tables if table.name != "heartbeat"
        }


@dataclass
class Scene:
    """One action on a case that was brought to where it can happen, and what is left to do afterwards."""

    engine: Engine
    clock: SettableClock
    case: str = ""

    def start(self) -> None:
        self.case = self.engine.instances.start(ANNA, "p", {"people": ["x", "y"]}, key_once=f"start {self.case}").id

    def task(self, element: str) -> Any:
        return next(item for item in self.engine.instances.get(SYSTEM_ACTOR, self.case).open_tasks if item.element == element)

    def opened(self, *elements: str) -> None:
        """A case where these steps are done."""
        self.case = ""
        self.case = self.engine.instances.start(ANNA, "p", {"people": ["x", "y"]}).id
        for element in elements:
            self.engine.tasks.complete(ANNA, self.task(element).id, {})

    def finish(self) -> list[tuple[str, str]]:
        """Do all that is left; the history, as it must always be."""
        for _ in range(12):
            if self.engine.instances.get(SYSTEM_ACTOR, self.case).row.state == "completed":
                break
            for item in self.engine.external_tasks.fetch_and_lock("w", ["outside"]):
                self.engine.external_tasks.complete(item.id, "w", {})
            for item in self.engine.instances.get(SYSTEM_ACTOR, self.case).open_tasks:
                self.engine.tasks.complete(ANNA, item.id, {})
            self.clock.advance(minutes=61)
            self.engine.jobs.tick()
        assert self.engine.instances.get(SYSTEM_ACTOR, self.case).row.state == "completed"
        with self.engine._store.database.connect() as connection:
            query = select(tables.activity.c.element, tables.activity.c.kind).where(tables.activity.c.root_id == self.case)
            return sorted((row.element, row.kind) for row in connection.execute(query))

    def complete(self) -> Callable[[], object]:
        self.opened()
        task = self.task("a")
        return lambda: self.engine.tasks.complete(ANNA, task.id, {}, version=task.version, key_once=task.id)

    def member(self) -> Callable[[], object]:
        self.opened("a")
        task = self.task("m")
        return lambda: self.engine.tasks.complete(ANNA, task.id, {}, key_once=task.id)

    def claim(self) -> Callable[[], object]:
        self.opened("a")
        task = self.task("inner")
        return lambda: self.engine.tasks.claim(ANNA, task.id)

    def answer(self) -> Callable[[], object]:
        self.opened("a")
        (task,) = self.engine.external_tasks.fetch_and_lock("w", ["outside"])
        return lambda: self.engine.external_tasks.complete(task.id, "w", {"answer": 1})

    def timer(self) -> Callable[[], object]:
        self.opened("a")
        self.clock.advance(hours=2)
        return self.engine.jobs.tick


ALL = [(action, when, memory) for action in ("complete", "member", "claim", "answer", "timer") for when in ("before", "after", "commit") for memory in ("hot", "cold")]
FEW = {("complete", "after", "cold"), ("claim", "after", "hot"), ("answer", "before", "hot"), ("timer", "after", "hot"), ("member", "commit", "hot")}


@pytest.mark.parametrize(
    ("action", "when", "memory"), [pytest.param(*one, id="-".join(one), marks=[] if one in FEW else pytest.mark.soak) for one in ALL],
)
def test_whatever_fails_nothing_is_half_done(engine: Engine, clock: SettableClock, action: str, when: str, memory: str) -> None:
    scene = Scene(engine, clock)
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL, "q.bpmn": INNER})
    getattr(scene, action)()()
    expected = scene.finish()
    halves = 0
    for at in range(1, 200):
        act = getattr(scene, action)()
        if memory == "cold":
            engine.forget()
        before = everything(engine)
        with cut(engine, at, when) as seen:
            raised = _try(act)
        if raised and action != "timer":  # a ring of the bell is several transactions: what was done stays done
            left = everything(engine)
            act()
            assert left == before or everything(engine) == left, f"half done after {at}"  # or wholly, and the repeat found that
            halves += left != before
        if not raised and action == "timer":
            clock.advance(minutes=10)
        assert scene.finish() == expected, f"ended otherwise after {at}"
        if seen[0] < at:
            break
    else:
        raise AssertionError("no end")
    assert halves <= 1, "only what is looked up for the answer comes after the commit"
    assert at > (1 if when == "commit" else 2), "nothing failed"  # PostgreSQL needs 2 statements for an action
    with engine._store.database.connect() as connection:
        assert connection.execute(select(tables.incident)).fetchall() == []


def _try(act: Callable[[], object]) -> bool:
    try:
        act()
    except Cut:
        return True
    return False


def test_a_commit_whose_answer_is_lost_is_found_by_its_key(engine: Engine, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database has it, the client does not know: the same request again gives the answer and no second effect."""
    scene = Scene(engine, clock)
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL, "q.bpmn": INNER})
    act = scene.complete()
    commit = Unit.commit

    def lost(self: Unit) -> None:
        self.connection.commit()
        raise Cut

    monkeypatch.setattr(Unit, "commit", lost)
    assert _try(act)
    monkeypatch.setattr(Unit, "commit", commit)
    after = everything(engine)
    act()
    assert everything(engine) == after
    assert len([row for row in after["event"] if "task.completed" in row]) == 1
    scene.finish()
