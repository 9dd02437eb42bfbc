"""members of a case that live, and nodes of history by their id"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0017'
down_revision = '20261123_0016'
branch_labels = None
depends_on = None

LIVES = sa.text("state = 'active' OR state = 'suspended' OR id = root_id")


def upgrade() -> None:
    """One index for the members of a case without those that ended; one by id in place of one by instance, which its case finds."""
    op.create_index('ix_instance_living', 'instance', ['root_id'], sqlite_where=LIVES, postgresql_where=LIVES)
    op.drop_index('ix_activity_instance_id', 'activity')
    op.create_index('ix_activity_id', 'activity', ['id'])


def downgrade() -> None:
    """Back."""
    op.drop_index('ix_activity_id', 'activity')
    op.create_index('ix_activity_instance_id', 'activity', ['instance_id'])
    op.drop_index('ix_instance_living', 'instance')
