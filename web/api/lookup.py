"""Type-ahead for form fields that name something in a register."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from engine import NotFound
from web import current, templating
from web.schemas.models import LookedUp
from web.schemas.reading import from_query

api = Blueprint("lookup", __name__)
MOST = 20


@api.get("/lookup")
def look() -> Response:
    """At most 20 rows `{"id", "label"}` of a register whose label or id holds the words. 404 for an unknown register."""
    query = from_query(LookedUp())
    words = query["q"].casefold().split()
    rows = _rows(query["register"], query["q"])
    hits = [{"id": key, "label": label} for key, label in rows if all(word in f"{key} {label}".casefold() for word in words)]
    return jsonify(hits[:MOST])


def _rows(register: str, q: str) -> list[tuple[str, str]]:
    """Units and accounts are the registers of this version. Names of colleagues are open inside the office; nothing else is shown."""
    names = templating.names()
    if register == "units":
        return [(unit.id, names.unit(unit.id)) for unit in names.units.values() if unit.active]
    if register == "accounts":
        return list(current.engine().people.find(current.actor(), q))
    raise NotFound
