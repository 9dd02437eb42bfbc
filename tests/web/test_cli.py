"""The command: it serves, says where, and stops in order."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from web.cli import main

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


def started(process: subprocess.Popen[str], seconds: float = START_SECONDS) -> str:
    """The address the server prints."""
    assert process.stdout
    until = time.monotonic() + seconds
    text = ""
    while time.monotonic() < until:
        line = process.stdout.readline()
        text += line
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
        if not line and process.poll() is not None:
            break
    raise AssertionError(text)


def asked(url: str) -> Any:
    """What /healthz says."""
    with urllib.request.urlopen(f"{url}/healthz", timeout=60) as answer:
        return json.load(answer)


def worker_state(url: str, wanted: str) -> str:
    """The state of the worker, once it is the wanted one or a minute is over; its bell rings every second."""
    until = time.monotonic() + 60
    while (state := asked(url)["worker"]["state"]) != wanted and time.monotonic() < until:
        time.sleep(0.2)
    return str(state)


@pytest.mark.parametrize("options", [[], ["--no-worker"]])
def test_serve_answers_and_stops_on_sigterm(tmp_path: Path, options: list[str]) -> None:
    empty = tmp_path / "bundles"
    empty.mkdir()
    environment = {**os.environ, "ONETHING_DATA_DIR": str(tmp_path / "var"), "ONETHING_BUNDLES_DIR": str(empty), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve", "--port", "0", *options], cwd=tmp_path, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    try:
        url = started(process)
        assert asked(url)["status"] == "ok"
        assert worker_state(url, wanted="never" if options else "ok") == ("never" if options else "ok")
        with urllib.request.urlopen(f"{url}/login", timeout=60) as answer:
            assert answer.headers["Server"] == "OneThing"
            assert "监管一件事" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)
        assert process.returncode == 0, rest
        assert "Traceback" not in rest
    finally:
        process.kill()
        process.communicate()


def test_the_commands_of_the_adapters_are_there() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    for name in ("serve", "demo", "worker", "migrate", "bundles", "admin", "health", "simulators"):
        assert re.search(rf"^  {name}\b", text, re.MULTILINE), name
