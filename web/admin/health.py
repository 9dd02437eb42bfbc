"""How the system is: `/healthz` for probes, a page for operators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from werkzeug.wrappers import Response

from engine import Forbidden, Health, Right
from web import current
from web.i18n import language

page = Blueprint("health", __name__)
#: The worker's bell rings every few seconds; after this long without a sign it is taken for stopped.
SILENCE = timedelta(seconds=60)
#: Connected too, but not called through a circuit.
MAIL = frozenset({"smtp", "oidc"})


@page.get("/healthz")
def show() -> tuple[Response, int]:
    """200 with database, worker and version; 503 when the database does not answer. A quiet worker alone is no 503:
    restarting the web process would not help it."""
    try:
        health = current.engine().jobs.health()
    except Exception:  # a health check answers, whatever is broken
        current_app.logger.exception("the health check failed")
        health = Health(database=False, worker_seen_at=None, version=current.application().settings.version)
    state = worker(health) if health.database else "unknown"
    body = {
        "status": "ok" if health.database else "down", "database": "ok" if health.database else "down",
        "worker": {"state": state, "seen_at": health.worker_seen_at}, "version": current.application().settings.version,
    }
    return jsonify(body), 200 if health.database else 503


@page.get("/admin/health")
def operators() -> str:
    """The same with numbers, for people."""
    if not current.may(Right.SYSTEM):
        raise Forbidden
    engine, actor = current.engine(), current.actor()
    health = engine.jobs.health()
    return render_template(
        "admin/health.html", health=health, worker=worker(health), incidents=len(engine.jobs.incidents(actor)), places=places(),
    )


def places() -> list[dict[str, Any]]:
    """Every connected system and every one that was ever called, with its circuit where it has one."""
    called = {place.name: place for place in current.engine().outward.destinations(current.actor())}
    labels, connected = current.application().labels(language()), current.application().checks
    return [{"name": name, "label": labels.get(name, ""), "circuit": called.get(name)} for name in sorted({*called, *connected} - MAIL)]


def worker(health: Health) -> str:
    """`ok`, `silent` or `never`."""
    if health.worker_seen_at is None:
        return "never"
    return "ok" if current.now() - health.worker_seen_at <= SILENCE else "silent"
