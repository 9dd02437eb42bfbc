"""Incidents: automatic work that failed for good and waits for an operator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Incident, NotFound
from web import current
from web.faults import text_of
from web.i18n import t

page = Blueprint("incidents", __name__, url_prefix="/admin/incidents")


@page.get("")
def show() -> str:
    """Open incidents, or all with `?all=1`."""
    everything = request.args.get("all") == "1"
    found = current.engine().jobs.incidents(current.actor(), open_only=not everything)
    return render_template("admin/incidents.html", found=found, everything=everything, said=said)


@page.get("/<incident>")
def one(incident: str) -> str:
    """One incident with its details."""
    found = next((item for item in current.engine().jobs.incidents(current.actor(), open_only=False) if item.id == incident), None)
    if found is None:
        raise NotFound
    return render_template("admin/incident.html", item=found, said=said)


@page.post("/<incident>/retry")
def retry(incident: str) -> Response:
    """Lets the work be tried again."""
    current.engine().jobs.retry(current.actor(), incident)
    flash(t("incidents.retried"), "good")
    return redirect(url_for("incidents.show"))


def said(item: Incident) -> str:
    """Why, in the reader's language where the platform itself failed; what another program wrote stays as it is."""
    return text_of(item.fault) if item.fault is not None else item.message or item.kind
