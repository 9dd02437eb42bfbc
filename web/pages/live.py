"""The numbers in the header and on the tabs, asked for every half minute by htmx."""

from __future__ import annotations

from flask import Blueprint, render_template

from web import current

page = Blueprint("live", __name__)


@page.get("/live")
def counts() -> str:
    """Small pieces that replace the numbers wherever the page has them."""
    return render_template("live.html", counts=current.engine().tasks.counts(current.actor()))
