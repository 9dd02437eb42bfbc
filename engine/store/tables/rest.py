"""What clients of the REST dialect keep here for themselves."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from engine.store.tables.columns import Moment, id_column, metadata, reference_column

saved_filter = Table(  # a query of a task list with a name; seen and changed by its owner
    "saved_filter", metadata, id_column(), Column("resource_type", String(40), nullable=False), Column("name", String(200), nullable=False),
    reference_column("owner", "account.name", index=True), Column("query", Text, nullable=False), Column("properties", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)
