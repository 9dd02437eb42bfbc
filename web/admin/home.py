"""The way into administration: the first page the person's rights open."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from engine import Forbidden
from web import current

page = Blueprint("admin", __name__)
DOORS = (("model", "processes.show"), ("system", "accounts.show"), ("audit", "exchanges.disclosures"))


@page.get("/admin")
def home() -> Response:
    """Redirects; 403 for those who administer nothing."""
    for right, endpoint in DOORS:
        if current.may(right):
            return redirect(url_for(endpoint))
    raise Forbidden
