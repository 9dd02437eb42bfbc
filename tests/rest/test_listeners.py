"""Every operation that changes a task tells its listeners (dialect A2)."""

from __future__ import annotations

from collections.abc import Callable

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
        ("POST", "/delegate", {"userId": "anna"}), ("POST", "/resolve", {}), ("POST", "/comment/create", {"message": "seen"}),
        ("PUT", "/localVariables/own", {"value": 1}), ("PUT", "/variables/own", {"value": 2}), ("PUT", "/variables/other", {"value": 2}), ("DELETE", "/variables/own", None),
    ):
        assert machine.send(verb, f"{path}{tail}", body).status in {200, 204}, (verb, tail)
        held = machine.get(f"/process-instance/{instance}/variables")
        seen.append((held["update"]["value"], held["assignment"]["value"]))
    assert seen == [(1, 1), (2, 2), (3, 3), (3, 3), (4, 3), (4, 3), (5, 3), (6, 4), (7, 5), (8, 5), (9, 5), (10, 5), (10, 5), (11, 5)]
    engine.files.put(SYSTEM_ACTOR, name="a.txt", content=b"a", task_id=task["id"])
    assert machine.get(f"/process-instance/{instance}/variables")["update"]["value"] == 12


def test_a_modification_without_listeners_and_mappings_leaves_them_out(machine: Client, sign_in: Callable[[str], Client], engine: Engine) -> None:
    """skipIoMappings: inputs of what begins and outputs of what it runs through; skipCustomListeners; both stand in the case's file."""
    mapped = '<camunda:inputOutput><camunda:inputParameter name="in">${gone}</camunda:inputParameter></camunda:inputOutput>'
    out = '<camunda:inputOutput><camunda:outputParameter name="out">1</camunda:outputParameter></camunda:inputOutput>'
    failing = '<camunda:executionListener event="start" expression="${gone}"/>'
    model = f"""
        start s
        user a group=zhzf.nanhu.officer
        <task id="t"><extensionElements>{out}</extensionElements></task>
        <userTask id="b" camunda:candidateGroups="zhzf.nanhu.officer"><extensionElements>{mapped}{failing}</extensionElements></userTask>
        end e
        s > a > t > b > e
    """
    engine.definitions.deploy(SYSTEM_ACTOR, "left", {"left.bpmn": bpmn(model, "left")})
    begun, admin = machine.post("/process-definition/key/left/start", {})["id"], sign_in("admin")
    move: dict[str, object] = {"instructions": [{"type": "cancel", "activityId": "a"}, {"type": "startBeforeActivity", "activityId": "t"}]}
    path = f"/process-instance/{begun}/modification"
    for more, listened in (({}, False), ({"skipIoMappings": True}, True)):  # the input fails before the listener is told
        answer = admin.send("POST", path, {**move, **more})
        assert (answer.status, "listener told of start at b failed" in answer.json["message"]) == (500, listened)
    admin.post(path, {**move, "skipIoMappings": True, "skipCustomListeners": True}, expect=204)
    (task,) = machine.get(f"/task?processInstanceId={begun}")
    assert (task["taskDefinitionKey"], machine.get(f"/process-instance/{begun}/variables")) == ("b", {})
    (line,) = [item for item in engine.instances.timeline(SYSTEM_ACTOR, begun) if item.kind == "case.modified"]
    assert line.detail["without"] == ["listeners", "mappings"]
    assert sign_in("anna").send("DELETE", f"/process-instance/{begun}?skipCustomListeners=true").status == 403
