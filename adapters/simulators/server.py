"""All simulated systems in one HTTP process: `/<system>/...` is that system, `/control/...` is for whoever tests.

    POST /control/faults    {system, kind, seconds, status, headers, times}   see faults.py
    POST /control/latency   {system, seconds}
    POST /control/clear     {}
    POST /control/events    {system, kind, body}          something happened there; callers read it at /<system>/events?after=N
    POST /control/records   {system, kind, id, body}
    POST /control/<system>/<verb>   an order of that system alone, such as /control/penalty/decide
    POST /control/send      {url, secret, id, body, times}  the system calls us, signed after Standard Webhooks
    GET  /control/received?system=S                        what was received, with the number of tries

Control answers only this machine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from adapters.gateway_signing import signature
from adapters.outbound import Outbound
from adapters.signing import SignatureWrong, signed_headers, verify
from adapters.simulators.credit import CreditFace
from adapters.simulators.dingtalk import DingtalkFace
from adapters.simulators.face import Answer, System, faces
from adapters.simulators.faults import AFTER, Faults
from adapters.simulators.memory import Memory
from adapters.simulators.penalty import PenaltyFace
from engine.ports import Clock

LIMIT = 4 * 1024 * 1024
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Simulators:
    """The service; `start()` serves from threads of this process, `url` says where; `place(system)` is a system's base URL."""

    def __init__(
        self, secret: str, memory: Path | str, clock: Clock, *, host: str = "127.0.0.1", port: int = 0, systems: tuple[System, ...] | None = None,
    ) -> None:
        self.secret, self.memory, self.clock, self.faults = secret, Memory(memory), clock, Faults()
        played: tuple[System, ...] = (*faces(), PenaltyFace(), CreditFace(), DingtalkFace()) if systems is None else systems
        self.faces = {face.system: face for face in played}
        with self.memory.whole():
            for face in self.faces.values():
                face.seed(self.memory)
        self._server = _Server((host, port), type("Handler", (_Handler,), {"all": self}))
        self.url = f"http://{host}:{self._server.server_address[1]}"

    def place(self, system: str) -> str:
        """Where a system is."""
        return f"{self.url}/{system}"

    def start(self) -> None:
        """Serve in the background."""
        threading.Thread(target=lambda: self._server.serve_forever(0.02), name="simulators", daemon=True).start()

    def serve(self) -> None:
        """Serve until interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        """End, letting go of hanging requests."""
        self.faults.released.set()
        self._server.shutdown()
        self._server.server_close()
        self.memory.close()

    def answer(self, face: System, method: str, path: str, query: Mapping[str, str], key: str, body: bytes) -> Answer:
        """One request: the effect and the memory of its key together; a known key gets the answer of then."""
        now = self.clock.now()
        try:
            said = dict(parse_qsl(body.decode())) if face.scheme == "work-app" else json.loads(body) if body else None
        except ValueError:
            return 400, {"reason": "not JSON"}
        if face.scheme == "work-app":  # its requests carry their key inside, and a repeat is a success
            return self._work_app(face, method, path, query, key, body, said, now)
        if method not in UNSAFE:
            return face.respond(self.memory, method, path, query, said, now)
        if not key:
            return 400, {"reason": "Idempotency-Key is missing"}
        with self.memory.whole():
            if known := self.memory.known(face.system, key):
                same = known[0] == path and known[1] == body.decode()
                return (200 if known[2] == 201 else known[2], known[3]) if same else (422, {"reason": "Idempotency-Key was used for another request"})
            status, answer = face.respond(self.memory, method, path, query, said, now)
            if status < 400:
                self.memory.remember(face.system, key, method, path, body.decode(), status, answer, now)
            return status, answer

    def _work_app(self, face: System, method: str, path: str, query: Mapping[str, str], key: str, body: bytes, said: Any, now: datetime) -> Answer:
        with self.memory.whole():
            status, answer = face.respond(self.memory, method, path, query, said, now)
            if method in UNSAFE and status < 400:
                key = key or str(said.get("bizMsgId", ""))
                if self.memory.known(face.system, key) is None:
                    self.memory.remember(face.system, key, method, path, body.decode(), status, answer, now)
            return status, answer

    def signed_well(self, face: System, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """"" or why the signature is refused."""
        given = {name.lower(): value for name, value in headers.items()}
        signed = body if method in UNSAFE and body else path.encode()
        if face.scheme == "standard-webhooks":
            try:
                verify((self.secret,), given, signed, self.clock.now())
            except SignatureWrong as error:
                return str(error)
        elif face.scheme == "work-app":
            place = urlsplit(path)
            expected = signature(
                self.secret, method, given.get("x-hmac-auth-timestamp", ""), given.get("x-hmac-auth-nonce", ""), place.path,
                dict(parse_qsl(body.decode() if method in UNSAFE else place.query)),
            )
            if not hmac.compare_digest(given.get("x-hmac-auth-signature", ""), expected) or not given.get("apikey"):
                return "x-hmac-auth-signature does not fit"
        elif face.scheme == "bearer":
            if not hmac.compare_digest(given.get("authorization", ""), f"Bearer {self.secret}"):
                return "the token is not known"
        elif face.scheme == "hmac":
            stamp = given.get("x-timestamp", "")
            if not stamp.isdecimal() or abs(self.clock.now().timestamp() - int(stamp)) > 300:
                return "x-timestamp is missing or too far off"
            text = "\n".join([method, path, stamp, given.get("x-nonce", ""), hashlib.sha256(signed).hexdigest()])
            if not hmac.compare_digest(given.get("x-signature", ""), hmac.new(self.secret.encode(), text.encode(), "sha256").hexdigest()):
                return "x-signature does not fit"
        return ""

    def control(self, path: str, said: Mapping[str, Any]) -> Answer:
        """One order of whoever tests. Raises KeyError, ValueError for an order that cannot be read."""
        system = str(said.get("system", "*"))
        if path == "/control/faults":
            self.faults.add(system, said)
        elif path == "/control/latency":
            self.faults.latency(system, float(said["seconds"]))
        elif path == "/control/clear":
            self.faults.clear()
        elif path == "/control/events":
            return 200, {"number": self.memory.happened(system, said["kind"], said["body"], self.clock.now())}
        elif path == "/control/records":
            self.memory.put(system, said["kind"], said["id"], {"id": said["id"], **said["body"]})
        elif path == "/control/send":
            return 200, {"statuses": self._send(said)}
        else:
            name, _, verb = path.removeprefix("/control/").partition("/")
            done = self.faces[name].order(self.memory, verb, said, self.clock.now()) if name in self.faces else None
            return done or (404, {"reason": "no such order"})
        return 200, {}

    def _send(self, said: Mapping[str, Any]) -> list[int]:
        place = urlsplit(said["url"])
        outbound = Outbound(f"{place.scheme}://{place.netloc}", (place.netloc,), timeout_seconds=10)
        body = json.dumps(said["body"], ensure_ascii=False).encode()
        try:
            return [
                outbound.post(place.path, body, signed_headers(said["secret"], said["id"], self.clock.now(), body)).status
                for _ in range(min(int(said.get("times", 1)), 1000))
            ]
        finally:
            outbound.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up, mostly because we let it wait: nothing to say."""


