"""Types of variables: what a sender named comes back, wherever the value goes (dialect C0); what is gone stays in history (D2)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client

CLASS = "java.util.ArrayList<java.lang.Integer>"
TYPED: dict[str, dict[str, Any]] = {
    "long": {"value": 5, "type": "Long"}, "short": {"value": 5, "type": "Short"}, "integer": {"value": 5, "type": "Integer"}, "double": {"value": 5, "type": "Double"},
    "xml": {"value": "<a/>", "type": "Xml"}, "json": {"value": "5", "type": "Json"}, "list": {"value": "[1]", "type": "Json"},
    "object": {"value": "[1, 2]", "type": "Object", "valueInfo": {"objectTypeName": CLASS, "serializationDataFormat": "application/json"}},
    "big": {"value": 2**40, "type": "Long"}, "text": {"value": "x", "type": "String"},
}
PASSED = bpmn("""
    start s
    service send topic=post in.copied=${long} in.more=${long+1}
    user look group=zhzf.nanhu.officer
    end e
    s > send > look > e
""", "passed")


def _types(values: dict[str, Any]) -> dict[str, str]:
    return {name: values[name]["type"] for name in values}


def test_a_declared_type_comes_back_wherever_the_value_goes(engine: Engine, machine: Client) -> None:
    """Start, scopes, mappings, workers, people, history, after everything was forgotten; computing with it gives a plain number."""
    engine.definitions.deploy(SYSTEM_ACTOR, "typed", {"passed.bpmn": PASSED})
    wanted = {name: one["type"] for name, one in TYPED.items()}
    case = machine.post("/process-definition/key/passed/start", {"variables": TYPED})["id"]
    assert _types(machine.get(f"/process-instance/{case}/variables")) == wanted
    engine._runtime.executions.clear()
    (work,) = machine.post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 5, "topics": [{"topicName": "post", "lockDuration": 10000}]})
    assert _types(work["variables"]) == {**wanted, "copied": "Long", "more": "Integer"}
    assert work["variables"]["object"] == {"value": "[1, 2]", "type": "Object", "valueInfo": {"objectTypeName": CLASS, "serializationDataFormat": "application/json"}}
    machine.post(f"/external-task/{work['id']}/complete", {"workerId": "w", "variables": {"answer": {"value": 7, "type": "short"}, "long": {"value": 6}}}, expect=204)
    (task,) = machine.get(f"/task?processInstanceId={case}")
    machine.put(f"/task/{task['id']}/localVariables/mine", {"value": 1, "type": "Long"})
    wanted |= {"answer": "Short", "long": "Integer"}  # a new value has the type of the new value
    assert _types(machine.get(f"/task/{task['id']}/variables")) == {**wanted, "mine": "Long"}
    assert machine.get(f"/process-instance/{case}/variables/short")["value"] == 5
    machine.post(f"/task/{task['id']}/complete", {"variables": {"short": {"value": 9, "type": "Short"}}}, expect=204)
    past = {row["name"]: row for row in machine.get(f"/history/variable-instance?processInstanceId={case}")}
    assert {name: past[name]["type"] for name in wanted} == wanted and past["short"]["value"] == 9
    details = {row["variableName"]: row["variableType"] for row in machine.get(f"/history/detail?processInstanceId={case}&variableUpdates=true")}
    assert details["answer"] == "Short"


def test_a_filter_finds_the_value_whatever_its_type(models: None, machine: Client) -> None:
    """A Long that is 5 is found as 5, by lists and by a worker that asks for an Integer."""
    case = machine.post("/process-definition/key/ship/start", {"variables": {"amount": TYPED["long"]}})["id"]
    asked = {"name": "amount", "operator": "eq", "value": 5}
    assert [row["id"] for row in machine.post("/process-instance", {"variables": [asked]})] == [case]
    topic = {"topicName": "ship", "lockDuration": 10000, "processVariables": {"amount": {"value": 5, "type": "Long"}}}
    assert len(machine.post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 5, "topics": [topic]})) == 1


@pytest.mark.both_databases
def test_what_is_gone_stays_in_history(engine: Engine, machine: Client) -> None:
    """Variables of a scope that ended keep state CREATED and its activity instance; a removed one is DELETED and only told when asked for."""
    engine.definitions.deploy(SYSTEM_ACTOR, "typed", {"passed.bpmn": PASSED})
    case = machine.post("/process-definition/key/passed/start", {"variables": {"long": TYPED["long"], "spare": {"value": 1}}})["id"]
    (work,) = machine.post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 5, "topics": [{"topicName": "post", "lockDuration": 10000}]})
    seen = {row["name"]: row for row in machine.get(f"/variable-instance?processInstanceIdIn={case}")}
    assert seen["copied"]["activityInstanceId"] == work["activityInstanceId"] and seen["long"]["activityInstanceId"] == case
    machine.send("DELETE", f"/process-instance/{case}/variables/spare")
    machine.post(f"/external-task/{work['id']}/complete", {"workerId": "w", "localVariables": {"more": {"value": 8}}}, expect=204)
    assert {row["name"] for row in machine.get(f"/variable-instance?processInstanceIdIn={case}")} == {"long"}
    past = {row["name"]: row for row in machine.get(f"/history/variable-instance?processInstanceId={case}")}
    assert {name: row["state"] for name, row in past.items()} == {"long": "CREATED", "copied": "CREATED", "more": "CREATED"}
    assert past["copied"]["activityInstanceId"] == work["activityInstanceId"] and past["copied"]["type"] == "Long" and past["more"]["value"] == 8
    gone = [row for row in machine.get(f"/history/variable-instance?processInstanceId={case}&includeDeleted=true") if row["name"] == "spare"]
    assert [row["state"] for row in gone] == ["DELETED"]
    engine._runtime.executions.clear()
    machine.put(f"/process-instance/{case}/variables/spare", {"value": 2, "type": "Long"})
    assert machine.get(f"/process-instance/{case}/variables/spare") == {"value": 2, "type": "Long", "valueInfo": {}}


def test_objects_only_as_json(models: None, machine: Client) -> None:
    """Java's own serialisation is refused, and nothing begins."""
    java = {"value": "rO0AB", "type": "Object", "valueInfo": {"objectTypeName": "x.Y", "serializationDataFormat": "application/x-java-serialized-object"}}
    refused = machine.send("POST", "/process-definition/key/ship/start", {"variables": {"o": java}})
    assert refused.status == 400 and "application/json" in json.loads(refused.content)["message"]
    assert machine.get("/process-instance/count") == {"count": 0}
