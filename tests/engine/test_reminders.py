"""Notices of work that turned red never stand in the way of anything else."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases
MODEL = (
    "start s\npar f\nuser strange assignee=ghost dueDate=${dateTime()}\nuser known assignee=clerk dueDate=${dateTime()}\n"
    "catch-timer t duration=PT1H\nend e\ns > f > strange > e\nf > known > e\nf > t > e"
)


def test_a_late_task_of_a_name_without_account_stops_no_timer_and_no_other_notice(engine: Engine, people: dict[str, Actor], clock: SettableClock) -> None:
    engine.people.create_account(SYSTEM_ACTOR, "clerk", "内勤", "", "a long enough phrase", ["zhzf.nanhu"], [], must_change=False)
    clerk = engine.people.authenticate("clerk", "a long enough phrase")
    engine.definitions.deploy(people["author"], "r", {"r.bpmn": bpmn(MODEL, "r")})
    case = engine.instances.start(SYSTEM_ACTOR, "r", {})
    clock.advance(hours=2)
    ticked = engine.jobs.tick()
    assert ticked.fired == 1, "the timer"
    told = [item for item in engine.notices.list(clerk).items if item.kind == "task.red"]
    assert len(told) == 2, "their own task, and the one of a name nobody has, which they may take from the pool"
    assert engine.jobs.tick().notices == 0, "once"
    assert len(engine.instances.get(SYSTEM_ACTOR, case.id).open_tasks) == 2
