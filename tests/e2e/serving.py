"""Real processes for the tests: `onething serve` and friends on a free port, with their output at hand."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where compiled modules lie, as the Makefile says it.
BYTECODE = ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")
SECRET = "whsec_" + base64.b64encode(b"only for tests, 32 bytes of text").decode()


@dataclass
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> int:
        """End it as an operator would, by SIGTERM; returns its status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(60)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: str, folder: Path, environment: Mapping[str, str], *, python_path: Path = ROOT, module: str = "web.cli", working_dir: Path = ROOT,
    seconds: float = 120,
) -> Iterator[Served]:
    """Run `onething <command>` and wait, so many seconds at most, until /healthz answers; whatever happens, no process stays behind."""
    port = free_port()
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR", *BYTECODE) if name in os.environ}
    given = {**inherited, "PYTHONPATH": str(python_path), "ONETHING_DEMO_CASES": "no", "ONETHING_DATA_DIR": str(folder / "var"), "ONETHING_PORT": str(port), **environment}
    log = folder / f"{command}-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", module, command], cwd=working_dir, env=given, stdout=output, stderr=output)
    served = Served(f"http://127.0.0.1:{port}", process, log)
    try:
        answer(served, seconds)
        yield served
    finally:
        if process.poll() is None:
            try:
                served.stop()
            except subprocess.TimeoutExpired:
                served.kill()


@contextmanager
def simulators(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The departments' systems in a process of their own: their address, and the settings that connect the platform to them."""
    port = free_port()
    command = [sys.executable, "-m", "web.cli", "simulators", "--port", str(port), "--secret", SECRET]
    given = {**os.environ, "PYTHONPATH": str(ROOT), "ONETHING_DATA_DIR": str(folder / "others")}
    said = subprocess.run([*command, "--settings"], cwd=ROOT, env=given, capture_output=True, text=True, check=True).stdout
    with (folder / "simulators.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}", dict(line.split("=", 1) for line in said.splitlines() if line.startswith("ONETHING_"))
    finally:
        process.terminate()
        process.wait(60)


def answer(served: Served, seconds: float = 120) -> str:
    """What /healthz says, as soon as it says anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert served.process.poll() is None, served.log.read_text()
        try:
            with urllib.request.urlopen(f"{served.url}/healthz", timeout=30) as response:
                return str(response.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer: {served.log.read_text()}")
