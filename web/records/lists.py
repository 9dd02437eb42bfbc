"""Lists of registers: search, filter, page, export."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from engine import REGISTERS, Actor, NotFound, Register, Right
from web import current, i18n, templating
from web.records.words import areas, context
from web.schemas.reading import from_query
from web.schemas.records import RegisterQuery

page = Blueprint("records", __name__, url_prefix="/records")
page.context_processor(context)
PAGE_SIZE = 25
FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
#: Filters of each list that are a choice of words, and columns of its rows.
CHOICES = {"objects": ("kind", "area_code", "list_type", "credit_class", "state"), "officers": ("state",), "visits": ("source", "state", "area_code")}


@page.get("")
def home() -> Response:
    """The register people ask for most."""
    return redirect(url_for("records.show", register="objects"))


@page.get("/<register>")
def show(register: str) -> str:
    """One page of a register; the first counts all that fit."""
    found_register = register_of(register)
    query = from_query(RegisterQuery())
    found = current.engine().records.listed(
        current.actor(), register, q=query["q"], filters=query, cursor=query["cursor"] or None, limit=PAGE_SIZE, count=not query["cursor"],
    )
    if register == "visits":
        templating.names().meet_entries("objects", (str(entry.values["object_id"]) for entry in found.items))
    kept = {name: value for name, value in query.items() if value and name != "cursor"}
    return render_template(
        "records/list.html", register=found_register, found=found, query=query, kept=kept, choices=choices(found_register), may_add=may_add(current.actor(), found_register),
    )


@page.get("/<register>/export.<form>")
def export(register: str, form: str) -> Response:
    """What the list shows, as a sheet that the import reads."""
    register_of(register)
    if form not in FORMS:
        raise NotFound
    query = from_query(RegisterQuery())
    content = current.engine().records.export(current.actor(), register, form, q=query["q"], filters=query, language=i18n.language())
    answer = FlaskResponse(content, mimetype=FORMS[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{register}-{current.now():%Y%m%d}.{form}")
    return answer


def register_of(name: str) -> Register:
    """A register by its name in the address. Raises `NotFound`."""
    if name not in REGISTERS:
        raise NotFound(code="record.not-found")
    return REGISTERS[name]


def choices(register: Register) -> list[dict[str, Any]]:
    """The filters of a list: name, label, options."""
    language = i18n.language()
    made = []
    for name in CHOICES.get(register.name, ()):
        field = next(item for item in register.fields if item.name == name)
        options = areas() if name == "area_code" else [(code, words[1 if language == "en" else 0]) for code, words in (field.choices or {}).items()]
        made.append({"name": name, "label": field.label(language), "options": options})
    return made


def may_add(actor: Actor, register: Register) -> bool:
    """Whether the doors to new entries and imports are shown; the engine decides on each entry."""
    if actor.may(Right.MODEL) or actor.may(Right.INTEGRATION):
        return True
    return register.name in ("objects", "officers") and any(group.endswith(".duty") for group in actor.groups)
