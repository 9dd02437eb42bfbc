"""What is published: every process, decision and form with its versions; and publishing of files."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from engine import Forbidden, Invalid, NotFound, Refused, Right
from web import current, faults
from web.i18n import t
from web.schemas.models import Deployed
from web.schemas.reading import from_form
from web.templating import names

page = Blueprint("processes", __name__, url_prefix="/admin/processes")
KINDS = ("process", "decision", "form", "document")
EDITABLE = ("process", "decision")


@page.get("")
def show() -> str:
    """The newest version of everything that is published."""
    _modeller()
    latest = current.engine().definitions.latest(current.actor())
    drafts = current.engine().definitions.drafts(current.actor())
    names().meet(who for who, _ in drafts.values())
    return render_template("admin/processes.html", drafts=drafts, latest=latest, kinds=KINDS, editable=EDITABLE)


@page.get("/<key>")
def versions(key: str) -> str:
    """All versions of one definition, newest first."""
    _modeller()
    found = current.engine().definitions.versions(current.actor(), key)
    if not found:
        raise NotFound
    return render_template("admin/versions.html", key=key, found=found, editable=EDITABLE)


@page.get("/<key>/<definition>")
def content(key: str, definition: str) -> Response:
    """The file of one version, as a download."""
    engine, actor = current.engine(), current.actor()
    _modeller()
    row = engine.definitions.get(actor, definition)
    if row.key != key:
        raise NotFound
    answer = FlaskResponse(engine.definitions.content(actor, definition), mimetype="application/octet-stream")
    name = f"{key}.form" if "#" in row.resource else row.resource.rsplit("/", 1)[-1]  # a form made of a model's fields has no file
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@page.get("/<key>/<definition>/changes")
def changes(key: str, definition: str) -> str:
    """What a version changed against the one before it."""
    _modeller()
    engine, actor = current.engine(), current.actor()
    found = engine.definitions.versions(actor, key)
    at = next((number for number, item in enumerate(found) if item.id == definition), None)
    if at is None or at + 1 == len(found) or found[at].kind == "document":
        raise NotFound
    newer, older = found[at], found[at + 1]
    return render_template("admin/changes.html", key=key, newer=newer, older=older, changes=engine.definitions.changes(actor, older.id, newer.id))


@page.get("/deploy")
def choose() -> str:
    """The form to publish files."""
    _modeller()
    return render_template("admin/deploy.html", findings=(), fields={}, problem="", done=None)


@page.post("/deploy")
def deploy() -> tuple[str, int] | Response:
    """Publishes files in one go: all of them or none, with every finding named."""
    try:
        given = from_form(Deployed())
        files = {item.filename.rsplit("/", 1)[-1]: item.read() for item in request.files.getlist("files") if item.filename}
        if not files:
            raise Invalid(code="file.none", fields={"files": ["required"]})
        done = current.engine().definitions.deploy(current.actor(), given["name"], files, source="upload", note=given["note"])
    except Invalid as fault:
        if faults.wants_json():
            raise
        findings = fault.findings if isinstance(fault, Refused) else ()
        page = render_template(
            "admin/deploy.html", findings=findings, fields=faults.field_texts(fault), problem=faults.text_of(fault), done=None,
        )
        return page, faults.status_of(fault)
    flash(t("deploy.done", name=done.name, n=len(done.definitions)) if done.new else t("deploy.same"), "good")
    return redirect(url_for("processes.show"))


def _modeller() -> None:
    """Names of definitions are open to the engine's other callers; these pages are for those who model or audit."""
    if not (current.may(Right.MODEL) or current.may(Right.AUDIT)):
        raise Forbidden
