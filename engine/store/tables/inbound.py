"""What comes in from other systems: every arrival once, and how far each source has been read."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from engine.store.tables.columns import Moment, id_column, metadata, reference_column

arrival = Table(  # `id` is the hash of source and the sender's own id: a second one of the same is the first
    "arrival", metadata, id_column(),
    Column("source", String(100), nullable=False), Column("sender_id", String(255), nullable=False),
    Column("name", String(255), nullable=False), Column("key", String(255)), Column("business_key", String(200)), Column("data", Text, nullable=False),
    Column("received_at", Moment, nullable=False), Column("state", String(20), nullable=False), reference_column("instance_id", nullable=True),
    Column("tries", Integer, nullable=False), Column("retry_at", Moment), Column("error", Text, nullable=False),
    Column("decided_by", String(100), nullable=False), Column("reason", Text, nullable=False),
    Index(None, "state", "retry_at"), Index(None, "received_at", "id"),
)
source_cursor = Table(  # moves in the transaction that stores what was read up to it
    "source_cursor", metadata, id_column("source"), Column("cursor", Text, nullable=False), Column("read_at", Moment, nullable=False),
)
