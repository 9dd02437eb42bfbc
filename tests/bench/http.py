"""The same action over HTTP: a server process of its own on the bench's database, asked by one client that keeps its connection.

`python -m tests.bench.http <database url>` is the server: it prints its port, and on each line of input what its database was asked since.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.measure import PASSWORD, Bench, Plain

REQUESTS = 200
WARM = 20


def figures(bench: Bench, url: str) -> dict[str, Any]:
    """CPU milliseconds of the server, statements and commits for one `POST /engine-rest/task/{id}/complete`, mean of 200; sign-in included."""
    case = bench.started()
    with served(url) as server:
        port = int(_said(server))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for number in range(WARM):
            _complete(bench, connection, case, number)
        _counts(server)
        before = _cpu_ticks(server.pid)
        for number in range(REQUESTS):
            _complete(bench, connection, case, WARM + number)
        used = _cpu_ticks(server.pid) - before
        counts = _counts(server)
        connection.close()
    return {
        "cpu_ms": round(used * 1000 / os.sysconf("SC_CLK_TCK") / REQUESTS, 2), "statements": counts["statements"] / REQUESTS,
        "commits": counts["commits"] / REQUESTS,
    }


@contextmanager
def served(url: str) -> Iterator[subprocess.Popen[str]]:
    """The server process; it ends with its input."""
    with subprocess.Popen([sys.executable, "-m", "tests.bench.http", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield server


def _complete(bench: Bench, connection: http.client.HTTPConnection, case: str, number: int) -> None:
    (task,) = bench.engine.instances.get(bench.actor, case).open_tasks
    body = json.dumps({"variables": {"round": {"value": number, "type": "Integer"}, "remark": {"value": "as usual", "type": "String"}}})
    connection.request("POST", f"/engine-rest/task/{task.id}/complete", body, {
        "Content-Type": "application/json", "Authorization": "Basic " + b64encode(f"bench-1:{PASSWORD}".encode()).decode(), "Idempotency-Key": task.id,
    })
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 204, (answer.status, text)


def _said(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    line = server.stdout.readline()
    if not line:
        raise RuntimeError("the server did not start")
    return line


def _counts(server: subprocess.Popen[str]) -> dict[str, int]:
    assert server.stdin is not None
    server.stdin.write("\n")
    server.stdin.flush()
    found: dict[str, int] = json.loads(_said(server))
    return found


def _cpu_ticks(process: int) -> int:
    """User and system time (proc(5): fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def main(url: str) -> None:
    """Serve until the input ends."""
    import waitress
    from sqlalchemy import event

    from adapters import settings
    from adapters.bootstrap import build
    from tests.settable_clock import SettableClock
    from web.app import create_app

    with tempfile.TemporaryDirectory() as folder:
        given = settings.read({"ONETHING_DATA_DIR": folder, "ONETHING_DATABASE_URL": url, "ONETHING_SECRET_KEY": "only for the bench"})
        application = build(given, SettableClock("2026-03-02 09:00"), passwords=Plain())
        counts = {"statements": 0, "commits": 0}
        database = application.engine._store.database

        def count(what: str) -> None:
            counts[what] += 1

        event.listen(database, "before_cursor_execute", lambda *_given: count("statements"))
        event.listen(database, "commit", lambda _connection: count("commits"))
        server = waitress.create_server(create_app(application), host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        print(server.effective_port, flush=True)
        for _line in sys.stdin:
            print(json.dumps(counts), flush=True)
            counts.update(statements=0, commits=0)


if __name__ == "__main__":
    main(sys.argv[1])
