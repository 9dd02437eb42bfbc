"""Change of one's own password; the only page open to a person whose password must be changed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from engine import Fault, Forbidden, Invalid
from web import current, faults, i18n
from web.auth import cookies
from web.schemas.people import NewPassword
from web.schemas.reading import from_form

page = Blueprint("password", __name__)


@page.get("/password")
def show() -> str:
    """The form."""
    return render_template("password.html", fields={}, problem="")


@page.post("/password")
def submit() -> Response | tuple[str, int]:
    """Changes the password; the engine ends every session of the account, and a new one starts here (OWASP ASVS 7.4.3)."""
    actor, people = current.actor(), current.engine().people
    try:
        given = from_form(NewPassword())
        if given["new"] != given["again"]:
            raise Invalid(fields={"again": ["again"]})
        people.change_password(actor, given["old"], given["new"])
    except (Invalid, Forbidden) as fault:
        return _again(fault), 422
    session.clear()
    flash(i18n.t("password.changed"), "good")
    answer = redirect(url_for("inbox.show"))
    cookies.give(answer, people.open_session(
        actor.account, remote=request.remote_addr or "", agent=request.headers.get("User-Agent", "")[:200],
    ))
    return answer


def _again(fault: Fault) -> str:
    return render_template("password.html", fields=faults.field_texts(fault), problem=faults.text_of(fault))