class _Handler(BaseHTTPRequestHandler):
    all: Simulators
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def do_PATCH(self) -> None:
        self._serve("PATCH")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def _serve(self, method: str) -> None:
        size = int(self.headers.get("content-length") or 0)
        if size > LIMIT:
            return self._say(413, {"reason": "too large"})
        body = self.rfile.read(size)
        if self.path.startswith("/control/"):
            return self._control(method, body)
        system, _, rest = self.path.removeprefix("/").partition("/")
        face = self.all.faces.get(system)
        if face is None:
            return self._say(404, {"reason": f"no system {system}"})
        place, path = urlsplit("/" + rest), "/" + rest
        fault = self.all.faults.next(system)
        if self._spoilt(fault):
            return None
        if place.path == "/health":
            status, answer = 200, {"status": "ok"}
        elif why := self.all.signed_well(face, method, path, dict(self.headers), body):
            status, answer = 401, {"reason": why}
        else:
            status, answer = self.all.answer(face, method, place.path, dict(parse_qsl(place.query)), self.headers.get("idempotency-key", ""), body)
        return self._after(fault, status, answer) if fault.get("kind") in AFTER else self._say(status, answer)

    def _spoilt(self, fault: dict[str, Any]) -> bool:
        """Make a fault that comes before the work; True if the request is over."""
        kind = fault.get("kind")
        if kind in {"latency", "hang"}:
            self.all.faults.released.wait(float(fault.get("seconds", 3600 if kind == "hang" else 1)))
        if kind is None or kind == "latency" or kind in AFTER:
            return False
        if kind == "status":
            self._say(int(fault.get("status", 500)), {"reason": "fault"}, fault.get("headers", {}))
        elif kind == "reject":
            self._say(422, {"reason": fault.get("reason", "不属于受理范围"), "code": fault.get("code", "rejected")})
        elif kind == "garbage":
            self._send(200, b"<html>maintenance</html>", "text/html", {})
        elif kind == "wrong":
            self._say(200, {"unexpected": ["shape"]})
        elif kind == "large":
            self._send(200, b'{"a": "' + b"x" * int(fault.get("bytes", 2_000_000)) + b'"}', "application/json", {})
        elif kind == "packed":
            self._send(200, b"\x1f\x8b\x08\x00", "application/json", {"Content-Encoding": "gzip"})
        else:
            self.close_connection = True
        return True

    def _after(self, fault: dict[str, Any], status: int, answer: Mapping[str, Any]) -> None:
        """The work is done, its answer comes late, in part, or not at all: the case for idempotency."""
        content, kind = json.dumps(answer, ensure_ascii=False).encode(), fault["kind"]
        if kind == "lose-answer":
            self.close_connection = True
            return None
        if kind == "late":
            self.all.faults.released.wait(float(fault.get("seconds", 2)))
            return self._say(status, answer)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if kind == "cut":
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return None
        for index in range(len(content)):  # drip: every read is quick, the whole takes for ever
            self.wfile.write(content[index : index + 1])
            self.wfile.flush()
            self.all.faults.released.wait(float(fault.get("seconds", 0.2)))
        return None

    def _control(self, method: str, body: bytes) -> None:
        if self.client_address[0] not in {"127.0.0.1", "::1"}:
            return self._say(403, {"reason": "only from this machine"})
        place = urlsplit(self.path)
        if method == "GET" and place.path == "/control/received":
            system = dict(parse_qsl(place.query)).get("system", "")
            return self._say(200, {"received": self.all.memory.received(system)})
        try:
            return self._say(*self.all.control(place.path, json.loads(body or b"{}")))
        except (KeyError, TypeError, ValueError) as error:
            return self._say(422, {"reason": f"{type(error).__name__}: {error}"})

    def _say(self, status: int, answer: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=utf-8", headers or {})

    def _send(self, status: int, content: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: /control/received says what came."""
