"""Every route, tried by who has no business there: case matters are invisible to others, administration is closed to officers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from flask import Flask

from engine import Engine
from tests.web.visitor import Visitor
from web.auth.guard import PUBLIC

#: Open to every signed-in person: what shows only one's own things, and what is open inside the office (the engine filters both).
OPEN = {
    "root", "inbox.show", "inbox.claim", "inbox.keep", "inbox.prefer", "inbox.forget", "live.counts", "cases.search", "start.choose", "notices.show", "notices.read", "lookup.look", "login.out",
    "password.show", "password.submit", "provider.mine", "provider.cut", "provider.link", "tokens.mine", "tokens.create",
    "developer.show", "developer.openapi", "developer.token", "api-element-templates.show", "decisions.choose", "decisions.show", "decisions.try_out",
    "records.home", "records.show", "records.export", "entries.show", "kept.show", "kept.evidence", "law.show", "law.export", "law.history",
    "joint.show", "plans.show", "plans.new", "plans.visit", "draws.show", "draws.new", "draws.one", "draws.inputs", "draws.sheet",
}
#: What only a right, an office or a particular unit opens; an officer is refused, or does not find what is not theirs.
CLOSED = {
    "accounts.", "units.", "exchanges.", "inbound.", "incidents.", "operating.", "processes.", "models.", "api-models.", "admin.", "health.operators",
    "tokens.every", "tokens.create_for_machine", "tokens.revoke_any", "law.preview", "law.take", "law.confirm",
}
#: Of another department: its case, task or file is not there for a stranger, whatever is asked of it.
FOREIGN = {"cases.", "tasks.", "trace.", "files.", "decisions.of_case", "decisions.why", "exchanged."}
#: Held by the tests of their own subject, which know whom to let in.
ELSEWHERE = {"start.", "tokens.revoke", "entries.", "imports.", "kept.one", "plans.", "draws."}
#: What the forms of a case and a task send, by the last word of their path: enough to come past the look at the body.
BODIES = {
    "comment": {"text": "x"}, "cancel": {"reason": "x"}, "hand-over": {"to": "ben", "reason": "x"}, "urge": {"text": "x"},
    "hold": {"reason": "x"}, "restart": {"reason": "x"}, "jump": {"task": "x", "target": "x", "reason": "x"}, "member": {"task": "x", "do": "add", "reason": "x"},
}


def _body(method: str, path: str) -> dict[str, object] | None:
    if method == "GET":
        return None
    return {"file": (io.BytesIO(b"x"), "x.txt")} if path.endswith("/files") else dict(BODIES.get(path.rsplit("/", 1)[-1], {}))


def _named(endpoint: str, names: set[str]) -> bool:
    return endpoint in names or endpoint.split(".")[0] + "." in names


def _calls(app: Flask, names: set[str], values: dict[str, str]) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC | OPEN or not _named(rule.endpoint, names):
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "x"), rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path


def test_every_route_is_known_to_this_file(app: Flask) -> None:
    """A new route is put into one of the lists above, and so thought about."""
    left = {
        rule.endpoint for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC | OPEN and not any(_named(rule.endpoint, names) for names in (CLOSED, FOREIGN, ELSEWHERE))
    }
    assert left == set()
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= OPEN


def test_administration_is_closed_to_officers(app: Flask, visit: type[Visitor], case: str) -> None:
    anna = visit.named("anna")
    tried = 0
    for method, path in _calls(app, CLOSED, {"case": case, "key": "errand", "name": "ben", "unit_id": "zhzf.nanhu"}):
        answer = anna.client.open(path, method=method, headers={"X-CSRFToken": anna.token(), "Accept": "application/json"}, data=_body(method, path))
        refused = (403, 404) if method == "GET" else (400, 403, 404, 422)  # a body may be read before the engine is asked
        assert answer.status_code in refused, (method, path, answer.status_code)
        tried += 1
    assert tried > 40


def test_what_belongs_to_another_department_is_not_there(app: Flask, visit: type[Visitor], engine: Engine, case: str, task: str) -> None:
    anna, stranger = visit.named("anna"), visit.named("max")
    sent = anna.post(f"/files?case={case}", {"file": (io.BytesIO(b"x"), "x.txt")}, content_type="multipart/form-data")
    file = sent.json["id"]
    tried = 0
    for method, path in _calls(app, FOREIGN, {"case": case, "task": task, "file": file, "number": "1"}):
        if path == "/files":  # without a case it is the file of a form still being filled in
            continue
        answer = stranger.client.open(path, method=method, headers={"X-CSRFToken": stranger.token(), "Accept": "application/json"}, data=_body(method, path))
        assert answer.status_code == 404, (method, path, answer.status_code)
        tried += 1
    assert tried > 15
    assert stranger.post(f"/files?case={case}", {"file": (io.BytesIO(b"x"), "x.txt")}, content_type="multipart/form-data").status_code == 404
    assert stranger.post(f"/files?task={task}", {"file": (io.BytesIO(b"x"), "x.txt")}, content_type="multipart/form-data").status_code == 404
