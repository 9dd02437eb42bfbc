"""Boundary events (BPMN 2.0.2 clause 13.5.3): they interrupt their activity or run beside it."""

from __future__ import annotations

import pytest

from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

SIGNALLER = """
    start s
    throw-signal t name=alarm
    end e
    s > t > e
"""


def guarded(kind: str, what: str, activity: str = "user a") -> str:
    """One guarded activity; the boundary path ends at user task z."""
    return f"""
        start s
        {activity}
        boundary-{kind} b on a {what}
        user z
        end e
        end f
        s > a > e
        b > z > f
    """


def happen(stage: Stage, kind: str) -> None:
    """Let the event of `guarded` happen once."""
    if kind == "timer":
        stage.later(hours=1, seconds=1)
    elif kind == "message":
        assert stage.tell("alarm", "k", x=1) == "execution"
    else:
        case = stage.case
        stage.start("q")
        stage.case = case
        stage.tick()


WAYS = [("timer", "duration=PT1H"), ("message", "name=alarm"), ("signal", "name=alarm")]


@pytest.mark.parametrize(("kind", "what"), WAYS)
def test_interrupting_ends_the_activity(stage: Stage, kind: str, what: str) -> None:
    """Clause 13.5.3, interrupting: the activity is terminated, the token leaves at the boundary event."""
    stage.deploy(guarded(kind, what), q=SIGNALLER)
    stage.start(business_key="k")
    happen(stage, kind)
    assert stage.open() == ["z"]
    assert "a:userTask!" in stage.history()
    stage.do("z")
    assert stage.ended and "e" not in stage.walked()


@pytest.mark.parametrize(("kind", "what"), WAYS)
def test_non_interrupting_runs_beside(stage: Stage, kind: str, what: str) -> None:
    """Clause 13.5.3, non-interrupting: the activity goes on, a second token leaves at the event."""
    stage.deploy(guarded(kind, f"non {what}"), q=SIGNALLER)
    stage.start(business_key="k")
    happen(stage, kind)
    assert stage.open() == ["a", "z"]
    stage.do("a")
    assert not stage.ended
    stage.do("z")
    assert stage.ended and stage.walked() == {"s", "a", "b", "z", "e"} | ({"f"} & stage.walked())


@pytest.mark.parametrize("kind", ["message", "signal"])
def test_non_interrupting_happens_as_often_as_it_is_told(stage: Stage, kind: str) -> None:
    """Clause 13.5.3: while the activity is active the event may happen again."""
    stage.deploy(guarded(kind, "non name=alarm"), q=SIGNALLER)
    stage.start(business_key="k")
    for number in range(3):
        happen(stage, kind)
        assert stage.open() == ["a", *["z"] * (number + 1)]
    stage.do("a").do("z").do("z").do("z")
    assert stage.ended


@pytest.mark.parametrize(("kind", "what"), WAYS)
@pytest.mark.parametrize("non", ["", "non "])
def test_a_completed_activity_listens_no_more(stage: Stage, kind: str, what: str, non: str) -> None:
    """Clause 13.5.3: boundary events are enabled only while their activity is active."""
    stage.deploy(guarded(kind, non + what), q=SIGNALLER)
    stage.start(business_key="k")
    stage.do("a")
    assert stage.ended and stage.due() == []
    assert stage.table("SELECT id FROM subscription WHERE root_id = :case", case=stage.case) == []
    assert stage.engine.messages.correlate("alarm", key="k").outcome == "kept"


BLOCK = """sub a {
            start is
            par split
            user u
            user v
            end ie
            is > split > u > ie
            split > v > ie
        }"""


@pytest.mark.parametrize(("kind", "what"), WAYS)
def test_interrupting_a_subprocess_ends_all_inside(stage: Stage, kind: str, what: str) -> None:
    """Clause 13.5.3 with 13.3.4: everything inside a terminated sub-process is terminated."""
    stage.deploy(guarded(kind, what, BLOCK), q=SIGNALLER)
    stage.start(business_key="k")
    stage.do("u")
    happen(stage, kind)
    assert stage.open() == ["z"]
    history = stage.history()
    assert "v:userTask!" in history and "a:subProcess!" in history and "u:userTask" in history
    stage.do("z")
    assert stage.ended


