"""Process instances, messages, signals, jobs, incidents, history over HTTP."""

from __future__ import annotations

from typing import Any

from engine import SYSTEM_ACTOR, Engine
from tests.rest.client import Client
from tests.rest.models import BROKEN


def start(machine: Client, key: str, business_key: str | None = None, **variables: Any) -> str:
    """The id of a new process instance."""
    typed = {name: {"value": value} for name, value in variables.items()}
    return str(machine.post(f"/process-definition/key/{key}/start", {"businessKey": business_key, "variables": typed})["id"])


def test_instances_by_filters(machine: Client, models: None) -> None:
    one, two = start(machine, "ship", "A-1", n=1, s="abc"), start(machine, "wait", "B-1", n=5)
    for query, ids in (
        ("businessKey=A-1", {one}), ("businessKeyLike=%25-1", {one, two}), ("processDefinitionKey=wait", {two}), (f"processInstanceIds={one},{two}", {one, two}),
        ("variables=s_eq_abc", {one}), ("variables=s_like_a%25", {one}), ("variables=n_eq_1", set()), ("activityIdIn=paid", {two}), ("active=true", {one, two}),
        ("suspended=true", set()), ("withIncident=true", set()), ("rootProcessInstances=true", {one, two}), (f"superProcessInstance={one}", set()),
    ):
        assert {row["id"] for row in machine.get(f"/process-instance?{query}")} == ids, query
        assert machine.get(f"/process-instance/count?{query}") == {"count": len(ids)}, query
    for asked, ids in (([{"name": "n", "operator": "eq", "value": 1}], {one}), ([{"name": "n", "operator": "gt", "value": 1}], {two}), ([{"name": "n", "operator": "neq", "value": 1}], {two})):
        assert {row["id"] for row in machine.post("/process-instance", {"variables": asked})} == ids, asked
    moment, other = "2026-01-02T03:04:05.678+0800", "2026-01-01T19:04:05.678Z"
    machine.put(f"/process-instance/{one}/variables/When", {"value": moment, "type": "Date"})
    for operator, value, ids in (("eq", other, {one}), ("neq", moment, set()), ("gt", "2026-01-02T00:00:00.000+0800", {one}), ("lteq", "2026-01-02T00:00:00", set())):
        assert {row["id"] for row in machine.post("/process-instance", {"variables": [{"name": "When", "operator": operator, "value": value}]})} == ids, operator
    for folded, ids in (({}, set()), ({"variableNamesIgnoreCase": True}, set()), ({"variableNamesIgnoreCase": True, "variableValuesIgnoreCase": True}, {one})):
        assert {row["id"] for row in machine.post("/process-instance", {"variables": [{"name": "S", "operator": "eq", "value": "ABC"}], **folded})} == ids, folded
    assert machine.send("GET", "/process-instance?variables=nonsense").status == 400
    assert machine.send("POST", "/process-instance", {"variables": [{"name": "n", "operator": "near", "value": 1}]}).status == 400


def test_an_instance_is_cancelled(machine: Client, models: None) -> None:
    instance = start(machine, "ship")
    tree = machine.get(f"/process-instance/{instance}/activity-instances")
    assert [(child["activityId"], child["activityType"]) for child in tree["childActivityInstances"]] == [("send", "serviceTask")]
    assert machine.send("DELETE", f"/process-instance/{instance}?skipCustomListeners=true&skipIoMappings=true").status == 204
    assert machine.send("GET", f"/process-instance/{instance}").status == 404
    assert machine.send("DELETE", f"/process-instance/{instance}").status == 404
    assert machine.send("DELETE", f"/process-instance/{instance}?failIfNotExists=false").status == 204
    past = machine.get(f"/history/process-instance/{instance}")
    assert (past["state"], past["endTime"] is None, past["startUserId"]) == ("EXTERNALLY_TERMINATED", False, "machine")
    counted = [machine.get(f"/history/process-instance/count?{which}Terminated=true")["count"] for which in ("externally", "internally")]
    assert counted == [1, 0]
    rows = machine.get(f"/history/activity-instance?processInstanceId={instance}&sortBy=occurrence&sortOrder=asc")
    assert [(row["activityId"], row["canceled"]) for row in rows] == [("s", False), ("send", True)]
    assert machine.get(f"/history/activity-instance/{rows[0]['id']}") == rows[0]


