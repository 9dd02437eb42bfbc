"""What task lists, cockpits and runners ask beyond level 1, over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client
from tests.rest.conftest import PASSWORD
from tests.rest.models import SHIP

DECIDED = bpmn("""
    start s
    rule fee decision=fee result=fee
    user after group=zhzf.nanhu.officer
    end e
    s > fee > after > e
""", "decided")


@pytest.fixture
def task(machine: Client, models: None) -> str:
    """A task offered to anna's group."""
    machine.post("/message", {"messageName": "ordered"}, expect=204)
    (found,) = machine.get("/task")
    return str(found["id"])


def test_comments_stand_on_their_task_and_their_case(machine: Client, sign_in: Callable[[str], Client], task: str) -> None:
    anna = sign_in("anna")
    said = anna.post(f"/task/{task}/comment/create", {"message": "看过了"}, Idempotency_Key="c-1")
    assert anna.post(f"/task/{task}/comment/create", {"message": "看过了"}, Idempotency_Key="c-1") == said
    assert (said["userId"], said["message"], said["taskId"]) == ("anna", "看过了", task)
    assert machine.get(f"/task/{task}/comment") == [said]
    assert machine.get(f"/task/{task}/comment/{said['id']}") == said
    assert machine.get(f"/process-instance/{said['processInstanceId']}/comment") == [said]
    assert sign_in("fiona").send("GET", f"/task/{task}/comment").status == 404
    assert sign_in("fiona").send("POST", f"/task/{task}/comment/create", {"message": "x"}).status == 404
    assert anna.send("POST", f"/task/{task}/comment/create", {"message": " "}).status == 400
    assert machine.post(f"/task/{task}/comment/create", {"message": "from the desk"})["userId"] == "machine"
    (last, *_) = machine.get("/history/user-operation?operationType=AddComment&sortBy=timestamp&sortOrder=desc&maxResults=1")
    assert (last["userId"], last["taskId"], last["property"], last["newValue"]) == ("machine", task, "text", "from the desk")


def test_attachments_are_files_of_the_case(machine: Client, sign_in: Callable[[str], Client], task: str, engine: Engine) -> None:
    anna = sign_in("anna")
    sent = anna.upload(f"/task/{task}/attachment/create", {"attachment-name": "现场.txt", "attachment-type": "text/plain"}, {"content": ("a.txt", b"hi")}, Idempotency_Key="a-1")
    again = anna.upload(f"/task/{task}/attachment/create", {"attachment-name": "现场.txt", "attachment-type": "text/plain"}, {"content": ("a.txt", b"hi")}, Idempotency_Key="a-1")
    assert sent.json == again.json
    assert (sent.json["name"], sent.json["type"]) == ("现场.txt", "text/plain")
    assert machine.get(f"/task/{task}/attachment") == [sent.json]
    answer = machine.send("GET", f"/task/{task}/attachment/{sent.json['id']}/data")
    assert (answer.content, answer.headers["content-type"]) == (b"hi", "application/octet-stream")
    assert sign_in("fiona").send("GET", f"/task/{task}/attachment/{sent.json['id']}/data").status == 404
    assert anna.upload(f"/task/{task}/attachment/create", {"url": "http://127.0.0.1/"}, {}).status == 400


def test_filters_are_kept_for_their_owner(machine: Client, sign_in: Callable[[str], Client], task: str) -> None:
    anna = sign_in("anna")
    kept = anna.post("/filter/create", {"resourceType": "Task", "name": "mine", "query": {"taskDefinitionKey": "look"}, "properties": {"color": "#fff"}}, Idempotency_Key="f")
    assert anna.post("/filter/create", {"resourceType": "Task", "name": "mine", "query": {"taskDefinitionKey": "look"}, "properties": {"color": "#fff"}}, Idempotency_Key="f") == kept
    assert (kept["owner"], kept["query"], kept["properties"]) == ("anna", {"taskDefinitionKey": "look"}, {"color": "#fff"})
    assert [one["id"] for one in anna.get(f"/filter/{kept['id']}/list")] == [task]
    assert anna.get(f"/filter/{kept['id']}/singleResult")["id"] == task
    assert anna.get(f"/filter/{kept['id']}/count") == {"count": 1}
    assert anna.post(f"/filter/{kept['id']}/list", {"name": "no such"}) == []
    assert anna.post(f"/filter/{kept['id']}/count", {"name": "no such"}) == {"count": 0}
    assert anna.get("/filter?nameLike=%25min%25") == [kept]
    assert anna.get("/filter/count?name=other") == {"count": 0}
    anna.put(f"/filter/{kept['id']}", {"name": "sorted", "query": {"orQueries": [{"name": "x", "candidateGroup": "zhzf.nanhu.officer"}], "sorting": [{"sortBy": "name", "sortOrder": "desc"}]}})
    machine.post("/message", {"messageName": "ordered"}, expect=204)
    both = [one["id"] for one in anna.get("/task?taskDefinitionKey=look&sortBy=created&sortOrder=desc")]
    assert len(both) == 2
    assert [one["id"] for one in anna.post(f"/filter/{kept['id']}/list", {"sorting": [{"sortBy": "created", "sortOrder": "desc"}]})] == both
    assert len(anna.get(f"/filter/{kept['id']}/list")) == 2
    assert anna.send("GET", f"/filter/{kept['id']}/singleResult").status == 400
    anna.put(f"/filter/{kept['id']}", {"name": "others", "query": {"assignee": "ben"}})
    assert anna.get(f"/filter/{kept['id']}/list") == []
    assert anna.send("GET", f"/filter/{kept['id']}/singleResult").status == 204
    assert machine.send("GET", f"/filter/{kept['id']}").status == 404
    assert anna.send("POST", "/filter/create", {"name": "x", "query": {"caseInstanceId": "1"}}).status == 400
    assert anna.send("POST", "/filter/create", {"name": "x", "resourceType": "Case"}).status == 400
    assert anna.send("DELETE", f"/filter/{kept['id']}").status == 204
    assert anna.get("/filter") == []


