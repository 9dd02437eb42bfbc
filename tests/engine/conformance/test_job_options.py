"""How jobs are run when the model says so (dialect A2): tries with waits, priorities; and what would have no effect is refused."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Refused
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

BROKEN = """
start s
<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="x" camunda:asyncBefore="true" camunda:failedJobRetryTimeCycle="{cycle}"><script>deadline("no such clock")</script></scriptTask>
end e
s > t > e
"""


@pytest.mark.parametrize(("cycle", "waits"), [("R3/PT10M", (10, 10)), ("PT1M,PT5M", (1, 5)), ("R1/PT1H", ())])
def test_a_failing_job_is_tried_as_often_and_as_late_as_the_model_says(stage: Stage, cycle: str, waits: tuple[int, ...]) -> None:
    stage.run(BROKEN.format(cycle=cycle))
    stage.tick()
    for minutes in waits:
        assert stage.engine.jobs.incidents(SYSTEM_ACTOR) == ()
        stage.later(minutes=minutes - 0.5)
        assert stage.engine.jobs.incidents(SYSTEM_ACTOR) == ()
        stage.later(minutes=0.6)
    (incident,) = stage.engine.jobs.incidents(SYSTEM_ACTOR)
    assert incident.element == "t"


def test_gateways_and_timers_at_a_border_are_tried_as_the_model_says(stage: Stage) -> None:
    """A2: failedJobRetryTimeCycle where the modeler writes it: on what a job runs, also a gateway with a save point and a boundary timer."""
    once = "<extensionElements><camunda:failedJobRetryTimeCycle>R1/PT1H</camunda:failedJobRetryTimeCycle></extensionElements>"
    stage.run(f'''
        start s
        user a
        <boundaryEvent id="b" attachedToRef="a">{once}<timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <exclusiveGateway id="g" camunda:asyncBefore="true">{once}</exclusiveGateway>
        xor h
        user n
        end e
        s > a > g
        b > h
        g > e : n > 1
        g > n : n > 2
        h > e : n > 1
        h > n : n > 2
        n > e
    ''', n=0)
    first = stage.case
    stage.later(hours=1)
    assert stage.incidents() == ["h"]
    stage.start(n=0)
    stage.do("a")
    stage.tick()
    assert stage.incidents() == ["g"] and first != stage.case


def test_external_work_has_the_priority_of_its_process(stage: Stage) -> None:
    """A2: inherited by tasks and message events alike; of the element, a number or an expression comes first."""
    own = '<serviceTask id="u" camunda:type="external" camunda:topic="own" camunda:taskPriority="9"/>'
    stage.deploy(bpmn(f"start s\npar g\nservice t topic=work\nthrow-message m topic=sent\n{own}\nend e\ns > g > t > e\ng > m > e\ng > u > e", attributes='camunda:taskPriority="${n}"'))
    stage.start(n=7)
    found = {task.topic: task.priority for task in stage.engine.external_tasks.fetch_and_lock("w", ["work", "sent", "own"])}
    assert found == {"work": 7, "sent": 7, "own": 9}


@pytest.mark.parametrize(("attribute", "value"), [("failedJobRetryTimeCycle", "soon"), ("jobPriority", "high")])
def test_what_cannot_take_effect_is_refused(stage: Stage, attribute: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        stage.deploy(f'start s\n<task id="t" camunda:{attribute}="{value}"/>\nend e\ns > t > e')
    assert [finding.place.element for finding in refused.value.findings if finding.severity == "error"] == ["t"]


def test_jobs_that_need_not_be_exclusive_are_accepted_with_a_remark(stage: Stage) -> None:
    """A2: exclusive="false" allows what the case lock never needs; on the activity and on its loop, both said, and the case runs."""
    model = (
        'start s\n<userTask id="t" camunda:candidateGroups="zhzf.nanhu" camunda:asyncBefore="true" camunda:exclusive="false">'
        '<multiInstanceLoopCharacteristics camunda:collection="${list}" camunda:asyncBefore="true" camunda:exclusive="false"/></userTask>\nend e\ns > t > e'
    )
    found = stage.engine.definitions.lint(SYSTEM_ACTOR, {"p.bpmn": bpmn(model)})
    assert [(item.severity, item.place.element) for item in found if item.code == "bpmn.exclusive"] == [("warning", "t")] * 2
    stage.run(model, list=[1, 2])
    stage.tick()
    stage.do("t").do("t")
    assert stage.ended
