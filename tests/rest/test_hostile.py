"""Input that was made to hurt: it gets 400 or 404, quickly, and what stands in the database can still be read."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from tests.rest.client import Client

BAD_VALUES = (
    b"1e999999999", b"-1E+400", b'[1, {"a": 1e99999}]', b'"\\ud800"', b'{"a": "\\udfff"}', b"[" * 60 + b"]" * 60, b"1" * 5000,
)


@pytest.mark.both_databases
def test_values_that_fill_memory_or_are_no_text(machine: Client, models: None) -> None:
    instance = machine.post("/process-definition/key/ship/start", {})["id"]
    path = f"/process-instance/{instance}/variables/x"
    for value in BAD_VALUES:
        begun = time.monotonic()
        for body in (b'{"value": ' + value + b"}", b'{"type": "Json", "value": ' + json.dumps(value.decode()).encode() + b"}"):
            answer = machine.send("PUT", path, raw=body, Content_Type="application/json")
            assert answer.status == 400, (body[:60], answer.status, answer.content[:200])
        assert time.monotonic() - begun < 60
    for kind, value in (("Double", "1e999"), ("Double", "NaN"), ("Date", "0001-01-01"), ("Date", "9999-12-31T23:59:59-1200"), ("Long", 2**63), ("Bytes", "no base64"), ("Object", "{")):
        assert machine.send("PUT", path, {"type": kind, "value": value}).status == 400, (kind, value)
    assert machine.send("POST", "/external-task/fetchAndLock", raw=b'{"workerId": "w", "maxTasks": 1e999999999, "topics": []}', Content_Type="application/json").status == 400
    assert machine.get(f"/process-instance/{instance}/variables") == {}


@pytest.mark.both_databases
def test_what_only_looks_like_a_file_is_json(machine: Client, models: None) -> None:
    instance = machine.post("/process-definition/key/ship/start", {})["id"]
    for index, value in enumerate(({"$file": 5}, {"$file": {}}, {"$file": {"kind": "File", "filename": 5}}, {"$": "decimal", "v": "x"})):
        machine.put(f"/process-instance/{instance}/variables/v{index}", {"value": value})
    assert {item["type"] for item in machine.get(f"/process-instance/{instance}/variables").values()} == {"Json"}


@pytest.mark.both_databases
def test_zero_bytes_are_nowhere(machine: Client, models: None) -> None:
    for path in ("/task/a%00b", "/process-definition/key/%00", "/deployment/%00"):
        assert machine.send("GET", path).status == 404, path
    for path in ("/task?name=%00", "/task?taskIdIn=a,%00", "/process-instance?variables=a%00_eq_b", "/process-instance?variables=a_eq_%00"):
        assert machine.send("GET", path).status == 400, path
    assert Client(machine.url, "a\0b", "x").send("GET", "/task").status == 401
    assert machine.send("POST", "/task", {"processVariables": [{"name": "\0", "operator": "eq", "value": 1}]}).status == 400
    assert machine.upload("/deployment/create", {"deployment-name": "a\0b"}, {"x": ("x.bpmn", b"<x/>")}).status == 400


def test_a_file_is_read_only_through_its_case(machine: Client, sign_in: Callable[[str], Client], models: None) -> None:
    upload = {"type": "File", "value": "aGk=", "valueInfo": {"filename": "a.txt"}}
    machine.post("/message", {"messageName": "ordered", "processVariables": {"paper": upload}}, expect=204)
    (task,) = sign_in("anna").get("/task")
    path = f"/task/{task['id']}/variables/paper/data"
    assert sign_in("anna").send("GET", path).content == b"hi"  # uploaded by the machine, in her case
    assert sign_in("fiona").send("GET", path).status == 404


def test_an_upload_with_a_key_is_done_once_whatever_its_border(machine: Client) -> None:
    from tests.rest.models import ORDER, SHIP

    fields = {"deployment-name": "d"}
    first = machine.upload("/deployment/create", fields, {"a": ("a.bpmn", SHIP)}, Idempotency_Key="up")
    again = machine.upload("/deployment/create", fields, {"a": ("a.bpmn", SHIP)}, Idempotency_Key="up")
    assert first.json["id"] == again.json["id"]
    assert machine.upload("/deployment/create", fields, {"a": ("a.bpmn", ORDER)}, Idempotency_Key="up").status == 422
    assert machine.get("/deployment/count") == {"count": 1}
