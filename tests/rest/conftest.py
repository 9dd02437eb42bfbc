"""The whole application on a real port with the real clock, and people who sign in by HTTP Basic."""

from __future__ import annotations

import fcntl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import waitress
from waitress import wasyncore

from adapters.bootstrap import Application, build
from adapters.clock import SystemClock
from adapters.mail.fake import FakeMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from engine import SYSTEM_ACTOR, Engine
from tests.rest.client import Client
from tests.rest.models import MODELS
from web.app import create_app

HERE = Path(__file__).parent
PASSWORD = "a long enough phrase"
ACCOUNTS: dict[str, tuple[list[str], list[str]]] = {
    "machine": ([], ["integration"]), "anna": (["zhzf.nanhu.officer"], []), "ben": (["zhzf.nanhu.officer"], []),
    "fiona": (["xfjy.nanhu.officer"], []), "admin": ([], ["system"]),
}


@pytest.fixture
def live(settings: Settings) -> Iterator[Application]:
    """The composed application with a quick password hash and the real clock."""
    application = build(replace(settings, threads=8), SystemClock(), passwords=Argon2Passwords(quick=True), mailer=FakeMailer())
    engine = application.engine
    for unit in ("zhzf.nanhu", "xfjy.nanhu"):
        engine.people.save_unit(SYSTEM_ACTOR, unit, unit, unit, "department", None)
    for name, (groups, rights) in ACCOUNTS.items():
        engine.people.create_account(SYSTEM_ACTOR, name, name.title(), "", PASSWORD, groups, rights, must_change=False)
    yield application
    application.close()


@pytest.fixture
def engine(live: Application) -> Engine:
    """Its engine."""
    return live.engine


@pytest.fixture
def url(live: Application) -> Iterator[str]:
    """The address of /engine-rest on a real server."""
    server = waitress.create_server(
        create_app(live), host="127.0.0.1", port=0, threads=live.settings.threads, channel_request_lookahead=1, clear_untrusted_proxy_headers=True,
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/engine-rest"
    server.task_dispatcher.shutdown(timeout=5)
    # In the thread that selects, an empty map ends its loop. Another pull may wake it first: then the pipe is already shut here.
    with suppress(OSError):
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join(60)
    assert not thread.is_alive()


@pytest.fixture
def sign_in(url: str) -> Callable[[str], Client]:
    """A client of an account."""
    return lambda name: Client(url, name, PASSWORD)


@pytest.fixture
def machine(sign_in: Callable[[str], Client]) -> Client:
    """The machine of integration."""
    return sign_in("machine")


@pytest.fixture
def models(engine: Engine) -> None:
    """The models of `tests.rest.models` are deployed."""
    engine.definitions.deploy(SYSTEM_ACTOR, "models", MODELS)


@pytest.fixture(scope="session")
def node_modules() -> None:
    """The npm client as locked; installed once, by whichever test process comes first."""
    with (HERE / "package.json").open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (HERE / "node_modules" / "camunda-external-task-client-js").is_dir():
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
