"""What the diagram island draws: the model of one process instance and what was walked in it."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from web import current, i18n

api = Blueprint("trace", __name__, url_prefix="/cases/<case>")


@api.get("/diagram.xml")
def diagram(case: str) -> Response:
    """The BPMN of the version this instance runs on."""
    return FlaskResponse(current.engine().instances.diagram(current.actor(), case), content_type="application/xml; charset=utf-8")


@api.get("/trace.json")
def trace(case: str) -> Response:
    """Walked, waiting and failed elements, and how often each was entered; names in English where known."""
    engine, actor = current.engine(), current.actor()
    found = engine.instances.trace(actor, case)
    labels = engine.definitions.labels(actor, engine.instances.get(actor, case).row.definition_id) if i18n.language() == "en" else {}
    return jsonify(walked=found.walked, waiting=found.waiting, failed=found.failed, counts=dict(found.counts), labels=dict(labels))
