"""registers of joint enforcement; what lists of case records show and filter by"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0005'
down_revision = '20261123_0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Only adds tables and columns that may stay empty: the release before runs on with it."""
    op.create_table(
        'area',
        sa.Column('code', sa.String(length=100), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('name_en', sa.String(length=100), nullable=False),
        sa.Column('managed_by', sa.String(length=40), nullable=False),
        sa.Column('keywords', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_area')),
    )
    op.create_table(
        'department',
        sa.Column('code', sa.String(length=100), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('local_branch', sa.Boolean(), nullable=False),
        sa.Column('home_area', sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_department')),
    )
    op.create_table(
        'matter',
        sa.Column('code', sa.String(length=100), nullable=False),
        sa.Column('scene', sa.String(length=40), nullable=False),
        sa.Column('name', sa.String(length=300), nullable=False),
        sa.Column('name_en', sa.String(length=300), nullable=False),
        sa.Column('lead', sa.String(length=40), nullable=False),
        sa.Column('joining', sa.Text(), nullable=False),
        sa.Column('basis', sa.Text(), nullable=False),
        sa.Column('benchmark', sa.String(length=100), nullable=False),
        sa.Column('safety', sa.Boolean(), nullable=False),
        sa.Column('town_areas', sa.Text(), nullable=False),
        sa.Column('mark', sa.String(length=5), nullable=False),
        sa.Column('valid_from', sa.String(length=10), nullable=False),
        sa.Column('valid_to', sa.String(length=10), nullable=True),
        sa.Column('synthetic', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.Column('updated_by', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_matter')),
    )
    op.create_table(
        'officer',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('account', sa.String(length=100), nullable=True),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('certificate', sa.String(length=60), nullable=False),
        sa.Column('valid_from', sa.String(length=10), nullable=False),
        sa.Column('valid_to', sa.String(length=10), nullable=False),
        sa.Column('fields', sa.Text(), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('search', sa.Text(), nullable=False),
        sa.Column('synthetic', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.Column('updated_by', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_officer')),
    )
    with op.batch_alter_table('officer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_officer_account'), ['account'], unique=False)
        batch_op.create_index(batch_op.f('ix_officer_certificate'), ['certificate'], unique=False)
        batch_op.create_index(batch_op.f('ix_officer_name_id'), ['name', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_officer_unit_name_id'), ['unit', 'name', 'id'], unique=False)

    op.create_table(
        'record_event',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('record_id', sa.String(length=200), nullable=False),
        sa.Column('at', Moment(), nullable=False),
        sa.Column('actor', sa.String(length=100), nullable=False),
        sa.Column('deed', sa.String(length=20), nullable=False),
        sa.Column('batch', sa.String(length=100), nullable=True),
        sa.Column('detail', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_record_event')),
    )
    with op.batch_alter_table('record_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_event_batch'), ['batch'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_event_kind_record_id_at'), ['kind', 'record_id', 'at'], unique=False)

    op.create_table(
        'regulated_object',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('credit_code', sa.String(length=40), nullable=True),
        sa.Column('address', sa.String(length=300), nullable=False),
        sa.Column('area_code', sa.String(length=40), nullable=False),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('list_type', sa.String(length=40), nullable=True),
        sa.Column('credit_class', sa.String(length=10), nullable=True),
        sa.Column('enterprise', sa.Boolean(), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('details', sa.Text(), nullable=False),
        sa.Column('search', sa.Text(), nullable=False),
        sa.Column('synthetic', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.Column('updated_by', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_regulated_object')),
    )
    with op.batch_alter_table('regulated_object', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_regulated_object_area_code_name_id'), ['area_code', 'name', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_regulated_object_credit_code'), ['credit_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_regulated_object_kind_name_id'), ['kind', 'name', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_regulated_object_name_id'), ['name', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_regulated_object_unit_name_id'), ['unit', 'name', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_regulated_object_updated_at_id'), ['updated_at', 'id'], unique=False)

    op.create_table(
        'visit',
        sa.Column('id', sa.String(length=100), nullable=False),
        sa.Column('object_id', sa.String(length=100), nullable=False),
        sa.Column('root_id', sa.String(length=100), nullable=False),
        sa.Column('source', sa.String(length=20), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('lead_unit', sa.String(length=100), nullable=False),
        sa.Column('area_code', sa.String(length=40), nullable=False),
        sa.Column('day', sa.String(length=10), nullable=True),
        sa.Column('starts_at', Moment(), nullable=True),
        sa.Column('ends_at', Moment(), nullable=True),
        sa.Column('code_no', sa.String(length=60), nullable=False),
        sa.Column('bodies', sa.Integer(), nullable=False),
        sa.Column('problems', sa.Integer(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('synthetic', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.Column('updated_by', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_visit')),
    )
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_code_no'), ['code_no'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_day_id'), ['day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_lead_unit_day_id'), ['lead_unit', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_object_id_day'), ['object_id', 'day'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_root_id'), ['root_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_state_day_id'), ['state', 'day', 'id'], unique=False)

    op.create_table(
        'recusal',
        sa.Column('officer_id', sa.String(length=100), nullable=False),
        sa.Column('object_id', sa.String(length=100), nullable=False),
        sa.Column('reason', sa.String(length=300), nullable=False),
        sa.Column('created_at', Moment(), nullable=False),
        sa.Column('created_by', sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(['object_id'], ['regulated_object.id'], name=op.f('fk_recusal_object_id')),
        sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_recusal_officer_id')),
        sa.PrimaryKeyConstraint('officer_id', 'object_id', name=op.f('pk_recusal')),
    )
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recusal_object_id'), ['object_id'], unique=False)

    op.create_table(
        'visit_party',
        sa.Column('visit_id', sa.String(length=100), nullable=False),
        sa.Column('unit', sa.String(length=100), nullable=False),
        sa.Column('state', sa.String(length=20), nullable=False),
        sa.Column('reason', sa.String(length=500), nullable=False),
        sa.Column('updated_at', Moment(), nullable=False),
        sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_visit_party_visit_id')),
        sa.PrimaryKeyConstraint('visit_id', 'unit', name=op.f('pk_visit_party')),
    )
    with op.batch_alter_table('visit_party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_party_unit_visit_id'), ['unit', 'visit_id'], unique=False)

    with op.batch_alter_table('case_record', schema=None) as batch_op:
        batch_op.add_column(sa.Column('title', sa.String(length=300)))
        batch_op.add_column(sa.Column('state', sa.String(length=40)))
        batch_op.add_column(sa.Column('unit', sa.String(length=100)))
        batch_op.add_column(sa.Column('area_code', sa.String(length=40)))
        batch_op.add_column(sa.Column('matter', sa.String(length=100)))
        batch_op.add_column(sa.Column('number', sa.String(length=100)))
        batch_op.add_column(sa.Column('parent', sa.String(length=200)))
        batch_op.add_column(sa.Column('day', sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column('due_day', sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column('synthetic', sa.Boolean()))
        batch_op.create_index(batch_op.f('ix_case_record_kind_day_id'), ['kind', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_record_kind_state_due_day'), ['kind', 'state', 'due_day'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_record_parent'), ['parent'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_record_subject_kind_day'), ['subject', 'kind', 'day'], unique=False)


def downgrade() -> None:
    """Drops them and what is in them."""
    with op.batch_alter_table('case_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_record_subject_kind_day'))
        batch_op.drop_index(batch_op.f('ix_case_record_parent'))
        batch_op.drop_index(batch_op.f('ix_case_record_kind_state_due_day'))
        batch_op.drop_index(batch_op.f('ix_case_record_kind_day_id'))
        batch_op.drop_column('synthetic')
        batch_op.drop_column('due_day')
        batch_op.drop_column('day')
        batch_op.drop_column('parent')
        batch_op.drop_column('number')
        batch_op.drop_column('matter')
        batch_op.drop_column('area_code')
        batch_op.drop_column('unit')
        batch_op.drop_column('state')
        batch_op.drop_column('title')
    op.drop_table('visit_party')
    op.drop_table('recusal')
    op.drop_table('visit')
    op.drop_table('regulated_object')
    op.drop_table('record_event')
    op.drop_table('officer')
    op.drop_table('matter')
    op.drop_table('department')
    op.drop_table('area')
