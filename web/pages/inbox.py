"""The inbox: my tasks, claimable ones, done ones, and the cases I started."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Conflict, Forbidden, Invalid, NotFound
from web import current, templating
from web.i18n import t
from web.schemas.reading import from_form, from_query
from web.schemas.work import SORTS, VIEWS, Claimed, InboxQuery, KeptView, Picked, PreferredView

page = Blueprint("inbox", __name__)
PAGE_SIZE = 25
#: What the address of a list says.
WORDS = ("view", "q", "process", "overdue", "sort")


@page.get("/inbox")
def show() -> str | Response:
    """One page of one list, searched, filtered and sorted; the cursor makes deep pages as cheap as the first.

    Without a question it is the view that the person prefers, else one's own tasks.
    """
    views = current.engine().tasks.views(current.actor())
    preferred = next((view for view in views if view.default), None)
    if preferred and not request.args:
        return redirect(url_for("inbox.show", **_asked(preferred.query)))
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
    kept = _asked(query)
    return render_template(
        "inbox.html", query=query, kept=kept, views=VIEWS, sorts=sorts, counts=counts, found=found,
        processes=templating.names().processes, filtered=bool(query["q"] or query["process"] or query["overdue"]),
        saved=[(view, _asked(view.query)) for view in views], open_now=next((view for view in views if _asked(view.query) == kept), None),
    )


def _asked(query: Mapping[str, Any]) -> dict[str, Any]:
    """The question of a list as its address says it, without what goes without saying and the place in it."""
    asked = {name: "true" if value is True else str(value) for name, value in query.items() if value and name in WORDS}
    if asked.get("sort") in SORTS.get(asked.get("view", ""), ())[:1]:
        del asked["sort"]
    return asked


@page.post("/inbox/views")
def keep() -> Response:
    """Keeps what the list shows now under a name; one of that name becomes this."""
    given = from_form(KeptView())
    if given["sort"] and given["sort"] not in SORTS[given["view"]]:
        raise Invalid(code="inbox.sort", sort=given["sort"])
    asked = _asked(given)
    current.engine().tasks.keep_view(current.actor(), given["name"], asked)
    flash(t("inbox.kept", name=given["name"].strip()), "good")
    return redirect(url_for("inbox.show", **asked))


@page.post("/inbox/views/<view>/default")
def prefer(view: str) -> Response:
    """Lets a view open by itself, or no longer."""
    current.engine().tasks.prefer_view(current.actor(), view, default=from_form(PreferredView())["default"])
    kept = next((item for item in current.engine().tasks.views(current.actor()) if item.id == view), None)
    return redirect(url_for("inbox.show", **_asked(kept.query if kept else {})))


@page.post("/inbox/views/<view>/forget")
def forget(view: str) -> Response:
    """Forgets a view."""
    from_form(Claimed())
    current.engine().tasks.forget_view(current.actor(), view)
    flash(t("inbox.forgotten"), "good")
    return redirect(url_for("inbox.show", view="mine"))


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
