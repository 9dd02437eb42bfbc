"""The OpenAPI document of everything above, generated from the table of operations."""

from __future__ import annotations

from typing import Any

from web.rest.openapi import document
from web.rest.operation import OPERATIONS, Call, operation
from web.rest.shape import described

described("OpenApi", {"openapi": {"type": "string"}, "info": {"type": "object"}, "paths": {"type": "object"}})


@operation("GET", "/openapi.json", answer="OpenApi", level=2)
def openapi(call: Call) -> Any:
    """This API as OpenAPI 3.1."""
    return document(OPERATIONS.values(), call.application.settings.version, call.url)
