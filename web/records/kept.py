"""Records that cases keep: findings, orders, penalties, credit records; what they say only with their case."""

from __future__ import annotations

from flask import Blueprint, render_template

from web import current, templating
from web.records.words import areas, context
from web.schemas.reading import from_query
from web.schemas.records import KeptQuery

page = Blueprint("kept", __name__, url_prefix="/records/kept")
page.context_processor(context)
PAGE_SIZE = 25


@page.get("/evidence")
def evidence() -> str:
    """Files of cases with the hashes of their content."""
    query = from_query(KeptQuery())
    found = current.engine().records.evidence(current.actor(), q=query["q"], cursor=query["cursor"] or None, limit=PAGE_SIZE)
    templating.names().meet(item.uploaded_by for item in found.items)
    return render_template("records/evidence.html", found=found, query=query, kept={"q": query["q"]} if query["q"] else {})


@page.get("/<kind>")
def show(kind: str) -> str:
    """One page of a kind, newest first; the first page counts all that fit."""
    query = from_query(KeptQuery())
    found = current.engine().records.kept(
        current.actor(), kind, q=query["q"], filters=query, since=query["since"], until=query["until"], cursor=query["cursor"] or None, limit=PAGE_SIZE,
        count=not query["cursor"],
    )
    templating.names().meet_entries("objects", (row.subject for row in found.items))
    templating.names().meet_entries("items", (row.matter for row in found.items))
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    return render_template("records/kept.html", kind=kind, found=found, query=query, kept=kept, areas=areas(), states=current.engine().records.kept_states(current.actor(), kind))


@page.get("/<kind>/<path:identity>")
def one(kind: str, identity: str) -> str:
    """One record, with what its case says of it for those who may see the case."""
    return render_template("records/kept_one.html", kind=kind, row=current.engine().records.kept_one(current.actor(), kind, identity))
