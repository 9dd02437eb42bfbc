"""Why SpiffWorkflow's own BPMN package is not used: each defect shown on the stock library, and the same model right on ours.

When one of the first tests turns red, the library was mended or changed: read `engine/execution/README.md` again before upgrading.
"""

from __future__ import annotations

import hashlib
import inspect
import io
from importlib.metadata import version

import pytest
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

HOOKS = (Task.run, Task.complete, Task._ready, TaskSpec._run, TaskSpec._on_ready, TaskSpec._on_complete, Workflow.__init__)
KNOWN = "f0c5538c3e5e2572735ea18eaa0967f613e1f189174eda70924d353337482db0"

LOOP = """
start s
xor top
{kind} split
user a
user b
{kind} join
user review
xor g
end e
s > top > split
split > a{always}
split > b{always}
a > join
b > join
join > review > g
g > top : again = true
g > e : default
"""


def loop(kind: str) -> str:
    return LOOP.format(kind=kind, always=" : 1 = 1" if kind == "inc" else "")


def stock(model: bytes) -> BpmnWorkflow:
    parser = BpmnParser()
    text = model.replace(b' language="feel"', b"").replace(b"again = true", b"again").replace(b"1 = 1", b"1 == 1").replace(b' xsi:type="tFormalExpression"', b"")
    parser.add_bpmn_xml(etree.parse(io.BytesIO(text)))
    workflow = BpmnWorkflow(parser.get_spec("p"))
    workflow.do_engine_steps()
    return workflow


def do(workflow: BpmnWorkflow, name: str, **data: object) -> None:
    task = next(task for task in workflow.get_tasks(state=TaskState.READY, manual=True) if task.task_spec.name == name)
    task.data.update(data)
    task.run()
    workflow.do_engine_steps()


def ready(workflow: BpmnWorkflow) -> list[str]:
    return sorted(task.task_spec.name for task in workflow.get_tasks(state=TaskState.READY, manual=True))


@pytest.mark.parametrize("kind", ["par", "inc"])
def test_stock_joins_fire_after_one_branch_in_the_second_round(kind: str) -> None:
    wrong = 0
    for first, second in (("ab", "a"), ("ab", "b"), ("ba", "a"), ("ba", "b")):
        workflow = stock(bpmn(loop(kind)))
        for name in first:
            do(workflow, name)
        do(workflow, "review", again=True)
        do(workflow, second)
        wrong += "review" in ready(workflow)
    assert wrong > 0, "the stock join waits now: look at the library again"


@pytest.mark.parametrize("kind", ["par", "inc"])
@pytest.mark.parametrize(("first", "second"), [("ab", "a"), ("ab", "b"), ("ba", "a"), ("ba", "b")])
def test_our_joins_wait_in_every_round(stage: Stage, kind: str, first: str, second: str) -> None:
    stage.run(loop(kind))
    for name in first:
        stage.do(name)
    stage.do("review", again=True)
    stage.do(second)
    assert stage.open() == ["b" if second == "a" else "a"]


COUNTED = """
start s
script t result=n is='n + 1'
xor g
end e
s > t > g
g > t : n < 600
g > e : default
"""


def test_stock_reports_completed_at_depth_1000_without_reaching_the_end() -> None:
    text = bpmn(COUNTED).decode().replace('scriptFormat="feel"', "").replace("n + 1", "n = n + 1").replace(' language="feel"', "")
    text = text.replace(' xsi:type="tFormalExpression"', "").replace(' camunda:resultVariable="n"', "")
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(text.encode())))
    workflow = BpmnWorkflow(parser.get_spec("p"))
    workflow.data["n"] = 0
    workflow.task_tree.data["n"] = 0
    workflow.do_engine_steps()
    assert workflow.is_completed()
    assert not any(task.task_spec.name == "e" and task.state == TaskState.COMPLETED for task in workflow.tasks.values())


def test_ours_walks_600_laps_and_ends(stage: Stage) -> None:
    stage.run(COUNTED, n=0)
    assert stage.ended
    assert stage.variables["n"] == 600


def test_stock_gateway_conditions_run_any_python() -> None:
    workflow = stock(bpmn("start s\nuser a\nxor g\nend e\nend f\ns > a > g\ng > e : X\ng > f : default").replace(b"X</", b"[].append(__import__('os').getpid()) is None</"))
    do(workflow, "a")
    assert any(task.task_spec.name == "e" and task.state == TaskState.COMPLETED for task in workflow.tasks.values())


def test_the_hooks_we_build_on_are_those_of_the_pinned_version() -> None:
    assert version("spiffworkflow") == "3.2.0"
    whole = hashlib.sha256("".join(inspect.getsource(hook) for hook in HOOKS).encode()).hexdigest()
    assert whole == KNOWN, "a hook of SpiffWorkflow changed: check execution/token.py and nodes/spec.py against it, then note the new hash"
