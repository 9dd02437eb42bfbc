"""Element templates of all topics: for the editor in the browser, and for the desktop modeler's folder `element-templates`."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from engine import Forbidden, Right
from web import current
from web.i18n import language

api = Blueprint("api-element-templates", __name__)


@api.get("/api/element-templates.json")
def show() -> Response:
    """All of them, for those who draw models."""
    if not current.may(Right.MODEL):
        raise Forbidden
    return jsonify(current.application().element_templates(language()))