def test_users_groups_and_identity(machine: Client, sign_in: Callable[[str], Client], task: str) -> None:
    assert [one["id"] for one in machine.get("/user?memberOfGroup=zhzf.nanhu.officer&sortBy=userId&sortOrder=asc")] == ["anna", "ben"]
    assert machine.get("/user/anna/profile") == {"id": "anna", "firstName": "Anna", "lastName": "", "displayName": "Anna", "email": None}
    assert machine.send("GET", "/user/none/profile").status == 404
    assert machine.get("/group/count?member=anna") == {"count": 1}
    assert machine.get("/group/zhzf.nanhu")["name"] == "zhzf.nanhu"
    told = machine.get("/identity/groups?userId=anna")
    assert (told["groups"][0]["id"], [one["id"] for one in told["groupUsers"]]) == ("zhzf.nanhu.officer", ["ben"])
    assert machine.post("/identity/verify", {"username": "anna", "password": PASSWORD})["authenticated"] is True
    assert machine.post("/identity/verify", {"username": "anna", "password": "wrong"})["authenticated"] is False
    assert sign_in("ben").send("POST", "/identity/verify", {"username": "anna", "password": PASSWORD}).status == 403
    assert machine.get("/task/report/candidate-group-count") == [{"groupName": "zhzf.nanhu.officer", "taskCount": 1}]


def test_decisions_and_deeds_stand_in_history(machine: Client, sign_in: Callable[[str], Client], models: None, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "decided", {"decided.bpmn": DECIDED})
    begun = machine.post("/process-definition/key/decided/start", {"variables": {"amount": {"value": 50}}})["id"]
    (row,) = machine.get("/history/decision-instance?decisionDefinitionKey=fee&includeInputs=true&includeOutputs=true")
    assert (row["processInstanceId"], row["activityId"], row["decisionDefinitionKey"]) == (begun, "fee", "fee")
    assert {one["variableName"]: one["value"] for one in row["outputs"]} == {"fee": 1.5}
    assert machine.get(f"/history/decision-instance/{row['id']}")["inputs"] is None
    assert machine.get("/history/decision-instance/count?decisionDefinitionKey=other") == {"count": 0}
    assert machine.send("GET", "/history/decision-instance/none").status == 404
    assert sign_in("fiona").get("/history/decision-instance") == []
    started = machine.get(f"/history/user-operation?processInstanceId={begun}")
    assert [(one["operationType"], one["entityType"], one["userId"]) for one in started] == [("Create", "ProcessInstance", "machine")]
    assert machine.get("/history/user-operation/count?category=TaskWorker") == {"count": 0}


def test_job_definitions_are_read_from_the_models(machine: Client, models: None) -> None:
    machine.post("/process-definition/key/clock/start", {})
    (job,) = machine.get("/job")
    (one,) = machine.get("/job-definition?processDefinitionKey=clock")
    assert (one["id"], one["activityId"], one["jobType"]) == (job["jobDefinitionId"], "later", "timer-intermediate-transition")
    assert machine.get(f"/job-definition/{one['id']}") == one
    assert machine.get("/job-definition/count?activityIdIn=nothing") == {"count": 0}
    machine.put(f"/job/{job['id']}/retries", {"retries": 0})
    machine.put(f"/job-definition/{one['id']}/retries", {"retries": 4})
    assert machine.get(f"/job/{job['id']}")["retries"] == 4


