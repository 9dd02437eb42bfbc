"""The WSGI applications of /engine-rest and /api/v1: Flasks of their own beside that of the pages, with no cookie, session or CSRF token."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, g, request
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.wrappers import Response

from adapters.bootstrap import Application
from engine import NotFound
from web import jsontext
from web.rest import faults, resources
from web.rest.answers import respond
from web.rest.operation import OPERATIONS, OWN, Call, Operation, Raw, Table, fingerprint, resource_of
from web.rest.parked import Parking
from web.rest.signin import actor_of

PREFIX = "/engine-rest"
#: The only engine of this server, by its long name; clients put it into the path.
NAMED = f"{PREFIX}/engine/default"
#: What the dialect has no words for. The editors' part of it belongs to the pages: cookie and CSRF token.
OWN_PREFIX = "/api/v1"
OF_PAGES = f"{OWN_PREFIX}/models"
FORM_OVERHEAD = 256 * 1024
KEY_LONGEST = 200
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def beside(pages: Wsgi, application: Application) -> Wsgi:
    """`pages` for every path but those of machines."""
    resources.load()
    rest, own = create(application, OPERATIONS, PREFIX), create(application, OWN, OWN_PREFIX)

    def choose(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        base = next((base for base in (NAMED, PREFIX, OWN_PREFIX) if _below(path, base)), None)
        if base is None or _below(path, OF_PAGES):
            return pages(environ, start)
        environ = {**environ, "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + base, "PATH_INFO": path[len(base):] or "/"}
        return (own if base == OWN_PREFIX else rest).wsgi_app(environ, start)

    return choose


def _below(path: str, base: str) -> bool:
    return path == base or path.startswith(base + "/")


def create(application: Application, table: Table, prefix: str) -> Flask:
    """A Flask application whose every route comes from a table of operations."""
    app = Flask("web.rest", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=application.settings.max_upload_bytes + FORM_OVERHEAD, MAX_FORM_PARTS=2000)
    app.extensions["onething"] = application
    app.extensions["parking"] = Parking(application.settings.threads)
    app.url_map.strict_slashes = False
    faults.install(app)
    for one in table.values():
        rule = one.path.replace("{", "<").replace("}", ">")
        app.add_url_rule(rule, f"{one.method} {one.path}", _view(app, one), methods=[one.method], provide_automatic_options=False)
        app.add_url_rule(rule, "options", _options, methods=["OPTIONS"])

    @app.before_request
    def recognise() -> None:
        """Nobody learns which paths exist before saying who they are."""
        g.prefix = prefix
        g.actor = actor_of(request, application.engine, resource_of(request.path, own=table is OWN))

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return app


def _application() -> Application:
    found: Application = current_app.extensions["onething"]
    return found


def _options(**_: str) -> Response:
    """What a path takes, as a header and as links: task lists of the dialect ask before they offer a button."""
    allowed = sorted(set(current_app.url_map.bind_to_environ(request.environ).allowed_methods()) - {"OPTIONS"})
    href = request.host_url.rstrip("/") + g.prefix + request.path
    return respond({"links": [{"method": method, "href": href, "rel": "self"} for method in allowed if method != "HEAD"]}, 200, {"Allow": ", ".join([*allowed, "OPTIONS"])})


def _view(app: Flask, one: Operation) -> Callable[..., Response]:
    def view(**names: str) -> Response:
        if any("\0" in name for name in names.values()):
            raise NotFound(code="definition.not-found", id="")
        call = _call(one)
        call.parking = app.extensions["parking"]
        return _answered(one.view(call, **names), one)
    return view


def _call(one: Operation) -> Call:
    query = _checked(one.query, _flat(request.args))
    sent = b"" if one.parts is not None else request.get_data(cache=False)
    body = _checked(one.body, _json(sent)) if one.body is not None and one.parts is None else {}
    key = request.headers.get("Idempotency-Key") if not one.safe else None
    if key is not None and not 0 < len(key) <= KEY_LONGEST:
        raise ValidationError(f"a key of 1 to {KEY_LONGEST} characters is expected", "Idempotency-Key")
    asked = fingerprint(one.method, request.path, request.query_string, _parts() if one.parts is not None else sent) if key is not None else ""
    gone = request.environ.get("waitress.client_disconnected") or (lambda: False)
    return Call(_application(), g.actor, body, query, request.host_url.rstrip("/") + g.prefix, key, asked, gone)


def _parts() -> bytes:
    """The content of an upload: every client draws another border around the same parts. A part may come without a name: None."""
    whole = hashlib.sha256(repr(sorted((str(name), value) for name, value in request.form.items(multi=True))).encode("utf-8", "surrogatepass"))
    for name, sent in sorted(request.files.items(multi=True), key=lambda item: (str(item[0]), item[1].filename or "")):
        whole.update(f"\0{name}\0{sent.filename}\0".encode("utf-8", "surrogatepass") + hashlib.sha256(sent.read()).digest())
        sent.seek(0)
    return whole.digest()


def _flat(given: MultiDict[str, str]) -> dict[str, str]:
    return {name: ",".join(values) for name, values in given.lists()}


def _checked(schema: Any, given: Any) -> Mapping[str, Any]:
    if schema is None:
        return {}
    loaded: Mapping[str, Any] = schema().load(given)
    return loaded


def _json(sent: bytes) -> Any:
    if not sent.strip():
        return {}
    if request.mimetype not in {"application/json", ""} and not request.mimetype.endswith("+json"):
        raise UnsupportedMediaType
    try:
        value = jsontext.parse(sent)
        if b"\\ud" in sent.lower():
            json.dumps(value, ensure_ascii=False, default=str).encode()  # half of a pair is no character: UnicodeEncodeError
        return value
    except (ValueError, RecursionError) as error:
        raise ValidationError(f"Cannot parse JSON: {error}") from error


def _answered(given: Any, one: Operation) -> Response:
    if isinstance(given, Response):
        return given
    if given is None:
        empty = Response(status=204)
        del empty.headers["Content-Type"]
        return empty
    if isinstance(given, Raw):
        made = Response(given.content, status=200)
        made.headers["Content-Type"] = given.mime
        if given.filename:
            made.headers["Content-Disposition"] = _as_file(given.filename)
        return made
    return respond(given, next((status for status, answer in one.answers.items() if answer), 200))


def _as_file(name: str) -> str:
    """A name of any script in a header of ASCII, with a plain one beside it for old clients (RFC 6266 section 4.3)."""
    plain = "".join(letter if letter.isascii() and letter.isprintable() and letter not in '"\\%' else "_" for letter in name)
    return f'attachment; filename="{plain}"' + ("" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}")
