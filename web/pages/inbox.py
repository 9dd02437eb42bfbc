"""The inbox: my tasks, claimable ones, done ones, and the cases I started."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import Conflict, Forbidden, Invalid, NotFound
from web import current, templating
from web.i18n import t
from web.schemas.reading import from_form, from_query
from web.schemas.work import SORTS, VIEWS, InboxQuery, Picked

page = Blueprint("inbox", __name__)
PAGE_SIZE = 25


@page.get("/inbox")
def show() -> str:
    """One page of one list, searched, filtered and sorted; the cursor makes deep pages as cheap as the first."""
    query = from_query(InboxQuery())
    sorts = SORTS[query["view"]]
    if query["sort"] not in ("", *sorts):
        raise Invalid(code="inbox.sort", sort=query["sort"])
    engine, actor = current.engine(), current.actor()
    counts = engine.tasks.counts(actor)
    cursor = query["cursor"] or None
    found: Any
    if query["view"] == "started":
        found = engine.instances.started_by_me(actor, cursor=cursor, limit=PAGE_SIZE, q=query["q"])
    else:
        found = engine.tasks.inbox(
            actor, query["view"], q=query["q"], process=query["process"], overdue=query["overdue"], sort=query["sort"] or sorts[0],
            cursor=cursor, limit=PAGE_SIZE,
        )
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    return render_template(
        "inbox.html", query=query, kept=kept, views=VIEWS, sorts=sorts, counts=counts, found=found,
        processes=templating.names().processes, filtered=bool(query["q"] or query["process"] or query["overdue"]),
    )


@page.post("/inbox/claim")
def claim() -> Response:
    """Takes several tasks out of the pool, each on its own: one that someone else has meanwhile hinders no other."""
    engine, actor = current.engine(), current.actor()
    wanted = dict.fromkeys(from_form(Picked())["id"])
    missed = 0
    for task in wanted:
        try:
            engine.tasks.claim(actor, task)
        except (Conflict, Forbidden, NotFound):
            missed += 1
    if not wanted:
        flash(t("inbox.picked-none"), "warn")
    if len(wanted) > missed:
        flash(t("inbox.picked", n=len(wanted) - missed), "good")
    if missed:
        flash(t("inbox.picked-missed", n=missed), "warn")
    return redirect(url_for("inbox.show", view="group"))
