"""tokens of the REST dialect, and what its clients add to a task"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0002'
down_revision = '20261123_0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create."""
    op.create_table(
        'api_token',
        sa.Column('digest', sa.String(length=100), nullable=False),
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('account', sa.String(length=100), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('scopes', sa.Text(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('created_by', sa.String(length=100), nullable=False),
        sa.Column('expires_at', Moment(), nullable=False),
        sa.Column('revoked_at', Moment(), nullable=True),
        sa.ForeignKeyConstraint(['account'], ['account.name'], name=op.f('fk_api_token_account')),
        sa.PrimaryKeyConstraint('digest', name=op.f('pk_api_token')),
        sa.UniqueConstraint('id', name=op.f('uq_api_token_id')),
    )
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_token_account'), ['account'], unique=False)
    op.create_table(
        'task_detail',
        sa.Column('task_id', sa.String(length=100), nullable=False),
        sa.Column('owner', sa.String(length=100), nullable=True),
        sa.Column('delegation', sa.String(length=20), nullable=True),
        sa.Column('description', sa.Text(), nullable=True),
        sa.Column('follow_up_at', Moment(), nullable=True),
        sa.Column('parent_id', sa.String(length=100), nullable=True),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_detail_task_id')),
        sa.PrimaryKeyConstraint('task_id', name=op.f('pk_task_detail')),
    )


def downgrade() -> None:
    """Drop."""
    op.drop_table('task_detail')
    op.drop_table('api_token')
