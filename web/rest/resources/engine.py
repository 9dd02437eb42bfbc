"""What clients ask first: which engine, which version."""

from __future__ import annotations

from typing import Any

from web.rest.operation import Call, operation
from web.rest.shape import described

#: The version of the dialect, not of this product: clients choose their behaviour by it.
VERSION = "7.24.0"
described("Engine", {"name": {"type": "string"}})
described("Version", {"version": {"type": "string"}})


@operation("GET", "/engine", answer="[Engine]")
def engines(call: Call) -> list[Any]:
    """The names of the engines: one."""
    return [{"name": "default"}]


@operation("GET", "/version", answer="Version")
def version(call: Call) -> Any:
    """The version of the dialect."""
    return {"version": VERSION}
