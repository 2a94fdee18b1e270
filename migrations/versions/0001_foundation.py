"""The ground: units with history, parties, accounts and posts, audit, throttle, jobs."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = '0001_foundation'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attempt',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_key'), ['key'], unique=False)

    op.create_table('audit_head',
    sa.Column('chain_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('chain_id', name=op.f('pk_audit_head'))
    )
    op.create_table('audit_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('chain_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('acting_for', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.Column('verb', sa.String(length=60), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('row_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_line')),
    sa.UniqueConstraint('chain_id', 'seq', name=op.f('uq_audit_line_chain_id_seq'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_row_id'), ['row_id'], unique=False)

    op.create_table('change_order',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('found', 'rename', 'split', 'merge', 'move', 'close', name='order_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('planned', 'in_force', 'withdrawn', 'refused', name='change_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('trouble', sa.JSON(), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_order'))
    )
    with op.batch_alter_table('change_order', schema=None) as batch_op:
        batch_op.create_index('ix_change_order_due', ['state', 'effective_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_order_unit_id'), ['unit_id'], unique=False)

    op.create_table('complaint',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('contact', sa.Text(), nullable=True),
    sa.Column('receipt', sa.String(length=16), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('receipt', name=op.f('uq_complaint_receipt'))
    )
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_community_id'), ['community_id'], unique=False)

    op.create_table('job',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('args', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('queued', 'running', 'done', 'failed', name='job_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('result_ref', sa.String(length=200), nullable=False),
    sa.Column('slot', sa.String(length=40), nullable=True),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('holder', sa.String(length=36), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('kind', 'slot', name=op.f('uq_job_kind_slot'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_made_by'), ['made_by'], unique=False)
        batch_op.create_index('ix_job_waiting', ['state', 'due_at'], unique=False)

    op.create_table('unit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('district', 'street', 'community', 'grid', 'micro_grid', name='unit_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('parent_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('path', sa.String(length=120), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('duty_phone', sa.String(length=20), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_unit_dates')),
    sa.ForeignKeyConstraint(['parent_id'], ['unit.id'], name=op.f('fk_unit_parent_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('path', name=op.f('uq_unit_path'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index('ix_unit_path_prefix', ['path'], unique=False, postgresql_ops={'path': 'text_pattern_ops'})
        batch_op.create_index(batch_op.f('ix_unit_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index('uq_unit_code_open', ['code'], unique=True, sqlite_where=sa.text("valid_to IS NULL AND code <> ''"), postgresql_where=sa.text("valid_to IS NULL AND code <> ''"))

    op.create_table('party',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('person', 'merchant', 'partner', 'department', 'team', name='party_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('initials', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('contact_name', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_party_community_id_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_party_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party'))
    )
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_party_community_initials', ['community_id', 'initials'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_name'), ['name'], unique=False)

    op.create_table('unit_lineage',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('before_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('after_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('order_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.ForeignKeyConstraint(['after_id'], ['unit.id'], name=op.f('fk_unit_lineage_after_id_unit')),
    sa.ForeignKeyConstraint(['before_id'], ['unit.id'], name=op.f('fk_unit_lineage_before_id_unit')),
    sa.ForeignKeyConstraint(['order_id'], ['change_order.id'], name=op.f('fk_unit_lineage_order_id_change_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_lineage')),
    sa.UniqueConstraint('before_id', 'after_id', name=op.f('uq_unit_lineage_before_id_after_id'))
    )
    with op.batch_alter_table('unit_lineage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_lineage_after_id'), ['after_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_lineage_before_id'), ['before_id'], unique=False)

    op.create_table('unit_version',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('parent_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('order_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['order_id'], ['change_order.id'], name=op.f('fk_unit_version_order_id_change_order')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_version_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_version')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_unit_version_unit_id_valid_from'))
    )
    with op.batch_alter_table('unit_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_version_unit_id'), ['unit_id'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('login', sa.String(length=60), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_index', sa.String(length=32), nullable=True),
    sa.Column('password', sa.String(length=200), nullable=False),
    sa.Column('must_change', sa.Boolean(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('hides_name', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_account_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login')),
    sa.UniqueConstraint('phone_index', name=op.f('uq_account_phone_index'))
    )
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_party_id'), ['party_id'], unique=False)

    op.create_table('handover',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('from_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('to_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('open_count', sa.Integer(), nullable=False),
    sa.Column('open_work', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('giver_signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taker_signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('supervisor_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('supervisor_signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['from_id'], ['account.id'], name=op.f('fk_handover_from_id_account')),
    sa.ForeignKeyConstraint(['supervisor_id'], ['account.id'], name=op.f('fk_handover_supervisor_id_account')),
    sa.ForeignKeyConstraint(['to_id'], ['account.id'], name=op.f('fk_handover_to_id_account')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_handover_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover'))
    )
    op.create_table('post',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('role', sa.Enum('grid_worker', 'micro_head', 'liaison', 'host', 'street', 'district', 'volunteer', 'counter', 'judge', 'auditor', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('main', 'cover', 'acting', name='post_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('covers_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_post_account_id_account')),
    sa.ForeignKeyConstraint(['covers_id'], ['post.id'], name=op.f('fk_post_covers_id_post')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_post_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post'))
    )
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_post_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_post_unit_role', ['unit_id', 'role'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_account_id'), ['account_id'], unique=False)
    append_only.guard("audit_line")


def downgrade() -> None:
    append_only.release("audit_line")
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_account_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.drop_index('ix_post_unit_role')
        batch_op.drop_index(batch_op.f('ix_post_account_id'))

    op.drop_table('post')
    op.drop_table('handover')
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_party_id'))

    op.drop_table('account')
    with op.batch_alter_table('unit_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_version_unit_id'))

    op.drop_table('unit_version')
    with op.batch_alter_table('unit_lineage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_lineage_before_id'))
        batch_op.drop_index(batch_op.f('ix_unit_lineage_after_id'))

    op.drop_table('unit_lineage')
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_name'))
        batch_op.drop_index('ix_party_community_initials')
        batch_op.drop_index(batch_op.f('ix_party_community_id'))

    op.drop_table('party')
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_index('uq_unit_code_open', sqlite_where=sa.text("valid_to IS NULL AND code <> ''"), postgresql_where=sa.text("valid_to IS NULL AND code <> ''"))
        batch_op.drop_index(batch_op.f('ix_unit_parent_id'))
        batch_op.drop_index(batch_op.f('ix_unit_kind'))
        batch_op.drop_index('ix_unit_path_prefix', postgresql_ops={'path': 'text_pattern_ops'})

    op.drop_table('unit')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index('ix_job_waiting')
        batch_op.drop_index(batch_op.f('ix_job_made_by'))
        batch_op.drop_index(batch_op.f('ix_job_community_id'))

    op.drop_table('job')
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_community_id'))

    op.drop_table('complaint')
    with op.batch_alter_table('change_order', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_order_unit_id'))
        batch_op.drop_index('ix_change_order_due')

    op.drop_table('change_order')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_line_row_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_account_id'))

    op.drop_table('audit_line')
    op.drop_table('audit_head')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_key'))

    op.drop_table('attempt')