def test_work_is_moved_to_another_step(machine: Client, sign_in: Callable[[str], Client], models: None) -> None:
    begun = machine.post("/process-definition/key/ship/start", {})["id"]
    body = {"instructions": [{"type": "cancel", "activityId": "send"}, {"type": "startBeforeActivity", "activityId": "deliver"}], "annotation": "lost"}
    assert machine.send("POST", f"/process-instance/{begun}/modification", body).status == 403
    admin = sign_in("admin")
    leave, begin = body["instructions"]
    wrong: list[list[object]] = [
        [], [{"type": "cancel", "activityId": "none"}, begin], [leave, {"type": "startBeforeActivity", "activityId": "none"}], [{"type": "jump", "activityId": "send"}],
        [{"type": "cancel"}], [{**leave, "activityInstanceId": "x"}], [{**begin, "variables": {"x": 1}}], [{**begin, "ancestorTransitionInstanceId": "x"}],
    ]
    for one in wrong:
        assert admin.send("POST", f"/process-instance/{begun}/modification", {"instructions": one}).status == 400, one
    given = {"n": {"value": 3}, "own": {"value": "x", "type": "String", "local": True}}
    body["instructions"] += [{**begin, "variables": given}, {"type": "startTransition", "transitionId": "f4_lost_gone"}]
    for _ in range(2):
        admin.post(f"/process-instance/{begun}/modification", body, expect=204, Idempotency_Key="m")
    assert [one["taskDefinitionKey"] for one in machine.get("/task")] == ["deliver", "deliver"]
    assert machine.get("/external-task") == [] and set(machine.get(f"/process-instance/{begun}/variables")) == {"n"}
    (second,) = [one["id"] for one in machine.get("/task") if machine.get(f"/task/{one['id']}/localVariables")]
    tree = machine.get(f"/process-instance/{begun}/activity-instances")
    admin.post(f"/process-instance/{begun}/modification", {"instructions": [{"type": "cancel", "activityInstanceId": second}]}, expect=204)
    assert second in {one["id"] for one in tree["childActivityInstances"]} and len(machine.get("/task")) == 1
    deed, _ = machine.get("/history/user-operation?operationType=ModifyProcessInstance&sortBy=timestamp&sortOrder=asc")
    assert (deed["userId"], deed["annotation"]) == ("admin", "lost")


def test_a_plan_is_looked_over_and_many_are_moved_or_none(machine: Client, sign_in: Callable[[str], Client], models: None, engine: Engine) -> None:
    ids = [machine.post("/process-definition/key/ship/start", {})["id"] for _ in range(3)]
    old = machine.get("/process-definition/key/ship")["id"]
    engine.definitions.deploy(SYSTEM_ACTOR, "next", {"ship.bpmn": SHIP.replace(b'name="deliver"', b'name="hand over"')})
    new = machine.get("/process-definition/key/ship")["id"]
    plan = machine.post("/migration/generate", {"sourceProcessDefinitionId": old, "targetProcessDefinitionId": new})
    assert machine.post("/migration/validate", plan)["instructionReports"] == []
    wrong = {**plan, "instructions": [{"sourceActivityIds": ["send"], "targetActivityIds": ["deliver"]}]}
    again = {**plan, "instructions": [{"sourceActivityIds": ["send"], "targetActivityIds": ["send"], "updateEventTrigger": True}]}
    assert "nothing of it is armed" in machine.post("/migration/validate", again)["instructionReports"][0]["failures"][0]
    assert "another kind" in machine.post("/migration/validate", wrong)["instructionReports"][0]["failures"][0]
    admin = sign_in("admin")
    assert admin.send("POST", "/migration/execute", {"migrationPlan": plan, "processInstanceIds": [*ids, "none"]}).status == 404
    assert {machine.get(f"/process-instance/{one}")["definitionId"] for one in ids} == {old}
    admin.post("/migration/execute", {"migrationPlan": plan, "processInstanceQuery": {"processDefinitionId": old}}, expect=204, Idempotency_Key="go")
    admin.post("/migration/execute", {"migrationPlan": plan, "processInstanceQuery": {"processDefinitionId": old}}, expect=204, Idempotency_Key="go")
    assert {machine.get(f"/process-instance/{one}")["definitionId"] for one in ids} == {new}
    stands = {one["id"]: one["instances"] for one in machine.get("/process-definition/statistics")}
    assert (stands[old], stands[new]) == (0, 3)


