"""first schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.tables import Moment

revision = '20261123_0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create."""
    op.create_table('account',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('display', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('rights', sa.Text(), nullable=False),
    sa.Column('password', sa.String(length=200), nullable=False),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_until', Moment(), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_account'))
    )
    op.create_table('blob',
    sa.Column('sha256', sa.String(length=100), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_blob'))
    )
    op.create_table('deployment',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deployment'))
    )
    with op.batch_alter_table('deployment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deployment_digest'), ['digest'], unique=False)

    op.create_table('draft',
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('updated_at', Moment(), nullable=False),
    sa.Column('updated_by', sa.String(length=100), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'key', name=op.f('pk_draft'))
    )
    op.create_table('event',
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('actor', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('root_id', 'seq', name=op.f('pk_event'))
    )
    op.create_table('heartbeat',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_heartbeat'))
    )
    op.create_table('idempotency',
    sa.Column('account', sa.String(length=100), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('account', 'key', name=op.f('pk_idempotency'))
    )
    op.create_table('job',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=True),
    sa.Column('instance_id', sa.String(length=100), nullable=True),
    sa.Column('token_id', sa.String(length=100), nullable=True),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('retries', sa.Integer(), nullable=False),
    sa.Column('lease', sa.String(length=100), nullable=True),
    sa.Column('lease_until', Moment(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_due_at_id'), ['due_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_root_id'), ['root_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_token_id'), ['token_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('key', sa.String(length=255), nullable=True),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('received_at', Moment(), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_outcome_name_key'), ['outcome', 'name', 'key'], unique=False)

    op.create_table('reference',
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('updated_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'name', name=op.f('pk_reference'))
    )
    op.create_table('sequence',
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_sequence'))
    )
    op.create_table('subscription',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('key', sa.String(length=255), nullable=True),
    sa.Column('root_id', sa.String(length=100), nullable=True),
    sa.Column('instance_id', sa.String(length=100), nullable=True),
    sa.Column('token_id', sa.String(length=100), nullable=True),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('definition_id', sa.String(length=100), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subscription'))
    )
    with op.batch_alter_table('subscription', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subscription_kind_name_key'), ['kind', 'name', 'key'], unique=False)
        batch_op.create_index(batch_op.f('ix_subscription_root_id'), ['root_id'], unique=False)

    op.create_table('unit',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('parent', sa.String(length=100), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit'))
    )
    op.create_table('definition',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('deployment_id', sa.String(length=100), nullable=False),
    sa.Column('resource', sa.String(length=255), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('latest', sa.Boolean(), nullable=False),
    sa.Column('startable_by', sa.Text(), nullable=False),
    sa.Column('form_key', sa.String(length=255), nullable=True),
    sa.Column('labels', sa.Text(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('created_by', sa.String(length=100), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['deployment_id'], ['deployment.id'], name=op.f('fk_definition_deployment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_definition'))
    )
    with op.batch_alter_table('definition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_definition_kind_key_version'), ['kind', 'key', 'version'], unique=True)
        batch_op.create_index(batch_op.f('ix_definition_kind_latest'), ['kind', 'latest'], unique=False)

    op.create_table('file',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('mime', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=100), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=True),
    sa.Column('task_id', sa.String(length=100), nullable=True),
    sa.Column('uploaded_by', sa.String(length=100), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['sha256'], ['blob.sha256'], name=op.f('fk_file_sha256')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file'))
    )
    with op.batch_alter_table('file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_root_id'), ['root_id'], unique=False)

    op.create_table('membership',
    sa.Column('account', sa.String(length=100), nullable=False),
    sa.Column('group', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['account.name'], name=op.f('fk_membership_account')),
    sa.PrimaryKeyConstraint('account', 'group', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_group'), ['group'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('account', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('values', sa.Text(), nullable=False),
    sa.Column('task_id', sa.String(length=100), nullable=True),
    sa.Column('instance_id', sa.String(length=100), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('read_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['account'], ['account.name'], name=op.f('fk_notice_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_account_created_at_id'), ['account', 'created_at', 'id'], unique=False)

    op.create_table('resource',
    sa.Column('deployment_id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['deployment_id'], ['deployment.id'], name=op.f('fk_resource_deployment_id')),
    sa.PrimaryKeyConstraint('deployment_id', 'name', name=op.f('pk_resource'))
    )
    op.create_table('session',
    sa.Column('digest', sa.String(length=100), nullable=False),
    sa.Column('account', sa.String(length=100), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('seen_at', Moment(), nullable=False),
    sa.Column('remote', sa.String(length=100), nullable=False),
    sa.Column('agent', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['account.name'], name=op.f('fk_session_account')),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_session'))
    )
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_account'), ['account'], unique=False)

    op.create_table('delivery',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('notice_id', sa.String(length=100), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('message_id', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('lease', sa.String(length=100), nullable=True),
    sa.Column('lease_until', Moment(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('sent_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], name=op.f('fk_delivery_notice_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery'))
    )
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delivery_state_due_at'), ['state', 'due_at'], unique=False)

    op.create_table('deployment_definition',
    sa.Column('deployment_id', sa.String(length=100), nullable=False),
    sa.Column('definition_id', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['definition_id'], ['definition.id'], name=op.f('fk_deployment_definition_definition_id')),
    sa.ForeignKeyConstraint(['deployment_id'], ['deployment.id'], name=op.f('fk_deployment_definition_deployment_id')),
    sa.PrimaryKeyConstraint('deployment_id', 'definition_id', name=op.f('pk_deployment_definition'))
    )
    op.create_table('instance',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('parent_id', sa.String(length=100), nullable=True),
    sa.Column('definition_id', sa.String(length=100), nullable=False),
    sa.Column('business_key', sa.String(length=200), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('lock', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('events', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.Column('started_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.Column('started_by', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('suspended_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['definition_id'], ['definition.id'], name=op.f('fk_instance_definition_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instance'))
    )
    with op.batch_alter_table('instance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instance_business_key'), ['business_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_instance_root_id'), ['root_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_instance_started_by_started_at_id'), ['started_by', 'started_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_instance_state_started_at_id'), ['state', 'started_at', 'id'], unique=False)

    op.create_table('activity',
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('parent_id', sa.String(length=100), nullable=True),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=500), nullable=False),
    sa.Column('started_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.Column('canceled', sa.Boolean(), nullable=False),
    sa.Column('called_id', sa.String(length=100), nullable=True),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_activity_root_id')),
    sa.PrimaryKeyConstraint('root_id', 'id', name=op.f('pk_activity'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_instance_id'), ['instance_id'], unique=False)

    op.create_table('external_task',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('topic', sa.String(length=255), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('retries', sa.Integer(), nullable=True),
    sa.Column('worker', sa.String(length=200), nullable=True),
    sa.Column('lock_until', Moment(), nullable=True),
    sa.Column('available_at', Moment(), nullable=True),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('details', sa.Text(), nullable=True),
    sa.Column('properties', sa.Text(), nullable=False),
    sa.Column('business_key', sa.String(length=200), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_external_task_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_external_task'))
    )
    with op.batch_alter_table('external_task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_external_task_root_id'), ['root_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_external_task_topic_lock_until_priority'), ['topic', 'lock_until', 'priority'], unique=False)

    op.create_table('incident',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('work_id', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('resolved_at', Moment(), nullable=True),
    sa.Column('resolved_by', sa.String(length=100), nullable=True),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_incident_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident'))
    )
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_incident_root_id'), ['root_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_work_id'), ['work_id'], unique=False)

    op.create_table('task',
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('name', sa.String(length=500), nullable=False),
    sa.Column('definition_id', sa.String(length=100), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('assignee', sa.String(length=100), nullable=True),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('due_at', Moment(), nullable=True),
    sa.Column('due_clock', sa.String(length=100), nullable=True),
    sa.Column('yellow_at', Moment(), nullable=True),
    sa.Column('derivation', sa.Text(), nullable=True),
    sa.Column('form_id', sa.String(length=100), nullable=True),
    sa.Column('candidates', sa.Text(), nullable=False),
    sa.Column('excluded', sa.Text(), nullable=False),
    sa.Column('completed_by', sa.String(length=100), nullable=True),
    sa.Column('completed_at', Moment(), nullable=True),
    sa.Column('data', sa.Text(), nullable=True),
    sa.Column('scope', sa.Text(), nullable=True),
    sa.Column('warned_at', Moment(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_task_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_assignee_state_due_at_id'), ['assignee', 'state', 'due_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_completed_by_completed_at_id'), ['completed_by', 'completed_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_root_id_element'), ['root_id', 'element'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_state_due_at_id'), ['state', 'due_at', 'id'], unique=False)

    op.create_table('token',
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('id', sa.String(length=100), nullable=False),
    sa.Column('parent_id', sa.String(length=100), nullable=True),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('instance_id', sa.String(length=100), nullable=False),
    sa.Column('element', sa.String(length=255), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('doc', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_token_root_id')),
    sa.PrimaryKeyConstraint('root_id', 'id', name=op.f('pk_token'))
    )
    op.create_table('variable',
    sa.Column('root_id', sa.String(length=100), nullable=False),
    sa.Column('scope_id', sa.String(length=100), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['instance.id'], name=op.f('fk_variable_root_id')),
    sa.PrimaryKeyConstraint('root_id', 'scope_id', 'name', name=op.f('pk_variable'))
    )
    op.create_table('task_candidate',
    sa.Column('task_id', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('ref', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_candidate_task_id')),
    sa.PrimaryKeyConstraint('task_id', 'kind', 'ref', name=op.f('pk_task_candidate'))
    )
    with op.batch_alter_table('task_candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_candidate_kind_ref_task_id'), ['kind', 'ref', 'task_id'], unique=False)



def downgrade() -> None:
    """Drop."""
    with op.batch_alter_table('task_candidate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_candidate_kind_ref_task_id'))

    op.drop_table('task_candidate')
    op.drop_table('variable')
    op.drop_table('token')
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_state_due_at_id'))
        batch_op.drop_index(batch_op.f('ix_task_root_id_element'))
        batch_op.drop_index(batch_op.f('ix_task_completed_by_completed_at_id'))
        batch_op.drop_index(batch_op.f('ix_task_assignee_state_due_at_id'))

    op.drop_table('task')
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_incident_work_id'))
        batch_op.drop_index(batch_op.f('ix_incident_root_id'))

    op.drop_table('incident')
    with op.batch_alter_table('external_task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_external_task_topic_lock_until_priority'))
        batch_op.drop_index(batch_op.f('ix_external_task_root_id'))

    op.drop_table('external_task')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_instance_id'))

    op.drop_table('activity')
    with op.batch_alter_table('instance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_instance_state_started_at_id'))
        batch_op.drop_index(batch_op.f('ix_instance_started_by_started_at_id'))
        batch_op.drop_index(batch_op.f('ix_instance_root_id'))
        batch_op.drop_index(batch_op.f('ix_instance_business_key'))

    op.drop_table('instance')
    op.drop_table('deployment_definition')
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delivery_state_due_at'))

    op.drop_table('delivery')
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_account'))

    op.drop_table('session')
    op.drop_table('resource')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_account_created_at_id'))

    op.drop_table('notice')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_group'))

    op.drop_table('membership')
    with op.batch_alter_table('file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_root_id'))

    op.drop_table('file')
    with op.batch_alter_table('definition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_definition_kind_latest'))
        batch_op.drop_index(batch_op.f('ix_definition_kind_key_version'))

    op.drop_table('definition')
    op.drop_table('unit')
    with op.batch_alter_table('subscription', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_subscription_root_id'))
        batch_op.drop_index(batch_op.f('ix_subscription_kind_name_key'))

    op.drop_table('subscription')
    op.drop_table('sequence')
    op.drop_table('reference')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_outcome_name_key'))

    op.drop_table('message')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_token_id'))
        batch_op.drop_index(batch_op.f('ix_job_root_id'))
        batch_op.drop_index(batch_op.f('ix_job_due_at_id'))

    op.drop_table('job')
    op.drop_table('idempotency')
    op.drop_table('heartbeat')
    op.drop_table('event')
    op.drop_table('draft')
    with op.batch_alter_table('deployment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deployment_digest'))

    op.drop_table('deployment')
    op.drop_table('blob')
    op.drop_table('account')
