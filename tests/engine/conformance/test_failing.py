"""Reports of a worker that the model takes for a BPMN error (dialect A2: camunda:errorEventDefinition, B4: externalTask)"""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Fault
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def judging(expression: str) -> bytes:
    """External work whose report counts as error E when the expression is true; the boundary event leads to a task that knows the message."""
    model = f"""
        start s
        <serviceTask id="w" camunda:type="external" camunda:topic="t"><extensionElements><camunda:errorEventDefinition errorRef="error_E" expression="{expression}"/></extensionElements></serviceTask>
        boundary-error b on w name=E message=why
        user no
        end e
        s > w > e
        b > no > e
    """
    return bpmn(model)


@pytest.mark.parametrize(("expression", "answer", "caught"), [
    ("${result == 'bad'}", "bad", True), ("${result == 'bad'}", "good", False), ("=result = &quot;bad&quot;", "bad", True), ("${result}", "true", False),
])
def test_what_a_worker_answers_may_be_an_error(stage: Stage, expression: str, answer: str, caught: bool) -> None:
    """A2: at completion, with its variables set; only true is true."""
    stage.deploy(judging(expression))
    stage.start()
    stage.serve("t", result=answer)
    assert stage.open() == (["no"] if caught else []) and stage.value("result") == answer and stage.ended is not caught
    assert stage.table("SELECT id FROM external_task") == []


def test_an_expression_that_fails_stops_the_completion(stage: Stage) -> None:
    """A2: an exception at completion is an error of the call; the work stays where it was."""
    stage.deploy(judging("${nowhere == 1}"))
    stage.start()
    with pytest.raises(Fault):
        stage.serve("t")
    assert len(stage.table("SELECT id FROM external_task")) == 1 and stage.value("result") is None


@pytest.mark.parametrize(("expression", "caught"), [
    ("${externalTask.getErrorMessage().contains('closed')}", True), ("${externalTask.errorDetails == 'stack'}", True),
    ("${externalTask.getWorkerId() == 'w' &amp;&amp; externalTask.getTopicName() == 't'}", True), ("=contains(externalTask.errorMessage, &quot;closed&quot;)", True),
    ("${externalTask.getRetries() == 3}", False), ("${nowhere == 1}", False), ("${externalTask.getErrorMessage() == 'other'}", False),
])
@pytest.mark.parametrize("way", ["adapter", "dialect"])
def test_a_failure_may_be_an_error(straight: Stage, way: str, expression: str, caught: bool) -> None:
    """A2: evaluated at failure too, where an exception counts as false; B4: what externalTask knows. Retries are those from before."""
    straight.deploy(judging(expression))
    straight.start()
    (task,) = straight.engine.external_tasks.fetch_and_lock("w", ["t"])
    if way == "adapter":
        straight.engine.external_tasks.failure(task.id, "w", "shop closed", details="stack", retries=2)
    else:
        deeds = straight.engine.rest.deeds
        deeds.fail_external(deeds.caller(SYSTEM_ACTOR), task.id, "w", "shop closed", "stack", 2, 0, {}, {})
    assert straight.open() == (["no"] if caught else [])
    assert straight.value("why") == ("shop closed" if caught else None)
    assert straight.table("SELECT retries, error FROM external_task") == ([] if caught else [(2, "shop closed")])