def test_work_fetched_with_a_key_is_fetched_once(machine: Client, models: None) -> None:
    for _ in range(2):
        machine.post("/process-definition/key/ship/start", {})
    fetch = {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 60000}]}
    (first,) = machine.post("/external-task/fetchAndLock", fetch, Idempotency_Key="fetch")
    (again,) = machine.post("/external-task/fetchAndLock", fetch, Idempotency_Key="fetch")
    assert (again["id"], again["lockExpirationTime"]) == (first["id"], first["lockExpirationTime"])
    assert machine.send("POST", "/external-task/fetchAndLock", {**fetch, "maxTasks": 2}, Idempotency_Key="fetch").status == 422
    machine.post(f"/external-task/{first['id']}/complete", {"workerId": "w"}, expect=204)
    assert machine.post("/external-task/fetchAndLock", fetch, Idempotency_Key="fetch") == []
    assert machine.post("/external-task/fetchAndLock", {**fetch, "topics": [{"topicName": "none", "lockDuration": 9}]}, Idempotency_Key="none") == []
    (other,) = machine.post("/external-task/fetchAndLock", fetch, Idempotency_Key="more")
    assert other["id"] != first["id"]
    machine.send("PUT", "/external-task/retries", {"externalTaskIds": [other["id"]], "retries": 7})
    assert machine.get(f"/external-task/{other['id']}")["retries"] == 7


def test_a_job_run_with_a_key_runs_once(machine: Client, models: None) -> None:
    machine.post("/process-definition/key/clock/start", {})
    (job,) = machine.get("/job")
    for _ in range(2):
        machine.post(f"/job/{job['id']}/execute", expect=204, Idempotency_Key="run")
    assert machine.send("POST", f"/job/{job['id']}/execute", {"other": 1}, Idempotency_Key="run").status == 422
    assert machine.send("POST", f"/job/{job['id']}/execute").status == 404
    assert machine.get("/task/count") == {"count": 1}


def test_a_message_goes_to_the_very_execution(machine: Client, models: None) -> None:
    machine.post("/process-definition/key/wait/start", {})
    (waiting,) = machine.get("/event-subscription?eventName=payment")
    path = f"/execution/{waiting['executionId']}/messageSubscriptions"
    assert machine.get(f"{path}/payment") == waiting
    assert machine.send("POST", f"{path}/other/trigger", {}).status == 404
    machine.post(f"{path}/payment/trigger", {"variables": {"paid": {"value": True}}}, expect=204, Idempotency_Key="t")
    machine.post(f"{path}/payment/trigger", {"variables": {"paid": {"value": True}}}, expect=204, Idempotency_Key="t")
    machine.post(f"{path}/payment/trigger", {"variables": {"paid": {"value": True}}}, expect=404)
    assert machine.get("/task")[0]["taskDefinitionKey"] == "after"


def test_every_value_that_was_written_stands_in_history(machine: Client, sign_in: Callable[[str], Client], task: str) -> None:
    anna = sign_in("anna")
    instance = machine.get(f"/task/{task}")["processInstanceId"]
    machine.put(f"/process-instance/{instance}/variables/amount", {"value": 5, "type": "Integer"})
    anna.post(f"/task/{task}/complete", {"variables": {"fine": {"value": "no"}}}, expect=204)
    rows = machine.get(f"/history/detail?processInstanceId={instance}")
    told = [(row["type"], row.get("variableName") or row.get("fieldId"), row.get("value") or row.get("fieldValue")) for row in rows]
    assert told == [("variableUpdate", "amount", 5), ("formField", "fine", "no")]
    assert machine.get(f"/history/detail/count?processInstanceId={instance}&variableUpdates=true") == {"count": 1}
    assert machine.get(f"/history/detail?taskId={task}&firstResult=0&maxResults=1")[0]["taskId"] == task
    assert sign_in("fiona").get("/history/detail") == []
    assert machine.send("GET", "/history/detail?userOperationId=x").status == 400


def test_what_holds_begins_what_waits_for_it(machine: Client, sign_in: Callable[[str], Client], engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "t", {"alert.bpmn": bpmn("start-conditional s 'when=level > 3'\nuser a\nend e\ns > a > e", "alert")})
    body = {"variables": {"level": {"value": 5}}, "businessKey": "k-1"}
    assert sign_in("anna").send("POST", "/condition", body).status == 403
    assert machine.post("/condition", {"variables": {"level": {"value": 1}}}) == []
    (begun,) = machine.post("/condition", body, Idempotency_Key="c")
    assert machine.post("/condition", body, Idempotency_Key="c") == [begun] and len(machine.get("/task")) == 1
    assert (begun["businessKey"], begun["ended"]) == ("k-1", False)
    definition = machine.get("/process-definition/key/alert")["id"]
    assert len(machine.post("/condition", {**body, "processDefinitionId": definition})) == 1
    for wrong in ({}, {**body, "processDefinitionId": "none"}, {**body, "tenantId": "t"}):
        assert machine.send("POST", "/condition", wrong).status == 400, wrong
