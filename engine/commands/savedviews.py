"""Views of the inbox: which list, searched, filtered and sorted how, under a name of one's own. One of them may open by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.commands import savedfilters
from engine.domain.errors import Invalid
from engine.domain.savedview import SavedView
from engine.store.uow import Unit

KIND = "Inbox"
#: What still fits above a list.
MOST = 30


def rows(unit: Unit) -> tuple[SavedView, ...]:
    """The actor's views, by name."""
    return tuple(
        SavedView(row.id, row.name, json.loads(row.query), bool(json.loads(row.properties).get("default"))) for row in savedfilters.rows(unit, KIND)
    )


def keep(unit: Unit, name: str, query: Mapping[str, str]) -> None:
    """Keep a view; one of that name becomes this. Raises `Invalid`."""
    known = rows(unit)
    same = next((view for view in known if view.name == name.strip()), None)
    if same is None and len(known) >= MOST:
        raise Invalid(code="view.many", limit=MOST)
    savedfilters.save(unit, name, query, {"default": same is not None and same.default}, same.id if same else None, KIND)


def prefer(unit: Unit, view_id: str, *, default: bool) -> None:
    """Make a view the one that opens by itself, or none. Raises `NotFound`."""
    savedfilters.one(unit, view_id, KIND)
    for view in rows(unit):
        wanted = default and view.id == view_id
        if view.default != wanted and (view.id == view_id or default):
            savedfilters.save(unit, view.name, view.query, {"default": wanted}, view.id, KIND)


def forget(unit: Unit, view_id: str) -> None:
    """Forget a view. Raises `NotFound`."""
    savedfilters.remove(unit, view_id, KIND)
