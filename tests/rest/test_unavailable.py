"""A database that does not answer: 503 with Retry-After for pages, JSON and both REST interfaces, and a key makes the next try safe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from adapters.bootstrap import Application
from engine import Engine, Unavailable
from engine.store.uow import Store, Unit
from tests.rest.conftest import PASSWORD
from web.app import create_app


@pytest.mark.parametrize("door", ["read", "write"])
def test_who_asks_is_told_to_try_again(live: Application, models: None, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
    client = create_app(live).test_client()
    client.set_cookie(client.application.config["ONETHING_COOKIE"], live.engine.people.open_session("anna"))
    assert client.get("/cases").status_code == 200
    start = "/engine-rest/process-definition/key/ship/start"
    assert client.get("/engine-rest/task", auth=("machine", PASSWORD)).status_code == 200  # the password is remembered
    usual = getattr(Store, door)

    @contextmanager
    def gone(self: Store, *given: object) -> Iterator[Unit]:
        raise Unavailable("terminating connection due to idle-in-transaction timeout")
        yield

    monkeypatch.setattr(Store, door, gone)
    answers = [client.post(start, json={}, auth=("machine", PASSWORD), headers={"Idempotency-Key": "k"})]
    if door == "read":
        answers += [client.get("/cases"), client.get("/trace", headers={"Accept": "application/json"}), client.get("/api/v1/cases", auth=("anna", PASSWORD))]
        assert "数据库暂时没有响应" in answers[1].text
    for answer in answers:
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "5"), answer.text
    assert set(answers[0].json) == {"type", "message", "code"}
    monkeypatch.setattr(Store, door, usual)
    begun = [client.post(start, json={}, auth=("machine", PASSWORD), headers={"Idempotency-Key": "k"}).json["id"] for _ in range(2)]
    assert begun[0] == begun[1]


def test_health_says_so_without_an_error(live: Application, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> object:
        raise Unavailable
    monkeypatch.setattr(Store, "read", gone)
    answer = create_app(live).test_client().get("/healthz")
    assert (answer.status_code, answer.json["status"]) == (503, "down")
