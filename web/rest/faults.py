"""From a fault to `{type, message, code}` with the status clients of the dialect expect. Every answer over 300 is a JSON object (F10).

Where the original says 500 for what the caller did wrong (a task claimed by another, an unknown task completed, optimistic
locking), this server says 409 or 404: `type` and `code` are the sure marks in both.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, current_app, g, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from engine import Conflict, Fault, Forbidden, Invalid, NotFound, Refused, TooLarge, Unavailable
from web.faults import RETRY_SECONDS
from web.i18n import catalogue
from web.rest.answers import respond

#: What a fresh look and a second try can cure. Clients repeat such a request as it is on code 1, so nothing else may carry it.
STALE = frozenset({"conflict", "conflict.stored", "case.changed", "task.changed", "record.changed", "idempotency.in-flight"})
CHALLENGE = {"WWW-Authenticate": 'Basic realm="default"'}


class Unauthenticated(Fault):
    """Authentication is needed: HTTP Basic or a bearer token."""

    code = "rest.unauthenticated"


def install(app: Flask) -> None:
    """Registers the handlers."""
    app.register_error_handler(Fault, answer)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(Exception, _unexpected)


def body(kind: str, message: str, code: int | None = None, **more: Any) -> dict[str, Any]:
    """The three fields every client reads."""
    return {"type": kind, "message": message, "code": code, **more}


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def words(fault: Fault) -> str:
    """English, as programmers of clients read it: the fault's own sentence, or that of its code when it has none of its own."""
    own = str(fault)
    general = (type(fault).__doc__ or "").split("\n")[0]
    known = catalogue("en").get(f"fault.{fault.code}") if own == general else None
    return known.format_map(_Gaps(fault.values)) if known else own


def answer(fault: Fault) -> Response:
    """The answer to a fault of the engine."""
    text = f"{words(fault)} ({fault.code})"
    if isinstance(fault, Unauthenticated):
        return respond(body("AuthenticationException", str(fault)), 401, CHALLENGE)
    if isinstance(fault, Refused):
        return respond(_parse_error(fault), 400)
    if isinstance(fault, NotFound):
        return respond(body("InvalidRequestException", text), 404)
    if isinstance(fault, Forbidden):
        return respond(_forbidden(fault, text), 403)
    if fault.code == "idempotency.reused":
        return respond(body("InvalidRequestException", f"this Idempotency-Key was used for another request ({fault.code})"), 422)
    if fault.code in {"message.no-match", "message.many-matches"}:
        return respond(body("RestException", f"MismatchingMessageCorrelationException: {text}"), 400)
    if fault.code == "case.suspended":
        return respond(body("SuspendedEntityInteractionException", text, 0), 400)
    if isinstance(fault, Invalid):
        fields: dict[str, Any] = getattr(fault, "fields", {})
        more = "".join(f"; {name}: {'; '.join(map(str, items))}" for name, items in fields.items())
        kind = "FormFieldValidationException" if fault.code.startswith("form") else "InvalidRequestException"
        return respond(body(kind, text + more), 400)
    if isinstance(fault, Conflict):
        kind = "TaskAlreadyClaimedException" if fault.code == "task.claimed-by-other" else "ProcessEngineException"
        return respond(body("OptimisticLockingException", text, 1) if fault.code in STALE else body(kind, text, 0), 409)
    if isinstance(fault, TooLarge):
        return respond(body("InvalidRequestException", text), 413)
    return respond(body("ProcessEngineException", text, 0), 500)


def _parse_error(refused: Refused) -> dict[str, Any]:
    details: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for finding in refused.findings:
        place = finding.place
        held = details.setdefault(place.file or "", {"errors": [], "warnings": []})
        element = place.element
        held["errors" if finding.severity == "error" else "warnings"].append({
            "message": f"{element}: {finding.message}" if element else finding.message, "line": place.line or 0, "column": 0,
            "mainElementId": element, "elementIds": [element] if element else [],
        })
    errors = [f"{item['message']} | {file} | line {item['line']}" for file, held in details.items() for item in held["errors"]]
    message = "ENGINE-09005 Could not parse BPMN process. Errors: " + "\n* ".join(["", *errors])
    return body("ParseException", message, 0, details=details)


def _forbidden(fault: Forbidden, text: str) -> dict[str, Any]:
    actor = g.get("actor")
    missing: dict[str, Any] = {"permissionName": fault.values.get("permission", "ACCESS"), "resourceName": request.path.split("/")[1], "resourceId": None}
    return body("AuthorizationException", text, userId=actor.account if actor else None, missingAuthorizations=[missing], **missing)


def _invalid(error: ValidationError) -> Response:
    found = error.messages
    if isinstance(found, dict):
        text = "; ".join(f"{name}: {_flat(items)}" for name, items in found.items())
    else:
        text = "; ".join(map(str, found))
    return respond(body("InvalidRequestException", text), 400)


def _flat(items: Any) -> str:
    if isinstance(items, dict):
        return ", ".join(f"{name}: {_flat(item)}" for name, item in items.items())
    return "; ".join(map(str, items)) if isinstance(items, list) else str(items)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    kind = {404: "NotFoundException", 405: "NotAllowedException", 415: "NotSupportedException"}.get(status, "InvalidRequestException")
    headers = {"Allow": ", ".join(sorted(valid))} if (valid := getattr(error, "valid_methods", None)) else {}
    return respond(body(kind, f"HTTP {status} {error.name}"), status, headers)


def _unavailable(error: Unavailable) -> Response:
    """Busy or restarting: the client tries again. With an idempotency key that is safe, whatever became of the first try."""
    current_app.logger.warning("the database did not answer: %s", error)
    text = "the database does not answer now; try again"
    return respond(body("ProcessEngineException", text, 0), 503, {"Retry-After": str(RETRY_SECONDS)})


def _unexpected(error: Exception) -> Response:
    """Our mistake: the log has it under a number, the answer has no details."""
    number = secrets.token_hex(4)
    current_app.logger.error("unexpected error %s in the REST dialect", number, exc_info=error)
    return respond(body("RestException", f"internal error {number}; the server's log has it under this number", 0), 500)
