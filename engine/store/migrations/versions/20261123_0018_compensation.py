"""what a scope could undo, a row for each"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0018'
down_revision = '20261123_0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A list inside the row of the scope was written anew at every lap of a loop; older lists stay where they are and are read there."""
    op.create_table(
        'compensation',
        sa.Column('root_id', sa.String(length=100), nullable=False),
        sa.Column('scope_id', sa.String(length=100), nullable=False),
        sa.Column('seq', sa.Integer(), nullable=False),
        sa.Column('doc', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_compensation_root_id')),
        sa.PrimaryKeyConstraint('root_id', 'scope_id', 'seq', name=op.f('pk_compensation')),
    )


def downgrade() -> None:
    """Back: what is kept here cannot be undone any more."""
    op.drop_table('compensation')
