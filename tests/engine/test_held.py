"""What reaches a case while it is held (dialect C4, C5): nothing is lost, nothing is done, and it costs nobody a try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import SYSTEM_ACTOR, Conflict
from engine.api.rest_once import Caller
from engine.commands import arrivals
from engine.domain.inbound import Incoming
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases
HEARING = "start s\npar g\nuser a\ncatch-signal c name=ALARM\nuser b\ncatch-message m name=M\nuser d\nend e\ns > g > a > e\ng > c > b > e\ng > m > d > e"


def hold(stage: Stage) -> None:
    stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "court asked for the file")


def go_on(stage: Stage) -> None:
    stage.engine.instances.resume(SYSTEM_ACTOR, stage.case)
    stage.tick()


def test_a_signal_reaches_the_others_now_and_the_held_one_when_it_goes_on(stage: Stage) -> None:
    """From another case and from outside; what came on the fifth day of ten is not put off by five more."""
    stage.deploy(HEARING)
    other, held = stage.start(business_key="o"), stage.start(business_key="h")
    hold(stage)
    stage.later(days=5)
    stage.engine.rest.deeds.broadcast(Caller(SYSTEM_ACTOR), "ALARM", {"level": 3}, None)
    stage.case = other
    assert stage.tick().open() == ["a", "b"]
    stage.case = held
    stage.later(days=5)
    go_on(stage)
    assert stage.open() == ["a", "b"] and stage.variables["level"] == 3
    stage.start(business_key="x")
    hold(stage)
    stage.later(days=5)
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"q.bpmn": bpmn("start s\nthrow-signal t name=ALARM\nend e\ns > t > e", "q")})
    stage.engine.instances.start(stage.actor, "q", {})
    stage.tick()
    stage.later(days=5)
    go_on(stage)
    assert stage.open() == ["a", "b"]


def test_a_message_waits_for_as_long_as_the_case_is_held(stage: Stage) -> None:
    """It would be an operator's business after an hour; instead it comes a minute after the case goes on."""
    stage.deploy(HEARING)
    stage.start(business_key="h")
    hold(stage)
    stage.engine.inbound.accept("office", [Incoming("1", "M", business_key="h")])
    for _ in range(len(arrivals.PAUSES) + 2):
        stage.engine.inbound.deliver_due()
        stage.clock.advance(hours=5)
    assert stage.engine.inbound.counts(SYSTEM_ACTOR).failed == 0
    with pytest.raises(Conflict):
        stage.do("a")
    go_on(stage)
    stage.engine.inbound.deliver_due()
    assert stage.open() == ["a", "d"]


def test_a_kept_message_whose_catch_is_taken_by_another_is_kept_on(stage: Stage) -> None:
    """Between the catch that opens and the job that brings the kept message, the next one arrives: both are had, by two catches."""
    stage.deploy("start s\nuser a\ncatch-message m name=M\nuser b\ncatch-message n name=M\nuser c\nend e\ns > a > m > b > n > c > e")
    stage.start(business_key="k")
    assert stage.tell("M", key="k", first=1) == "kept"
    stage.do("a")
    assert stage.engine.messages.correlate("M", key="k", data={"second": 2}).outcome == "execution"
    stage.tick()
    assert stage.open() == ["b"] and stage.variables == {"second": 2}
    stage.do("b").tick()
    assert stage.open() == ["c"] and stage.variables == {"first": 1, "second": 2}


def test_a_held_case_can_be_cancelled_and_runs_no_job_by_hand(straight: Stage) -> None:
    """Withdrawn while it was held: nothing has to run on for that."""
    straight.run("start s\ntask a asyncBefore\nuser b\nend e\ns > a > b > e")
    hold(straight)
    (job,) = straight.table("SELECT id FROM job")
    with pytest.raises(Conflict) as refused:
        straight.engine.rest.deeds.execute_job(Caller(SYSTEM_ACTOR), job[0])
    assert refused.value.code == "case.suspended"
    straight.engine.instances.cancel(SYSTEM_ACTOR, straight.case, "withdrawn")
    assert straight.state == "cancelled" and straight.table("SELECT id FROM job") == [] and straight.tokens() == 0
    with pytest.raises(Conflict):
        straight.engine.instances.resume(SYSTEM_ACTOR, straight.case)


def test_nobody_works_on_a_held_case(stage: Stage) -> None:
    """As in the original, whatever would change who has a task or complete it is refused, also by machines; a comment or a file is not, nor is cancelling."""
    stage.deploy("start s\nuser a\nuser b\nend e\ns > a > b > e")
    stage.start()
    engine, actor, machine = stage.engine, stage.actor, Caller(SYSTEM_ACTOR)
    (task,) = (item.id for item in engine.instances.get(actor, stage.case).open_tasks)
    hold(stage)
    tasks, deeds = engine.tasks, engine.rest.deeds
    edit: dict[str, Any] = {"name": "x", "assignee": None, "priority": 1, "due_at": None, "details": {}}
    assigned: list[Callable[[], object]] = [lambda: tasks.release(actor, task), lambda: tasks.hand_over(actor, task, "x", "y"), lambda: tasks.complete(actor, task, {})]
    free: list[Callable[[], object]] = [
        lambda: tasks.claim(actor, task), lambda: tasks.complete(actor, task, {}), lambda: deeds.assign(machine, task, "x"), lambda: deeds.delegate(machine, task, "x"),
        lambda: deeds.assign(machine, task, "x", claiming=True), lambda: deeds.edit(machine, task, **edit), lambda: deeds.resolve(machine, task, {}),
        lambda: deeds.link(machine, task, "candidate", "x", None), lambda: deeds.link(machine, task, "owner", "x", None), lambda: deeds.complete(machine, task, {}),
        lambda: deeds.throw(machine, task, "error", "E", "", {}), lambda: deeds.set_variables(machine, stage.case, {"x": 1}), lambda: tasks.urge(SYSTEM_ACTOR, task, ""),
    ]

    def refused(verbs: list[Callable[[], object]]) -> None:
        for number, verb in enumerate(verbs):
            with pytest.raises(Conflict) as caught:
                verb()
            assert caught.value.code == "case.suspended", number

    refused(free)
    assert engine.tasks.get(actor, task).may == frozenset()
    engine.instances.resume(SYSTEM_ACTOR, stage.case)
    tasks.claim(actor, task)
    hold(stage)
    refused(assigned)
    engine.instances.comment(actor, stage.case, "why")
    engine.files.put(actor, name="a.txt", content=b"a", task_id=task)
    engine.instances.resume(SYSTEM_ACTOR, stage.case)
    stage.do("a")
    assert stage.open() == ["b"]


def test_a_held_task_shows_the_light_of_the_moment_it_was_held(straight: Stage) -> None:
    """Its clock stands still, so neither the light nor the numbers call it late."""
    straight.deploy("start s\nuser a dueDate=P2D\nend e\ns > a > e")
    straight.start()
    engine, actor = straight.engine, straight.actor
    straight.clock.advance(days=1)
    hold(straight)
    straight.clock.advance(days=5)
    (row,) = engine.tasks.inbox(actor, "group").items
    assert (row.light, row.held_since is None, engine.tasks.counts(actor).group_overdue) == ("green", False, 0)
    assert not engine.tasks.inbox(actor, "group", overdue=True).items
    engine.instances.resume(SYSTEM_ACTOR, straight.case)
    straight.clock.advance(days=2)
    (row,) = engine.tasks.inbox(actor, "group").items
    assert (row.light, row.held_since, engine.tasks.counts(actor).group_overdue) == ("red", None, 1)
