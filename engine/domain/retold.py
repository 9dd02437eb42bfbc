"""A fault kept as text, so that whoever reads of it later reads it in their own language."""

from __future__ import annotations

import json
from typing import Any

from engine.domain.errors import Fault, Place

LONGEST = 20_000


def kept(error: BaseException) -> str | None:
    """The fault with its code, values and place, and the fault inside it; None for what is no fault, or too large to keep."""
    text = json.dumps(_doc(error), ensure_ascii=False) if isinstance(error, Fault) else None
    return text if text is not None and len(text) <= LONGEST else None


def retold(text: str | None) -> Fault | None:
    """The fault again, to be put into words. It is not raised: its class is not kept."""
    return None if text is None else _fault(json.loads(text))


def _doc(fault: Fault) -> dict[str, Any]:
    place, cause = fault.place, getattr(fault, "cause", None)
    return {
        "message": str(fault), "code": fault.code, "values": fault.values, "cause": _doc(cause) if isinstance(cause, Fault) else None,
        "place": None if place is None else {"file": place.file, "element": place.element, "line": place.line, "field": place.field, "row": place.row},
    }


class Retold(Fault):
    """A fault told again."""

    cause: Fault | None = None


def _fault(doc: dict[str, Any]) -> Fault:
    made = Retold(doc["message"].replace("{", "{{").replace("}", "}}"), code=doc["code"], place=None if doc["place"] is None else Place(**doc["place"]))
    made.values = dict(doc["values"])
    made.cause = None if doc["cause"] is None else _fault(doc["cause"])
    return made
