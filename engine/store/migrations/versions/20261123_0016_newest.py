"""the list of cases begins with the newest"""

from __future__ import annotations

from alembic import op

revision = '20261123_0016'
down_revision = '20261123_0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds an index."""
    op.create_index('ix_instance_started_at_id', 'instance', ['started_at', 'id'])


def downgrade() -> None:
    """Drop."""
    op.drop_index('ix_instance_started_at_id', 'instance')
