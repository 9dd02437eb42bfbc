"""Size: thousands of laps, long chains, wide splits and deep nests cost what they should and end where they should."""

from __future__ import annotations

import pytest

from engine.domain.errors import Fault
from tests.engine.stage import Stage


@pytest.mark.both_databases
def test_two_thousand_automatic_laps(straight: Stage) -> None:
    """The stock library reports a tree deeper than 1,000 as completed; here a lap leaves nothing behind."""
    straight.run("""
        start s
        xor top
        script add result=n "is=n + 1"
        xor g
        user z
        end e
        s > top > add > g
        g > top : n < 2000
        g > z : default
        z > e
    """, n=0)
    assert straight.variables == {"n": 2000} and straight.open() == ["z"] and straight.tokens() == 2
    straight.do("z")
    assert straight.ended


@pytest.mark.parametrize("laps", [200, pytest.param(2000, marks=pytest.mark.soak)])
def test_laps_of_people_keep_the_number_of_tokens(straight: Stage, laps: int) -> None:
    """A join in a loop, some hundred rounds: tokens and rows of state stay as few as the diagram has live nodes."""
    straight.run("""
        start s
        xor top
        par split
        user a
        task b
        par join
        xor g
        end e
        s > top > split > a > join > g
        split > b > join
        g > top : again = true
        g > e : default
    """)
    for number in range(laps):
        assert straight.tokens() == 3
        straight.do("a", again=number < laps - 1)
    assert straight.ended and straight.times("join") == 2 * laps


@pytest.mark.both_databases
@pytest.mark.parametrize("length", [2000])
def test_a_chain_of_automatic_nodes(straight: Stage, length: int) -> None:
    """No recursion along the path: a chain runs in one transaction, in order."""
    names = [f"t{number}" for number in range(length)]
    straight.run("\n".join(["start s", "end e", *(f"task {name}" for name in names), " > ".join(["s", *names, "e"])]))
    assert straight.ended
    assert [row.split(":")[0] for row in straight.history()] == ["s", *names, "e"]


def test_a_loop_that_never_waits_is_stopped(straight: Stage) -> None:
    """10,000 steps in one action are the limit; nothing half done is stored."""
    straight.deploy("start s\n xor top\n task a\n xor g\n end e\n s > top > a > g\n g > top : n = 0\n g > e : default")
    with pytest.raises(Fault) as caught:
        straight.start(n=0)
    assert caught.value.code == "execution.steps" and straight.table("SELECT id FROM instance") == []


def test_a_loop_that_never_waits_behind_a_person_becomes_an_incident(straight: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design 3: the person's work is recorded, the endless rest is an operator's matter. The limit itself is the matter of the test before."""
    monkeypatch.setattr("engine.execution.execution.STEPS", 500)
    straight.run("start s\n user u\n xor top\n task a\n xor g\n end e\n s > u > top > a > g\n g > top : n = 0\n g > e : default")
    (task,) = straight.engine.instances.get(straight.actor, straight.case).open_tasks
    assert straight.engine.tasks.complete(straight.actor, task.id, {"n": 0}).later
    for _ in range(4):
        straight.later(minutes=10)
    assert len(straight.incidents()) == 1 and straight.variables == {"n": 0}


@pytest.mark.both_databases
def test_a_hundred_parallel_branches(stage: Stage) -> None:
    """One join of a hundred flows waits for the last; of thirty, where every step loads them all again."""
    names = [f"u{number}" for number in range(30 if stage.reload else 100)]
    stage.run("\n".join(["start s", "par split", "par join", "user z", "end e", "s > split", *(f"user {name}\nsplit > {name} > join" for name in names), "join > z > e"]))
    for name in names[:3]:
        stage.do(name)
    assert len(stage.open()) == len(names) - 3
    for task in stage.engine.instances.get(stage.actor, stage.case).open_tasks:
        assert stage.table("SELECT id FROM task WHERE element = 'z'") == []
        stage.engine.tasks.complete(stage.actor, task.id, {})
    assert stage.open() == ["z"]


@pytest.mark.parametrize("depth", [60])
def test_a_deep_nest_of_subprocesses(stage: Stage, depth: int) -> None:
    """As deep as the reader lets a file be, both ways: opened and completed without recursion running out."""
    model, first = "user u", "u"
    for level in range(depth):
        model = f"sub b{level} {{\n start s{level}\n {model}\n end e{level}\n s{level} > {first} > e{level}\n }}"
        first = f"b{level}"
    stage.run(f"start s\n {model}\n end e\n s > {first} > e")
    stage.do("u")
    assert stage.ended


def test_a_loop_of_calls_leaves_nothing_in_memory(straight: Stage) -> None:
    """Variables of called processes stay in the database only: the live case does not grow with its past."""
    straight.deploy("""
        start s
        xor top
        call a process=c pass.x=n take.n=y
        user u
        xor g
        end e
        s > top > a > u > g
        g > top : n < 30
        g > e : default
    """, c='start s\n script t result=y "is=x + 1"\n end e\n s > t > e')
    straight.start(n=0)
    for _ in range(20):
        straight.do("u")
    _, execution = straight.engine._runtime.executions.get(straight.case) or (0, None)
    assert execution is not None and len(execution.variables.scopes) <= 2 and len(execution.members) == 1
    assert straight.variables["n"] == 21
