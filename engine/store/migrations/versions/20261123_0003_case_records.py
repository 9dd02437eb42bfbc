"""case records: findings, visits, documents, transfers beside the small process variables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = "20261123_0003"
down_revision = "20261123_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds a table: the release before runs on with it."""
    op.create_table(
        "case_record",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("root_id", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_case_record")),
    )
    op.create_index(op.f("ix_case_record_root_id"), "case_record", ["root_id"])
    op.create_index(op.f("ix_case_record_kind_subject"), "case_record", ["kind", "subject"])


def downgrade() -> None:
    """Drops the table and what is in it."""
    op.drop_table("case_record")
