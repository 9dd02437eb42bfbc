"""Law as data for legal staff: see the rows in force, import files after looking, confirm rows, export."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from engine import Invalid, NotFound
from web import current, faults, i18n, templating
from web.i18n import t
from web.schemas.law import Import, LawQuery
from web.schemas.reading import from_form, from_query

page = Blueprint("law", __name__, url_prefix="/admin/law")
FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@page.context_processor
def words() -> dict[str, object]:
    """Words of kinds, marks, states and columns; remarks at rows."""
    return {
        "kinds": {"minor-waiver": t("law.minor-waiver"), "first-waiver": t("law.first-waiver"), "discretion": t("law.discretion"), "credit-class": t("law.credit-class"), "visit-rule": t("law.visit-rule")},
        "marks": {"V": t("law.mark-v"), "S": t("law.mark-s"), "G": t("law.mark-g"), "I": t("law.mark-i"), "CFG": t("law.mark-cfg")},
        "states": {"new": t("law.new"), "changed": t("law.changed"), "same": t("law.same")},
        "column_text": _column, "remark_text": _remark,
    }


@page.get("")
def show() -> str:
    """The rows; by default those in force today."""
    return _show({}, "", 200)[0]


@page.post("/preview")
def preview() -> str | tuple[str, int]:
    """What importing the chosen file would do; nothing is imported yet."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Invalid(code="file.none", fields={"file": ["required"]})
        found = current.engine().law.preview(current.actor(), sent.filename.replace("\\", "/").rsplit("/", 1)[-1], sent.read())
    except Invalid as fault:
        if faults.wants_json():
            raise
        return _show(faults.field_texts(fault), faults.text_of(fault), 422)
    return render_template("admin/law_preview.html", found=found, counts={state: sum(row.state == state for row in found.rows) for state in ("new", "changed", "same")}), 422 if found.remarks else 200


@page.post("/import")
def take() -> Response:
    """Imports the file that was looked at last."""
    new, replaced = current.engine().law.import_previewed(current.actor(), from_form(Import())["revision"])
    flash(t("law.imported", new=new, replaced=replaced), "good")
    return redirect(url_for("law.show"))


@page.get("/rows/<row>")
def history(row: str) -> str:
    """A row with all its versions."""
    found = current.engine().law.history(current.actor(), row)
    templating.names().meet({name for item in found for name in (item.created_by, item.confirmed_by, item.replaced_by) if name})
    return render_template("admin/law_row.html", found=found, row=next(item for item in found if item.id == row))


@page.post("/rows/<row>/confirm")
def confirm(row: str) -> Response:
    """Answers for a row someone else imported, or takes it back."""
    current.engine().law.confirm(current.actor(), row, undo="undo" in request.form)
    flash(t("law.unconfirmed-done") if "undo" in request.form else t("law.confirmed-done"), "good")
    return redirect(url_for("law.history", row=row))


@page.get("/export/<form>")
def export(form: str) -> Response:
    """All current rows as a file."""
    if form not in FORMS:
        raise NotFound
    answer = FlaskResponse(current.engine().law.export(current.actor(), form, i18n.language()), mimetype=FORMS[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"law-{current.now():%Y%m%d}.{form}")
    return answer


def _show(fields: dict[str, list[str]], problem: str, status: int) -> tuple[str, int]:
    query = from_query(LawQuery())
    try:
        on = date.fromisoformat(query["on"]) if query["on"] else None
    except ValueError:
        raise Invalid(fields={"on": ["invalid"]}) from None
    rows = current.engine().law.listed(current.actor(), kind=query["kind"], q=query["q"], on=on, unconfirmed=query["unconfirmed"])
    templating.names().meet({item.confirmed_by for item in rows if item.confirmed_by})
    return render_template("admin/law.html", rows=rows, query=query, fields=fields, problem=problem), status


def _column(name: str) -> str:
    return {
        "kind": t("law.kind"), "key": t("law.key"), "step": t("law.step"), "department": t("law.department"), "title": t("law.title"),
        "condition": t("law.condition"), "outcome": t("law.outcome"), "min": t("law.min"), "max": t("law.max"), "unit": t("law.unit"),
        "source": t("law.source"), "mark": t("law.mark"), "valid_from": t("law.from"), "valid_to": t("law.to"), "note": t("law.note"),
    }.get(name, name)


def _remark(item: Any) -> str:
    return faults.field_text(f"{item.code}|value={item.value.replace('|', ' ')}", {})
