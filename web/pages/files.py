"""Files: upload from forms, download for those who may see the case."""

from __future__ import annotations

import io

from flask import Blueprint, jsonify, request, send_file, url_for
from werkzeug.wrappers import Response

from web import current
from web.pages import upload

page = Blueprint("files", __name__, url_prefix="/files")


@page.post("")
def put() -> tuple[Response, int]:
    """Keeps one file of a form that is still being filled in, with its task and case; the form then carries its id."""
    ref = upload.store(request.files.get("file"), task_id=request.args.get("task"), instance_id=request.args.get("case"))
    body = {"id": ref.id, "name": ref.name, "mime": ref.mime, "size": ref.size, "url": url_for("files.get", file=ref.id)}
    return jsonify(body), 201


@page.get("/<file>")
def get(file: str) -> Response:
    """The file as a download, never shown in place: a stored page or drawing must not run as ours (OWASP ASVS 5.4.1)."""
    ref, content = current.engine().files.get(current.actor(), file)
    answer = send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=ref.name, etag=False,
    )
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer
