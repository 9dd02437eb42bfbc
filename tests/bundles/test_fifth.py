"""A fifth scenario is a folder that is published: from outside, over REST, and then run by people in the inbox. No line of code."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from pathlib import Path

import pytest
from flask import Flask

from adapters import bundles
from adapters.bootstrap import Application
from engine import Actor, Engine
from tests.web.visitor import PASSWORD, Visitor
from web.app import create_app

FIFTH = Path(__file__).parent / "fifth/banner"


@pytest.fixture
def app(application: Application) -> Flask:
    return create_app(application)


@pytest.fixture
def visit(app: Flask, people: dict[str, Actor]) -> type[Visitor]:
    class Here(Visitor):
        application = app

    return Here


def published(app: Flask) -> int:
    """Deploy the folder as any client of the dialect would; the status."""
    files = {f"file-{number}": (io.BytesIO(content), name) for number, (name, content) in enumerate(bundles.read(FIFTH).items())}
    answer = app.test_client().post(
        "/engine-rest/deployment/create", data={"deployment-name": "banner", **files},
        headers={"Authorization": "Basic " + b64encode(f"machine:{PASSWORD}".encode()).decode()},
    )
    return answer.status_code


def test_a_folder_published_from_outside_runs_in_the_inbox(app: Flask, visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    assert published(app) == 200
    anna, ben = visit.named("anna"), visit.named("ben")
    assert "横幅备案" in anna.get("/start").text
    assert "横幅备案" not in visit.named("fiona").get("/start").text
    assert "悬挂地点" in anna.get("/start/banner-permit").text
    begun = anna.send("POST", "/start/banner-permit", {"data": {"place": "解放路 1 号", "bannerLength": 12}, "key": "k"})
    case = begun.json["redirect"]
    assert "要求缩短" in anna.get(case).text
    inbox = ben.get("/inbox?view=group").text
    task = re.search(r'href="/tasks/([^"?]+)', inbox)
    assert task is not None and "要求缩短" in inbox
    version = engine.tasks.get(people["ben"], task[1]).row.version
    assert ben.post(f"/tasks/{task[1]}/claim", {"version": version}).status_code == 302
    row = engine.tasks.get(people["ben"], task[1]).row
    refused = ben.send("POST", f"/tasks/{task[1]}/complete", {"data": {"agreedLength": 11}, "version": row.version, "key": "a"})
    assert refused.status_code == 422
    done = ben.send("POST", f"/tasks/{task[1]}/complete", {"data": {"agreedLength": 9}, "version": row.version, "key": "b"})
    assert done.status_code == 200, done.text
    assert engine.instances.get(people["anna"], case.rpartition("/")[2]).row.state == "completed"
