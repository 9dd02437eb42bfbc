"""Multi-instance activities (BPMN 2.0.2 clause 13.3.7; dialect A4)."""

from __future__ import annotations

import pytest

from engine.domain.errors import Fault
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def looped(options: str, activity: str = "user a") -> str:
    """A multi-instance activity, then z."""
    return f"""
        start s
        {activity} {options}
        user z
        end e
        s > a > z > e
    """


@pytest.mark.parametrize("count", [0, 1, 3])
def test_parallel_by_number(stage: Stage, count: int) -> None:
    """Clause 13.3.7: all at once; the activity completes with the last; none: at once."""
    stage.run(looped("times=${n}"), n=count)
    for left in range(count, 0, -1):
        assert stage.open() == ["a"] * left
        stage.do("a")
    assert stage.open() == ["z"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_sequential_by_number(stage: Stage, count: int) -> None:
    """Clause 13.3.7: one after the other."""
    stage.run(looped("times=${n} sequential"), n=count)
    for _ in range(count):
        assert stage.open() == ["a"]
        stage.do("a")
    assert stage.open() == ["z"] and stage.times("a") == count


@pytest.mark.parametrize("way", ["", "sequential"])
def test_over_a_collection(stage: Stage, way: str) -> None:
    """Dialect A4: each member sees its item and its number, nobody else does."""
    stage.run(looped(f"each=items as=item {way}", "service a topic=w"), items=["x", "y", "z"])
    seen = [stage.serve("w") for _ in range(3)]
    assert sorted((task["item"], task["loopCounter"]) for task in seen) == [("x", 0), ("y", 1), ("z", 2)]
    assert all(task["nrOfInstances"] == 3 for task in seen)
    assert stage.open() == ["z"] and stage.variables == {"items": ["x", "y", "z"]}


def test_the_collection_is_taken_when_the_activity_begins(stage: Stage) -> None:
    """Clause 13.3.7: the number of instances is computed once, on entering."""
    stage.run(looped("each=items as=item sequential"), items=[1, 2])
    stage.do("a", items=[1, 2, 3, 4])
    stage.do("a")
    assert stage.open() == ["z"]


@pytest.mark.parametrize("bad", [{"n": -1}, {"n": None}, {"n": "x"}, {"n": 1001}])
def test_a_number_that_is_none_is_an_error(stage: Stage, bad: dict[str, object]) -> None:
    """Dialect A4: negative = error; more members than the limit are refused, not cut."""
    stage.deploy(looped("times=${n}"))
    with pytest.raises(Fault):
        stage.start(**bad)
    assert stage.table("SELECT id FROM instance") == []


@pytest.mark.parametrize("bad", [None, "text", 3, {"a": 1}])
def test_a_collection_must_be_a_list(stage: Stage, bad: object) -> None:
    """Dialect A4: must be a list."""
    stage.deploy(looped("each=items as=item"))
    with pytest.raises(Fault):
        stage.start(items=bad)


@pytest.mark.parametrize(("until", "done"), [
    ("nrOfCompletedInstances >= 2", 2), ("nrOfCompletedInstances / nrOfInstances >= 0.6", 3), ("nrOfActiveInstances = 1", 4), ("ok = false", 1),
])
def test_the_completion_condition_cancels_the_others(stage: Stage, until: str, done: int) -> None:
    """Clause 13.3.7, dialect A4: asked after each member with raised counters; true cancels the rest."""
    stage.run(looped(f'times=5 "until={until}"'), ok=True)
    for number in range(done):
        assert stage.open() == ["a"] * (5 - number)
        stage.do("a", ok=not until.startswith("ok"))
    assert stage.open() == ["z"]
    assert stage.history().count("a:userTask!") == 5 - done and stage.history().count("a:userTask") == done


@pytest.mark.parametrize(("until", "done"), [("nrOfCompletedInstances >= 2", 2), ("nrOfActiveInstances != 1", 3), ("loopCounter = 1", 2), ("nrOfActiveInstances = 1", 1)])
def test_the_completion_condition_ends_a_sequence(stage: Stage, until: str, done: int) -> None:
    """Dialect A4: in a sequence nrOfActiveInstances is always 1."""
    stage.run(looped(f'times=3 sequential "until={until}"'))
    for _ in range(done):
        assert stage.open() == ["a"]
        stage.do("a")
    assert stage.open() == ["z"]


def test_the_completion_condition_sees_what_its_member_said(stage: Stage) -> None:
    """Dialect A4: evaluated in the scope of the finished member, so local variables count."""
    stage.run(looped('times=3 in.vote="=null" \'until=vote = "no"\''))
    stage.do("a", vote="yes")
    assert stage.open() == ["a", "a"]
    stage.do("a", vote="no")
    assert stage.open() == ["z"] and "vote" not in stage.variables


@pytest.mark.parametrize("bad", ["1", '"true"', "missing"])
def test_the_completion_condition_must_be_boolean(stage: Stage, bad: str) -> None:
    """Dialect A4: must be Boolean; the person's work is kept, the case waits for an operator."""
    stage.run(looped(f"times=2 'until={bad}'"))
    (task, _) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.complete(stage.actor, task.id, {}).later


@pytest.mark.parametrize("way", ["", "sequential"])
def test_a_subprocess_with_many_members(stage: Stage, way: str) -> None:
    """Clause 13.3.7: each member is a scope with its own tokens and joins."""
    stage.run(f"""
        start s
        sub m each=items as=item {way} {{
            start x
            par split
            par join
            user u
            user v
            end xe
            x > split > u > join > xe
            split > v > join
        }}
        user z
        end e
        s > m > z > e
    """, items=[1, 2])
    if way:
        for item in (1, 2):
            assert stage.open() == ["u", "v"]
            stage.do("u", where={"item": item}).do("v")
    else:
        stage.do("u", where={"item": 2}).do("u", where={"item": 1})
        assert stage.open() == ["v", "v"]
        stage.do("v").do("v")
    assert stage.open() == ["z"]


def test_nested_multi_instance(stage: Stage) -> None:
    """Clause 13.3.7: inner counters hide outer ones."""
    stage.run("""
        start s
        sub m each=items as=item {
            start x
            service a topic=w each=item as=part
            end xe
            x > a > xe
        }
        end e
        s > m > e
    """, items=[[1, 2], [3]])
    seen = sorted((task["part"], task["nrOfInstances"]) for task in (stage.serve("w") for _ in range(3)))
    assert seen == [(1, 2), (2, 2), (3, 1)] and stage.ended


def test_automatic_members(stage: Stage) -> None:
    """Clause 13.3.7: members that do not wait complete at once, in index order."""
    stage.run(looped("each=items as=item result=out 'is=append(out, item)'", "script a"), items=[3, 1, 2], out=[])
    assert stage.open() == ["z"] and stage.variables["out"] == [3, 1, 2]


def test_a_multi_instance_in_a_loop_counts_anew(stage: Stage) -> None:
    """Clause 13.3.7: each round evaluates its own number."""
    stage.run("""
        start s
        xor top
        user a times=${n}
        xor g
        end e
        s > top > a > g
        g > top : n > 0
        g > e : default
    """, n=2)
    stage.do("a")
    stage.do("a", n=3)
    stage.do("a").do("a")
    stage.do("a", n=0)
    assert stage.ended and stage.times("a") == 5


def test_two_hundred_members(stage: Stage) -> None:
    """Clause 13.3.7: no member is lost."""
    stage.run(looped("each=items as=item", "service a topic=w"), items=list(range(200)))
    tasks = stage.engine.external_tasks.fetch_and_lock("t", ["w"], limit=300)
    assert sorted(task.variables["item"] for task in tasks) == list(range(200))
    for task in tasks[:-1]:
        stage.engine.external_tasks.complete(task.id, "t", {})
    assert stage.open() == []
    stage.engine.forget()
    stage.engine.external_tasks.complete(tasks[-1].id, "t", {})
    assert stage.open() == ["z"]


def test_every_member_may_have_its_own_assignee(stage: Stage) -> None:
    """Dialect A2 and A4: expressions of the task are evaluated in the member's scope."""
    stage.run(looped("each=items as=item assignee=${item}"), items=["anna", "ben"])
    tasks = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert sorted(task.assignee or "" for task in tasks) == ["anna", "ben"]


@pytest.mark.parametrize("way", ["", "sequential"])
def test_a_receive_task_with_many_members(stage: Stage, way: str) -> None:
    """Clause 13.3.7: each member waits for its own key."""
    stage.run(looped(f"each=items as=item {way} message=paid prop.correlationKey==item", "receive a"), items=["i1", "i2"])
    assert stage.tell("paid", "i1") == "execution"
    assert stage.open() == []
    assert stage.tell("paid", "i2") == "execution"
    assert stage.open() == ["z"]
