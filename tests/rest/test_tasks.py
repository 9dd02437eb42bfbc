"""Tasks of people over HTTP."""

from __future__ import annotations

from typing import Any

from engine import Engine
from tests.rest.client import Client


def order(machine: Client, business_key: str = "T-1", **variables: Any) -> dict[str, Any]:
    """The open task of a new `order`."""
    typed = {name: {"value": value} for name, value in variables.items()}
    machine.post("/message", {"messageName": "ordered", "businessKey": business_key, "processVariables": typed}, expect=204)
    found: list[dict[str, Any]] = machine.get(f"/task?processInstanceBusinessKey={business_key}")
    return found[0]


def test_a_task_as_clients_read_it(machine: Client, models: None) -> None:
    task = order(machine)
    assert machine.get(f"/task/{task['id']}") == task
    assert (task["name"], task["taskDefinitionKey"], task["assignee"], task["priority"], task["suspended"]) == ("look", "look", None, 50, False)
    assert task["taskState"] == "Created"
    assert {"camundaFormRef", "operatonFormRef", "delegationState", "caseInstanceId", "tenantId", "taskState"} <= set(task)
    assert machine.send("GET", "/task/nobody").status == 404
    assert machine.send("POST", "/task/nobody/complete", {}).status == 404


def test_candidates_mean_unclaimed_work(machine: Client, models: None) -> None:
    task = order(machine)
    group = "zhzf.nanhu.officer"
    assert len(machine.get(f"/task?candidateGroup={group}")) == len(machine.get("/task?candidateUser=anna")) == 1
    assert machine.get("/task?candidateUser=fiona") == []
    machine.post(f"/task/{task['id']}/claim", {"userId": "anna"}, expect=204)
    assert machine.get(f"/task?candidateGroup={group}") == []
    assert len(machine.get(f"/task?candidateGroup={group}&includeAssignedTasks=true")) == 1
    assert len(machine.post("/task", {"orQueries": [{"assignee": "ben", "candidateGroup": "x"}, {"assignee": "anna"}]})) == 0
    assert len(machine.post("/task", {"orQueries": [{"assignee": "anna", "name": "other"}]})) == 1
    assert machine.get("/task?unassigned=true") == []
    assert machine.get("/task?assigned=true&assigneeLike=an%25")[0]["id"] == task["id"]


def test_claim_obeys_the_policy_of_the_person(machine: Client, models: None) -> None:
    task = order(machine)
    path = f"/task/{task['id']}"
    assert machine.send("POST", f"{path}/claim", {"userId": "fiona"}).status == 403  # known here, and not offered to her
    machine.post(f"{path}/claim", {"userId": "anna"}, expect=204)
    machine.post(f"{path}/claim", {"userId": "anna"}, expect=204)
    taken = machine.send("POST", f"{path}/claim", {"userId": "ben"})
    assert (taken.status, taken.json["type"]) == (409, "TaskAlreadyClaimedException")
    machine.post(f"{path}/unclaim", expect=204)
    machine.post(f"{path}/assignee", {"userId": "ben"}, expect=204)
    machine.post(f"{path}/assignee", {"userId": None}, expect=204)
    assert machine.get(path)["assignee"] is None


def test_completing_gives_variables_back_and_names_who_did_it(machine: Client, models: None, engine: Engine) -> None:
    task = order(machine, item="bread")
    machine.post(f"/task/{task['id']}/assignee", {"userId": "anna"}, expect=204)
    answer = machine.post(f"/task/{task['id']}/complete", {"variables": {"n": {"value": 2, "type": "long"}}, "withVariablesInReturn": True})
    assert {name: item["value"] for name, item in answer.items()} == {"item": "bread", "n": 2}
    (past,) = machine.get("/history/task?finished=true")
    assert (past["assignee"], past["deleteReason"], past["taskState"]) == ("anna", "completed", "Completed")
    assert machine.send("POST", f"/task/{task['id']}/complete", {}).status == 409
    actor = engine.people.authenticate("anna", "a long enough phrase")
    done = [entry for entry in engine.instances.timeline(actor, task["processInstanceId"]) if entry.kind == "task.completed"]
    assert [(entry.actor, entry.detail["comment"]) for entry in done] == [("anna", "REST: machine")]


def test_delegate_and_resolve(machine: Client, models: None) -> None:
    path = f"/task/{order(machine)['id']}"
    machine.post(f"{path}/assignee", {"userId": "anna"}, expect=204)
    machine.post(f"{path}/delegate", {"userId": "ben"}, expect=204)
    shown = machine.get(path)
    assert (shown["assignee"], shown["owner"], shown["delegationState"]) == ("ben", "anna", "PENDING")
    refused = machine.send("POST", f"{path}/complete", {})
    assert (refused.status, refused.json["type"], refused.json["code"]) == (409, "ProcessEngineException", 0)  # 1 would have clients try again for ever
    machine.post(f"{path}/resolve", {"variables": {"advice": {"value": "yes"}}}, expect=204)
    shown = machine.get(path)
    assert (shown["assignee"], shown["delegationState"]) == ("anna", "RESOLVED")
    assert machine.get(f"{path}/variables/advice") == {"value": "yes", "type": "String", "valueInfo": {}}
    machine.post(f"{path}/complete", {}, expect=204)


