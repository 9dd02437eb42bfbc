"""What a bearer token may be limited to: the first part of a path, in the order of the alphabet."""

from __future__ import annotations

from web.rest.operation import OPERATIONS, OWN

#: Open to every token: what a client asks before anything else.
FREE = frozenset({"engine", "version", "openapi.json", "v1.openapi.json"})


def scopes() -> tuple[str, ...]:
    """Every resource that is worth a scope, once the table is filled."""
    return tuple(sorted({one.resource for table in (OPERATIONS, OWN) for one in table.values()} - FREE))
