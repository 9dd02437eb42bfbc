"""What a model computes may be any length; where it becomes a column it is refused at its element, alike on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import SYSTEM_ACTOR, Invalid
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


def test_who_waited_for_another_s_transaction_has_its_quarter_second_left(straight: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a change is read before it waits for its turn; only running the case counts against it."""
    straight.deploy("start s\nuser a\nuser b\nend e\ns > a > b > e")
    straight.start()
    (task,) = straight.engine.instances.get(straight.actor, straight.case).open_tasks
    asked = iter((straight.clock.now(),))
    waited = straight.clock.now() + timedelta(seconds=2)
    monkeypatch.setattr(straight.clock, "now", lambda: next(asked, waited))
    assert not straight.engine.tasks.complete(straight.actor, task.id, {}).later
    assert straight.open() == ["b"]


def test_a_value_too_long_to_be_kept_costs_nobody_their_work(straight: Stage) -> None:
    """What the model makes behind a task is an incident that names the variable; what the person sends is refused by its name."""
    script = "<scriptTask id='x' scriptFormat='feel' camunda:resultVariable='big'><script>string join(for i in 1..90000 return \"abc\")</script></scriptTask>"
    straight.deploy(f"start s\nuser a\n{script}\nend e\ns > a > x > e")
    straight.start()
    (task,) = straight.engine.instances.get(straight.actor, straight.case).open_tasks
    with pytest.raises(Invalid, match="200000") as refused:
        straight.engine.tasks.complete(straight.actor, task.id, {"essay": "x" * 300_000})
    assert refused.value.values["name"] == "essay"
    straight.do("a", **{f"part{number}": "x" * 150_000 for number in range(3)})
    for _ in range(6):
        straight.later(minutes=10)
    assert straight.incidents() == ["a"] and straight.open() == []  # where its continuation begins
    assert "big" in straight.engine.jobs.incidents(SYSTEM_ACTOR)[0].message
