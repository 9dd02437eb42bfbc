"""The editors: the page around the diagram or the table. The island does the rest over /api/v1/models."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import Forbidden, Right
from web import current
from web.i18n import t
from web.schemas.reading import from_form
from web.schemas.shapes import Body
from web.templating import names

page = Blueprint("models", __name__, url_prefix="/admin/models")


@page.get("/<key>")
def edit(key: str) -> str:
    """The process editor or the decision table editor, by the kind of the model."""
    if not current.may(Right.MODEL):
        raise Forbidden
    model = current.engine().definitions.model(current.actor(), key)
    names().meet((model.drafted_by,))
    return render_template("admin/model.html", model=model, island_name="decision" if model.kind == "decision" else "modeler")


@page.post("/<key>/discard")
def discard(key: str) -> Response:
    """Throws the draft away; the editor opens what is published."""
    from_form(Body())
    current.engine().definitions.discard_draft(current.actor(), key)
    flash(t("models.discarded"), "good")
    return redirect(url_for("models.edit", key=key))
