"""Who asks: HTTP Basic or a bearer token. A cookie never authenticates here, so no page of another site can act through one."""

from __future__ import annotations

import base64
import binascii

from flask import Request

from engine import Actor, Engine, Forbidden
from web.rest.faults import Unauthenticated
from web.rest.scopes import FREE


class ScopeMissing(Forbidden):
    """The token does not open /{resource}."""

    code = "token.scope"


def actor_of(request: Request, engine: Engine, resource: str) -> Actor:
    """The actor of the request. Raises `Unauthenticated`; `ScopeMissing` for a token of other resources."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() == "basic":
            name, colon, password = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")
            if not colon or "\0" in name:
                raise Unauthenticated
            return engine.rest.access.basic(name, password)
        if scheme.lower() == "bearer":
            actor, scopes = engine.rest.access.bearer(given.strip())
            if scopes and resource not in scopes and resource not in FREE:
                raise ScopeMissing(resource=resource)
            return actor
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Unauthenticated from error
    except ScopeMissing:
        raise
    except Forbidden as refused:
        raise Unauthenticated(f"Authentication failed ({refused.code})") from refused
    raise Unauthenticated