def test_editing_and_links(machine: Client, models: None) -> None:
    path = f"/task/{order(machine)['id']}"
    machine.put(path, {"name": "look twice", "description": "again", "priority": 7, "due": "2026-05-01T10:00:00.000+0800", "followUp": "2026-04-01T10:00:00+08:00", "unknown": 1})
    shown = machine.get(path)
    assert (shown["name"], shown["description"], shown["priority"]) == ("look twice", "again", 7)
    assert (shown["due"], shown["followUp"]) == ("2026-05-01T10:00:00.000+0800", "2026-04-01T10:00:00.000+0800")
    assert len(machine.get("/task?dueBefore=2026-05-01T10:00:00.001+0800&minPriority=7")) == 1  # the + arrives as a blank
    machine.post(f"{path}/identity-links", {"userId": "fiona", "type": "candidate"}, expect=204)
    assert len(machine.get("/task?candidateUser=fiona")) == 1
    machine.post(f"{path}/identity-links/delete", {"userId": "fiona", "groupId": None, "type": "candidate"}, expect=204)
    assert machine.get(f"{path}/identity-links?type=candidate") == [{"userId": None, "groupId": "zhzf.nanhu.officer", "type": "candidate"}]
    machine.post(f"{path}/identity-links", {"userId": "a", "groupId": "b", "type": "candidate"}, expect=400)


def test_variables_have_scopes(machine: Client, models: None) -> None:
    task = order(machine, shared="p")
    path = f"/task/{task['id']}"
    machine.put(f"{path}/localVariables/own", {"value": 1, "type": "Integer"})
    machine.put(f"{path}/variables/own", {"value": 2})  # the walk-up finds the local one
    machine.put(f"{path}/variables/fresh", {"value": "2026-01-02", "type": "Date"})
    assert {name: item["value"] for name, item in machine.get(f"{path}/localVariables").items()} == {"own": 2}
    assert set(machine.get(f"/process-instance/{task['processInstanceId']}/variables")) == {"shared", "fresh"}
    machine.post(f"{path}/variables", {"modifications": {"more": {"value": True}}, "deletions": ["shared", "nobody"]}, expect=204)
    assert set(machine.get(f"{path}/variables")) == {"own", "fresh", "more"}
    assert machine.send("GET", f"{path}/variables/shared").status == 404
    assert machine.send("DELETE", f"{path}/localVariables/own").status == 204
    for bad in ({"value": "x", "type": "Integer"}, {"value": 1, "type": "Nonsense"}, {"value": 2**40, "type": "Integer"}, {"value": "x", "type": "Date"}, {"value": "{", "type": "Json"}):
        answer = machine.send("PUT", f"{path}/variables/bad", bad)
        assert (answer.status, answer.json["type"]) == (400, "InvalidRequestException"), bad
    assert len(machine.post("/task", {"processVariables": [{"name": "more", "operator": "eq", "value": True}]})) == 1
    assert machine.get("/task?processVariables=more_eq_true") == []  # in a query the value is text


def test_files_are_variables(machine: Client, models: None) -> None:
    task = order(machine)
    path = f"/task/{task['id']}/variables/photo"
    assert machine.upload(f"{path}/data", {"valueType": "File"}, {"data": ("a.bin", b"\0\1\2")}).status == 204
    assert machine.get(path) == {"type": "File", "value": None, "valueInfo": {"filename": "a.bin", "mimeType": "application/octet-stream"}}
    data = machine.send("GET", f"{path}/data")
    assert (data.content, data.headers["content-type"]) == (b"\0\1\2", "application/octet-stream")
    assert "a.bin" in data.headers["content-disposition"]
    assert machine.send("GET", f"/execution/{task['processInstanceId']}/localVariables/photo/data").content == b"\0\1\2"
    machine.put(f"/task/{task['id']}/variables/raw", {"value": "aGk=", "type": "Bytes"})
    assert machine.get(f"/task/{task['id']}/variables")["raw"] == {"type": "Bytes", "value": "aGk=", "valueInfo": {}}
    done = machine.send("DELETE", f"/task/{task['id']}/variables/raw")
    assert (done.status, done.content, "content-type" in done.headers) == (204, b"", False)


def test_errors_and_escalations_from_tasks(machine: Client, models: None) -> None:
    up = order(machine, "T-UP")
    machine.post(f"/task/{up['id']}/bpmnEscalation", {"escalationCode": "UP"}, expect=204)
    assert [task["taskDefinitionKey"] for task in machine.get("/task?processInstanceBusinessKey=T-UP")] == ["chief"]
    wrong = order(machine, "T-ERR")
    machine.post(f"/task/{wrong['id']}/bpmnError", {"errorCode": "X", "errorMessage": "m"}, expect=204)  # uncaught: the path ends
    assert machine.get("/task/count?processInstanceBusinessKey=T-ERR") == {"count": 0}
    for what in ("bpmnError", "bpmnEscalation"):
        assert machine.send("POST", f"/task/{up['id']}/{what}", {}).status == 400
