"""Cases that begin elsewhere than at their start, by an operator's instructions: at first, and again (dialect C2 startInstructions, C3 restart)."""

from __future__ import annotations

from typing import Any

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client
from tests.rest.conftest import PASSWORD

LONG = bpmn("""
    start s
    user first group=zhzf.nanhu.officer
    sub part {
        start ps
        user inner group=zhzf.nanhu.officer
        user more group=zhzf.nanhu.officer
        end pe
        ps > inner > more > pe
    }
    user last group=zhzf.nanhu.officer
    end e
    s > first > part > last > e
""", "long")
CALLS = bpmn("start s\ncall c process=long\nuser u group=zhzf.nanhu.officer\nend e\ns > c > u > e", "calls")


@pytest.fixture
def admin(engine: Engine, sign_in: Any) -> Client:
    """An operator who may also begin cases, and the models."""
    engine.definitions.deploy(SYSTEM_ACTOR, "long", {"long.bpmn": LONG, "calls.bpmn": CALLS})
    engine.people.create_account(SYSTEM_ACTOR, "chief", "Chief", "", PASSWORD, ["zhzf.nanhu.officer"], ["system"], must_change=False)
    client: Client = sign_in("chief")
    return client


def _open(client: Client, case: str) -> list[str]:
    return sorted(row["taskDefinitionKey"] for row in client.get(f"/task?processInstanceId={case}"))


def test_a_case_may_begin_where_an_operator_says(admin: Client, machine: Client, sign_in: Any) -> None:
    """In a sub-process and beside it, with variables; the start is never there, the end is one. No machine may, and what cannot be followed begins nothing."""
    places = [
        {"type": "startBeforeActivity", "activityId": "more", "variables": {"n": {"value": 5, "type": "Long"}, "own": {"value": 1, "local": True}}},
        {"type": "startAfterActivity", "activityId": "part"},
    ]
    case = admin.post("/process-definition/key/long/start", {"variables": {"x": {"value": 1}}, "businessKey": "B", "startInstructions": places})["id"]
    assert _open(machine, case) == ["last", "more"]
    assert machine.get(f"/process-instance/{case}/variables/n") == {"value": 5, "type": "Long", "valueInfo": {}}
    rows = machine.get(f"/history/activity-instance?processInstanceId={case}")
    assert sorted(row["activityId"] for row in rows) == ["last", "more", "part"]
    for wrong in ([{"type": "cancel", "activityId": "first"}], [{"type": "startBeforeActivity", "activityId": "none"}], [{"type": "startBeforeActivity"}]):
        assert admin.send("POST", "/process-definition/key/long/start", {"startInstructions": wrong}).status == 400
    for other in (machine, sign_in("admin")):  # who may not rearrange cases, and who may not begin them
        assert other.send("POST", "/process-definition/key/long/start", {"startInstructions": places}).status == 403
    assert machine.get("/history/process-instance/count") == {"count": 1}
    for task in machine.get(f"/task?processInstanceId={case}"):
        machine.post(f"/task/{task['id']}/complete", {}, expect=204)
    for task in machine.get(f"/task?processInstanceId={case}"):
        machine.post(f"/task/{task['id']}/complete", {}, expect=204)
    assert machine.get(f"/history/process-instance/{case}")["state"] == "COMPLETED"


def test_ended_cases_begin_again_where_an_operator_says(admin: Client, machine: Client) -> None:
    """All of them or none: one that still runs stops all; with the variables of the end or of the beginning, done once under a key."""
    version = machine.get("/process-definition/key/long")["id"]
    ended = admin.post("/process-definition/key/long/start", {"variables": {"x": {"value": 1, "type": "Short"}}, "businessKey": "B"})["id"]
    machine.put(f"/process-instance/{ended}/variables/x", {"value": 2, "type": "Long"})
    running = admin.post("/process-definition/key/long/start", {})["id"]
    assert admin.send("DELETE", f"/process-instance/{ended}").status == 204
    path, body = f"/process-definition/{version}/restart", {"instructions": [{"type": "startBeforeActivity", "activityId": "inner"}]}
    assert admin.send("POST", path, {**body, "processInstanceIds": [ended, running]}).status == 409
    assert admin.send("POST", path, body).status == 400 and machine.send("POST", path, {**body, "processInstanceIds": [ended]}).status == 403
    assert machine.get("/history/process-instance/count") == {"count": 2}
    for _ in range(2):
        admin.post(path, {**body, "historicProcessInstanceQuery": {"finished": True}}, expect=204, Idempotency_Key="again")
    (again,) = machine.get("/process-instance?businessKey=B")
    assert _open(machine, again["id"]) == ["inner"] and machine.get(f"/process-instance/{again['id']}/variables/x")["type"] == "Long"
    admin.post(path, {**body, "processInstanceIds": [ended], "initialVariables": True, "withoutBusinessKey": True}, expect=204)
    (first,) = [row["id"] for row in machine.get("/process-instance") if row["id"] not in {again["id"], running}]
    assert machine.get(f"/process-instance/{first}")["businessKey"] != "B"
    assert machine.get(f"/process-instance/{first}/variables/x") == {"value": 1, "type": "Short", "valueInfo": {}}


def test_what_a_model_calls(admin: Client, machine: Client) -> None:
    """Named by the model and deployed; nobody deploys pictures."""
    caller = machine.get("/process-definition/key/calls")["id"]
    (row,) = machine.get(f"/process-definition/{caller}/static-called-process-definitions")
    assert row["key"] == "long" and row["calledFromActivityIds"] == ["c"] and row["callingProcessDefinitionId"] == caller
    assert machine.send("GET", "/process-definition/key/calls/diagram").status == 204
