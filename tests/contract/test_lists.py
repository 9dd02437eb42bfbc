"""Lists: pages stay stable while others write, and what SQL shows is what the rule of visibility says."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from sqlalchemy import select

from engine import SYSTEM_ACTOR, Actor, Engine, Invalid, NotFound, Page, Right, TaskRow
from engine.store import tables, visibility
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
ANNA = Actor("anna", frozenset({"zhzf.nanhu", "zhzf.nanhu.officer"}))
FIONA = Actor("fiona", frozenset({"xfjy.nanhu", "xfjy.nanhu.officer"}))
BEN = Actor("ben", frozenset({"zhzf.nanhu"}))
AUDITOR = Actor("auditor", rights=frozenset({Right.AUDIT}))
NOBODY = Actor("nobody")
PEOPLE = (ANNA, FIONA, BEN, NOBODY)
MODEL = "start s\nuser a group={group}\nuser b group={group} assignee=ben\nend e\ns > a > b > e"


@pytest.fixture
def started(engine: Engine, clock: SettableClock) -> Callable[..., str]:
    """Start a case of a unit's process."""
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {f"{key}.bpmn": bpmn(MODEL.format(group=f"{key}.nanhu"), key) for key in ("zhzf", "xfjy")})

    def start(key: str = "zhzf", by: Actor = SYSTEM_ACTOR) -> str:
        clock.advance(seconds=1)
        return engine.instances.start(by, key, {}).id

    return start


def task_of(engine: Engine, case: str) -> TaskRow:
    return engine.instances.get(SYSTEM_ACTOR, case).open_tasks[0]


@pytest.mark.parametrize("sort", ["due", "-due", "created", "-created"])
def test_pages_show_each_row_once_whatever_others_do(engine: Engine, started: Callable[..., str], sort: str) -> None:
    """Rows that were there from the first page to the last come exactly once; others at most once."""
    there = [task_of(engine, started()).id for _ in range(30)]
    gone, seen, cursor = set(), [], None
    for number in itertools.count():
        page: Page[TaskRow] = engine.tasks.inbox(ANNA, "group", sort=sort, cursor=cursor, limit=7)
        seen += [row.id for row in page.items]
        started()
        away = there[number * 5]
        engine.tasks.complete(ANNA, away, {})
        gone.add(away)
        cursor = page.next
        if cursor is None or number > 20:
            break
    assert len(seen) == len(set(seen))
    assert set(there) - gone <= set(seen)
    with pytest.raises(Invalid):
        engine.tasks.inbox(ANNA, "group", sort=sort, cursor="not-one-of-ours")


def rule(engine: Engine, actor: Actor) -> set[str]:
    """Who may see a case, a second time and in plain Python: who started it, who has or had work in it, who may claim some."""
    with engine._store.database.connect() as connection:
        cases = {row.id: row.started_by for row in connection.execute(select(tables.instance))}
        tasks = connection.execute(select(tables.task)).fetchall()
        offers = connection.execute(select(tables.task_candidate)).fetchall()
    seen = {case for case, by in cases.items() if by == actor.account}
    roots = {row.id: row.root_id for row in tasks}
    seen |= {row.root_id for row in tasks if actor.account in {row.assignee, row.completed_by}}
    return seen | {roots[row.task_id] for row in offers if (row.kind == "group" and row.ref in actor.groups) or (row.kind == "user" and row.ref == actor.account)}


@pytest.mark.parametrize("few", [1, 3, 1000])
def test_lists_and_single_looks_follow_one_rule(engine: Engine, started: Callable[..., str], monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """A list is made in two ways, by how much the actor sees; `few` makes it be done the other way."""
    monkeypatch.setattr(visibility, "FEW", few)
    cases = [started(key, by) for key in ("zhzf", "xfjy") for by in (SYSTEM_ACTOR, ANNA, FIONA)]
    engine.tasks.complete(ANNA, task_of(engine, cases[0]).id, {})
    engine.tasks.claim(FIONA, task_of(engine, cases[4]).id)
    sizes = set()
    for actor in PEOPLE:
        expected = rule(engine, actor)
        sizes.add(len(expected))
        assert {row.id for row in engine.instances.search(actor, limit=100).items} == expected
        for case in cases:
            if case in expected:
                assert engine.instances.get(actor, case).row.id == case
            else:
                with pytest.raises(NotFound):
                    engine.instances.get(actor, case)
    assert len(sizes) > 2, "the people see different cases"
    assert {row.id for row in engine.instances.search(AUDITOR, limit=100).items} == set(cases)
