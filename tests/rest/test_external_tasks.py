"""External tasks over HTTP: fetch, lock, complete, fail, wait (dialect C4)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from engine import Engine
from tests.crash.workshop import until
from tests.rest.client import Client
from web.rest.parked import Parking

FETCH: dict[str, Any] = {"workerId": "w", "maxTasks": 10, "topics": [{"topicName": "ship", "lockDuration": 60000}]}


def begin(machine: Client, **variables: Any) -> str:
    """A process instance whose task waits."""
    typed = {name: {"value": value} for name, value in variables.items()}
    return str(machine.post("/process-definition/key/ship/start", {"variables": typed, "businessKey": "B-1"})["id"])


def test_fetch_gives_everything_a_client_reads(machine: Client, models: None) -> None:
    instance = begin(machine, n=1, big=2**40, price=1.5, text="文", yes=True, nothing=None, box={"a": [1, 2]})
    (task,) = machine.post("/external-task/fetchAndLock", {
        **FETCH, "usePriority": True, "sorting": None, "topics": [{**FETCH["topics"][0], "includeExtensionProperties": True, "processVariables": {}, "variables": None}],
    })
    assert (task["processInstanceId"], task["businessKey"], task["topicName"], task["workerId"]) == (instance, "B-1", "ship", "w")
    assert task["retries"] is None  # clients read null as "the first time" (F12)
    assert (task["extensionProperties"], task["processDefinitionVersionTag"]) == ({"kind": "parcel"}, "1.2")
    assert {name: (item["type"], item["value"]) for name, item in task["variables"].items()} == {
        "n": ("Integer", 1), "big": ("Long", 2**40), "price": ("Double", 1.5), "text": ("String", "文"), "yes": ("Boolean", True),
        "nothing": ("Null", None), "box": ("Json", '{"a": [1, 2]}'),
    }
    assert task["lockExpirationTime"][-5:] == "+0800"
    assert len(task["lockExpirationTime"]) == len("2026-01-02T03:04:05.678+0800")
    assert machine.post("/external-task/fetchAndLock", FETCH) == []  # the own lock blocks as well


def test_variables_are_all_none_or_the_named_ones(machine: Client, models: None) -> None:
    begin(machine, a=1, b=2)
    for asked, seen in (([], set()), (["a"], {"a"}), (None, {"a", "b"})):
        (task,) = machine.post("/external-task/fetchAndLock", {**FETCH, "topics": [{**FETCH["topics"][0], "variables": asked}]})
        assert set(task["variables"]) == seen
        machine.post(f"/external-task/{task['id']}/unlock", expect=204)


def test_topics_have_filters(machine: Client, models: None) -> None:
    begin(machine, region="north")
    for more, hits in (
        ({"businessKey": "B-1"}, 1), ({"businessKey": "B-2"}, 0), ({"processDefinitionKey": "ship"}, 1), ({"processDefinitionKeyIn": ["x"]}, 0),
        ({"processVariables": {"region": "north"}}, 1), ({"processVariables": {"region": "south"}}, 0), ({"tenantIdIn": ["t"]}, 0), ({"withoutTenantId": True}, 1),
        ({"processDefinitionVersionTag": "1.2"}, 1), ({"processDefinitionVersionTag": "2"}, 0),
    ):
        found = machine.post("/external-task/fetchAndLock", {**FETCH, "topics": [{**FETCH["topics"][0], **more}]})
        assert len(found) == hits, more
        for task in found:
            machine.post(f"/external-task/{task['id']}/unlock", expect=204)


def test_complete_sets_variables_and_moves_on(machine: Client, models: None) -> None:
    instance = begin(machine)
    (task,) = machine.post("/external-task/fetchAndLock", FETCH)
    other = machine.post(f"/external-task/{task['id']}/complete", {"workerId": "other"}, expect=400)
    assert (other["type"], set(other)) == ("InvalidRequestException", {"type", "message", "code"})
    machine.post(f"/external-task/{task['id']}/complete", {"workerId": "w", "variables": {"parcel": {"value": "P1", "type": "string"}}, "localVariables": {"x": {"value": 1}}}, expect=204)
    assert machine.get(f"/process-instance/{instance}/variables") == {"parcel": {"type": "String", "value": "P1", "valueInfo": {}}}
    assert machine.send("POST", f"/external-task/{task['id']}/complete", {"workerId": "w"}).status == 404
    assert [row["taskDefinitionKey"] for row in machine.get("/task")] == ["deliver"]


def test_failures_count_down_to_an_incident_and_retries_resolve_it(machine: Client, models: None) -> None:
    begin(machine)
    (task,) = machine.post("/external-task/fetchAndLock", FETCH)
    path = f"/external-task/{task['id']}"
    machine.post(f"{path}/failure", {"workerId": "w", "errorMessage": "down", "errorDetails": "trace", "retries": 2, "retryTimeout": 0}, expect=204)
    shown = machine.get(path)
    assert (shown["retries"], shown["errorMessage"], shown["workerId"]) == (2, "down", "w")
    assert machine.send("GET", f"{path}/errorDetails").content == b"trace"
    (again,) = machine.post("/external-task/fetchAndLock", FETCH)
    assert again["retries"] == 2
    machine.post(f"{path}/failure", {"workerId": "w", "errorMessage": "still", "retries": None}, expect=204)  # null is none left (F11)
    (incident,) = machine.get("/incident")
    assert (incident["incidentType"], incident["configuration"], incident["incidentMessage"]) == ("failedExternalTask", task["id"], "still")
    assert machine.post("/external-task/fetchAndLock", FETCH) == []
    machine.put(f"{path}/retries", {"retries": 1})
    assert machine.get("/incident/count") == {"count": 0}
    assert len(machine.post("/external-task/fetchAndLock", FETCH)) == 1


def test_a_failed_task_is_kept_until_its_wait_is_over(machine: Client, models: None) -> None:
    begin(machine)
    (task,) = machine.post("/external-task/fetchAndLock", FETCH)
    machine.post(f"/external-task/{task['id']}/failure", {"workerId": "w", "errorMessage": "down", "retries": 1, "retryTimeout": 60000}, expect=204)
    assert machine.post("/external-task/fetchAndLock", FETCH) == []
    assert machine.get("/external-task?locked=true")[0]["id"] == task["id"]


def test_bpmn_errors_take_their_path(machine: Client, models: None) -> None:
    instance = begin(machine)
    (task,) = machine.post("/external-task/fetchAndLock", FETCH)
    machine.post(f"/external-task/{task['id']}/bpmnError", {"workerId": "w", "errorCode": "LOST", "errorMessage": None, "variables": None}, expect=204)
    assert machine.send("GET", f"/process-instance/{instance}").status == 404
    assert machine.get(f"/history/process-instance/{instance}")["state"] == "COMPLETED"
    ends = machine.get(f"/history/activity-instance?processInstanceId={instance}&activityType=noneEndEvent")
    assert [row["activityId"] for row in ends] == ["gone"]


def test_locks_are_taken_extended_and_given_back(machine: Client, models: None) -> None:
    begin(machine)
    identity = machine.get("/external-task")[0]["id"]
    path = f"/external-task/{identity}"
    machine.post(f"{path}/lock", {"workerId": "a", "lockDuration": 100000}, expect=204)
    assert machine.send("POST", f"{path}/lock", {"workerId": "b", "lockDuration": 1000}).status == 400
    before = machine.get(path)["lockExpirationTime"]
    machine.post(f"{path}/extendLock", {"workerId": "a", "newDuration": 900000}, expect=204)
    assert machine.get(path)["lockExpirationTime"] > before
    assert machine.send("POST", f"{path}/extendLock", {"workerId": "b", "newDuration": 1000}).status == 400
    machine.post(f"{path}/unlock", expect=204)
    assert machine.get(path)["workerId"] is None
    assert machine.send("POST", f"{path}/extendLock", {"workerId": "a", "newDuration": 1000}).status == 400


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many requests wait at the moment. Ask for it before the server is made."""
    made: list[Parking] = []
    usual = Parking.__init__

    def noted(parking: Parking, threads: int) -> None:
        usual(parking, threads)
        made.append(parking)

    monkeypatch.setattr(Parking, "__init__", noted)
    return lambda: sum(parking.seats - parking._free._value for parking in made)


