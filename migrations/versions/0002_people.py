"""Units, people, posts, settings, notices."""

import sqlalchemy as sa
from alembic import op

revision = "0002_people"
down_revision = '0001_core'
branch_labels = None
depends_on = None

DROPPED = ("sign_in", "saved_view", "recovery_code", "post", "passkey", "one_time_secret", "notice", "invitation", "handover", "notice_delivery", "account", "unit_version", "unit_lineage", "party", "notice_channel", "unit", "setting_change", "marked_result", "installation", "complaint", "change_order",)


def upgrade() -> None:
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

    op.create_table('installation',
    sa.Column('single', sa.Integer(), nullable=False),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('single = 1', name=op.f('ck_installation_single')),
    sa.PrimaryKeyConstraint('single', name=op.f('pk_installation'))
    )
    op.create_table('marked_result',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('job_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('row_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('is_done', sa.Boolean(), nullable=False),
    sa.Column('refusal', sa.String(length=300), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_marked_result')),
    sa.UniqueConstraint('job_id', 'row_id', name=op.f('uq_marked_result_job_id_row_id'))
    )
    op.create_table('setting_change',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.JSON(), nullable=True),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting_change'))
    )
    with op.batch_alter_table('setting_change', schema=None) as batch_op:
        batch_op.create_index('ix_setting_change_name', ['name', 'id'], unique=False)

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
        batch_op.create_index(batch_op.f('ix_unit_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index('ix_unit_path_prefix', ['path'], unique=False, postgresql_ops={'path': 'text_pattern_ops'})
        batch_op.create_index('uq_unit_code_open', ['code'], unique=True, sqlite_where=sa.text("valid_to IS NULL AND code <> ''"), postgresql_where=sa.text("valid_to IS NULL AND code <> ''"))

    op.create_table('notice_channel',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('wecom', 'dingtalk', 'feishu', 'email', name='channel_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('key', sa.Text(), nullable=True),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_notice_channel_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_channel'))
    )
    with op.batch_alter_table('notice_channel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_channel_unit_id'), ['unit_id'], unique=False)

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

    op.create_table('notice_delivery',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('channel_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('sentence', sa.String(length=200), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('url', sa.String(length=200), nullable=False),
    sa.Column('cause', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['channel_id'], ['notice_channel.id'], name=op.f('fk_notice_delivery_channel_id_notice_channel')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_delivery')),
    sa.UniqueConstraint('channel_id', 'cause', name=op.f('uq_notice_delivery_channel_id_cause'))
    )
    with op.batch_alter_table('notice_delivery', schema=None) as batch_op:
        batch_op.create_index('ix_delivery_waiting', ['due_at'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))

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
    op.create_table('invitation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_invitation_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_account_id'), ['account_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('sentence', sa.String(length=200), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('url', sa.String(length=200), nullable=False),
    sa.Column('cause', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notice_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('account_id', 'cause', name=op.f('uq_notice_account_id_cause'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_account', ['account_id', 'made_at'], unique=False)
        batch_op.create_index('ix_notice_unread', ['account_id'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))

    op.create_table('one_time_secret',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_step', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_one_time_secret_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_secret')),
    sa.UniqueConstraint('account_id', name=op.f('uq_one_time_secret_account_id'))
    )
    op.create_table('passkey',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('credential_id', sa.String(length=400), nullable=False),
    sa.Column('public_key', sa.String(length=1000), nullable=False),
    sa.Column('counter', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_passkey_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_account_id'), ['account_id'], unique=False)

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

    op.create_table('recovery_code',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code_index', sa.String(length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('account_id', 'code_index', name=op.f('uq_recovery_code_account_id_code_index'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_account_id'), ['account_id'], unique=False)

    op.create_table('saved_view',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('list_name', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=30), nullable=False),
    sa.Column('query', sa.String(length=1000), nullable=False),
    sa.Column('shared_unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_saved_view_account_id_account')),
    sa.ForeignKeyConstraint(['shared_unit_id'], ['unit.id'], name=op.f('fk_saved_view_shared_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view')),
    sa.UniqueConstraint('account_id', 'list_name', 'title', name=op.f('uq_saved_view_account_id_list_name_title'))
    )
    with op.batch_alter_table('saved_view', schema=None) as batch_op:
        batch_op.create_index('ix_saved_view_shared', ['shared_unit_id', 'list_name'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_account_id'), ['account_id'], unique=False)


def downgrade() -> None:
    for table in DROPPED:
        op.drop_table(table)
