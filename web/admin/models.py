"""The editors: the page around the diagram or the table. The island does the rest over /api/v1/models."""

from __future__ import annotations

from flask import Blueprint, render_template

from engine import Forbidden, Right
from web import current

page = Blueprint("models", __name__, url_prefix="/admin/models")


@page.get("/<key>")
def edit(key: str) -> str:
    """The process editor or the decision table editor, by the kind of the model."""
    if not current.may(Right.MODEL):
        raise Forbidden
    model = current.engine().definitions.model(current.actor(), key)
    return render_template("admin/model.html", model=model, island_name="decision" if model.kind == "decision" else "modeler")
