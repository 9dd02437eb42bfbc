"""Who an account is elsewhere: at an identity provider, in the work app."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from engine.store.tables.columns import Moment, metadata, reference_column

account_identity = Table(
    "account_identity", metadata, Column("issuer", String(300), primary_key=True), Column("subject", String(255), primary_key=True),
    reference_column("account", "account.name"), Column("linked_at", Moment, nullable=False), Column("linked_by", String(100), nullable=False),
    Column("used_at", Moment), Index(None, "account"),
)
