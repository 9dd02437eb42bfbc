"""What a model computes may be any length; where it becomes a column it is refused at its element, alike on both databases."""

from __future__ import annotations

import pytest

from engine import Invalid
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases
LONG = "x" * 1200


@pytest.mark.parametrize("step", [
    "user x assignee='${v}'", "user x group='${v}'", "service x topic='${v}'", "catch-message x name=M prop.correlationKey='${v}'", "<userTask id='x' camunda:priority='${n}'/>",
    "call x process=q key='${v}'", "throw-message x topic='${v}'",
    "catch-message x name='${v}'", "<userTask id='x' camunda:owner='${v}'/>", "<userTask id='x' camunda:asyncBefore='true' camunda:jobPriority='${n}'/>",
    "<userTask id='x'><extensionElements><camunda:taskListener event='create' expression='${task.setOwner(v)}'/></extensionElements></userTask>",
    "<userTask id='x'><extensionElements><camunda:taskListener event='create' expression='${task.setPriority(n)}'/></extensionElements></userTask>",
    "<userTask id='x'><extensionElements><camunda:taskListener event='create' expression='${task.addCandidateUser(v)}'/></extensionElements></userTask>",
])
def test_work_done_is_recorded_and_what_is_too_long_behind_it_is_an_incident(straight: Stage, step: str) -> None:
    """PostgreSQL would refuse the row and with it the work of the person; SQLite would keep what PostgreSQL cannot."""
    straight.deploy(f"start s\nuser a\n{step}\nend e\ns > a > x > e", "start s\nend e\ns > e")
    straight.start(v=LONG, n=10**12)
    straight.do("a")
    for _ in range(6):
        straight.later(minutes=10)
    assert straight.incidents() == ["x"] and straight.open() == []


@pytest.mark.parametrize("priority", ["${n}", "${nobody}"])
def test_a_priority_that_cannot_be_worked_out_costs_nobody_their_work(straight: Stage, priority: str) -> None:
    """What fails behind the task is continued by a job, and that job is none the model asked for."""
    straight.deploy(f"start s\n<userTask id='a' camunda:candidateGroups='zhzf.nanhu' camunda:jobPriority='{priority}'/>\nuser x group='${{v}}'\nend e\ns > a > x > e")
    straight.start(v=LONG, n=10**12)
    straight.do("a")
    for _ in range(6):
        straight.later(minutes=10)
    assert straight.incidents() == ["x"] and straight.open() == []


def test_what_comes_from_outside_is_refused(straight: Stage) -> None:
    straight.deploy("start s\nuser a\nend e\ns > a > e")
    with pytest.raises(Invalid, match="255"):
        straight.start(**{LONG: 1})
    with pytest.raises(Invalid):
        straight.start(business_key=LONG)
    for name, key in ((LONG, "k"), ("m", LONG)):
        with pytest.raises(Invalid):
            straight.engine.messages.correlate(name, key=key)
