"""Who gets in, by what, and that a deed with a key is done once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from adapters.bootstrap import Application
from engine import SYSTEM_ACTOR, Engine
from tests.rest.client import Client
from tests.rest.conftest import PASSWORD
from web.app import create_app


def test_strangers_get_a_challenge_and_json(url: str, sign_in: Callable[[str], Client]) -> None:
    for client in (Client(url), Client(url, "machine", "wrong"), Client(url, "nobody", PASSWORD), Client(url, token="ot_wrong")):
        for path in ("/task", "/nothing/here", "/version", "/openapi.json"):
            answer = client.send("GET", path)
            assert answer.status == 401, path
            assert answer.headers["www-authenticate"] == 'Basic realm="default"'
            assert set(answer.json) == {"type", "message", "code"}
    for authorization in ("Basic", "Basic !!!", "Basic bWFjaGluZQ==", "Bearer", "Digest x", "Basic /w=="):
        assert Client(url).send("GET", "/task", Authorization=authorization).status == 401


def test_a_cookie_never_signs_in_and_no_token_of_pages_is_needed(live: Application) -> None:
    client = create_app(live).test_client()
    token = live.engine.people.open_session("machine")
    client.set_cookie(live_cookie(client), token)
    assert client.get("/cases").status_code == 200
    assert client.get("/engine-rest/task").status_code == 401
    answer = client.post("/engine-rest/task", json={}, auth=("machine", PASSWORD))
    assert (answer.status_code, answer.json) == (200, [])
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "application/json"


def live_cookie(client: Any) -> str:
    """The name of the session cookie."""
    return str(client.application.config["ONETHING_COOKIE"])


def test_a_verified_password_is_remembered_until_it_changes(engine: Engine, machine: Client, sign_in: Callable[[str], Client]) -> None:
    calls: list[str] = []
    own = engine.people._runtime.passwords
    verify = own.verify

    def counted(hashed: str, text: str) -> bool:
        calls.append(text)
        return verify(hashed, text)

    own.verify = counted  # type: ignore[method-assign]  # counting is the point
    for _ in range(5):
        machine.get("/version")
    assert len(calls) == 1
    assert sign_in("machine").send("GET", "/version").status == 200
    engine.people.set_password(SYSTEM_ACTOR, "machine", "quite another phrase")
    assert machine.send("GET", "/version").status == 401
    changed = Client(machine.url, "machine", "quite another phrase").send("GET", "/version")
    assert changed.status == 401  # it must be changed by its owner first
    assert "login.must-change" in changed.json["message"]
    engine.people.update_account(SYSTEM_ACTOR, "anna", active=False)
    assert sign_in("anna").send("GET", "/version").status == 401


def test_wrong_passwords_lock_the_account(engine: Engine, url: str, machine: Client) -> None:
    assert machine.send("GET", "/version").status == 200
    for _ in range(5):
        Client(url, "machine", "wrong").send("GET", "/version")
    assert machine.send("GET", "/version").status == 401


def test_tokens_open_what_they_are_for_until_they_end(live: Application, engine: Engine, url: str) -> None:
    actor = engine.people.authenticate("machine", PASSWORD)
    now = live.clock.now()
    identity, secret = engine.rest.access.create_token(actor, "machine", "worker", ["external-task"], now + timedelta(days=1))
    client = Client(url, token=secret)
    assert client.get("/external-task") == []
    refused = client.send("GET", "/task")
    assert (refused.status, refused.json["type"]) == (403, "AuthorizationException")
    assert refused.json["userId"] is None
    assert set(refused.json) >= {"permissionName", "resourceName", "resourceId", "missingAuthorizations"}
    shown = engine.rest.access.tokens(actor, "machine")
    assert [(item.id, item.name, item.scopes) for item in shown] == [(identity, "worker", ("external-task",))]
    assert secret not in repr(shown)
    engine.rest.access.revoke_token(actor, identity)
    assert client.send("GET", "/external-task").status == 401
    _, short = engine.rest.access.create_token(actor, "machine", "short", [], now + timedelta(seconds=60))
    assert Client(url, token=short).send("GET", "/task").status == 200
    live.clock.now = lambda: now + timedelta(seconds=61)  # type: ignore[method-assign]  # a minute later
    assert Client(url, token=short).send("GET", "/task").status == 401


def test_a_deed_with_a_key_is_done_once(machine: Client, models: None) -> None:
    body = {"businessKey": "ONCE"}
    first = machine.post("/process-definition/key/ship/start", body, Idempotency_Key="k-1")
    again = machine.post("/process-definition/key/ship/start", body, Idempotency_Key="k-1")
    assert first["id"] == again["id"]
    assert machine.get("/process-instance/count") == {"count": 1}
    other = machine.send("POST", "/process-definition/key/ship/start", {"businessKey": "OTHER"}, Idempotency_Key="k-1")
    assert other.status == 422
    assert machine.send("POST", "/process-definition/key/ship/start", body, Idempotency_Key="x" * 201).status == 400
    (task,) = machine.post("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 9000}]})
    for _ in range(3):
        machine.post(f"/external-task/{task['id']}/complete", {"workerId": "w"}, expect=204, Idempotency_Key="k-2")
    assert machine.get("/task/count") == {"count": 1}


def test_the_same_key_at_the_same_moment_is_done_once(machine: Client, models: None) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(machine.send("POST", "/process-definition/key/ship/start", {}, Idempotency_Key="race").status))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) <= {200, 409}
    assert machine.get("/process-instance/count") == {"count": 1}


def test_people_see_and_do_what_they_may(machine: Client, sign_in: Callable[[str], Client], models: None) -> None:
    machine.post("/message", {"messageName": "ordered"}, expect=204)
    anna, fiona = sign_in("anna"), sign_in("fiona")
    (task,) = anna.get("/task")
    assert fiona.get("/task") == []
    assert fiona.send("GET", f"/task/{task['id']}").status == 404
    assert fiona.send("POST", f"/task/{task['id']}/complete", {}).status == 404
    for path, body in (("/external-task/fetchAndLock", {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "ship", "lockDuration": 9}]}), ("/message", {"messageName": "ordered"})):
        assert anna.send("POST", path, body).status == 403
    assert anna.upload("/deployment/create", {"deployment-name": "x"}, {"a": ("x.bpmn", b"<x/>")}).status == 403
    assert anna.send("POST", f"/task/{task['id']}/claim", {"userId": "ben"}).status == 403
    anna.post(f"/task/{task['id']}/claim", {"userId": "anna"}, expect=204)
    assert sign_in("ben").send("POST", f"/task/{task['id']}/claim", {"userId": "ben"}).status == 409
    anna.post(f"/task/{task['id']}/complete", {"variables": {}}, expect=204)
    assert anna.get("/history/task")[0]["assignee"] == "anna"
