"""one visit instead of two: offers and answers; random draws"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0009'
down_revision = '20261123_0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds tables."""
    op.create_table(
        'visit_offer',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('object_id', sa.String(length=100), nullable=False),
        sa.Column('visit_id', sa.String(length=100), nullable=False),
        sa.Column('other_id', sa.String(length=100), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('created_by', sa.String(length=100), nullable=False),
        sa.Column('closed_at', Moment(), nullable=True),
        sa.ForeignKeyConstraint(['other_id'], ['visit.id'], name=op.f('fk_visit_offer_other_id_visit')),
        sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_visit_offer_visit_id_visit')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_offer')),
    )
    with op.batch_alter_table('visit_offer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_offer_object_id'), ['object_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_offer_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_offer_state_created_at_id'), ['state', 'created_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_offer_visit_id_other_id'), ['visit_id', 'other_id'], unique=True)
    op.create_table(
        'offer_answer',
        sa.Column('offer_id', sa.String(length=100), nullable=False),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('answer', sa.String(length=20), nullable=False),
        sa.Column('reason', sa.String(length=500), nullable=False),
        sa.Column('answered_at', Moment(), nullable=True),
        sa.Column('answered_by', sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(['offer_id'], ['visit_offer.id'], name=op.f('fk_offer_answer_offer_id_visit_offer')),
        sa.PrimaryKeyConstraint('offer_id', 'unit', name=op.f('pk_offer_answer')),
    )
    with op.batch_alter_table('offer_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_answer_unit_offer_id'), ['unit', 'offer_id'], unique=False)
    op.create_table(
        'random_draw',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('title', sa.String(length=200), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=False),
        sa.Column('algorithm', sa.String(length=40), nullable=False),
        sa.Column('seed', sa.String(length=200), nullable=False),
        sa.Column('inputs', sa.Text(), nullable=False),
        sa.Column('inputs_hash', sa.String(length=64), nullable=False),
        sa.Column('result', sa.Text(), nullable=False),
        sa.Column('objects', sa.Integer(), nullable=False),
        sa.Column('chosen', sa.Integer(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('created_by', sa.String(length=100), nullable=False),
        sa.Column('planned_at', Moment(), nullable=True),
        sa.Column('published_at', Moment(), nullable=True),
        sa.Column('published_by', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_random_draw')),
    )
    with op.batch_alter_table('random_draw', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_random_draw_created_at_id'), ['created_at', 'id'], unique=False)


def downgrade() -> None:
    """Drops them."""
    op.drop_table('random_draw')
    op.drop_table('offer_answer')
    op.drop_table('visit_offer')
