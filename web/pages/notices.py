"""The notices of the person."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from web import current
from web.i18n import t
from web.schemas.reading import from_form, from_query
from web.schemas.work import Paged, Read

page = Blueprint("notices", __name__, url_prefix="/notices")
PAGE_SIZE = 25


@page.get("")
def show() -> str:
    """Newest first."""
    query = from_query(Paged())
    found = current.engine().notices.list(current.actor(), unread_only=False, cursor=query["cursor"] or None, limit=PAGE_SIZE)
    return render_template("notices.html", found=found)


@page.post("/read")
def read() -> Response:
    """Marks the named notices as read."""
    given = from_form(Read())
    current.engine().notices.mark_read(current.actor(), given["id"])
    flash(t("notices.marked"), "good")
    return redirect(url_for("notices.show"))
