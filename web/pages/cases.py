"""One case: its file, opinions, diagrams, open tasks; and the search over cases."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Fault
from web import current, templating
from web.faults import reason_of, wants_json
from web.i18n import t
from web.pages import upload
from web.schemas.reading import from_form, from_query
from web.schemas.work import CasesQuery, Opinion, Reason

page = Blueprint("cases", __name__, url_prefix="/cases")
PAGE_SIZE = 25


@page.get("")
def search() -> str:
    """Cases this person may see."""
    query = from_query(CasesQuery())
    found = current.engine().instances.search(
        current.actor(), q=query["q"], state=query["state"], cursor=query["cursor"] or None, limit=PAGE_SIZE,
    )
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    templating.names().meet(row.started_by for row in found.items)
    return render_template("cases.html", query=query, kept=kept, found=found)


@page.get("/<case>")
def show(case: str) -> str | Response:
    """The whole case. A called process is shown within its case."""
    engine, actor = current.engine(), current.actor()
    view = engine.instances.get(actor, case)
    if view.row.root_id != view.row.id:
        return redirect(url_for("cases.show", case=view.row.root_id, part=view.row.id))
    parts = {item.id: item for item in (view.row, *view.children)}
    at_work = view.open_tasks[0].instance_id if view.open_tasks else view.row.id
    part = parts.get(request.args.get("part", at_work), view.row)
    drawn = b"BPMNDiagram" in engine.instances.diagram(actor, part.id).replace(b"\0", b"")  # two bytes a letter in UTF-16
    files, lines = engine.files.of_case(actor, view.row.id), engine.instances.timeline(actor, view.row.id)
    templating.names().meet((
        view.row.started_by, *(task.assignee for task in view.open_tasks), *(item.actor for item in lines), *(item.uploaded_by for item in files),
    ))
    return render_template(
        "case.html", view=view, row=view.row, parts=parts, part=part, drawn=drawn, files=files, lines=tuple(reversed(lines)), waits=engine.instances.waits(actor, case) if view.row.state == "active" else (),
        keys={item.id: item.definition_key for item in parts.values()},
    )


@page.post("/<case>/comment")
def comment(case: str) -> Response:
    """Adds an opinion to the case's file."""
    given = from_form(Opinion())
    current.engine().instances.comment(current.actor(), case, given["text"])
    flash(t("case.commented"), "good")
    return redirect(url_for("cases.show", case=case))


@page.post("/<case>/files")
def attach(case: str) -> Response:
    """Adds a file to the case."""
    ref = upload.store(request.files.get("file"), instance_id=case)
    flash(t("case.attached", name=ref.name), "good")
    return redirect(url_for("cases.show", case=case))


@page.post("/<case>/cancel")
def cancel(case: str) -> Response:
    """Cancels the case for a stated reason. A listener of the model that fails is named, and operators may leave the listeners out."""
    given = from_form(Reason())
    try:
        current.engine().instances.cancel(current.actor(), case, given["reason"], version=given["version"], silent=given["silent"])
    except Fault as failed:
        if failed.code != "execution.listener-failed" or wants_json():
            raise
        current_app.logger.warning("cancelling %s: %s", case, failed)
        row = current.engine().instances.get(current.actor(), case).row
        page = render_template("cancel_failed.html", row=row, given=given, told=failed.values, reason=reason_of(failed))
        return make_response(page, 409)
    flash(t("case.cancelled"), "good")
    return redirect(url_for("cases.show", case=case))