def test_a_waiting_request_wakes_when_work_comes(waiting: Callable[[], int], machine: Client, models: None) -> None:
    found: list[Any] = []
    waiter = threading.Thread(target=lambda: found.extend(machine.post("/external-task/fetchAndLock", {**FETCH, "asyncResponseTimeout": 1_800_000})))
    waiter.start()
    until(lambda: waiting() == 1, 30, "it does not wait")
    assert not found
    begin(machine)
    waiter.join(30)
    assert len(found) == 1


def test_waiting_ends_with_an_empty_list(machine: Client, models: None) -> None:
    begun = time.monotonic()
    assert machine.post("/external-task/fetchAndLock", {**FETCH, "asyncResponseTimeout": 700}) == []
    assert time.monotonic() - begun > 0.6
    assert machine.send("POST", "/external-task/fetchAndLock", {**FETCH, "asyncResponseTimeout": 1_800_001}).status == 400


def test_waiting_takes_at_most_half_of_the_threads_and_no_transaction(waiting: Callable[[], int], machine: Client, models: None, engine: Engine) -> None:
    """Eight threads, four seats: a fifth is answered while they wait on, and others still get through; a commit is not held up."""
    answers: list[Any] = []
    patient = {**FETCH, "asyncResponseTimeout": 50_000}
    waiters = [threading.Thread(target=lambda: answers.append(machine.post("/external-task/fetchAndLock", patient))) for _ in range(4)]
    for waiter in waiters:
        waiter.start()
    until(lambda: waiting() == 4, 30, "they do not wait")
    assert machine.post("/external-task/fetchAndLock", patient) == []
    assert machine.get("/version") == {"version": "7.24.0"}
    assert waiting() == 4
    for served in range(1, 5):
        begin(machine)
        until(lambda served=served: len(answers) == served, 30, "nobody got the work")
    for waiter in waiters:
        waiter.join(30)
    assert [len(answer) for answer in answers] == [1, 1, 1, 1]
    assert len({task["id"] for (task,) in answers}) == 4


def test_bad_requests_say_what_is_wrong(machine: Client, models: None) -> None:
    for body in (
        {**FETCH, "workerId": None}, {**FETCH, "maxTasks": None}, {**FETCH, "maxTasks": "many"}, {**FETCH, "topics": [{"topicName": "ship"}]},
        {**FETCH, "topics": [{"topicName": "ship", "lockDuration": 0}]}, {**FETCH, "topics": [{"topicName": "ship", "lockDuration": 10**20}]}, {**FETCH, "topics": 5},
    ):
        answer = machine.send("POST", "/external-task/fetchAndLock", body)
        assert answer.status == 400, body
        assert set(answer.json) == {"type", "message", "code"}
    assert machine.send("GET", "/external-task/nobody").status == 404
    assert machine.send("GET", "/external-task?sortBy=id").status == 400
    assert machine.send("GET", "/external-task?sortBy=nothing&sortOrder=asc").status == 400
    assert machine.send("POST", "/external-task/fetchAndLock", raw=b"{", Content_Type="application/json").status == 400
