"""Bearer tokens: one's own, and for administrators those of every account. A secret is shown once, in the answer that made it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import Conflict, Fault, Forbidden, Invalid, NotFound, Right
from web import current, faults
from web.i18n import t
from web.rest.scopes import scopes
from web.schemas.reading import from_form
from web.schemas.tokens import DAYS, MachineToken, TokenNew

page = Blueprint("tokens", __name__)
Answer = str | tuple[str, int]


@page.get("/tokens")
def mine() -> str:
    """One's own tokens and the form for a new one."""
    return _mine(None)


@page.post("/tokens")
def create() -> Answer:
    """Makes a token for oneself."""
    try:
        given = from_form(TokenNew())
        return _made(current.actor().account, given, "tokens.mine")
    except (Invalid, Conflict) as fault:
        return _mine(fault), faults.status_of(fault)


@page.post("/tokens/<token>/revoke")
def revoke(token: str) -> Response:
    """Ends one of one's own tokens at once."""
    return _revoked(token, "tokens.mine")


@page.get("/admin/tokens")
def every() -> str:
    """The tokens of every account, and the form for one of a machine."""
    return _every(None)


@page.post("/admin/tokens")
def create_for_machine() -> Answer:
    """Makes a token for a machine of integration."""
    if not current.may(Right.SYSTEM):
        raise Forbidden
    try:
        given = from_form(MachineToken())
        return _made(given["account"], given, "tokens.every")
    except (Invalid, Conflict, Forbidden, NotFound) as fault:
        return _every(fault), 422 if isinstance(fault, NotFound) else faults.status_of(fault)


@page.post("/admin/tokens/<token>/revoke")
def revoke_any(token: str) -> Response:
    """Ends a token of any account at once."""
    return _revoked(token, "tokens.every")


def _made(account: str, given: dict[str, Any], back: str) -> Answer:
    unknown = sorted(set(given["scopes"]) - set(scopes()))
    if unknown:
        raise Invalid(fields={"scopes": ["choice"]})
    expires_at = current.now() + timedelta(days=int(given["days"]))
    _, secret = current.engine().rest.access.create_token(current.actor(), account, given["name"], given["scopes"], expires_at, given["key"])
    return render_template("token_made.html", account=account, label=given["name"], secret=secret, expires_at=expires_at, back=back), 201


def _revoked(token: str, back: str) -> Response:
    current.engine().rest.access.revoke_token(current.actor(), token)
    flash(t("tokens.revoked-now"), "good")
    return redirect(url_for(back))


def _mine(fault: Fault | None) -> str:
    found = current.engine().rest.access.tokens(current.actor(), current.actor().account)
    return _page("tokens.html", found, fault)


def _every(fault: Fault | None) -> str:
    engine, actor = current.engine(), current.actor()
    found = engine.rest.access.all_tokens(actor)
    machines = [item for item in engine.people.accounts(actor) if Right.INTEGRATION in item.rights]
    return _page("admin/tokens.html", found, fault, machines=machines)


def _page(template: str, found: Any, fault: Fault | None, **more: Any) -> str:
    return render_template(
        template, tokens=found, now=current.now(), scopes=scopes(), days=DAYS, fields=faults.field_texts(fault) if fault else {},
        problem=faults.text_of(fault) if fault else "", **more,
    )
