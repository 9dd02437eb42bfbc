"""The counts gate (design 3): counts have no noise, so they are gated everywhere; times are measured by `make bench`.

The model is the one of the bench: a loop of a user task with candidate group, form and FEEL due date, and a decision at the gateway.
"""

from __future__ import annotations

import json

import pytest

from engine import SYSTEM_ACTOR
from tests.engine.counting import Cost, counted
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

MODEL = """
    start s
    xor top
    user check formRef=visit formRefBinding=deployment dueDate="=now() + duration(\\"P3D\\")"
    rule decide decision=again map=singleEntry result=again
    xor g
    end e
    s > top > check > decide > g
    g > top : again
    g > e : default
"""
FORM = json.dumps({
    "id": "visit", "type": "default", "schemaVersion": 16, "components": [
        {"type": "textfield", "key": "note", "label": "Note", "id": "f1", "validate": {"required": True}},
        {"type": "number", "key": "found", "label": "Found", "id": "f2", "decimalDigits": 0, "validate": {"min": 0}},
    ],
})
TABLE = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test"><decision id="again" name="again">'
    '<decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number"><text>found</text></inputExpression></input>'
    '<output name="again" typeRef="boolean"/><rule><inputEntry><text>0</text></inputEntry><outputEntry><text>false</text></outputEntry></rule>'
    '<rule><inputEntry><text>&gt; 0</text></inputEntry><outputEntry><text>true</text></outputEntry></rule></decisionTable></decision></definitions>'
)


@pytest.fixture
def loop(straight: Stage) -> Stage:
    """A case of the model, three rounds in, so that everything that is compiled once is compiled."""
    files = {"p.bpmn": bpmn(MODEL), "visit.form": FORM.encode(), "again.dmn": TABLE.encode()}
    straight.engine.definitions.deploy(SYSTEM_ACTOR, "test", files)
    straight.start()
    for _ in range(3):
        act(straight)
    return straight


def act(stage: Stage) -> Cost:
    """One action, counted."""
    (task,) = stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks
    with counted(stage.engine) as cost:
        stage.engine.tasks.complete(stage.actor, task.id, {"note": "seen", "found": 1}, key_once=f"k{task.id}", version=task.version)
    return cost


@pytest.mark.both_databases
def test_one_action_within_its_budget(loop: Stage) -> None:
    """1 commit, at most 12 statements (PostgreSQL: two reads, of which one for "the latest" decision, and one write), no model parsed, no file read, no case loaded."""
    cost = act(loop)
    print("hot", loop.engine._store.database.dialect.name, len(cost.statements), "statements", cost.written, "bytes", sep=" ")
    assert cost.commits == 1
    assert len(cost.statements) <= (3 if loop.engine._store.database.dialect.name == "postgresql" else 11), "\n".join(cost.statements)
    assert cost.times("parse") == 0 and cost.times("load") == 0
    assert cost.opened == []


@pytest.mark.both_databases
def test_one_action_after_another_process_acted(loop: Stage) -> None:
    """Cold: the live case is read again from its rows, its model is not. At most 14 statements."""
    loop.engine._runtime.executions.clear()
    cost = act(loop)
    print("cold", loop.engine._store.database.dialect.name, len(cost.statements), "statements", cost.written, "bytes", sep=" ")
    assert cost.commits == 1
    assert len(cost.statements) <= 14, "\n".join(cost.statements)
    assert cost.times("parse") == 0 and cost.times("load") == 1
    assert cost.opened == []


@pytest.mark.both_databases
def test_what_is_written_does_not_grow_with_history(loop: Stage) -> None:
    """Action 200 writes what action 5 wrote: the same statements, the same bytes but for a few digits of counters; tokens stay flat."""
    act(loop)
    fifth, tokens = act(loop), loop.tokens()
    for _ in range(194):
        act(loop)
    last = act(loop)
    print("action 5", fifth.written, "bytes; action 200", last.written, "bytes", sep=" ")
    assert last.statements == fifth.statements
    assert last.written <= fifth.written * 1.01 + 20
    assert loop.tokens() == tokens


@pytest.mark.both_databases
def test_an_idle_tick_with_a_thousand_waiting(straight: Stage) -> None:
    """1,000 waiting tasks and 1,000 timers that are not due: two statements, and no case is loaded."""
    straight.run("""
        start s
        par split
        user a times=1000 dueDate=P3D
        sub b times=1000 {
            start bs
            catch-timer t duration=P3D
            end be
            bs > t > be
        }
        end e
        s > split > a > e
        split > b > e
    """)
    assert len(straight.open()) == 1000 and len(straight.due()) == 1000
    straight.tick()
    straight.engine._runtime.executions.clear()
    with counted(straight.engine) as cost:
        assert straight.engine.jobs.tick().due == 0
    print("tick", len(cost.statements), "statements", cost.commits, "commits", sep=" ")
    assert len(cost.statements) <= 2, "\n".join(cost.statements)
    assert cost.times("load") == 0


@pytest.mark.both_databases
def test_a_due_timer_within_its_budget(straight: Stage) -> None:
    """One job of a case that is not in memory: three reads and, on PostgreSQL, one write; leasing it and the bell are five more, its possible incident one on SQLite."""
    straight.run("start s\ncatch-timer t duration=P3D\nend e\ns > t > e")
    straight.engine._runtime.executions.clear()
    straight.clock.advance(days=4)
    with counted(straight.engine) as cost:
        assert straight.engine.jobs.tick().fired == 1
    print("timer", straight.engine._store.database.dialect.name, len(cost.statements), "statements", sep=" ")
    assert len(cost.statements) <= (8 if straight.engine._store.database.dialect.name == "postgresql" else 14), "\n".join(cost.statements)
    assert cost.times("parse") == 0 and cost.times("load") == 1
