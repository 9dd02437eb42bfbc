"""What the diagram island draws: the model of one process instance and what was walked in it."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from web import current

api = Blueprint("trace", __name__, url_prefix="/cases/<case>")


@api.get("/diagram.xml")
def diagram(case: str) -> Response:
    """The BPMN of the version this instance runs on."""
    return FlaskResponse(current.engine().instances.diagram(current.actor(), case), content_type="application/xml; charset=utf-8")


@api.get("/trace.json")
def trace(case: str) -> Response:
    """Walked, waiting and failed elements, and how often each was entered."""
    found = current.engine().instances.trace(current.actor(), case)
    return jsonify(walked=found.walked, waiting=found.waiting, failed=found.failed, counts=dict(found.counts))
