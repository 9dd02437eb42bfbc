"""How often departments went together, what was saved by it, and who was visited most."""

from __future__ import annotations

from flask import Blueprint, render_template

from web import current
from web.joint.chart import chart
from web.joint.words import context

page = Blueprint("joint", __name__, url_prefix="/joint")
page.context_processor(context)


@page.get("")
def show() -> str:
    """The share of joint visits by month."""
    engine, actor = current.engine(), current.actor()
    found = engine.joint.overview(actor)
    return render_template(
        "joint/overview.html", found=found, chart=chart([(item.month, item.visits, item.joint) for item in found.shares]), rules=engine.joint.rules(actor),
    )
