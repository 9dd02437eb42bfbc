"""Import a sheet into a register: look first, then take it; wrong rows are named with their number."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Invalid, Register
from web import current, faults
from web.i18n import t
from web.records.lists import register_of
from web.records.words import context
from web.schemas.reading import from_form
from web.schemas.records import Taken

page = Blueprint("imports", __name__, url_prefix="/records")
page.context_processor(context)
#: Rows and remarks that a page shows; the numbers above them count all.
MOST = 200


@page.get("/<register>/import")
def show(register: str) -> str:
    """Which columns there are, and the file to choose."""
    found = register_of(register)
    current.engine().records.listed(current.actor(), register, limit=1)  # the engine's own refusal for those who may not read
    return _show(found, None)


@page.post("/<register>/import")
def preview(register: str) -> str | tuple[str, int]:
    """What importing the file would do; nothing is written yet."""
    found = register_of(register)
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Invalid(code="file.none", fields={"file": ["required"]})
        with sent.stream:
            content = sent.read()
        looked = current.engine().records.preview(current.actor(), register, sent.filename.replace("\\", "/").rsplit("/", 1)[-1], content)
    except Invalid as fault:
        return _show(found, fault), 422
    page_ = render_template("records/preview.html", register=found, looked=looked, lines=looked.lines[:MOST], remarks=looked.remarks[:MOST], remark_text=_remark)
    return page_, 422 if looked.remarks else 200


@page.post("/<register>/take")
def take(register: str) -> Response:
    """Imports the file that was looked at last."""
    register_of(register)
    given = from_form(Taken())
    done = current.engine().records.import_previewed(current.actor(), register, given["revision"], leave_out=given["leave_out"])
    flash(t("records.imported", new=done.new, changed=done.changed, same=done.same, left=done.left_out), "good")
    return redirect(url_for("records.show", register=register))


def _show(register: Register, fault: Invalid | None) -> str:
    return render_template("records/import.html", register=register, fields=faults.field_texts(fault) if fault else {}, problem=faults.text_of(fault) if fault else "")


def _remark(item: Any) -> str:
    return faults.field_text(f"{item.code}|value={item.value.replace('|', ' ')}", {})
