"""Alembic's entry: the connection is handed in by `engine.store.migrate`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from engine.store.tables import Moment, metadata


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type by its short name."""
    return "Moment()" if kind == "type" and isinstance(item, Moment) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True, transactional_ddl=True,
    render_item=render,
)
context.run_migrations()
