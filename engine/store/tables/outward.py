"""What goes out to other systems: destinations with their circuits, requests with their answers, personal data given away."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from engine.store.tables.columns import Moment, id_column, metadata, reference_column

destination = Table(
    "destination", metadata, id_column("name"),
    Column("state", String(20), nullable=False), Column("failures", Integer, nullable=False), Column("retry_at", Moment),
    Column("next_at", Moment),  # when the next call would be due at the even rate (generic cell rate algorithm, ITU-T I.371)
    Column("calls", Integer, nullable=False), Column("failed", Integer, nullable=False),
    Column("last_ok_at", Moment), Column("last_failed_at", Moment), Column("last_error", Text, nullable=False),
)
exchange = Table(  # kept with the case; `body` is what was sent and goes after some weeks, `shown` and `answer` are masked and stay
    "exchange", metadata, id_column(),
    Column("destination", String(100), nullable=False), Column("topic", String(255), nullable=False), Column("method", String(10), nullable=False),
    Column("path", Text, nullable=False), Column("body", Text), Column("shown_path", Text, nullable=False), Column("shown", Text, nullable=False),
    Column("key", String(200), nullable=False), Column("attempt", Integer, nullable=False), Column("outcome", String(20), nullable=False),
    Column("status", Integer), Column("answer", Text, nullable=False), Column("error", Text, nullable=False),
    reference_column("task_id", nullable=True), reference_column("root_id", nullable=True), reference_column("instance_id", nullable=True),
    Column("element", String(255), nullable=False), Column("personal", Text, nullable=False),
    Column("purpose", Text, nullable=False), Column("basis", Text, nullable=False),
    Column("started_at", Moment, nullable=False), Column("took_ms", Integer, nullable=False),
    reference_column("replay_of", nullable=True), Column("replay_by", String(100)), Column("replay_reason", Text, nullable=False),
    Index(None, "root_id", "started_at"), Index(None, "started_at", "id"), Index(None, "task_id"), Index(None, "outcome", "started_at"),
)
disclosure = Table(  # append-only; the case's hash-chained history holds the same as an event
    "disclosure", metadata, id_column(),
    Column("destination", String(100), nullable=False), Column("topic", String(255), nullable=False), reference_column("root_id", nullable=True),
    Column("fields", Text, nullable=False), Column("purpose", Text, nullable=False), Column("basis", Text, nullable=False), Column("at", Moment, nullable=False),
    Index(None, "at", "id"), Index(None, "root_id"),
)
