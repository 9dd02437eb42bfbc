"""law as data: waivers, discretion benchmarks, credit classes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0004'
down_revision = '20261123_0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create."""
    op.create_table(
        'law_row',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('step', sa.String(length=100), nullable=False),
        sa.Column('department', sa.String(length=100), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('condition', sa.Text(), nullable=False),
        sa.Column('outcome', sa.Text(), nullable=False),
        sa.Column('least', sa.String(length=50), nullable=True),
        sa.Column('most', sa.String(length=50), nullable=True),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('mark', sa.String(length=5), nullable=False),
        sa.Column('valid_from', sa.String(length=10), nullable=False),
        sa.Column('valid_to', sa.String(length=10), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('file', sa.String(length=200), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('created_by', sa.String(length=100), nullable=False),
        sa.Column('confirmed_at', Moment(), nullable=True),
        sa.Column('confirmed_by', sa.String(length=100), nullable=True),
        sa.Column('replaced_at', Moment(), nullable=True),
        sa.Column('replaced_by', sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_law_row')),
    )
    with op.batch_alter_table('law_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_law_row_kind_key_valid_from'), ['kind', 'key', 'valid_from'], unique=False)


def downgrade() -> None:
    """Drop."""
    op.drop_table('law_row')
