"""Start of a case: the processes one may start, and their start forms."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import NotFound
from web import current
from web.i18n import t
from web.schemas.reading import from_form, from_json
from web.schemas.work import FormGiven

page = Blueprint("start", __name__, url_prefix="/start")


@page.get("")
def choose() -> str:
    """The processes this person may start, and who else may."""
    return render_template("start.html", startable=current.engine().definitions.startable(current.actor()))


@page.get("/<key>")
def form(key: str) -> str:
    """The start form of a process."""
    engine, actor = current.engine(), current.actor()
    process = next((item for item in engine.definitions.startable(actor) if item.key == key), None)
    if process is None:
        raise NotFound
    given = engine.definitions.start_form(actor, key)
    return render_template("start_form.html", process=process, form=given, elsewhere="" if given else engine.definitions.start_form_key(actor, key))


@page.post("/<key>")
def begin(key: str) -> Response:
    """Starts the case once, however often the button is clicked."""
    given = from_json(FormGiven()) if request.is_json else from_form(FormGiven(exclude=("data",)))
    row = current.engine().instances.start(
        current.actor(), key, given.get("data", {}), key_once=request.headers.get("Idempotency-Key") or given["key"] or None,
    )
    flash(t("start.begun", name=row.title or row.definition_name), "good")
    target = url_for("cases.show", case=row.id)
    return jsonify(redirect=target) if request.is_json else redirect(target)
