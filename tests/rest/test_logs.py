"""How jobs and external tasks went, run by run (dialect C3, C5)."""

from __future__ import annotations

from typing import Any

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client
from tests.rest.models import BROKEN


def test_how_tries_at_an_external_task_went(models: None, machine: Client) -> None:
    """A failure with tries left, one that opens an incident with what the worker said, a success."""
    case = machine.post("/process-definition/key/ship/start", {})["id"]
    fetch = {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 9000}]}
    (work,) = machine.post("/external-task/fetchAndLock", fetch)
    for retries, text in ((1, "slow"), (0, "down")):
        body = {"workerId": "w", "retries": retries, "retryTimeout": 60000, "errorMessage": text, "errorDetails": f"{text} at line 1"}
        machine.post(f"/external-task/{work['id']}/failure", body, expect=204)
    machine.post(f"/external-task/{work['id']}/complete", {"workerId": "w"}, expect=204)
    rows = machine.get(f"/history/external-task-log?processInstanceId={case}&sortBy=occurrence&sortOrder=asc")
    assert [(row["failureLog"], row["successLog"], row["retries"], row["errorMessage"]) for row in rows] == [(True, False, 1, "slow"), (True, False, 0, "down"), (False, True, None, None)]
    assert {(row["externalTaskId"], row["topicName"], row["workerId"], row["activityId"]) for row in rows} == {(work["id"], "ship", "w", "send")}
    assert machine.send("GET", f"/history/external-task-log/{rows[1]['id']}/error-details").content == b"down at line 1"
    assert machine.send("GET", f"/history/external-task-log/{rows[0]['id']}/error-details").status == 204
    assert machine.get(f"/history/external-task-log/{rows[2]['id']}") == rows[2]
    for query, number in (("failureLog=true", 2), ("successLog=true", 1), ("deletionLog=true", 0), ("creationLog=true", 0), ("errorMessage=down", 1), ("externalTaskId=x", 0)):
        assert machine.get(f"/history/external-task-log/count?{query}") == {"count": number}, query


def test_an_operator_notes_something_at_an_incident(models: None, machine: Client, sign_in: Any) -> None:
    """It stands with the incident, also in history; people who only work on cases may not."""
    case = machine.post("/process-definition/key/ship/start", {})["id"]
    (work,) = machine.post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 9000}]})
    machine.post(f"/external-task/{work['id']}/failure", {"workerId": "w", "errorMessage": "down"}, expect=204)
    (incident,) = machine.get(f"/incident?processInstanceId={case}")
    path = f"/incident/{incident['id']}/annotation"
    assert incident["annotation"] is None and sign_in("anna").send("PUT", path, {"annotation": "x"}).status == 403
    machine.put(path, {"annotation": "called them"})
    assert [row["annotation"] for row in (*machine.get("/incident"), *machine.get("/history/incident"))] == ["called them"] * 2
    assert machine.send("DELETE", path).status == 204 and machine.get(f"/incident/{incident['id']}")["annotation"] is None
    assert machine.send("PUT", path, {}).status == 400 and machine.send("PUT", "/incident/none/annotation", {"annotation": "x"}).status == 404


def test_how_runs_of_jobs_went(engine: Engine, models: None, machine: Client) -> None:
    """A timer that was taken, and a step that fails until its incident; each failure tells how many tries were left."""
    engine.definitions.deploy(SYSTEM_ACTOR, "broken", {"broken.bpmn": BROKEN})
    clock = machine.post("/process-definition/key/clock/start", {})["id"]
    (timer,) = machine.get(f"/job?processInstanceId={clock}")
    machine.post(f"/job/{timer['id']}/execute", expect=204)
    (row,) = machine.get(f"/history/job-log?processInstanceId={clock}")
    assert (row["jobId"], row["successLog"], row["failureLog"], row["activityId"], row["jobDueDate"]) == (timer["id"], True, False, "later", timer["dueDate"])
    case = machine.post("/process-definition/key/broken/start", {})["id"]
    (job,) = machine.get(f"/job?processInstanceId={case}")
    for _ in range(3):
        assert machine.send("POST", f"/job/{job['id']}/execute").status >= 400
    rows = machine.get(f"/history/job-log?jobId={job['id']}&sortBy=timestamp&sortOrder=asc")
    assert [(row["failureLog"], row["jobRetries"], row["failedActivityId"]) for row in rows] == [(True, 2, "bad"), (True, 1, "bad"), (True, 0, "bad")]
    assert b"Traceback" in machine.send("GET", f"/history/job-log/{rows[2]['id']}/stacktrace").content
    assert machine.get("/history/job-log/count?failureLog=true") == {"count": 3}


def test_a_value_named_job_is_no_job(engine: Engine, machine: Client) -> None:
    """A message that somebody brought in person, with a variable of that name."""
    engine.definitions.deploy(SYSTEM_ACTOR, "told", {"told.bpmn": bpmn("start s\ncatch-message m name=M\nend e\ns > m > e", "told")})
    case = machine.post("/process-definition/key/told/start", {})["id"]
    machine.post("/message", {"messageName": "M", "processInstanceId": case, "processVariables": {"job": {"value": "clerk", "type": "String"}}}, expect=204)
    assert machine.get(f"/history/job-log?processInstanceId={case}") == []
