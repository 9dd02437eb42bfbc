"""The inbox: my tasks, claimable ones, done ones, and the cases I started."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from web import current, templating
from web.schemas.reading import from_query
from web.schemas.work import VIEWS, InboxQuery

page = Blueprint("inbox", __name__)
PAGE_SIZE = 25


@page.get("/inbox")
def show() -> str:
    """One page of one list, searched, filtered and sorted; the cursor makes deep pages as cheap as the first."""
    query = from_query(InboxQuery())
    engine, actor = current.engine(), current.actor()
    counts = engine.tasks.counts(actor)
    cursor = query["cursor"] or None
    found: Any
    if query["view"] == "started":
        found = engine.instances.started_by_me(actor, cursor=cursor, limit=PAGE_SIZE, q=query["q"])
    else:
        found = engine.tasks.inbox(
            actor, query["view"], q=query["q"], process=query["process"], overdue=query["overdue"], sort=query["sort"],
            cursor=cursor, limit=PAGE_SIZE,
        )
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    return render_template(
        "inbox.html", query=query, kept=kept, views=VIEWS, counts=counts, found=found,
        processes=templating.names().processes, filtered=bool(query["q"] or query["process"] or query["overdue"]),
    )
