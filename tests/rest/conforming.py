"""Whether a value is what the OpenAPI document promises: the few words of JSON Schema that document uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "boolean": (bool,), "object": (dict,), "array": (list,), "null": (type(None),), "number": (int, float),
}


def troubles(value: Any, schema: dict[str, Any], document: dict[str, Any], place: str = "$") -> Iterator[str]:
    """Every deviation, by its place."""
    if "$ref" in schema:
        yield from troubles(value, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document, place)
        return
    kinds = schema.get("type")
    wanted = [kinds] if isinstance(kinds, str) else kinds or []
    if wanted and not any(isinstance(value, KINDS[kind]) and not (isinstance(value, bool) and kind in {"integer", "number"}) for kind in wanted):
        yield f"{place}: {value!r} is no {kinds}"
        return
    if isinstance(value, dict):
        yield from (f"{place}.{name}: missing" for name in schema.get("required", []) if name not in value)
        more = schema.get("additionalProperties")
        for name, item in value.items():
            inner = schema.get("properties", {}).get(name, more if isinstance(more, dict) else None)
            if inner is not None:
                yield from troubles(item, inner, document, f"{place}.{name}")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from troubles(item, schema["items"], document, f"{place}[{index}]")
