"""who an account is elsewhere"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0010'
down_revision = '20261123_0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds a table."""
    op.create_table(
        'account_identity',
        sa.Column('issuer', sa.String(length=300), nullable=False),
        sa.Column('subject', sa.String(length=255), nullable=False),
        sa.Column('account', sa.String(length=100), nullable=False),
        sa.Column('linked_at', Moment(), nullable=False),
        sa.Column('linked_by', sa.String(length=100), nullable=False),
        sa.Column('used_at', Moment(), nullable=True),
        sa.ForeignKeyConstraint(['account'], ['account.name'], name=op.f('fk_account_identity_account')),
        sa.PrimaryKeyConstraint('issuer', 'subject', name=op.f('pk_account_identity')),
    )
    with op.batch_alter_table('account_identity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_identity_account'), ['account'], unique=False)


def downgrade() -> None:
    """Drop."""
    op.drop_table('account_identity')
