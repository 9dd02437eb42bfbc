"""`POST /hooks/<source>`: messages of other systems, signed after Standard Webhooks. An application of its own: no session, no form, no CSRF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from adapters.bootstrap import Application
from engine import Fault, Unavailable
from web.faults import RETRY_SECONDS, status_of

__all__ = ["MOST_BYTES", "beside"]
PREFIX = "/hooks/"
#: A notice is small; what is large is fetched from its sender.
MOST_BYTES = 256 * 1024
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def beside(pages: Wsgi, application: Application) -> Wsgi:
    """`pages` for every path but those of webhooks."""
    hooks = create(application)

    def choose(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return (hooks.wsgi_app if environ.get("PATH_INFO", "").startswith(PREFIX) else pages)(environ, start)

    return choose


def create(application: Application) -> Flask:
    """The application of the webhooks. 202 means stored; a repeat is 202 too and has no second effect."""
    app = Flask("web.hooks", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES)

    @app.post(f"{PREFIX}<source>")
    def receive(source: str) -> tuple[dict[str, Any], int]:
        accepted = application.ways_in.webhook(source, dict(request.headers), request.get_data(cache=False))
        return {"id": accepted.id, "repeated": not accepted.fresh}, 202

    @app.errorhandler(Fault)
    def refused(fault: Fault) -> tuple[dict[str, Any], int]:
        place = fault.place
        where = {"file": place.file, "field": place.field} if place is not None else {}
        return {"code": fault.code, "message": str(fault), **{name: value for name, value in where.items() if value}}, 401 if fault.code == "inbound.unsigned" else status_of(fault)

    @app.errorhandler(Unavailable)
    def busy(_busy: Unavailable) -> tuple[dict[str, Any], int, dict[str, str]]:
        return {"code": "unavailable", "message": "The database does not answer; send it again."}, 503, {"Retry-After": str(RETRY_SECONDS)}

    @app.errorhandler(HTTPException)
    def plain(error: HTTPException) -> tuple[dict[str, Any], int]:
        return {"code": f"http.{error.code}", "message": error.description or error.name}, error.code or 500

    @app.after_request
    def quiet(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
