"""Rules of law for everyone who works with them: read a decision, try it with values, and print why one was taken in a case."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Invalid, in_chinese
from web import current, faults, i18n, templating
from web.i18n import t
from web.present.answers import text

page = Blueprint("decisions", __name__)
#: The form's fields are prefixed, so that no name of a model meets one of the page.
PREFIX = "v."


@page.context_processor
def words() -> dict[str, object]:
    """How values, kinds and messages of the evaluation read in these templates."""
    return {"shown_text": text, "kind_text": _kind, "message_text": _message}


@page.get("/decisions")
def choose() -> str:
    """All decisions."""
    return render_template("decisions/list.html", found=current.engine().decisions.listed(current.actor()))


@page.get("/decisions/<key>")
def show(key: str) -> str:
    """A decision with its tables and the empty form."""
    return _page(key, {}, "", None, None)


@page.post("/decisions/<key>")
def try_out(key: str) -> str | tuple[str, int]:
    """The same page with what the decision says. Nothing is kept."""
    given = {name.removeprefix(PREFIX): value for name, value in request.form.items() if name.startswith(PREFIX)}
    more = request.form.get("more", "").strip()
    try:
        tried = current.engine().decisions.try_out(current.actor(), key, given, more)
    except Invalid as fault:
        if faults.wants_json():
            raise
        return _page(key, given, more, None, fault), 422
    return _page(key, given, more, tried, None)


@page.get("/cases/<case>/decisions")
def of_case(case: str) -> str | Response:
    """The decisions taken in a case."""
    found = current.engine().decisions.taken(current.actor(), case)
    if len(found) == 1:
        return redirect(url_for("decisions.why", case=case, number=found[0].number))
    return render_template("decisions/taken.html", case=case, found=found)


@page.get("/cases/<case>/decisions/<int:number>")
def why(case: str, number: int) -> str:
    """One decision with the version that decided, made to be printed."""
    found = current.engine().decisions.why(current.actor(), case, number)
    templating.names().meet((found.definition.created_by,))
    table = found.sheet.tables[0] if found.sheet.tables else None
    hit = frozenset(str(row["id"]) for row in found.taken.matched)
    labels = {expression: label for label, expression in table.inputs} if table else {}
    rows = tuple(row for row in table.rows if row.id in hit) if table else ()
    notes = tuple((row.index, name, note) for row in rows for name, note in zip(table.notes if table else (), row.notes, strict=True) if note)
    return render_template("decisions/why.html", why=found, taken=found.taken, case=case, hits=hit, labels=labels, notes=notes)


def _page(key: str, given: dict[str, str], more: str, tried: object, fault: Invalid | None) -> str:
    definition, sheet = current.engine().decisions.sheet(current.actor(), key)
    return render_template(
        "decisions/sheet.html", definition=definition, sheet=sheet, given=given, more=more, tried=tried,
        problem=faults.text_of(fault) if fault else "", fields=faults.field_texts(fault) if fault else {}, prefix=PREFIX,
    )


def _kind(kind: str) -> str:
    """The kind of a field in words, "" for plain text."""
    return {
        "number": t("decisions.number"), "date": t("decisions.date"), "time": t("decisions.time"), "date and time": t("decisions.datetime"),
        "days and time duration": t("decisions.duration"), "years and months duration": t("decisions.duration"), "Any": t("decisions.any"),
    }.get(kind, "")


def _message(message: str) -> str:
    return in_chinese(message) if i18n.language() == "zh" else message
