"""Every route has an actor, except the few listed here. A test walks all routes and holds this file to its word."""

from __future__ import annotations

from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from web import current, faults
from web.auth import cookies
from web.faults import SignInNeeded

PUBLIC = frozenset({"login.show", "login.submit", "provider.begin", "provider.arrive", "provider.leave", "language.switch", "health.show", "static", "draws.public", "draws.public_sheet"})
#: Where a person goes whose password must be changed first.
WHILE_CHANGING = PUBLIC | {"password.show", "password.submit", "login.out"}


def install(app: Flask) -> None:
    """Finds the session before anything else of the request runs."""

    @app.before_request
    def identify() -> Response | None:
        endpoint = request.endpoint
        if endpoint in ("static", "health.show"):
            return None
        found = cookies.token()
        asked_by_itself = endpoint == "live.counts"  # the poll of the header must not keep an idle session alive
        g.session = current.engine().people.session(found, touch=not asked_by_itself) if found else None
        if endpoint is None:
            return None
        if g.session is None:
            return None if endpoint in PUBLIC else _ask_to_sign_in()
        if g.session.must_change and endpoint not in WHILE_CHANGING:
            return _go("password.show")
        return None


def _ask_to_sign_in() -> Response:
    if faults.wants_json():
        raise SignInNeeded
    back = request.full_path.rstrip("?") if request.method == "GET" and not _by_htmx() else None
    return _go("login.show", back)


def _go(endpoint: str, back: str | None = None) -> Response:
    target = url_for(endpoint, next=back) if back else url_for(endpoint)
    if _by_htmx():
        return Response(status=204, headers={"HX-Redirect": target})
    return redirect(target)


def _by_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"
