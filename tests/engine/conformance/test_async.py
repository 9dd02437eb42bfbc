"""Save points (dialect A2: asyncBefore, asyncAfter) and what happens when the automatic part fails."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Unavailable
from engine.commands import jobs
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("kind", ["user", "task", "manual", "service", "sub", "call", "xor", "throw", "end"])
def test_async_before_waits_for_the_bell(stage: Stage, kind: str) -> None:
    """Dialect A2, D1: a job at that point; no history row until it runs."""
    element = {"service": "service a topic=w asyncBefore", "sub": "sub a asyncBefore {\n start x\n end y\n x > y\n }", "call": "call a process=c asyncBefore"}.get(
        kind, f"{kind} a asyncBefore",
    )
    if kind in {"xor", "throw", "end"}:
        tag = {"xor": "exclusiveGateway", "throw": "intermediateThrowEvent", "end": "endEvent"}[kind]
        element = f'<{tag} id="a" camunda:asyncBefore="true"/>'
    flows = "s > a" if kind == "end" else "s > a > e"
    stage.deploy(f"start s\n {element}\n {'' if kind == 'end' else 'end e'}\n {flows}", c="start s\n end e\n s > e")
    stage.start()
    assert stage.due() == ["a in 0"] and stage.times("a") == 0 and not stage.ended
    stage.tick()
    assert stage.times("a") == 1
    if kind == "user":
        stage.do("a")
    if kind == "service":
        stage.serve("w")
    assert stage.ended and stage.due() == []


@pytest.mark.parametrize("kind", ["user", "task", "service"])
def test_async_after_is_done_before_the_bell(stage: Stage, kind: str) -> None:
    """Dialect D1: the activity and its history row have ended before the job; the flow is taken by the job."""
    stage.run(f"start s\n {kind} a {'topic=w' if kind == 'service' else ''} asyncAfter out.x==1\n user z\n end e\n s > a > z > e")
    if kind == "user":
        stage.do("a")
    if kind == "service":
        stage.serve("w")
    assert stage.due() == ["a in 0"] and stage.open() == [] and stage.variables == {"x": 1}
    assert stage.history()[-1] == f"a:{'userTask' if kind == 'user' else 'serviceTask' if kind == 'service' else 'task'}"
    ended = stage.table("SELECT ended_at FROM activity WHERE root_id = :case AND element = 'a'", case=stage.case)
    stage.later(minutes=5)
    assert stage.open() == ["z"]
    assert stage.table("SELECT ended_at FROM activity WHERE root_id = :case AND element = 'a'", case=stage.case) == ended


def test_a_completed_activity_at_its_save_point_listens_no_more(stage: Stage) -> None:
    """Clause 13.5.3 with dialect A2: boundary events end with the activity, not with the job behind it."""
    stage.deploy("""
        start s
        user a asyncAfter
        boundary-timer t on a duration=PT1H
        boundary-message m on a name=stop
        user z
        end e
        s > a > z > e
        t > e
        m > e
    """)
    stage.start(business_key="k")
    stage.do("a")
    assert stage.due() == ["a in 0"]
    assert stage.engine.messages.correlate("stop", key="k").outcome == "kept"
    stage.later(hours=2)
    assert stage.open() == ["z"]


def test_both_sides(stage: Stage) -> None:
    """Dialect A2: asyncBefore and asyncAfter on one activity are two jobs."""
    stage.run("start s\n task a asyncBefore asyncAfter\n end e\n s > a > e")
    assert stage.engine.jobs.tick().fired == 1 and not stage.ended
    assert stage.engine.jobs.tick().fired == 1 and stage.ended


def test_a_multi_instance_has_one_save_point_for_all(stage: Stage) -> None:
    """Dialect A2: the attributes of the task belong to the body."""
    stage.run("start s\n user a times=3 asyncBefore asyncAfter\n user z\n end e\n s > a > z > e")
    assert stage.due() == ["a in 0"] and stage.open() == []
    stage.tick()
    assert stage.open() == ["a"] * 3
    for _ in range(3):
        stage.do("a")
    assert stage.due() == ["a in 0"]
    stage.tick()
    assert stage.open() == ["z"]


def test_a_parallel_join_with_a_save_point_waits_for_each_job(stage: Stage) -> None:
    """Clause 13.4.1 with dialect D1: each arriving token has its job and its row; the join fires when all have come in."""
    stage.run("""
        start s
        par split
        <parallelGateway id="join" camunda:asyncBefore="true"/>
        user z
        end e
        s > split > join > z > e
        split > join
    """)
    assert len(stage.due()) == 2 and stage.open() == []
    assert stage.engine.jobs.tick(limit=1).fired == 1
    assert stage.open() == []
    stage.tick()
    assert stage.open() == ["z"] and stage.times("join") == 2


def test_an_inclusive_join_with_a_save_point_waits_for_each_job(stage: Stage) -> None:
    """Clause 13.4.3 with dialect D1: a token whose job has not run is on its way, not there."""
    stage.run("""
        start s
        par split
        <inclusiveGateway id="join" camunda:asyncBefore="true"/>
        user a
        user b
        user z
        end e
        s > split > a > join > z > e
        split > b > join
    """)
    stage.do("a").tick()
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.open() == []
    stage.tick()
    assert stage.open() == ["z"] and stage.times("join") == 2


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_a_join_may_have_a_save_point_behind_it(stage: Stage, kind: str) -> None:
    """Dialect A2: asyncAfter: joined first, then the job."""
    stage.run(f"""
        start s
        par split
        <{kind}Gateway id="join" camunda:asyncAfter="true"/>
        user a
        user b
        user z
        end e
        s > split > a > join > z > e
        split > b > join
    """)
    stage.do("a").do("b")
    assert stage.open() == [] and stage.due() == ["join in 0"]
    stage.tick()
    assert stage.open() == ["z"]


def test_a_boundary_event_before_its_save_point_is_not_armed(stage: Stage) -> None:
    """Dialect A2: the activity begins with the job."""
    stage.run("""
        start s
        user a asyncBefore
        boundary-timer t on a duration=PT1H
        end e
        s > a > e
        t > e
    """)
    assert stage.due() == ["a in 0"]
    stage.tick()
    assert stage.due() == ["t in 3600"]


def test_what_fails_behind_a_person_is_an_incident_and_can_be_tried_again(stage: Stage) -> None:
    """Design 3: the person's work is recorded, the continuation tried again, then an incident that an operator resolves."""
    stage.deploy("""
        start s
        user a
        call c process=${which}
        user z
        end e
        s > a > c > z > e
    """, ok="start s\n end e\n s > e")
    stage.start()
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.complete(stage.actor, task.id, {"which": "ko"}).later
    assert stage.open() == [] and stage.variables == {"which": "ko"}
    for _ in range(4):
        stage.later(minutes=10)
    assert stage.incidents() == ["c"]
    stage.deploy(ko="start s\n end e\n s > e")
    (incident,) = stage.engine.jobs.incidents(SYSTEM_ACTOR)
    stage.engine.jobs.retry(SYSTEM_ACTOR, incident.id)
    stage.tick()
    assert stage.incidents() == [] and stage.open() == ["z"]
    stage.do("z")
    assert stage.ended


