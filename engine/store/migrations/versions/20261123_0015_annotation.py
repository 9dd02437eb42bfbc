"""operators may note something at an incident"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0015'
down_revision = '20261123_0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column."""
    op.add_column('incident', sa.Column('annotation', sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop."""
    op.drop_column('incident', 'annotation')
