"""What a look or a verb costs does not grow with what others left behind.

Counted in the instructions of SQLite's own machine: the same on every machine and every run. A plan that walks a table shows at once, because the
same call is counted beside few and beside many finished cases of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from engine import SYSTEM_ACTOR, Actor, Engine
from engine.commands import fetching, receiving
from engine.queries.rest import events, history, instances, tasks
from engine.queries.rest.resource import Resource, listed
from engine.queries.rest.work import EXECUTIONS, EXTERNALS
from engine.store import visibility
from tests.engine.modelling import bpmn

pytestmark = pytest.mark.only_sqlite
ANNA = Actor("anna", frozenset({"zhzf.nanhu"}))
NEW = Actor("new", frozenset({"xfjy.nanhu"}))
MODEL = "start s\nuser a group=zhzf.nanhu\nservice w topic=w\ncatch-message c name=M\nuser z group=zhzf.nanhu\nend e\ns > a > w > c > z > e"
#: Finished cases of others. Walking any of their tables costs thousands of instructions.
MANY = 400
STEP = 10


def _id(digit: str) -> str:
    return f"'{digit}0000000-0000-4000-8000-' || substr('000000000000' || i, -12)"


def left_behind(engine: Engine, definition: str) -> None:
    """`MANY` cases that others finished, with all they leave."""
    root, begun, ended = _id("0"), "strftime('%Y-%m-%dT%H:%M:%S', '2020-01-01', '+' || i || ' minutes') || '.000000Z'", "'2021-01-01T00:00:00.000000Z'"
    statements = [
        (
            "INSERT INTO instance(id, root_id, definition_id, business_key, title, state, lock, seq, events, head, started_at, ended_at, started_by, reason) "
            f"SELECT {root}, {root}, '{definition}', 'K' || i, 'Case', 'completed', 5, 9, 4, 'h', {begun}, {ended}, 'other', '' FROM n"
        ),
        *(
            "INSERT INTO task(id, root_id, instance_id, element, name, definition_id, state, assignee, priority, created_at, candidates, excluded, completed_by, completed_at, version) "
            f"SELECT {_id(str(number))}, {root}, {root}, '{element}', 'T', '{definition}', 'done', 'other', 50, {begun}, 'zhzf.nanhu', '', 'other', {ended}, 2 FROM n"
            for number, element in ((1, "a"), (2, "z"))
        ),
        *(f"INSERT INTO task_candidate(task_id, kind, ref) SELECT {_id(str(number))}, 'group', 'zhzf.nanhu' FROM n" for number in (1, 2)),
        *(f"INSERT INTO variable(root_id, scope_id, name, value) SELECT {root}, {root}, 'v{number}', i FROM n" for number in range(2)),
        (
            "INSERT INTO activity(root_id, id, instance_id, parent_id, seq, element, kind, name, started_at, ended_at, canceled) "
            f"SELECT {root}, {_id('1')}, {root}, {root}, 1, 'a', 'userTask', 'T', {begun}, {ended}, 0 FROM n"
        ),
        *(
            f"INSERT INTO event(root_id, seq, instance_id, at, actor, kind, element, detail, hash) SELECT {root}, {number}, {root}, {begun}, 'other', '{kind}', 'a', '{{}}', 'h' FROM n"
            for number, kind in enumerate(("case.started", "task.completed", "decision.taken"))
        ),
        f"INSERT INTO message(id, name, key, data, received_at, outcome) SELECT {_id('1')}, 'M', 'other' || i, '{{}}', {begun}, 'kept' FROM n",
    ]
    with engine._store.database.connect().execution_options(write=True) as connection:
        connection.execute(text(f"CREATE TABLE n AS WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < {MANY}) SELECT i FROM k"))
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("DROP TABLE n"))
        connection.commit()


@contextmanager
def steps(engine: Engine) -> Iterator[list[int]]:
    """Instructions of SQLite inside the block, in tens."""
    counted: list[int] = []

    def given(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.set_progress_handler(lambda: counted.append(STEP), STEP)

    event.listen(engine._store.database, "checkout", given)
    try:
        yield counted
    finally:
        event.remove(engine._store.database, "checkout", given)


Look = Callable[[Engine, Any], Any]


def rest(resource: Resource, *names: str) -> Look:
    """A list of the dialect, of one case."""
    def look(engine: Engine, case: Any) -> Any:
        with engine.rest.work._look(SYSTEM_ACTOR) as unit:
            return [listed(unit, resource, {name: [case] if name.endswith(("In", "ariables")) else case}) for name in names]
    return look


def search(actor: Actor) -> Look:
    """The first page of the list of cases."""
    return lambda engine, _: engine.instances.search(actor, limit=1)


def fetch(engine: Engine, _: str) -> Any:
    """The one open external task, with what its own scope holds."""
    found = engine.rest.work._change(SYSTEM_ACTOR, lambda unit: fetching.fetch(unit, "w", [fetching.Topic("w", 1, local=True, values={"v0": 7})], 1, by_priority=True, newest=None))
    assert len(found) == 1
    return found


def keys(engine: Engine, _: str) -> Any:
    """Who waits for a message, by the value of a variable."""
    with engine.rest.work._look(SYSTEM_ACTOR) as unit:
        return unit.rows(receiving._waiting(receiving.Post("M", keys={"v0": 7})))


LOOKS: dict[str, Look] = {
    "fetchAndLock": fetch,
    "correlation keys": keys,
    "variables": rest(history.VARIABLES, "processInstanceIdIn"),
    "variables of scopes": rest(history.VARIABLES, "executionIdIn", "taskIdIn", "activityInstanceIdIn"),
    "by a variable": lambda engine, case: [rest(resource, "variables")(engine, {"name": "v0", "value": 7}) for resource in (instances.INSTANCES, EXECUTIONS)],
    "activities": rest(history.ACTIVITIES, "processInstanceId", "activityInstanceId"),
    "past variables": rest(history.PAST_VARIABLES, "processInstanceId", "processInstanceIdIn"),
    "details": rest(events.LINES, "processInstanceId", "processInstanceIdIn", "taskId"),
    "decisions": rest(events.DECISIONS_TAKEN, "processInstanceId"),
    "deeds": rest(events.DEEDS_DONE, "processInstanceId"),
    "tasks": rest(tasks.TASKS, "processInstanceId", "processInstanceIdIn"),
    "past tasks": rest(tasks.PAST_TASKS, "processInstanceId"),
    "by process variable": lambda engine, case: rest(tasks.TASKS, "processVariables")(engine, {"name": "v0", "value": 7}),
    "records": lambda engine, case: engine.instances.records(SYSTEM_ACTOR, case, "a"),
    "in use": lambda engine, _: engine.instances.in_use(SYSTEM_ACTOR, "p"),
    "standing on": lambda engine, _: engine.instances.standing_on(SYSTEM_ACTOR, engine.definitions.latest(SYSTEM_ACTOR)[0].id),
    "all cases": search(SYSTEM_ACTOR),
    "cases of a unit": search(ANNA),
    "cases of who sees none": search(NEW),
}


def called_before(engine: Engine, case: str, definition: str) -> None:
    """`MANY` called processes of the case that ended."""
    columns = "id, root_id, parent_id, definition_id, business_key, title, state, lock, seq, events, head, started_at, ended_at, started_by, reason"
    row = f"'{case}', '{case}', '{definition}', '', '', 'completed', 1, 1, 0, '', '2019-01-01T00:00:00.000000Z', '2019-01-01T00:00:00.000000Z', 'other', ''"
    with engine._store.database.connect().execution_options(write=True) as connection:
        connection.execute(text(f"INSERT INTO instance({columns}) WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < {MANY}) SELECT 'called' || i, {row} FROM k"))
        connection.commit()


def costs(engine: Engine, definition: str, *, called: bool = False) -> dict[str, int]:
    """What each look and verb costs for a case that begins now, or has called many processes before."""
    found: dict[str, int] = {}

    def cost(name: str, look: Look, case: str) -> None:
        with steps(engine) as counted:
            look(engine, case)
        found[name] = sum(counted)

    case = engine.instances.start(SYSTEM_ACTOR, "p", {"v0": 7}).id
    (task,) = engine.instances.get(SYSTEM_ACTOR, case).open_tasks
    if called:
        called_before(engine, case, definition)
    cost("a task is completed", lambda engine, _: engine.tasks.complete(ANNA, task.id, {}), case)
    for name, look in LOOKS.items():
        cost(name, look, case)
    (work,) = [row["id"] for row in rest(EXTERNALS, "processInstanceId")(engine, case)[0]]
    cost("a message is awaited", lambda engine, _: engine.external_tasks.complete(work, "w", {}), case)
    return found


def test_nothing_walks_what_others_left(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "FEW", 20)  # or all of them are few
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(MODEL, "p")})
    (definition,) = [row.id for row in engine.definitions.latest(SYSTEM_ACTOR)]
    costs(engine, definition)
    few = costs(engine, definition)
    left_behind(engine, definition)
    many = costs(engine, definition, called=True)
    grown = [f"{name}: {few[name]} -> {many[name]}" for name in few if many[name] > 2 * few[name] + 300]
    assert not grown, "\n".join(grown)