def test_a_failing_job_leaves_the_case_as_it_was(stage: Stage) -> None:
    """Dialect C5: rollback; then a new transaction counts the failure."""
    stage.run("""
        start s
        task a asyncBefore
        script b result=x is=1
        xor g
        end e
        end f
        s > a > b > g
        g > e : never = true
        g > f : never = false
    """)
    stage.engine.jobs.tick()
    assert stage.variables == {} and stage.times("a") == 0
    assert stage.table("SELECT retries FROM job WHERE root_id = :case", case=stage.case) == [(2,)]


@pytest.mark.parametrize("way", ["", "sequential"])
def test_save_points_of_the_members_of_a_loop(stage: Stage, way: str) -> None:
    """Dialect A2: what the loop element says is for each member, what the task says is for all of them together."""
    model = bpmn(f"start s\n script a result=done is=1 times=2 {way}\n user z\n end e\n s > a > z > e").decode()
    loop = "<multiInstanceLoopCharacteristics"
    stage.deploy(model.replace(loop, f'{loop} camunda:asyncBefore="true" camunda:asyncAfter="true"').encode())
    stage.start()
    assert "done" not in stage.variables and stage.history()[-1].startswith("a#multiInstanceBody")
    rings = 0
    while not stage.open():
        assert stage.engine.jobs.tick().due
        stage._step()
        rings += 1
    assert rings == (4 if way else 2) and stage.times("a") == 2


def test_a_busy_database_costs_a_job_no_try(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialect C5: who loses against another transaction runs again, with as many tries as before."""
    stage.run("start s\n task a asyncBefore\n user b\n end e\n s > a > b > e")

    def busy(*_: object) -> bool:
        raise Unavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "run", busy)
        assert stage.engine.jobs.tick().failed == 1
    assert stage.table("SELECT retries, lease FROM job") == [(3, None)]
    stage.later(seconds=2)
    assert stage.open() == ["b"]
