"""From a fault to an answer: one table of statuses, JSON for programs, a page for people.

JSON: `{"message", "code", "fields"?, "findings"?, "place"?}`; `message` is in the person's language and names the place.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from engine import Conflict, Fault, Finding, Forbidden, Invalid, NotFound, Place, Refused, TooLarge, Unavailable
from web import i18n


class Malformed(Invalid):
    """The request is not built as it should be."""

    code = "malformed"


class SignInNeeded(Fault):
    """Please sign in."""

    code = "sign-in"


#: The first class that fits decides.
STATUS: tuple[tuple[type[Fault], int], ...] = (
    (SignInNeeded, 401), (Malformed, 400), (Invalid, 422), (NotFound, 404), (Forbidden, 403), (Conflict, 409), (TooLarge, 413),
)

#: How long a database that ended a session or is restarting is left in peace.
RETRY_SECONDS = 5


def install(app: Flask) -> None:
    """Registers the handlers."""
    app.register_error_handler(Fault, answer)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def status_of(fault: Fault) -> int:
    """The HTTP status of a fault."""
    return next((status for kind, status in STATUS if isinstance(fault, kind)), 500)


def wants_json() -> bool:
    """Whether a program asks: an /api path, a JSON body, or JSON preferred over HTML."""
    if request.path.startswith("/api/") or request.is_json:
        return True
    accepted = request.accept_mimetypes
    return accepted.best_match(["text/html", "application/json"]) == "application/json" and not accepted.accept_html


def text_of(fault: Fault) -> str:
    """The fault in the person's language, with the place it names."""
    values = _spoken(fault.values)
    if "reason" in values:
        values["reason"] = reason_of(fault)
    if "event" in values:
        values["event"] = i18n.known(f"listener.{values['event']}") or values["event"]
    text = i18n.known(f"fault.{fault.code}", **values) or i18n.known(f"finding.{fault.code}", **values) or _general(fault)
    where = place_text(fault.place)
    return f"{text} ({where})" if where else text


def reason_of(fault: Fault) -> str:
    """Why something inside failed, in the person's language."""
    cause = getattr(fault, "cause", None)
    return text_of(cause) if isinstance(cause, Fault) else _spoken(fault.values).get("reason", "")


def _general(fault: Fault) -> str:
    """For a code without words: the sentence of its kind in Chinese, the engine's own in English."""
    kind = next((kind for kind in (NotFound, Forbidden, Conflict, TooLarge) if isinstance(fault, kind)), None)
    return i18n.t(f"fault.{kind.code}", **fault.values) if kind is not None and i18n.language() == "zh" else str(fault)


def place_text(place: Place | None) -> str:
    """"file shopfront-case.bpmn, line 12, element Task_1", translated; "" when there is none."""
    if place is None:
        return ""
    parts = (("file", place.file), ("line", place.line), ("element", place.element), ("field", place.field), ("row", place.row))
    return i18n.t("place.join").join(i18n.t(f"place.{name}", value=value) for name, value in parts if value not in (None, ""))


def finding_text(finding: Finding) -> str:
    """One remark of lint in the person's language."""
    values = _spoken(finding.values)
    return i18n.known(f"finding.{finding.code}", **values) or i18n.known(f"fault.{finding.code}", **values) or finding.message


def _spoken(values: Mapping[str, str]) -> dict[str, str]:
    """Values in the person's language, where the engine gives one of its own as `name.zh`."""
    spoken = i18n.language()
    return {name: values.get(f"{name}.{spoken}", value) for name, value in values.items() if "." not in name}


def finding_json(finding: Finding) -> dict[str, Any]:
    """One remark as the editors read it."""
    return {
        "code": finding.code, "severity": finding.severity, "message": finding_text(finding),
        "element": finding.place.element, "line": finding.place.line, "file": finding.place.file, "field": finding.place.field,
    }


def field_texts(fault: Fault) -> dict[str, list[str]]:
    """The remarks at single fields. A form's own remarks come ready in both languages, the others are codes."""
    if callable(own := getattr(fault, "texts", None)):
        ready: dict[str, list[str]] = own(i18n.language())
        return ready
    fields: Mapping[str, list[str]] = getattr(fault, "fields", {})
    return {name: [field_text(item, fault.values) for item in items] for name, items in fields.items()}


def field_text(item: str, values: Mapping[str, str]) -> str:
    """A remark at a field: a code, perhaps with values after a `|` (`length|min=1|max=100`), or a ready text."""
    code, _, rest = item.partition("|")
    own = dict(pair.split("=", 1) for pair in rest.split("|") if "=" in pair)
    return i18n.known(f"field.{code}", **{**values, **own}) or item


def answer(fault: Fault) -> Response:
    """The answer to a fault, for whoever asked."""
    status = status_of(fault)
    if status >= 500:  # the model or its data failed, not the person: operators need the trace
        current_app.logger.error("%s at %s", fault.code, request.endpoint, exc_info=fault)
    body: dict[str, Any] = {"message": text_of(fault), "code": fault.code}
    if fields := field_texts(fault):
        body["fields"] = fields
    if isinstance(fault, Refused):
        body["findings"] = [finding_json(item) for item in fault.findings]
    if fault.place is not None:
        body["place"] = {"file": fault.place.file, "element": fault.place.element, "line": fault.place.line, "field": fault.place.field}
    return _respond(status, body)


def _csrf(error: CSRFError) -> Response:
    return _respond(400, {"message": i18n.t("fault.csrf"), "code": "csrf"})


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    values = {"limit": megabytes(current_app.extensions["onething"].settings.max_upload_bytes)}
    text = i18n.known(f"http.{status}", **values) or i18n.t("http.other")
    return _respond(status, {"message": text, "code": f"http.{status}"})


def _unavailable(error: Unavailable) -> Response:
    """The database is busy or restarts: whoever asks again in a moment is served."""
    current_app.logger.warning("the database did not answer at %s: %s", request.endpoint, error)
    text = i18n.t("http.503")
    g.pop("session", None)  # the frame of the page looks names up for whoever is signed in
    made = _respond(503, {"message": text, "code": "http.503"})
    made.headers["Retry-After"] = str(RETRY_SECONDS)
    return made


def _unexpected(error: Exception) -> Response:
    """Anything else is our mistake: the log has it under a number that the person can tell us; the page has no details."""
    number = secrets.token_hex(4)
    current_app.logger.error("unexpected error %s at %s", number, request.endpoint, exc_info=error)
    return _respond(500, {"message": i18n.t("http.500", number=number), "code": "http.500"})


def megabytes(size: int) -> str:
    """A size in whole or half megabytes."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def _respond(status: int, body: dict[str, Any]) -> Response:
    if wants_json():
        answer = jsonify(body)
    else:
        answer = current_app.make_response(render_template("fault.html", status=status, fault=body))
    answer.status_code = status
    return answer
