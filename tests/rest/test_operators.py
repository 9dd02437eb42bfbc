"""Level 2 for operators over HTTP."""

from __future__ import annotations

from collections.abc import Callable

from engine import SYSTEM_ACTOR, Engine
from tests.engine.counting import counted
from tests.rest.client import Client
from tests.rest.models import CLOCK, SHIP


def test_statistics_and_files_of_a_deployment(machine: Client, engine: Engine, models: None) -> None:
    for _ in range(2):
        machine.post("/process-definition/key/ship/start", {})
    assert machine.get("/process-definition/key/ship/statistics") == [{"id": "send", "instances": 2, "failedJobs": 0, "incidents": []}]
    with counted(engine) as cost:
        rows = {row["definition"]["key"]: row for row in machine.get("/process-definition/statistics")}
    assert (rows["ship"]["instances"], rows["wait"]["instances"], rows["ship"]["incidents"]) == (2, 0, []) and len(rows) > 4
    assert len(cost.statements) < 8, cost.statements  # however many versions there are
    (deployment,) = machine.get("/deployment")
    files = machine.get(f"/deployment/{deployment['id']}/resources")
    ship = next(one for one in files if one["name"] == "ship.bpmn")
    assert machine.get(f"/deployment/{deployment['id']}/resources/{ship['id']}") == ship
    assert machine.send("GET", f"/deployment/{deployment['id']}/resources/{ship['id']}/data").content == SHIP
    assert machine.send("GET", f"/deployment/{deployment['id']}/resources/none/data").status == 404


def test_holding_a_case(machine: Client, sign_in: Callable[[str], Client], models: None) -> None:
    instance = machine.post("/process-definition/key/ship/start", {})["id"]
    assert machine.send("PUT", f"/process-instance/{instance}/suspended", {"suspended": True}).status == 403
    admin = sign_in("admin")
    admin.put(f"/process-instance/{instance}/suspended", {"suspended": True})
    assert machine.get(f"/process-instance/{instance}")["suspended"] is True
    fetch = {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 9000}]}
    assert machine.post("/external-task/fetchAndLock", fetch) == []
    task = machine.get("/external-task?suspended=true")[0]["id"]
    machine.post(f"/external-task/{task}/lock", {"workerId": "w", "lockDuration": 9000}, expect=204)
    held = machine.send("POST", f"/external-task/{task}/complete", {"workerId": "w"})
    assert (held.status, held.json["type"]) == (400, "SuspendedEntityInteractionException")
    admin.put(f"/process-instance/{instance}/suspended", {"suspended": False})
    machine.post(f"/external-task/{task}/complete", {"workerId": "w"}, expect=204)


def test_moving_to_another_version(machine: Client, sign_in: Callable[[str], Client], models: None, engine: Engine) -> None:
    instance = machine.post("/process-definition/key/ship/start", {})["id"]
    old = machine.get("/process-definition/key/ship")["id"]
    engine.definitions.deploy(SYSTEM_ACTOR, "next", {"ship.bpmn": SHIP.replace(b'name="deliver"', b'name="hand over"')})
    new = machine.get("/process-definition/key/ship")["id"]
    plan = machine.post("/migration/generate", {"sourceProcessDefinitionId": old, "targetProcessDefinitionId": new, "updateEventTriggers": True})
    assert {tuple(one["sourceActivityIds"]) for one in plan["instructions"]} >= {("send",), ("deliver",)}
    assert not [one for one in plan["instructions"] if one["updateEventTrigger"]], "nothing of it waits for an event"
    body = {"migrationPlan": plan, "processInstanceIds": [instance]}
    assert machine.send("POST", "/migration/execute", body).status == 403
    admin = sign_in("admin")
    without = {**body, "migrationPlan": {**plan, "instructions": [one for one in plan["instructions"] if one["sourceActivityIds"] != ["send"]]}}
    refused = admin.send("POST", "/migration/execute", without)
    assert (refused.status, refused.json["validationReport"]["processInstanceId"]) == (400, instance)
    admin.post("/migration/execute", {**body, "migrationPlan": {**plan, "variables": {"since": {"value": 2}}}}, expect=204)
    assert machine.get(f"/process-instance/{instance}")["definitionId"] == new
    assert machine.get(f"/process-instance/{instance}/variables")["since"]["value"] == 2


def test_timers_are_armed_anew_and_many_are_modified_at_once(machine: Client, sign_in: Callable[[str], Client], models: None, engine: Engine) -> None:
    ids, admin = [machine.post("/process-definition/key/clock/start", {})["id"] for _ in range(2)], sign_in("admin")
    old = machine.get("/process-definition/key/clock")["id"]
    engine.definitions.deploy(SYSTEM_ACTOR, "next", {"clock.bpmn": CLOCK.replace(b"PT1H", b"PT9H")})
    new = machine.get("/process-definition/key/clock")["id"]
    body = {"sourceProcessDefinitionId": old, "targetProcessDefinitionId": new}
    plan = machine.post("/migration/generate", {**body, "updateEventTriggers": True})
    assert [one["sourceActivityIds"] for one in plan["instructions"] if one["updateEventTrigger"]] == [["later"]]
    wrong = {**plan, "instructions": [{**one, "updateEventTrigger": True} for one in plan["instructions"]]}
    assert machine.post("/migration/validate", wrong)["instructionReports"]
    before = {job["processInstanceId"]: job["dueDate"] for job in machine.get("/job")}
    admin.post("/migration/execute", {"migrationPlan": plan, "processInstanceIds": ids[:1]}, expect=204)
    after = {job["processInstanceId"]: job["dueDate"] for job in machine.get("/job")}
    assert after[ids[0]] > before[ids[0]]
    assert after[ids[1]] == before[ids[1]]
    move = {"instructions": [{"type": "cancel", "activityId": "later"}, {"type": "startAfterActivity", "activityId": "later"}], "processInstanceIds": ids}
    assert admin.send("POST", "/modification/execute", {**move, "processDefinitionId": new}).status == 400, "one of them is of another version"
    admin.post("/migration/execute", {"migrationPlan": plan, "processInstanceIds": ids[1:]}, expect=204)
    assert machine.send("POST", "/modification/execute", {**move, "processDefinitionId": new}).status == 403
    lost = {**move, "processDefinitionId": new, "instructions": [{"type": "cancel", "activityId": "after"}]}
    assert ids[0] in admin.send("POST", "/modification/execute", {**lost, "processInstanceIds": ids[:1]}).json["message"]
    assert len(machine.get("/job")) == 2
    admin.post("/modification/execute", {**move, "processDefinitionId": new}, expect=204)
    assert [task["taskDefinitionKey"] for task in machine.get("/task")] == ["after", "after"]
