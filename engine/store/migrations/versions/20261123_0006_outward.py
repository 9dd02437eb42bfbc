"""what goes out to other systems: destinations, exchanges, personal data given away"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0006'
down_revision = '20261123_0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds tables."""
    op.create_table(
        'destination',
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('retry_at', Moment(), nullable=True),
        sa.Column('next_at', Moment(), nullable=True),
        sa.Column('calls', sa.Integer(), nullable=False),
        sa.Column('failed', sa.Integer(), nullable=False),
        sa.Column('last_ok_at', Moment(), nullable=True),
        sa.Column('last_failed_at', Moment(), nullable=True),
        sa.Column('last_error', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_destination')),
    )
    op.create_table(
        'disclosure',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('destination', sa.String(length=100), nullable=False),
        sa.Column('topic', sa.String(length=255), nullable=False),
        sa.Column('root_id', sa.String(length=100), nullable=True),
        sa.Column('fields', sa.Text(), nullable=False),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('basis', sa.Text(), nullable=False),
        sa.Column('at', Moment(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosure')),
    )
    with op.batch_alter_table('disclosure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disclosure_at_id'), ['at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disclosure_root_id'), ['root_id'], unique=False)
    op.create_table(
        'exchange',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('destination', sa.String(length=100), nullable=False),
        sa.Column('topic', sa.String(length=255), nullable=False),
        sa.Column('method', sa.String(length=10), nullable=False),
        sa.Column('path', sa.Text(), nullable=False),
        sa.Column('body', sa.Text(), nullable=True),
        sa.Column('shown_path', sa.Text(), nullable=False),
        sa.Column('shown', sa.Text(), nullable=False),
        sa.Column('key', sa.String(length=200), nullable=False),
        sa.Column('attempt', sa.Integer(), nullable=False),
        sa.Column('outcome', sa.String(length=20), nullable=False),
        sa.Column('status', sa.Integer(), nullable=True),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('error', sa.Text(), nullable=False),
        sa.Column('task_id', sa.String(length=100), nullable=True),
        sa.Column('root_id', sa.String(length=100), nullable=True),
        sa.Column('instance_id', sa.String(length=100), nullable=True),
        sa.Column('element', sa.String(length=255), nullable=False),
        sa.Column('personal', sa.Text(), nullable=False),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('basis', sa.Text(), nullable=False),
        sa.Column('started_at', Moment(), nullable=False),
        sa.Column('took_ms', sa.Integer(), nullable=False),
        sa.Column('replay_of', sa.String(length=100), nullable=True),
        sa.Column('replay_by', sa.String(length=100), nullable=True),
        sa.Column('replay_reason', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_exchange')),
    )
    with op.batch_alter_table('exchange', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_exchange_outcome_started_at'), ['outcome', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_exchange_root_id_started_at'), ['root_id', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_exchange_started_at_id'), ['started_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_exchange_task_id'), ['task_id'], unique=False)


def downgrade() -> None:
    """Drop."""
    op.drop_table('exchange')
    op.drop_table('disclosure')
    op.drop_table('destination')
