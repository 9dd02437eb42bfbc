"""Every operation that changes a task tells its listeners (dialect A2)."""

from __future__ import annotations

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client

COUNTED = "${task.setVariable(task.eventName, task.getVariable(task.eventName) + 1)}"
MODEL = f"""
    start s
    <userTask id="a" camunda:candidateGroups="zhzf.nanhu.officer"><extensionElements>
        <camunda:taskListener event="update" expression="{COUNTED}"/><camunda:taskListener event="assignment" expression="{COUNTED}"/>
    </extensionElements></userTask>
    end e
    s > a > e
"""


def test_changes_of_a_task_are_told(machine: Client, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "told", {"told.bpmn": bpmn(MODEL, "told")})
    instance = machine.post("/process-definition/key/told/start", {"variables": {"update": {"value": 0}, "assignment": {"value": 0}}})["id"]
    (task,) = machine.get(f"/task?processInstanceId={instance}")
    path, seen = f"/task/{task['id']}", []
    for verb, tail, body in (
        ("POST", "/claim", {"userId": "anna"}), ("POST", "/unclaim", None), ("POST", "/assignee", {"userId": "ben"}), ("POST", "/assignee", {"userId": "ben"}),
        ("PUT", "", {"name": "other", "assignee": "ben", "priority": 60}),
        ("PUT", "", {"name": "other", "assignee": "ben", "priority": 60}), ("POST", "/identity-links", {"userId": "anna", "type": "candidate"}),
        ("POST", "/delegate", {"userId": "anna"}), ("POST", "/resolve", {}),
    ):
        assert machine.send(verb, f"{path}{tail}", body).status == 204, (verb, tail)
        held = machine.get(f"/process-instance/{instance}/variables")
        seen.append((held["update"]["value"], held["assignment"]["value"]))
    assert seen == [(1, 1), (2, 2), (3, 3), (3, 3), (4, 3), (4, 3), (5, 3), (6, 4), (7, 5)]