def test_messages_find_their_one_receiver(machine: Client, models: None) -> None:
    one, two = start(machine, "wait", "M-1", order=1), start(machine, "wait", "M-2", order=2)
    assert machine.post("/message", {"messageName": "payment"}, expect=400)["type"] == "RestException"  # two wait
    machine.post("/message", {"messageName": "nothing"}, expect=400)
    machine.post("/message", {"messageName": None}, expect=400)
    machine.post("/message", {"messageName": "payment", "correlationKeys": {"order": {"value": 3}}}, expect=400)
    (result,) = machine.post("/message", {
        "messageName": "payment", "correlationKeys": {"order": {"value": 2, "type": "Integer"}}, "resultEnabled": True, "variablesInResultEnabled": True,
        "processVariables": {"sum": {"value": 9}}, "withoutTenantId": True,
    })
    assert (result["resultType"], result["execution"]["processInstanceId"], result["processInstance"]) == ("Execution", two, None)
    assert result["variables"]["sum"]["value"] == 9
    machine.post("/message", {"messageName": "payment", "businessKey": "M-1"}, expect=204)
    assert {row["processInstanceId"] for row in machine.get("/task")} == {one, two}
    machine.post("/message", {"messageName": "ordered", "businessKey": "M-3", "resultEnabled": True})
    assert machine.get("/process-instance?businessKey=M-3")[0]["definitionKey"] == "order"
    third = start(machine, "wait")
    (subscription,) = machine.get("/event-subscription?eventName=payment")
    assert (subscription["processInstanceId"], subscription["eventType"], subscription["activityId"]) == (third, "message", "paid")
    (execution,) = machine.get("/execution?messageEventSubscriptionName=payment")
    assert machine.get(f"/execution/{execution['id']}") == execution
    machine.post(f"/execution/{execution['id']}/signal", {"variables": {"x": {"value": 1}}}, expect=204)
    assert machine.get("/event-subscription/count?eventName=payment") == {"count": 0}


def test_signals_reach_everyone(machine: Client, models: None) -> None:
    machine.post("/signal", {"name": "alarm"}, expect=204)  # nobody there is no error
    instances = [start(machine, "alarm") for _ in range(3)]
    (first, *_) = machine.get("/event-subscription?eventType=signal")
    machine.post("/signal", {"name": "alarm", "executionId": first["executionId"], "variables": {"n": {"value": 1}}}, expect=204)
    assert machine.get("/process-instance/count") == {"count": 2}
    machine.post("/signal", {"name": "alarm"}, expect=204)
    assert {machine.get(f"/history/process-instance/{one}")["state"] for one in instances} == {"COMPLETED"}
    rows = machine.get("/history/activity-instance?sortBy=occurrence&sortOrder=asc")
    assert {(row["activityId"], row["completeScope"]) for row in rows} == {("s", False), ("heard", False), ("e", True)}
    assert machine.get("/history/activity-instance/count?completeScope=true")["count"] == 3
    assert machine.send("POST", "/signal", {"name": "alarm", "executionId": "nobody"}).status == 404
    assert machine.send("POST", "/signal", {}).status == 400


def test_jobs_by_hand(machine: Client, models: None) -> None:
    instance = start(machine, "clock")
    (job,) = machine.get(f"/job?timers=true&processInstanceId={instance}&sortBy=jobDueDate&sortOrder=desc")
    assert (job["retries"], job["exceptionMessage"], job["processDefinitionKey"]) == (3, None, "clock")
    assert machine.get("/job?executable=true") == []
    assert machine.get(f"/job?dueDates=gt_{job['createTime'].replace('+', '%2B')}") == [job]
    machine.put(f"/job/{job['id']}/duedate", {"duedate": "2020-01-01T00:00:00.000+0000"})
    assert machine.get("/job/count?executable=true") == {"count": 1}
    machine.put(f"/job/{job['id']}/retries", {"retries": 5})
    assert machine.get(f"/job/{job['id']}")["retries"] == 5
    machine.post(f"/job/{job['id']}/execute", expect=204)
    assert [task["taskDefinitionKey"] for task in machine.get("/task")] == ["after"]
    assert machine.send("POST", f"/job/{job['id']}/execute").status == 404


def test_a_failing_job_becomes_an_incident(machine: Client, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "broken", {"broken.bpmn": BROKEN})
    instance = start(machine, "broken")
    (job,) = machine.get("/job")
    for _ in range(3):
        failed = machine.send("POST", f"/job/{job['id']}/execute")
        assert (failed.status, failed.json["type"], failed.json["code"]) == (500, "ProcessEngineException", 0)
    shown = machine.get(f"/job/{job['id']}")
    assert (shown["retries"], shown["failedActivityId"]) == (0, "bad")
    (incident,) = machine.get(f"/incident?processInstanceId={instance}")
    assert (incident["incidentType"], incident["configuration"]) == ("failedJob", job["id"])
    assert machine.get(f"/incident/{incident['id']}") == incident
    assert b"Traceback" in machine.send("GET", f"/job/{job['id']}/stacktrace").content
    tree = machine.get(f"/process-instance/{instance}/activity-instances")
    assert [child["targetActivityId"] for child in tree["childTransitionInstances"]] == ["bad"]
    machine.put(f"/job/{job['id']}/retries", {"retries": 1})
    assert machine.get("/incident") == []
    assert [row["resolved"] for row in machine.get("/history/incident")] == [True]


def test_variable_instances(machine: Client, models: None) -> None:
    instance = start(machine, "ship", n=1, s="x")
    rows = machine.get(f"/variable-instance?processInstanceIdIn={instance}&sortBy=variableName&sortOrder=asc&deserializeValues=false")
    assert [(row["name"], row["type"], row["value"]) for row in rows] == [("n", "Integer", 1), ("s", "String", "x")]
    assert machine.get(f"/variable-instance/{rows[0]['id']}") == rows[0]
    assert machine.post("/history/variable-instance", {"variableName": "n"})[0]["state"] == "CREATED"
    machine.send("DELETE", f"/process-instance/{instance}")
    assert machine.get("/variable-instance") == []
    assert len(machine.get("/history/variable-instance")) == 2
