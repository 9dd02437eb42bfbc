"""Sign-in and sign-out. The engine checks the password and counts failures; here is only the door."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from engine import Forbidden
from web import current, faults, i18n
from web.auth import back, cookies
from web.schemas.people import SignIn
from web.schemas.reading import from_form

page = Blueprint("login", __name__)


@page.get("/login")
def show() -> str | Response:
    """The sign-in page; whoever is signed in goes on."""
    onward = back.safe(request.args.get("next"), url_for("inbox.show"))
    if current.session() is not None:
        return redirect(onward)
    return render_template("login.html", onward=onward, name="", problem="", left=session.pop("out", None))


@page.post("/login")
def submit() -> Response | tuple[str, int]:
    """Checks name and password; always a new session, never one the browser brought (OWASP ASVS 7.2.4)."""
    given = from_form(SignIn())
    onward = back.safe(given["next"], url_for("inbox.show"))
    people = current.engine().people
    try:
        actor = people.authenticate(given["name"].strip().lower(), given["password"])
    except Forbidden as fault:
        return render_template("login.html", onward=onward, name=given["name"], problem=faults.text_of(fault)), 401
    if token := cookies.token():
        people.close_session(token)
    chosen = session.get("language")
    session.clear()
    if chosen in i18n.LANGUAGES and chosen != actor.language:
        people.set_language(actor, chosen)
    answer = redirect(onward)
    cookies.give(answer, people.open_session(
        actor.account, remote=request.remote_addr or "", agent=request.headers.get("User-Agent", "")[:200],
    ))
    return answer


@page.post("/logout")
def out() -> Response:
    """Ends the session on the server and in the browser."""
    current.engine().people.close_session(cookies.token())
    spoken, by = i18n.language(), session.get("by")
    session.clear()
    if by:
        session["out"] = by
    session["language"] = spoken
    flash(i18n.t("login.out"), "good")
    answer = redirect(url_for("login.show"))
    cookies.take(answer)
    return answer
