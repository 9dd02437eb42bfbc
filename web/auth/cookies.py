"""The two cookies: the opaque token of the server-side session, and Flask's signed one for CSRF and flash messages.

Over TLS both carry the `__Host-` prefix (RFC 6265bis 4.1.3.2): bound to this host, to `/` and to TLS. Only a server on
loopback without TLS may go without, because browsers then refuse the prefix.
"""

from __future__ import annotations

from flask import Flask, current_app, request
from werkzeug.wrappers import Response


def install(app: Flask, *, insecure: bool) -> None:
    """Sets names and flags of both cookies."""
    prefix = "" if insecure else "__Host-"
    app.config.update(
        ONETHING_COOKIE=f"{prefix}onething",
        SESSION_COOKIE_NAME=f"{prefix}onething-page",
        SESSION_COOKIE_SECURE=not insecure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def token() -> str:
    """The session token the browser sent, "" when none."""
    return request.cookies.get(current_app.config["ONETHING_COOKIE"], "")


def give(response: Response, value: str) -> None:
    """Hands the browser a session token; it ends with the browser, the server's time-outs end it sooner."""
    response.set_cookie(
        current_app.config["ONETHING_COOKIE"], value, secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True, samesite="Lax", path="/",
    )


def take(response: Response) -> None:
    """Removes the session token from the browser."""
    response.delete_cookie(
        current_app.config["ONETHING_COOKIE"], secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True, samesite="Lax", path="/",
    )
