"""Moving a case to another version with what waits armed anew (dialect C3: updateEventTrigger)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import SYSTEM_ACTOR, Refused
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage
from tests.engine.test_operating import versions

pytestmark = pytest.mark.both_databases
AWAITED = """
start s
par g
user a
boundary-timer t on a non duration=PT{hours}H
catch-timer c duration=PT{hours}H
catch-message m name={name}
catch-conditional k 'when=n > {least}'
receive r message={name}R
evt v
catch-signal w name={name}S
catch-timer late duration=PT{hours}0H
<userTask id="b" camunda:candidateGroups="zhzf.nanhu"><extensionElements><camunda:taskListener event="timeout" id="x" expression="${{task.setName('late')}}">
  <timerEventDefinition><timeDuration>PT{hours}H</timeDuration></timerEventDefinition></camunda:taskListener></extensionElements></userTask>
end e
s > g
g > a > e
t > e
g > c > e
g > m > e
g > k > e
g > r > e
g > v
v > w > e
v > late > e
g > b > e
"""


def test_what_waits_is_armed_anew_as_the_new_version_says(stage: Stage) -> None:
    """updateEventTrigger: timers count from now, names, conditions and timeouts are the new ones; without it all stays as it was."""
    first, second = versions(stage, AWAITED.format(hours=5, name="M", least=5), AWAITED.format(hours=7, name="N", least=1))
    stage.later(hours=1)
    instances = stage.engine.instances
    instances.migrate(SYSTEM_ACTOR, stage.case, instances.migration_plan(SYSTEM_ACTOR, first, second))
    stage._step()
    assert sorted(stage.due()) == ["b in 14400", "c in 14400", "late in 176400", "t in 14400"] and "k:intermediateConditional?" in stage.history()
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(AWAITED.format(hours=7, name="N", least=1) + " ")})
    third = stage.engine.definitions.by_key(SYSTEM_ACTOR, "p").id
    plan = instances.migration_plan(SYSTEM_ACTOR, second, third, triggers=True)
    assert plan.rearmed == {"t", "c", "m", "k", "r", "w", "late", "b"}
    with pytest.raises(Refused, match="nothing of it is armed"):
        instances.migrate(SYSTEM_ACTOR, stage.case, replace(plan, rearmed=plan.rearmed | {"a"}))
    stage._step()
    instances.migrate(SYSTEM_ACTOR, stage.case, replace(plan, variables={"n": 3}))
    stage._step()
    assert sorted(stage.due()) == ["b in 25200", "c in 25200", "late in 252000", "t in 25200"]
    assert sorted(row[0] for row in stage.table("SELECT name FROM subscription WHERE root_id = :case", case=stage.case)) == ["N", "NR", "NS"]
    assert "k:intermediateConditional" in stage.history(), "its condition holds as soon as it is the new one"
    assert stage.tell("N") == stage.tell("NR") == "execution"
    stage.later(hours=7)
    assert [task.name for task in instances.get(SYSTEM_ACTOR, stage.case).open_tasks if task.element == "b"] == ["late"]
    stage.do("a").do("b").later(hours=63)
    assert stage.ended
