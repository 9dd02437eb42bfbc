"""Variables of a form: the fields of its schema with what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from web.rest import typed


def fields_of(schema: Mapping[str, Any], data: Mapping[str, Any], names: Sequence[str] | None = None) -> dict[str, Any]:
    """Typed variables by the key of each field; `names` chooses."""
    wanted = [key for key in dict.fromkeys(_keys(schema.get("components") or ())) if not names or key in names]
    return {key: typed.shown(data.get(key)) for key in wanted}


def _keys(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if component.get("key"):
            yield str(component["key"])
        yield from _keys(component.get("components") or ())
