"""What comes in from other systems: the queue of unmatched messages, failed arrivals, all arrivals, tables by hand."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Answer

from engine import Fault, Invalid, Place
from web import current
from web.faults import text_of
from web.i18n import language, t

page = Blueprint("inbound", __name__, url_prefix="/admin/inbound")
STATES = ("waiting", "done", "kept", "failed", "discarded", "ignored")


@page.get("")
def show() -> str:
    """Messages nobody waits for, oldest first."""
    inbound, actor = current.engine().inbound, current.actor()
    found = inbound.unmatched(actor, cursor=request.args.get("cursor"))
    return render_template("admin/inbound.html", found=found, counts=inbound.counts(actor))


@page.get("/arrivals")
def arrivals() -> str:
    """Everything that came, newest first; of one source or state."""
    source, state = request.args.get("source", ""), request.args.get("state", "")
    inbound, actor = current.engine().inbound, current.actor()
    found = inbound.listed(actor, source=source, state=state if state in STATES else "", cursor=request.args.get("cursor"))
    return render_template(
        "admin/arrivals.html", found=found, counts=inbound.counts(actor), source=source, state=state, states=STATES,
        sources=[(source.name, source.label[language()]) for source in current.application().ways_in.sources.values()],
    )


@page.get("/arrivals/<arrival>")
def one(arrival: str) -> str:
    """One arrival, its values masked."""
    return render_template("admin/arrival.html", item=current.engine().inbound.get(current.actor(), arrival))


@page.post("/arrivals/<arrival>/retry")
def retry(arrival: str) -> Answer:
    """Has a failed arrival tried again."""
    current.engine().inbound.retry(current.actor(), arrival)
    flash(t("inbound.retried"), "good")
    return redirect(url_for("inbound.arrivals", state="failed"))


@page.post("/<identity>/assign")
def assign(identity: str) -> Answer:
    """Hands an unmatched message to a case."""
    try:
        current.engine().inbound.assign(current.actor(), identity, request.form.get("case", "").strip())
    except Invalid as fault:
        flash(text_of(fault), "bad")
    else:
        flash(t("inbound.assigned"), "good")
    return redirect(url_for("inbound.show"))


@page.post("/<identity>/discard")
def discard(identity: str) -> Answer:
    """Ends an unmatched message or a failed arrival, with a reason."""
    try:
        current.engine().inbound.discard(current.actor(), identity, request.form.get("reason", ""))
    except Invalid as fault:
        flash(text_of(fault), "bad")
    else:
        flash(t("inbound.discarded"), "good")
    return redirect(url_for("inbound.arrivals", state="failed") if request.form.get("back") == "failed" else url_for("inbound.show"))


@page.get("/table")
def table() -> str:
    """A table by hand: which source, which file."""
    current.engine().inbound.counts(current.actor())  # the same right as the queue
    return render_template("admin/inbound_table.html", sources=_tables(), report=None, source="")


@page.post("/table")
def look_or_take() -> str | Answer:
    """Looks at a table, or takes it; the report says what becomes of each row."""
    current.engine().inbound.counts(current.actor())
    source, upload = request.form.get("source", ""), request.files.get("file")
    if upload is None or not upload.filename:
        raise Invalid(code="inbound.file", place=Place(field="file"))
    content = upload.read()
    take = request.form.get("do") == "take" and session.get("inbound.seen") == hashlib.sha256(content).hexdigest()
    try:
        report = current.application().ways_in.upload(source, content, dry=not take)
    except Invalid as fault:
        flash(text_of(fault), "bad")
        return redirect(url_for("inbound.table"))
    session["inbound.seen"] = "" if take else hashlib.sha256(content).hexdigest()
    if request.form.get("do") == "report":
        return Response(report.csv(text_of), mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=report.csv"})
    rows = [(row.number, row.outcome, row.sender_id, _said(row.fault)) for row in report.rows]
    return render_template("admin/inbound_table.html", sources=_tables(), report=report, rows=rows, source=source)


def _tables() -> list[tuple[str, str]]:
    return [(source.name, source.label[language()]) for source in current.application().ways_in.sources.values() if source.drop is not None]


def _said(fault: Fault | None) -> str:
    return "" if fault is None else text_of(fault)
