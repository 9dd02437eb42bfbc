"""CSRF protection of every unsafe method: a hidden field in forms, the X-CSRFToken header in fetch and htmx.

The token lives as long as the sign-in, since an officer may keep a form open for hours; it changes at sign-in.
"""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect


def install(app: Flask) -> None:
    """Checks the token before any view runs; no view is exempt."""
    app.config.update(
        WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_HEADERS=["X-CSRFToken"], WTF_CSRF_FIELD_NAME="csrf_token",
        WTF_CSRF_CHECK_DEFAULT=True,
    )
    CSRFProtect(app)