@pytest.mark.parametrize(("kind", "what"), WAYS)
def test_interrupting_a_called_process(stage: Stage, kind: str, what: str) -> None:
    """Clause 13.3.4: a called process ends with the call activity that is terminated."""
    stage.deploy(guarded(kind, what, "call a process=c"), q=SIGNALLER, c="""
        start cs
        user u
        end ce
        cs > u > ce
    """)
    stage.start(business_key="k")
    assert stage.open() == ["u"]
    happen(stage, kind)
    assert stage.open() == ["z"]
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert child.state == "cancelled" and child.ended_at is not None


@pytest.mark.parametrize("loop", ["times=3", "times=3 sequential"])
def test_interrupting_a_multi_instance_ends_every_member(stage: Stage, loop: str) -> None:
    """Clause 13.3.7: the boundary event belongs to the whole multi-instance activity."""
    stage.run(guarded("timer", "duration=PT1H", f"user a {loop}"))
    stage.do("a")
    assert len(stage.due()) == 1
    stage.later(hours=2)
    assert stage.open() == ["z"]
    assert "a#multiInstanceBody:multiInstanceBody!" in stage.history()


def test_several_boundary_events_on_one_activity(stage: Stage) -> None:
    """Clause 13.5.3: each is enabled on its own; the interrupting one withdraws the others."""
    stage.deploy("""
        start s
        user a
        boundary-timer warn on a non duration=PT1H
        boundary-timer late on a duration=PT3H
        boundary-message stop on a name=stop
        user w
        user l
        end e
        s > a > e
        warn > w > e
        late > l > e
        stop > e
    """)
    stage.start(business_key="k")
    stage.later(hours=2)
    assert stage.open() == ["a", "w"]
    stage.later(hours=2)
    assert stage.open() == ["l", "w"]
    assert stage.due() == [] and stage.tell("stop", "k") == "kept"


def test_a_boundary_path_may_return_to_its_activity(stage: Stage) -> None:
    """Clause 13.5.3: the activity starts anew, with a new timer."""
    stage.run("""
        start s
        user a
        boundary-timer t on a duration=PT1H
        user remind
        end e
        s > a > e
        t > remind > a
    """)
    for _ in range(3):
        stage.later(hours=1, seconds=1)
        assert stage.open() == ["remind"]
        stage.do("remind")
        assert stage.open() == ["a"] and stage.due() == ["t in 3600"]
    stage.do("a")
    assert stage.ended and stage.times("a") == 4


def test_a_message_at_a_boundary_brings_its_variables_to_the_scope(stage: Stage) -> None:
    """Dialect A5: set by the walk-up rule from where the boundary event stands."""
    stage.deploy(guarded("message", "name=alarm"))
    stage.start(business_key="k")
    happen(stage, "message")
    assert stage.variables == {"x": 1}


@pytest.mark.parametrize("where", ["service a topic=w", "receive a message=never", "call a process=c"])
def test_what_waits_outside_is_withdrawn(stage: Stage, where: str) -> None:
    """Clause 13.5.3: whatever the activity waited for is given up."""
    stage.deploy(guarded("timer", "duration=PT1H", where), c="""
        start cs
        service w topic=inner
        end ce
        cs > w > ce
    """)
    stage.start(business_key="k")
    stage.later(hours=2)
    assert stage.open() == ["z"]
    assert stage.table("SELECT id FROM external_task") == []
    assert stage.table("SELECT id FROM subscription WHERE root_id IS NOT NULL") == []


def test_a_handler_that_is_broken_off_is_over(stage: Stage) -> None:
    """Clause 13.5.3: a boundary event interrupts it; the next handler runs, and in the end who threw goes on, beside the way of the event."""
    stage.run("""
        start s
        user a
        user b
        boundary-compensate ca on a
        boundary-compensate cb on b
        user undoA handler=ca
        service undoB topic=undo handler=cb
        boundary-timer t on undoA duration=PT1H
        boundary-error x on undoB name=E
        user late
        user failed
        throw-compensate undo
        user after
        end e
        s > a > b > undo > after > e
        t > late
        x > failed
    """)
    stage.do("a").do("b")
    stage.serve("undo", error="E")
    assert stage.open() == ["failed", "undoA"]
    stage.later(hours=2)
    assert stage.open() == ["after", "failed", "late"]
    stage.do("after").do("failed").do("late")
    assert stage.ended
