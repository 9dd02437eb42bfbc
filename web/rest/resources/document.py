"""The OpenAPI document of everything above, generated from the table of operations."""

from __future__ import annotations

from typing import Any

from web.rest.openapi import document
from web.rest.operation import OPERATIONS, OWN, Call, operation
from web.rest.shape import described

TITLE, OWN_TITLE = "OneThing /engine-rest", "OneThing /api/v1"
described("OpenApi", {"openapi": {"type": "string"}, "info": {"type": "object"}, "paths": {"type": "object"}})


@operation("GET", "/openapi.json", answer="OpenApi", level=2)
def openapi(call: Call) -> Any:
    """This API as OpenAPI 3.1."""
    return document(OPERATIONS.values(), TITLE, call.application.settings.version, call.url)


@operation("GET", "/openapi.json", answer="OpenApi", level=0)
def own_openapi(call: Call) -> Any:
    """This API as OpenAPI 3.1."""
    return document(OWN.values(), OWN_TITLE, call.application.settings.version, call.url)
