"""The web application over the real engine, and people who use it through a browser of their own."""

from __future__ import annotations

import pytest
from flask import Flask

from adapters.bootstrap import Application
from engine import Actor, Engine
from tests.web.errand import files
from tests.web.visitor import Visitor
from web.app import create_app


@pytest.fixture
def app(application: Application) -> Flask:
    """The WSGI application."""
    return create_app(application)


@pytest.fixture
def visit(app: Flask, people: dict[str, Actor]) -> type[Visitor]:
    """Makes visitors: `visit()` is a stranger, `visit.named("anna")` is signed in."""

    class Here(Visitor):
        application = app

    return Here


@pytest.fixture
def errand(engine: Engine, people: dict[str, Actor]) -> str:
    """The small process is published; its key."""
    engine.definitions.deploy(people["author"], "errand", files())
    return "errand"


@pytest.fixture
def case(engine: Engine, people: dict[str, Actor], errand: str) -> str:
    """A case that anna started; its first task waits in the pool of the officers. Its id."""
    return engine.instances.start(people["anna"], errand, {"shop": "某某餐饮店"}).id


@pytest.fixture
def task(engine: Engine, people: dict[str, Actor], case: str) -> str:
    """The id of that task."""
    return engine.tasks.inbox(people["anna"], "group").items[0].id
