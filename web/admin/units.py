"""Units: departments, streets, offices. Their ids never change, their names may."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Fault, Invalid, NotFound, Unit
from web import current, faults
from web.i18n import t
from web.schemas.people import ROLES, UnitGiven, UnitNew
from web.schemas.reading import from_form

page = Blueprint("units", __name__, url_prefix="/admin/units")


@page.get("")
def show() -> str:
    """All units, the roles a unit may have, and how many accounts hold each."""
    people, actor = current.engine().people, current.actor()
    holders: Counter[tuple[str, str]] = Counter()
    for group, many in people.holders(actor).items():
        parts = group.split(".")
        holders[".".join(parts[:2]), parts[2] if len(parts) > 2 else ""] += many
    return render_template("admin/units.html", units=people.units(actor), holders=holders, roles=ROLES)


@page.get("/new")
def new() -> str:
    """The empty form."""
    current.engine().people.account_page(current.actor(), limit=1)  # the engine's own refusal for those who may not
    return _form(None, {"active": True}, None)


@page.post("/new")
def create() -> Response | tuple[str, int]:
    """Creates a unit; an id that exists is refused rather than overwritten."""
    people, actor = current.engine().people, current.actor()
    try:
        given = from_form(UnitNew())
        if any(unit.id == given["id"] for unit in people.units(actor)):
            raise Invalid(fields={"id": ["taken"]})
        _save(given["id"], given)
    except Invalid as fault:
        return _form(None, request.form.to_dict(), fault), 422
    flash(t("units.saved", name=given["name"]), "good")
    return redirect(url_for("units.show"))


@page.get("/<unit_id>")
def edit(unit_id: str) -> str:
    """One unit."""
    unit = _find(unit_id)
    values = {"name": unit.name, "name_en": unit.name_en, "kind": unit.kind, "parent": unit.parent or "", "active": unit.active}
    current.engine().people.account_page(current.actor(), limit=1)
    return _form(unit, values, None)


@page.post("/<unit_id>")
def update(unit_id: str) -> Response | tuple[str, int]:
    """Changes a unit."""
    unit = _find(unit_id)
    try:
        given = from_form(UnitGiven())
        _save(unit.id, given)
    except Invalid as fault:
        return _form(unit, request.form.to_dict(), fault), 422
    flash(t("units.saved", name=given["name"]), "good")
    return redirect(url_for("units.show"))


def _find(unit_id: str) -> Unit:
    unit = next((item for item in current.engine().people.units(current.actor()) if item.id == unit_id), None)
    if unit is None:
        raise NotFound
    return unit


def _save(unit_id: str, given: dict[str, Any]) -> None:
    current.engine().people.save_unit(
        current.actor(), unit_id, given["name"], given["name_en"], given["kind"], given["parent"] or None, active=given["active"],
    )


def _form(unit: Unit | None, values: dict[str, Any], fault: Fault | None) -> str:
    return render_template(
        "admin/unit.html", unit=unit, values=values, units=current.engine().people.units(current.actor()),
        fields=faults.field_texts(fault) if fault else {}, problem=faults.text_of(fault) if fault else "",
    )
