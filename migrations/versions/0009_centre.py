"""The phones, assessment, summaries."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0009_centre"
down_revision = '0008_council'
branch_labels = None
depends_on = None

GUARDED = ("score_entry",)

DROPPED = ("sync_phone", "sync_mirror", "score_check", "score_result", "score_entry", "score_appeal", "sync_review", "sync_clash", "score_period", "grid_difficulty", "sync_version", "sync_receipt", "sync_epoch", "setup_code", "score_rule", "figure_proof", "backup_proof",)


def upgrade() -> None:
    op.create_table('backup_proof',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('file', sa.String(length=120), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_backup_proof'))
    )
    op.create_table('figure_proof',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('compared', sa.Integer(), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.String(length=36), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_proof'))
    )
    with op.batch_alter_table('figure_proof', schema=None) as batch_op:
        batch_op.create_index('ix_figure_proof_at', ['at'], unique=False)

    op.create_table('score_rule',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('deed', sa.Enum('reported', 'solved', 'together', 'quiet', 'need_met', 'task_done', name='deed', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('first_share', sa.Integer(), nullable=False),
    sa.Column('day_cap', sa.Integer(), nullable=True),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('points >= 0 AND first_share >= 0 AND first_share <= points', name=op.f('ck_score_rule_points')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_rule')),
    sa.UniqueConstraint('deed', 'valid_from', name=op.f('uq_score_rule_deed_valid_from'))
    )
    op.create_table('setup_code',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setup_code'))
    )
    op.create_table('sync_epoch',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_epoch'))
    )
    op.create_table('sync_receipt',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('review', sa.Boolean(), nullable=False),
    sa.Column('body', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_receipt'))
    )
    with op.batch_alter_table('sync_receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_receipt_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_sync_receipt_received', ['received_at'], unique=False)

    op.create_table('sync_version',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('record_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_version')),
    sa.UniqueConstraint('record_id', 'hash', name=op.f('uq_sync_version_record_id_hash'))
    )
    with op.batch_alter_table('sync_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_version_record_id'), ['record_id'], unique=False)

    op.create_table('grid_difficulty',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('key_households', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('level BETWEEN 1 AND 3', name=op.f('ck_grid_difficulty_level')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_grid_difficulty_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_grid_difficulty_grid_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grid_difficulty')),
    sa.UniqueConstraint('grid_id', 'year', name=op.f('uq_grid_difficulty_grid_id_year'))
    )
    op.create_table('score_period',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('open', 'checking', 'appeals', 'confirmed', 'locked', name='period_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('appeals_until', sa.Date(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_score_period_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_period')),
    sa.UniqueConstraint('community_id', 'month', name=op.f('uq_score_period_community_id_month'))
    )
    op.create_table('sync_clash',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('record_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line', sa.String(length=60), nullable=False),
    sa.Column('base', sa.Text(), nullable=True),
    sa.Column('theirs', sa.Text(), nullable=True),
    sa.Column('mine', sa.Text(), nullable=True),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('chose_mine', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_sync_clash_community_id_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_sync_clash_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_clash')),
    sa.UniqueConstraint('record_id', 'line', name=op.f('uq_sync_clash_record_id_line'))
    )
    with op.batch_alter_table('sync_clash', schema=None) as batch_op:
        batch_op.create_index('ix_sync_clash_open', ['unit_id', 'decided_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sync_clash_subject_id'), ['subject_id'], unique=False)

    op.create_table('sync_review',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('why', sa.String(length=300), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'taken', 'set_aside', name='review_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_sync_review_community_id_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_sync_review_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_review'))
    )
    with op.batch_alter_table('sync_review', schema=None) as batch_op:
        batch_op.create_index('ix_sync_review_open', ['community_id', 'state'], unique=False)

    op.create_table('score_appeal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('period_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finding', sa.Enum('upheld', 'dismissed', name='appeal_finding', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('points', sa.Integer(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_score_appeal_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_score_appeal_party_id_party')),
    sa.ForeignKeyConstraint(['period_id'], ['score_period.id'], name=op.f('fk_score_appeal_period_id_score_period')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_appeal'))
    )
    with op.batch_alter_table('score_appeal', schema=None) as batch_op:
        batch_op.create_index('ix_score_appeal_period', ['period_id'], unique=False)

    op.create_table('score_entry',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('deed', sa.Enum('reported', 'solved', 'together', 'quiet', 'need_met', 'task_done', name='deed', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('cause', sa.String(length=120), nullable=False),
    sa.Column('source_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('source_url', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('sentence', sa.String(length=200), nullable=False),
    sa.Column('rule_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('takes_back_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('earned_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(takes_back_id IS NULL) = (points >= 0)', name=op.f('ck_score_entry_sign')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_score_entry_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_score_entry_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_score_entry_party_id_party')),
    sa.ForeignKeyConstraint(['rule_id'], ['score_rule.id'], name=op.f('fk_score_entry_rule_id_score_rule')),
    sa.ForeignKeyConstraint(['takes_back_id'], ['score_entry.id'], name=op.f('fk_score_entry_takes_back_id_score_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_entry')),
    sa.UniqueConstraint('community_id', 'cause', name=op.f('uq_score_entry_community_id_cause')),
    sa.UniqueConstraint('takes_back_id', name=op.f('uq_score_entry_takes_back_id'))
    )
    with op.batch_alter_table('score_entry', schema=None) as batch_op:
        batch_op.create_index('ix_score_entry_grid', ['grid_id', 'month'], unique=False)
        batch_op.create_index('ix_score_entry_month', ['community_id', 'month', 'id'], unique=False)
        batch_op.create_index('ix_score_entry_party', ['party_id', 'month', 'id'], unique=False)
        batch_op.create_index('ix_score_entry_source', ['source_id'], unique=False)

    op.create_table('score_result',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('period_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('days_held', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_score_result_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_score_result_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_score_result_party_id_party')),
    sa.ForeignKeyConstraint(['period_id'], ['score_period.id'], name=op.f('fk_score_result_period_id_score_period')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_result')),
    sa.UniqueConstraint('period_id', 'party_id', 'grid_id', name=op.f('uq_score_result_period_id_party_id_grid_id'))
    )
    op.create_table('score_check',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('period_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('cause', sa.Enum('chance', 'outlier', name='check_cause', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('holds', sa.Boolean(), nullable=True),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('looked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_score_check_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['score_entry.id'], name=op.f('fk_score_check_entry_id_score_entry')),
    sa.ForeignKeyConstraint(['period_id'], ['score_period.id'], name=op.f('fk_score_check_period_id_score_period')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_check')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_score_check_entry_id'))
    )
    with op.batch_alter_table('score_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_check_period_id'), ['period_id'], unique=False)

    op.create_table('sync_mirror',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sync_mirror_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_mirror'))
    )
    with op.batch_alter_table('sync_mirror', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_mirror_account_id'), ['account_id'], unique=False)

    op.create_table('sync_phone',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('device_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('unsent', sa.Integer(), nullable=False),
    sa.Column('oldest_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lost_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lost_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('wiped_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sync_phone_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_phone')),
    sa.UniqueConstraint('device_id', 'account_id', name=op.f('uq_sync_phone_device_id_account_id'))
    )
    with op.batch_alter_table('sync_phone', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_phone_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sync_phone_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_sync_phone_oldest', ['oldest_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sync_phone_unit_id'), ['unit_id'], unique=False)
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    for table in DROPPED:
        op.drop_table(table)
