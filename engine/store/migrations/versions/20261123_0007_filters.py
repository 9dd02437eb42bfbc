"""saved filters of REST clients"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0007'
down_revision = '20261123_0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds a table."""
    op.create_table(
        'saved_filter',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('resource_type', sa.String(length=40), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('owner', sa.String(length=100), nullable=False),
        sa.Column('query', sa.Text(), nullable=False),
        sa.Column('properties', sa.Text(), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.ForeignKeyConstraint(['owner'], ['account.name'], name=op.f('fk_saved_filter_owner')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filter')),
    )
    op.create_index(op.f('ix_saved_filter_owner'), 'saved_filter', ['owner'], unique=False)


def downgrade() -> None:
    """Take the table away again."""
    op.drop_table('saved_filter')
