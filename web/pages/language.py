"""Choice of the language: kept with the account, or in the browser before sign-in."""

from __future__ import annotations

from flask import Blueprint, redirect, session, url_for
from werkzeug.wrappers import Response

from web import current
from web.auth import back
from web.schemas.people import Language
from web.schemas.reading import from_form

page = Blueprint("language", __name__)


@page.post("/language")
def switch() -> Response:
    """Switches and returns to where the person was."""
    given = from_form(Language())
    session["language"] = given["language"]
    signed_in = current.session()
    if signed_in is not None:
        current.engine().people.set_language(signed_in.actor, given["language"])
    return redirect(back.safe(given["next"], url_for("root")))
