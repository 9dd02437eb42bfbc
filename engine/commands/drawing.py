"""The model of a version as it is shown to people: UTF-8, and with a drawing if its file has none."""

from __future__ import annotations

from engine.commands.definitions import content_of, definition_row
from engine.commands.runtime import Runtime
from engine.domain.errors import TooLarge
from engine.store.uow import Unit
from engine.xml import XmlRefused, text_of
from engine.xml.drawing import complete


def shown(runtime: Runtime, unit: Unit, definition_id: str) -> bytes:
    """The BPMN of a version; the stored file stays as it was deployed. Drawings made here are kept in memory: large ones take a second."""
    known = runtime.drawn.get(definition_id)
    if known is not None:
        return known
    row = definition_row(unit, definition_id)
    text = text_of(content_of(unit, row))
    try:
        made = complete(text, row.key).encode()
    except (XmlRefused, TooLarge):  # the case is worth more than its picture
        made = text.encode()
    runtime.drawn.put(definition_id, made)
    return made
