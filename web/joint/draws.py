"""Random draws: made, looked at, repeated, turned into plans, published."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from engine import DrawView, Fault, Invalid
from web import current, faults, templating
from web.i18n import t
from web.joint.words import context, word
from web.records.words import areas
from web.schemas.joint import DrawGiven, DrawQuery
from web.schemas.reading import from_form, from_query

page = Blueprint("draws", __name__)
page.context_processor(context)
KINDS = ("shop", "enterprise", "scenic")
#: A cell that a spreadsheet would run begins with one of these (OWASP, CSV injection).
RUNS = ("=", "+", "-", "@", "\t", "\r")


@page.get("/joint/draws")
def show() -> str:
    """Every draw that was made, newest first; none can be taken away."""
    found = current.engine().joint.draws(current.actor(), cursor=from_query(DrawQuery())["cursor"] or None)
    templating.names().meet(item.created_by for item in found.items)
    return render_template("joint/draws.html", found=found)


@page.get("/joint/draws/new")
def new() -> str:
    """The form of a draw."""
    current.engine().joint.draws(current.actor(), limit=1)  # the engine's own refusal for those who may not read
    return _form({}, None)


@page.post("/joint/draws")
def make() -> Response | tuple[str, int]:
    """Draws."""
    try:
        given = from_form(DrawGiven())
        made = current.engine().joint.draw(
            current.actor(), given["unit"], given["title"], given["day"], given["kind"], area=given["area"], seed=given["seed"],
        )
    except Invalid as fault:
        return _form(request.form, fault), 422
    return redirect(url_for("draws.one", draw=made))


@page.get("/joint/draws/<draw>")
def one(draw: str) -> str:
    """A draw, drawn again from its inputs and seed."""
    found = current.engine().joint.drawn(current.actor(), draw)
    templating.names().meet((found.row.created_by, found.row.published_by))
    return render_template("joint/draw.html", found=found, row=found.row)


@page.get("/joint/draws/<draw>/result.csv")
def sheet(draw: str) -> Response:
    """The result as a sheet."""
    return _csv(current.engine().joint.drawn(current.actor(), draw))


@page.get("/joint/draws/<draw>/inputs.json")
def inputs(draw: str) -> Response:
    """The very text whose hash is kept: with it and the seed anyone can draw again."""
    return _file(current.engine().joint.drawn(current.actor(), draw).inputs.encode(), "inputs.json", "application/json")


@page.post("/joint/draws/<draw>/plan")
def plan(draw: str) -> Response:
    """Makes a plan of every object that was drawn."""
    flash(t("joint.draw-planned", n=current.engine().joint.plan_draw(current.actor(), draw)), "good")
    return redirect(url_for("draws.one", draw=draw))


@page.post("/joint/draws/<draw>/publish")
def publish(draw: str) -> Response:
    """Shows the draw to everybody."""
    current.engine().joint.publish_draw(current.actor(), draw)
    flash(t("joint.draw-published"), "good")
    return redirect(url_for("draws.one", draw=draw))


@page.get("/public/draws/<draw>")
def public(draw: str) -> str:
    """A published draw, for anybody."""
    found = current.engine().joint.published(draw)
    return render_template("joint/public.html", found=found, row=found.row)


@page.get("/public/draws/<draw>/result.csv")
def public_sheet(draw: str) -> Response:
    """The same as a sheet."""
    return _csv(current.engine().joint.published(draw))


def _form(values: Mapping[str, str], fault: Fault | None) -> str:
    return render_template(
        "joint/draw_form.html", values=values, kinds=[(code, word("objects", "kind", code)) for code in KINDS], areas=areas(), today=current.now(),
        rules=current.engine().joint.rules(current.actor()), fields=faults.field_texts(fault) if fault else {}, problem=faults.text_of(fault) if fault else "",
    )


def _csv(found: DrawView) -> Response:
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow([t("joint.col-id"), t("joint.col-name"), t("joint.col-address"), t("joint.col-class"), t("joint.col-officers")])
    for item in found.going:
        officers = "、".join(f"{name} {certificate}".strip() for certificate, name in item.officers)
        sheet.writerow([_safe(cell) for cell in (item.object_id, item.name, item.address, item.credit_class, officers)])
    sheet.writerow([])
    for label, value in ((t("joint.algorithm"), found.row.algorithm), (t("joint.seed"), found.row.seed), (t("joint.inputs-hash"), found.row.inputs_hash)):
        sheet.writerow([label, _safe(value)])
    return _file(("\ufeff" + text.getvalue()).encode(), "result.csv", "text/csv; charset=utf-8")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUNS) else cell


def _file(content: bytes, name: str, kind: str) -> Response:
    answer = FlaskResponse(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
