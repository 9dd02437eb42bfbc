"""Plans and offers: plan a visit, answer for one's unit, write what was found, finish or give up."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import REGISTERS, Fault, Invalid
from web import current, faults, i18n, templating
from web.i18n import t
from web.joint.words import context
from web.schemas.joint import Answered, Found, Given, PlanGiven
from web.schemas.reading import from_form

page = Blueprint("plans", __name__, url_prefix="/joint")
page.context_processor(context)
#: All matters of a district, for a choice that browsers search by typing.
MATTERS = 500
#: What people plan by hand; visits of cases are opened by their process.
SOURCES = ("plan", "random", "complaint", "transfer", "other")


@page.get("/plans")
def show() -> str:
    """Plans of one's units, and the offers that wait for an answer."""
    engine, actor, cursor = current.engine(), current.actor(), request.args.get("cursor", "")[:1000]
    return render_template(
        "joint/plans.html", plans=engine.joint.plans(actor, cursor=cursor or None), offers=engine.joint.offers(actor), closed=[item for item in engine.joint.offers(actor, open_only=False) if item.state != "open"][:20],
        kept=request.args.get("offer", ""),
    )


@page.get("/plan")
def new() -> str:
    """The form of a plan, for an object if it is named; else objects are looked for first."""
    return _form({"object": request.args.get("object", "")[:100]}, None)


@page.post("/plan")
def plan() -> Response | tuple[str, int]:
    """Keeps the plan and says what it led to."""
    try:
        given = from_form(PlanGiven())
        made = current.engine().joint.plan(
            current.actor(), given["object"], given["unit"], given["day"], given["source"], purpose=given["purpose"], reason=given["reason"],
        )
    except Invalid as fault:
        return _form(request.form, fault), 422
    flash(t("joint.kept-offers", n=len(made.offers)) if made.offers else t("joint.kept"), "good")
    return redirect(url_for("plans.visit", visit=made.visit_id))


@page.post("/offers/<offer>")
def answer(offer: str) -> Response | tuple[str, int]:
    """Accepts or declines for a unit."""
    given = from_form(Answered())
    try:
        state = current.engine().joint.answer(current.actor(), offer, given["unit"], accept=given["answer"] == "accept", reason=given["reason"])
    except Invalid as fault:
        flash("; ".join(text for texts in faults.field_texts(fault).values() for text in texts) or faults.text_of(fault), "warn")
    else:
        flash({"open": t("joint.answered"), "agreed": t("joint.agreed"), "declined": t("joint.declined")}[state], "good")
    return redirect(url_for("plans.show"))


@page.get("/visits/<path:visit>")
def visit(visit: str) -> str:
    """One visit, with what each department found."""
    return _visit(visit, {}, None)


@page.post("/findings/<path:visit>")
def find(visit: str) -> Response | tuple[str, int]:
    """Writes what a department found."""
    try:
        given = from_form(Found())
        current.engine().joint.record_finding(current.actor(), visit, given["unit"], given["matter"], given["fact"])
    except Invalid as fault:
        return _visit(visit, request.form, fault), 422
    flash(t("joint.found"), "good")
    return redirect(url_for("plans.visit", visit=visit))


@page.post("/finish/<path:visit>")
def finish(visit: str) -> Response:
    """The visit was made."""
    current.engine().joint.finish(current.actor(), visit)
    flash(t("joint.finished"), "good")
    return redirect(url_for("plans.visit", visit=visit))


@page.post("/cancel/<path:visit>")
def cancel(visit: str) -> Response | tuple[str, int]:
    """The plan is given up, with a reason."""
    try:
        current.engine().joint.cancel(current.actor(), visit, from_form(Given())["reason"])
    except Invalid as fault:
        return _visit(visit, request.form, fault), 422
    flash(t("joint.cancelled"), "good")
    return redirect(url_for("plans.visit", visit=visit))


def _form(values: Mapping[str, str], fault: Fault | None) -> str:
    engine, actor = current.engine(), current.actor()
    engine.joint.plans(actor, limit=1)  # the engine's own refusal for those who may not read
    identity, q = values.get("object", ""), request.args.get("q", "")[:100]
    named = dict(engine.records.labels(actor, "objects", ids=[identity], language=i18n.language())) if identity else {}
    offered = engine.records.labels(actor, "objects", q=q, language=i18n.language()) if q.strip() and not named else ()
    return render_template(
        "joint/plan.html", values=values, sources=SOURCES, name=named.get(identity, ""), q=q, offered=offered, today=current.now(),
        fields=faults.field_texts(fault) if fault else {}, problem=faults.text_of(fault) if fault else "",
    )


def _visit(visit: str, values: Mapping[str, str], fault: Fault | None) -> str:
    engine, actor = current.engine(), current.actor()
    found = engine.joint.visit(actor, visit)
    ours = [unit for unit in found.units if unit in {".".join(group.split(".")[:2]) for group in actor.groups}]
    history = engine.records.history(actor, "visits", visit)
    templating.names().meet(event.actor for event in history)
    return render_template(
        "joint/visit.html", visit=found, ours=ours, values=values, register=REGISTERS["visits"], history=history,
        matters=engine.records.labels(actor, "matters", language=i18n.language(), limit=MATTERS) if ours else (),
        fields=faults.field_texts(fault) if fault else {}, problem=faults.text_of(fault) if fault else "",
    )
