"""Accounts: list, create, change, disable, first passwords, ending sessions."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Conflict, Fault, Invalid
from web import current, faults, templating
from web.i18n import t
from web.schemas.people import RIGHTS, ROLES, AccountGiven, AccountNew, PasswordSet
from web.schemas.reading import from_form

page = Blueprint("accounts", __name__, url_prefix="/admin/accounts")
SPARE_ROWS = 2


@page.get("")
def show() -> str:
    """One page of all accounts, or of those found by a word."""
    word, cursor = request.args.get("q", "")[:100], request.args.get("cursor", "")[:1000]
    found = current.engine().people.account_page(current.actor(), word, cursor=cursor or None)
    return render_template("admin/accounts.html", found=found, q=word)


@page.get("/new")
def new() -> str:
    """The empty form."""
    current.engine().people.account_page(current.actor(), limit=1)  # the engine's own refusal for those who may not
    return _form(None, {"active": True}, None)


@page.post("/new")
def create() -> Response | tuple[str, int]:
    """Creates an account whose password must be changed at the first sign-in."""
    try:
        given = from_form(AccountNew())
        _create(given)
    except Invalid as fault:
        return _form(None, _echo(), fault), 422
    flash(t("accounts.created", name=given["name"]), "good")
    return redirect(url_for("accounts.edit", name=given["name"]))


def _create(given: dict[str, Any]) -> None:
    try:
        current.engine().people.create_account(
            current.actor(), given["name"], given["display"], given["email"], given["password"], groups=_groups(given),
            rights=tuple(given["rights"]),
        )
    except Conflict as fault:
        raise Invalid(fields={"name": ["taken"]}) from fault


@page.get("/<name>")
def edit(name: str) -> str:
    """One account."""
    account = current.engine().people.account(current.actor(), name)
    values = {"display": account.display, "email": account.email, "active": account.active, "groups": account.groups, "rights": account.rights}
    return _form(account, values, None)


@page.post("/<name>")
def update(name: str) -> Response | tuple[str, int]:
    """Changes an account; disabling it ends its sessions."""
    people, actor = current.engine().people, current.actor()
    account = people.account(actor, name)
    try:
        given = from_form(AccountGiven())
        people.update_account(
            actor, name, display=given["display"], email=given["email"], groups=_groups(given), rights=tuple(given["rights"]),
            active=given["active"],
        )
    except Invalid as fault:
        return _form(account, _echo(), fault), 422
    flash(t("accounts.saved", name=name), "good")
    return redirect(url_for("accounts.edit", name=name))


@page.post("/<name>/password")
def set_password(name: str) -> Response | tuple[str, int]:
    """Sets a first password; the person must change it."""
    people, actor = current.engine().people, current.actor()
    account = people.account(actor, name)
    try:
        people.set_password(actor, name, from_form(PasswordSet())["password"])
    except Invalid as fault:
        values = {"display": account.display, "email": account.email, "active": account.active, "groups": account.groups, "rights": account.rights}
        return _form(account, values, fault), 422
    flash(t("accounts.password-set", name=name), "good")
    return redirect(url_for("accounts.edit", name=name))


def _groups(given: dict[str, Any]) -> tuple[str, ...]:
    """Group ids from the rows of unit and role."""
    rows = zip(given["unit"], given["role"], strict=False)
    return tuple(dict.fromkeys(f"{unit}.{role}" if role else unit for unit, role in rows if unit))


def _echo() -> dict[str, Any]:
    """What was sent, to be shown again with the remarks; never the password."""
    form = request.form
    rows = zip(form.getlist("unit"), form.getlist("role"), strict=False)
    return {
        "name": form.get("name", ""), "display": form.get("display", ""), "email": form.get("email", ""), "active": "active" in form,
        "groups": tuple(f"{unit}.{role}" if role else unit for unit, role in rows if unit), "rights": tuple(form.getlist("rights")),
    }


def _form(account: object, values: dict[str, Any], fault: Fault | None) -> str:
    memberships = [_split(group) for group in values.get("groups", ())]
    return render_template(
        "admin/account.html", account=account, values=values, memberships=memberships + [("", "")] * SPARE_ROWS,
        all_rights=RIGHTS, roles=ROLES, units=templating.names().units, fields=faults.field_texts(fault) if fault else {},
        problem=faults.text_of(fault) if fault else "",
    )


def _split(group: str) -> tuple[str, str]:
    parts = group.split(".")
    return ".".join(parts[:2]), parts[2] if len(parts) > 2 else ""
