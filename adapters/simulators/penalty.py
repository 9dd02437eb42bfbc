"""Stands in for the provincial enforcement platform: signed hand-overs, idempotent by key, answers by number, faults on demand.

    POST /handovers          signed, Idempotency-Key -> 201 {receiptNo, status}; repeated: 200 with the same receipt
    GET  /answers?after=N    signed -> {answers: [{number, receiptNo, decision, provCaseNo, ...}]}
    POST /control/faults     {kind: latency|status|hang|drop|garbage|reject|lose-answer, seconds, status, reason, times}
    POST /control/decide     {receiptNo, decision: accepted|returned, reason}
    GET  /control/handovers  what was received

Control is unsigned and answers only this machine.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from adapters.signing import SignatureWrong, verify
from adapters.simulators.ledger import KeyReused, Ledger
from engine.ports import Clock

REQUIRED = ("caseId", "findingId", "bodyGroup", "package")
LIMIT = 1024 * 1024


@dataclass(slots=True)
class Faults:
    """The faults still to be made, first in first out."""

    queue: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)

    def add(self, fault: Mapping[str, Any]) -> None:
        """Make this fault for the next `times` requests."""
        with self.lock:
            self.queue.extend([dict(fault)] * int(fault.get("times", 1)))

    def next(self) -> dict[str, Any]:
        """The fault of this request, {} for none."""
        with self.lock:
            return self.queue.pop(0) if self.queue else {}


class PenaltySimulator:
    """The service; `start()` serves from threads of this process, `url` says where."""

    def __init__(
        self, secret: str, ledger: Path | str, clock: Clock, *, host: str = "127.0.0.1", port: int = 0, accept_after: timedelta | None = None,
    ) -> None:
        self.secret, self.ledger, self.clock, self.faults = secret, Ledger(ledger), clock, Faults()
        self._accept_after = accept_after
        handler = type("Handler", (_Handler,), {"simulator": self})
        self._server = _Server((host, port), handler)
        self.url = f"http://{host}:{self._server.server_address[1]}"

    def start(self) -> None:
        """Serve in the background."""
        threading.Thread(target=lambda: self._server.serve_forever(0.05), name="penalty simulator", daemon=True).start()

    def serve(self) -> None:
        """Serve until interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        """End, letting go of hanging requests."""
        self.faults.released.set()
        self._server.shutdown()
        self._server.server_close()
        self.ledger.close()

    def receive(self, key: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """One hand-over: status and answer."""
        try:
            package = json.loads(body)
            missing = [name for name in REQUIRED if not package.get(name)]
        except (ValueError, AttributeError):
            return 400, {"reason": "not a JSON object"}
        if missing:
            return 422, {"reason": "材料不全：" + "、".join(missing)}
        try:
            receipt, new = self.ledger.receive(key, body, self.clock.now())
        except KeyReused:
            return 422, {"reason": "Idempotency-Key was used for another body"}
        return (201 if new else 200), {"receiptNo": receipt, "status": "received"}

    def answers(self, after: int) -> list[dict[str, Any]]:
        """The answers above a number; before that, the demo's officer accepts what has waited long enough."""
        if self._accept_after is not None:
            for receipt in self.ledger.undecided(self.clock.now() - self._accept_after):
                self.decide({"receiptNo": receipt, "decision": "accepted"})
        return self.ledger.answers(after)

    def decide(self, said: Mapping[str, Any]) -> int:
        """Play the platform's officer."""
        accepted = said["decision"] == "accepted"
        details = {
            "provCaseNo": f"浙执{said['receiptNo']}" if accepted else None, "status": "filed" if accepted else "returned",
            "date": self.clock.now().date().isoformat(), "reason": said.get("reason"),
        }
        return self.ledger.decide(said["receiptNo"], said["decision"], details)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up, mostly because we let it wait: nothing to say."""


class _Handler(BaseHTTPRequestHandler):
    simulator: PenaltySimulator
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        if size > LIMIT:
            return self._say(413, {"reason": "too large"})
        body = self.rfile.read(size)
        if self.path.startswith("/control/"):
            return self._control(json.loads(body or b"{}"))
        fault = self.simulator.faults.next()
        if self._spoil(fault):
            return None
        try:
            verify((self.simulator.secret,), dict(self.headers), body, self.simulator.clock.now())
        except SignatureWrong as error:
            return self._say(401, {"reason": str(error)})
        key = self.headers.get("idempotency-key", "")
        if self.path != "/handovers" or not key:
            return self._say(404 if key else 400, {"reason": "POST /handovers with an Idempotency-Key"})
        status, answer = self.simulator.receive(key, body)
        if fault.get("kind") == "lose-answer":  # the work is done, the answer never arrives: the case for idempotency
            return self._drop()
        return self._say(status, answer)

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path == "/control/handovers" and self._local():
            return self._say(200, {"handovers": self.simulator.ledger.handovers()})
        if self._spoil(self.simulator.faults.next()):
            return None
        try:
            verify((self.simulator.secret,), dict(self.headers), self.path.encode(), self.simulator.clock.now())
        except SignatureWrong as error:
            return self._say(401, {"reason": str(error)})
        if place.path != "/answers":
            return self._say(404, {"reason": "GET /answers"})
        after = int(parse_qs(place.query).get("after", ["0"])[0])
        return self._say(200, {"answers": self.simulator.answers(after)})

    def _control(self, said: dict[str, Any]) -> None:
        if not self._local():
            return self._say(403, {"reason": "only from this machine"})
        if self.path == "/control/faults":
            self.simulator.faults.add(said)
            return self._say(200, {})
        if self.path == "/control/decide":
            return self._say(200, {"number": self.simulator.decide(said)})
        return self._say(404, {})

    def _spoil(self, fault: dict[str, Any]) -> bool:
        """Make the fault; True if the request is over."""
        kind = fault.get("kind")
        if kind in {"latency", "hang"}:
            self.simulator.faults.released.wait(float(fault.get("seconds", 3600 if kind == "hang" else 1)))
        if kind == "latency" or kind in {None, "lose-answer"}:
            return False
        if kind == "status":
            self._say(int(fault.get("status", 500)), {"reason": "fault"}, fault.get("headers", {}))
        elif kind == "reject":
            self._say(422, {"reason": fault.get("reason", "不属于受理范围")})
        elif kind == "garbage":
            self._send(200, b"<html>maintenance</html>", "text/html", {})
        else:
            self._drop()
        return True

    def _drop(self) -> None:
        self.close_connection = True

    def _local(self) -> bool:
        return self.client_address[0] in {"127.0.0.1", "::1"}

    def _say(self, status: int, answer: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=utf-8", headers or {})

    def _send(self, status: int, content: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the control endpoint says what was received."""
