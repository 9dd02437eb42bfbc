"""The page for integrators: every operation of /engine-rest and /api/v1, to read and to try with a token of one's own."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from engine import NotFound
from web import current, i18n
from web.i18n import t
from web.rest.application import OWN_PREFIX, PREFIX
from web.rest.chinese import chinese
from web.rest.openapi import document
from web.rest.operation import OPERATIONS, OWN, Operation, Table
from web.rest.resources.document import OWN_TITLE, TITLE

page = Blueprint("developer", __name__, url_prefix="/developer")
#: A token made on the page itself lives as long as one tries things out.
TRYING = timedelta(hours=1)
APIS: dict[str, tuple[str, str, Table]] = {"v1": (OWN_PREFIX, OWN_TITLE, OWN), "engine-rest": (PREFIX, TITLE, OPERATIONS)}


@page.get("")
def show() -> str:
    """The operations by resource; the island fills a form when one is opened."""
    found = [(key, prefix, _by_resource(table)) for key, (prefix, _, table) in APIS.items()]
    return render_template("developer.html", apis=found, count=len(OPERATIONS) + len(OWN), told=_told)


@page.get("/<api>/openapi.json")
def openapi(api: str) -> Response:
    """The document of one of the two."""
    if api not in APIS:
        raise NotFound
    prefix, title, table = APIS[api]
    return jsonify(document(table.values(), title, current.application().settings.version, request.host_url.rstrip("/") + prefix))


@page.post("/token")
def token() -> Response:
    """A token of the person for an hour, for this page; it stands in the list of their tokens."""
    expires_at = current.now() + TRYING
    actor = current.actor()
    _, secret = current.engine().rest.access.create_token(actor, actor.account, t("developer.title"), (), expires_at)
    made = jsonify(secret=secret, expires_at=expires_at)
    made.status_code = 201
    return made


def _told(one: Operation) -> str:
    return (chinese(one.summary) if i18n.language() == "zh" else None) or one.summary


def _by_resource(table: Table) -> list[tuple[str, list[Operation]]]:
    ordered = sorted(table.values(), key=lambda one: (one.resource.removeprefix("v1."), one.path, one.method))
    return [(name.removeprefix("v1."), list(ones)) for name, ones in groupby(ordered, key=lambda one: one.resource)]
