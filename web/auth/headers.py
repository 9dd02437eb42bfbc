"""Response headers, in one place (OWASP ASVS 5.0, 3.4 and 14.3.2)."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.wrappers import Response

#: No request leaves this origin and nothing is evaluated. Inline styles are needed by the bpmn.io canvas.
POLICY = "; ".join((
    "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
    "font-src 'self' data:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
))
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
YEAR = 31_536_000


def install(app: Flask, *, insecure: bool) -> None:
    """Adds the headers to every answer, errors included."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers[name] = value
        if not insecure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        response.headers["Cache-Control"] = _caching(response)
        return response


def _caching(response: Response) -> str:
    """Built assets are named by their content and kept for ever; pages show personal data and are never stored."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        named_by_content = "v" in request.args or "/dist/assets/" in request.path
        return f"public, max-age={YEAR}, immutable" if named_by_content else "no-cache"
    return "no-store"
