"""What every template can use: texts, names, moments, icons, assets, and who is looking."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, current_app, g, request
from jinja2 import StrictUndefined

from web import assets, current, faults, i18n, jsontext
from web.present import moments, timeline
from web.present.names import Names


def names() -> Names:
    """The names of this request."""
    if "names" not in g:
        g.names = Names(current.engine(), i18n.language(), current_app.extensions["onething-schemas"])
    found: Names = g.names
    return found


def one_time_key() -> str:
    """A key that a rendered form carries, so that a second click is recognised as the same act."""
    return secrets.token_urlsafe(18)


def provider() -> str | None:
    """The label of the identity provider, "" when it has none; None when nobody signs in elsewhere."""
    application = current.application()
    return None if application.identity is None else application.settings.oidc_label


def install(app: Flask) -> None:
    """Configures Jinja: escaping everywhere, unknown names are errors."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(
        moment=moments.moment, due=moments.due, in_script=jsontext.in_script, megabytes=faults.megabytes,
        short=lambda value: moments.short(value, current.now()), left=lambda value: moments.left(value, current.now()),
    )
    environment.globals.update(
        t=i18n.t, known=i18n.known, names=names, one_time_key=one_time_key, may=current.may, provider=provider,
        finding_text=faults.finding_text, place_text=faults.place_text, asset=assets.url, island=assets.island, line_of=timeline.line, quiet_kinds=timeline.QUIET,
    )
    assets.install(app)
    app.extensions["onething-schemas"] = {}
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    language = i18n.language()
    signed_in = g.get("session")
    return {
        "language": language, "html_language": i18n.HTML_LANGUAGE[language], "languages": i18n.LANGUAGES,
        "me": signed_in.actor if signed_in else None, "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "locked_in": bool(signed_in and signed_in.must_change), "demo": current.application().settings.demo,
        "version": current.application().settings.version, "endpoint": request.endpoint or "",
    }
