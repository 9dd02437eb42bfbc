"""what comes in from other systems: arrivals and cursors of sources"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0008'
down_revision = '20261123_0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds tables."""
    op.create_table(
        'arrival',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('source', sa.String(length=100), nullable=False),
        sa.Column('sender_id', sa.String(length=255), nullable=False),
        sa.Column('name', sa.String(length=255), nullable=False),
        sa.Column('key', sa.String(length=255), nullable=True),
        sa.Column('business_key', sa.String(length=200), nullable=True),
        sa.Column('data', sa.Text(), nullable=False),
        sa.Column('received_at', Moment(), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('instance_id', sa.String(length=100), nullable=True),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('retry_at', Moment(), nullable=True),
        sa.Column('error', sa.Text(), nullable=False),
        sa.Column('decided_by', sa.String(length=100), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_arrival')),
    )
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_arrival_received_at_id'), ['received_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_arrival_state_retry_at'), ['state', 'retry_at'], unique=False)
    op.create_table(
        'source_cursor',
        sa.Column('source', sa.String(length=100), nullable=False),
        sa.Column('cursor', sa.Text(), nullable=False),
        sa.Column('read_at', Moment(), nullable=False),
        sa.PrimaryKeyConstraint('source', name=op.f('pk_source_cursor')),
    )


def downgrade() -> None:
    """Drop."""
    op.drop_table('source_cursor')
    op.drop_table('arrival')
