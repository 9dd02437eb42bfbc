"""an incident keeps its fault, to be told in the reader's language"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0014'
down_revision = '20261123_0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds a column; older incidents show the text they have."""
    op.add_column('incident', sa.Column('said', sa.Text()))


def downgrade() -> None:
    """Drop."""
    op.drop_column('incident', 'said')
