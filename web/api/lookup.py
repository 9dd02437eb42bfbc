"""Type-ahead for form fields that name something in a register."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from engine import Forbidden
from web import current, templating
from web.schemas.models import LookedUp
from web.schemas.reading import from_query

api = Blueprint("lookup", __name__)
MOST = 20


@api.get("/lookup")
def look() -> Response:
    """At most 20 rows `{"id", "label"}` of a register whose label or id holds the words.

    With `id`, the one entry of that id, for a field that already has a value. A register that this installation does not
    have offers nothing: the form says whether free text will do.
    """
    query = from_query(LookedUp())
    if query["id"]:
        label = _label(query["register"], query["id"])
        return jsonify([{"id": query["id"], "label": label}] if label else [])
    return jsonify([{"id": key, "label": label} for key, label in _rows(query["register"], query["q"])[:MOST]])


def _label(register: str, identity: str) -> str:
    """The label of one entry, "" for what there is not or the person may not know of."""
    if register in ("units", "groups", "accounts", "officers"):
        return templating.names().entry(register, identity)
    return dict(current.engine().records.labels(current.actor(), register, ids=(identity,), language=current.actor().language)).get(identity, "")


def _rows(register: str, q: str) -> list[tuple[str, str]]:
    """Names of units and of active colleagues are open inside the office; officers are those certified today; cases only as far as the person may see them."""
    engine, actor, names = current.engine(), current.actor(), templating.names()
    if register in ("units", "groups"):
        return _with([(unit.id, names.unit(unit.id)) for unit in names.units.values() if unit.active], q)
    if register == "accounts":
        return list(engine.people.find(actor, q))
    if register == "officers":
        try:
            return list(engine.people.able(actor, q))
        except Forbidden:
            return []
    if register == "cases":
        found = engine.instances.search(actor, q=q, limit=MOST).items
        return [(case.business_key, f"{case.business_key} {case.title}".strip()) for case in found if case.business_key]
    return list(engine.records.labels(actor, register, q=q, language=actor.language))


def _with(rows: list[tuple[str, str]], q: str) -> list[tuple[str, str]]:
    words = q.casefold().split()
    return [(key, label) for key, label in rows if all(word in f"{key} {label}".casefold() for word in words)]
