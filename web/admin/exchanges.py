"""What goes out to other systems: requests with their answers, masked; sending one again; personal data given away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web import current
from web.i18n import language, t
from web.schemas.outward import OUTCOMES, DisclosuresQuery, ExchangesQuery, ReplayReason
from web.schemas.reading import from_form, from_query

page = Blueprint("exchanges", __name__, url_prefix="/admin/exchanges")
PAGE_SIZE = 25


@page.get("")
def show() -> str:
    """Exchanges, newest first: all, or of a system, an outcome, a case."""
    query = from_query(ExchangesQuery())
    outward = current.engine().outward
    found = outward.listed(
        current.actor(), destination=query["destination"], outcome=query["outcome"], case=query["case"], cursor=query["cursor"] or None, limit=PAGE_SIZE,
    )
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    systems = [place.name for place in outward.destinations(current.actor())]
    labels = current.application().labels(language())
    return render_template("admin/exchanges.html", found=found, query=query, kept=kept, systems=systems, labels=labels, outcomes=OUTCOMES)


@page.get("/<exchange>")
def one(exchange: str) -> str:
    """One exchange: what was asked, what came back."""
    return render_template("admin/exchange.html", item=current.engine().outward.get(current.actor(), exchange))


@page.post("/<exchange>/replay")
def replay(exchange: str) -> Response:
    """Has the same request sent again, with the key it had."""
    given = from_form(ReplayReason())
    again = current.engine().outward.replay(current.actor(), exchange, given["reason"])
    flash(t("outward.replayed"), "good")
    return redirect(url_for("exchanges.one", exchange=again))


@page.post("/circuit")
def close_circuit() -> Response:
    """Lets calls to a system out again at once."""
    current.engine().outward.close_circuit(current.actor(), request.form.get("destination", ""))
    flash(t("outward.closed"), "good")
    return redirect(url_for("health.operators"))


@page.get("/disclosures")
def disclosures() -> str:
    """Personal data given to other departments, for auditors."""
    query = from_query(DisclosuresQuery())
    found = current.engine().outward.disclosures(current.actor(), cursor=query["cursor"] or None, limit=PAGE_SIZE)
    return render_template("admin/disclosures.html", found=found)
