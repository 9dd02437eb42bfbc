"""history says which rows completed their scope

Only what the rows themselves tell is filled in for older ones: end events, and the members of a multi-instance.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0012'
down_revision = '20261123_0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column and fills it where that needs no model."""
    op.add_column('activity', sa.Column('completes', sa.Boolean(), nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    connection.execute(sa.text(
        "UPDATE activity SET completes = :yes WHERE ended_at IS NOT NULL AND NOT canceled AND (kind LIKE '%EndEvent' OR EXISTS ("
        "SELECT 1 FROM activity AS body WHERE body.root_id = activity.root_id AND body.id = activity.parent_id"
        " AND body.element = activity.element || '#multiInstanceBody'))"
    ), {'yes': True})


def downgrade() -> None:
    """Drop."""
    op.drop_column('activity', 'completes')
