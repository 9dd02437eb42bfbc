"""The application factory. Everything a request may use is put together here and nowhere else."""

from __future__ import annotations

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from adapters.bootstrap import Application
from web import admin, api, faults, hooks, joint, jsontext, pages, records, rest, templating
from web.auth import cookies, csrf, guard, headers, plain

#: Room for the other fields and the multipart borders around one file of the largest allowed size.
FORM_OVERHEAD = 256 * 1024


def create_app(application: Application) -> Flask:
    """The WSGI application over a composed `Application`; holds no state of its own, so any number of them may run."""
    settings = application.settings
    app = Flask("web", template_folder="templates", static_folder="static")
    app.extensions["onething"] = application
    app.json = jsontext.PlainJson(app)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + FORM_OVERHEAD,
        MAX_FORM_PARTS=2000,
        TRAP_BAD_REQUEST_ERRORS=False,
    )
    cookies.install(app, insecure=settings.insecure_cookies)
    templating.install(app)
    faults.install(app)
    headers.install(app, insecure=settings.insecure_cookies)
    guard.install(app)
    csrf.install(app)
    plain.install(app)
    for blueprint in (*pages.blueprints, *records.blueprints, *joint.blueprints, *admin.blueprints, *api.blueprints):
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "root", _root)
    app.wsgi_app = hooks.beside(rest.beside(app.wsgi_app, application), application)  # type: ignore[method-assign, assignment]  # Flask's own way to wrap the application
    return app


def _root() -> Response:
    return redirect(url_for("inbox.show"))
