"""One entry, one page: what is known of it, what happened to it, its form; an object with its cases, visits, findings and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Conflict, Entry, Fault, Invalid, Register, read_values
from web import current, faults, i18n, templating
from web.i18n import t
from web.present.moments import ZONE
from web.records.lists import may_add, register_of
from web.records.words import areas, context
from web.schemas.reading import from_form
from web.schemas.records import Recused, Why

page = Blueprint("entries", __name__, url_prefix="/records")
page.context_processor(context)


@page.get("/<register>/entry/<path:identity>")
def show(register: str, identity: str) -> str:
    """The page of an entry."""
    return _page(register_of(register), identity)


@page.post("/<register>/unmask/<path:identity>")
def unmask(register: str, identity: str) -> str | tuple[str, int]:
    """The same page with personal data, once; the reason is kept."""
    found = register_of(register)
    try:
        entry = current.engine().records.unmask(current.actor(), register, identity, from_form(Why())["reason"])
    except Invalid as fault:
        return _page(found, identity, fields=faults.field_texts(fault)), 422
    return _page(found, identity, opened=entry)


@page.post("/officers/recuse/<path:identity>")
def recuse(identity: str) -> Response:
    """An officer takes no part in what concerns an object, or does again."""
    given = from_form(Recused())
    current.engine().records.recuse(current.actor(), identity, given["object_id"], given["reason"], undo=given["undo"])
    flash(t("records.saved"), "good")
    return redirect(url_for("entries.show", register="officers", identity=identity))


@page.get("/<register>/new")
def new(register: str) -> str:
    """The empty form; the kind of an object is chosen first."""
    found = register_of(register)
    current.engine().records.listed(current.actor(), register, limit=1)  # the engine's own refusal for those who may not read
    return _form(found, None, {"kind": request.args.get("kind", "shop")} if register == "objects" else {}, None)


@page.get("/<register>/edit/<path:identity>")
def edit(register: str, identity: str) -> str:
    """The form of an entry, personal data masked: what keeps its stars is not changed."""
    found = register_of(register)
    entry = current.engine().records.get(current.actor(), register, identity)
    return _form(found, entry, {field.name: field.shown(entry.values.get(field.name), i18n.language()) for field in found.fields}, None)


@page.post("/<register>/save")
def save(register: str) -> Response | tuple[str, int]:
    """Writes a new or changed entry."""
    found = register_of(register)
    texts = {name: value for name, value in request.form.items() if name not in ("csrf_token", "version", "was")}
    was, version = request.form.get("was", ""), request.form.get("version", "")
    entry = current.engine().records.get(current.actor(), register, was) if was else None
    try:
        identity = current.engine().records.save(current.actor(), register, _values(found, texts, was), version=int(version) if version.isascii() and version.isdigit() else 0)
    except Invalid as fault:
        return _form(found, entry, texts, fault), 422
    except Conflict as fault:  # nothing typed is lost; the form now carries the newest version, and says so
        return _form(found, entry, texts, fault), 409
    flash(t("records.saved"), "good")
    return redirect(url_for("entries.show", register=register, identity=identity))


def _values(register: Register, texts: Mapping[str, str], was: str) -> dict[str, Any]:
    known = {field.name for field in register.fields}
    values, remarks = read_values(register, {name: text for name, text in texts.items() if name in known})
    if remarks:
        fields: dict[str, list[str]] = {}
        for item in remarks:
            fields.setdefault(item.field, []).append(item.code)
        raise Invalid(code="record.invalid", fields=fields)
    return {**values, register.key: was} if was else values


def _page(register: Register, identity: str, *, opened: Entry | None = None, fields: Mapping[str, list[str]] | None = None) -> str:
    engine, actor = current.engine(), current.actor()
    history = engine.records.history(actor, register.name, identity)
    templating.names().meet(event.actor for event in history)
    known: dict[str, Any] = {"register": register, "history": history, "fields": fields or {}, "opened": opened is not None}
    if register.name == "objects":
        found = engine.records.dossier(actor, identity)
        templating.names().meet_entries("items", (row.matter for rows in found.records.values() for row in rows))
        templating.names().meet((*(item.uploaded_by for item in found.evidence), *(task.assignee for task in found.clocks)))
        return render_template("records/object.html", entry=opened or found.entry, found=found, may_change=found.may_edit, **known)
    entry = engine.records.get(actor, register.name, identity)
    recusals = engine.records.recusals(actor, identity) if register.name == "officers" else ()
    if register.name == "matters":
        known["steps"] = engine.law.benchmark(actor, str(entry.values.get("benchmark") or ""), current.now().astimezone(ZONE).date())
    return render_template("records/entry.html", entry=opened or entry, recusals=recusals, may_change=may_add(actor, register), **known)


def _form(register: Register, entry: Entry | None, values: Mapping[str, str], fault: Fault | None) -> str:
    kind = str(entry.values["kind"]) if entry is not None and register.name == "objects" else values.get("kind", "")
    return render_template(
        "records/form.html", register=register, entry=entry, values=values, areas=areas(), of_kind=register.of_kind(kind),
        fields=faults.field_texts(fault) if isinstance(fault, Invalid) else {}, problem=faults.text_of(fault) if fault else "",
        newer=isinstance(fault, Conflict) and entry is not None,
    )
