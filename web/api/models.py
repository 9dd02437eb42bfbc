"""The editors' models: read, keep a draft, look over, publish."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from web import current, faults
from web.schemas.models import Draft, Linted, Published
from web.schemas.reading import from_json

api = Blueprint("api-models", __name__, url_prefix="/api/v1/models/<key>")


@api.get("")
def get(key: str) -> Response:
    """The draft if there is one, else the newest version."""
    model = current.engine().definitions.model(current.actor(), key)
    return jsonify(
        key=model.key, name=model.name, kind=model.kind, xml=model.xml, version=model.version, revision=model.revision,
        source=model.source, laid_out=model.laid_out,
    )


@api.put("/draft")
def draft(key: str) -> Response:
    """Keeps a draft; 409 when someone else saved since this revision was read."""
    given = from_json(Draft())
    return jsonify(revision=current.engine().definitions.save_draft(current.actor(), key, given["xml"], given["revision"]))


@api.post("/lint")
def lint(key: str) -> Response:
    """Everything lint has to say, at its elements."""
    given = from_json(Linted())
    found = current.engine().definitions.lint_draft(current.actor(), key, given["xml"])
    return jsonify(findings=[faults.finding_json(item) for item in found])


@api.post("/publish")
def publish(key: str) -> Response:
    """Publishes a new version; 422 with every finding when it is refused. Running cases stay on theirs."""
    given = from_json(Published())
    row = current.engine().definitions.publish(current.actor(), key, given["xml"], given["revision"], given["note"], version=given["version"])
    return jsonify(version=row.version, id=row.id, revision=0)
