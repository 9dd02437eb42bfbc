"""What was asked of other departments' systems for a case, and what they answered: for whoever may see the case."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from web import current
from web.i18n import language

page = Blueprint("exchanged", __name__)
PAGE_SIZE = 25


@page.get("/cases/<case>/exchanges")
def of_case(case: str) -> str:
    """Requests and answers of a case, masked, newest first."""
    found = current.engine().outward.of_case(current.actor(), case, cursor=request.args.get("cursor"), limit=PAGE_SIZE)
    return render_template("exchanged.html", case=case, found=found, labels=current.application().labels(language()))
