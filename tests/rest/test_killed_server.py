"""A client in another language works off external tasks while the server is killed again and again: none lost, none twice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from adapters.clock import SystemClock
from adapters.passwords import Argon2Passwords
from engine import SYSTEM_ACTOR, Engine, open_store
from tests.engine.modelling import bpmn
from tests.rest.conftest import PASSWORD

HERE = Path(__file__).parent
SHIP = bpmn("start s\nservice send topic=ship\nend e\ns > send > e", "ship")


@pytest.mark.parametrize(("tasks", "kills"), [(40, 1), pytest.param(1000, 10, marks=pytest.mark.soak)])
def test_a_killed_server_loses_no_external_task_and_doubles_none(database_url: str, tmp_path: Path, node_modules: None, tasks: int, kills: int) -> None:
    engine = Engine(open_store(database_url), SystemClock(), Argon2Passwords(quick=True))
    engine.people.create_account(SYSTEM_ACTOR, "machine", "Machine", "", PASSWORD, [], ["integration"], must_change=False)
    engine.definitions.deploy(SYSTEM_ACTOR, "t", {"ship.bpmn": SHIP})
    for number in range(tasks):
        engine.instances.start(SYSTEM_ACTOR, "ship", {"order": number})
    ledger, port = tmp_path / "ledger", _free_port()
    ledger.touch()
    database = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))

    def ended() -> int:
        with database.connect() as connection:
            return int(connection.execute(text("select count(*) from instance where state = 'completed'")).scalar_one())

    server = _served(database_url, port, tmp_path)
    client = subprocess.Popen(["node", "clients/steadfast.mjs", f"http://127.0.0.1:{port}/engine-rest", "machine", PASSWORD, str(ledger)], cwd=HERE)
    try:
        for number in range(1, kills + 1):
            _until(lambda goal=tasks * number // (kills + 1): ended() >= goal)
            server.send_signal(signal.SIGKILL)
            server.wait()
            server = _served(database_url, port, tmp_path)
        _until(lambda: ended() == tasks)
    finally:
        client.kill()
        client.wait()
        server.kill()
        server.wait()
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    effects = Counter(line["order"] for line in lines if "effect" in line)
    assert effects == Counter(range(tasks)), "every order shipped once"
    with database.connect() as connection:
        shipped = [json.loads(value) for (value,) in connection.execute(text("select detail from event where kind = 'external.completed'"))]
        left = connection.execute(text("select count(*) from external_task")).scalar_one()
        twice = connection.execute(text("select count(*) from (select root_id from activity where element = 'e' group by root_id having count(*) > 1) as t")).scalar_one()
    assert (left, twice, len(shipped)) == (0, 0, tasks)
    database.dispose()
    engine.close()


def _served(database_url: str, port: int, folder: Path) -> subprocess.Popen[bytes]:
    """`onething serve`, once it answers; without the district's own processes, which take it seconds to check."""
    (folder / "no-bundles").mkdir(exist_ok=True)
    given = {
        **os.environ, "ONETHING_DATA_DIR": str(folder / "var"), "ONETHING_DATABASE_URL": database_url, "ONETHING_PORT": str(port), "ONETHING_SECRET_KEY": "only for tests",
        "ONETHING_BUNDLES_DIR": str(folder / "no-bundles"),
        "PYTHONPATH": str(HERE.parents[1]),
    }
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen([sys.executable, "-m", "web.cli", "serve"], env=given, stdout=log, stderr=log)
    _until(lambda: _answers(port), 60)
    return server


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until(holds: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)  # another process works; nothing here could wake us
