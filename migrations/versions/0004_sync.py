"""Photos, and what phones send: receipts, other versions, reviews, clashes, mirrors, phones."""

import sqlalchemy as sa
from alembic import op

revision = '0004_sync'
down_revision = '0003_visits'
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    op.create_index(op.f('ix_sync_receipt_account_id'), 'sync_receipt', ['account_id'], unique=False)
    op.create_index('ix_sync_receipt_received', 'sync_receipt', ['received_at'], unique=False)
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
    op.create_index(op.f('ix_sync_version_record_id'), 'sync_version', ['record_id'], unique=False)
    op.create_table('photo',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('state', sa.Enum('expected', 'kept', 'refused', name='photo_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sha', sa.String(length=64), nullable=True),
    sa.Column('source_sha', sa.String(length=64), nullable=True),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('expected_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_photo_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photo'))
    )
    op.create_index(op.f('ix_photo_community_id'), 'photo', ['community_id'], unique=False)
    op.create_index(op.f('ix_photo_sha'), 'photo', ['sha'], unique=False)
    op.create_index('ix_photo_subject', 'photo', ['subject_id', 'subject_kind'], unique=False)
    op.create_index(op.f('ix_photo_unit_id'), 'photo', ['unit_id'], unique=False)
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
    op.create_index('ix_sync_clash_open', 'sync_clash', ['unit_id', 'decided_at'], unique=False)
    op.create_index(op.f('ix_sync_clash_subject_id'), 'sync_clash', ['subject_id'], unique=False)
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
    op.create_index('ix_sync_review_open', 'sync_review', ['community_id', 'state'], unique=False)
    op.create_table('sync_key',
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('key', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sync_key_account_id_account')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_sync_key'))
    )
    op.create_table('sync_mirror',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sync_mirror_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_mirror'))
    )
    op.create_index(op.f('ix_sync_mirror_account_id'), 'sync_mirror', ['account_id'], unique=False)
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
    op.create_index(op.f('ix_sync_phone_account_id'), 'sync_phone', ['account_id'], unique=False)
    op.create_index(op.f('ix_sync_phone_community_id'), 'sync_phone', ['community_id'], unique=False)
    op.create_index(op.f('ix_sync_phone_unit_id'), 'sync_phone', ['unit_id'], unique=False)
    op.create_table('door_note',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code_index', sa.String(length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_door_note_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_door_note_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_door_note_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_door_note_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_door_note')),
    sa.UniqueConstraint('code_index', name=op.f('uq_door_note_code_index'))
    )
    op.create_index('ix_door_note_household', 'door_note', ['household_id', 'made_at'], unique=False)
    op.create_table('revisit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('method', sa.Enum('door', 'phone', 'note', 'micro_head', name='method', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('slot', sa.Enum('morning', 'afternoon', 'evening', 'weekend', name='slot', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('answer', sa.Enum('met', 'not_met', 'moved', name='head_answer', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_revisit_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_revisit_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_revisit_household_id_household')),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_revisit_visit_id_visit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revisit')),
    sa.UniqueConstraint('community_id', 'visit_id', name=op.f('uq_revisit_community_id_visit_id'))
    )
    op.create_index('ix_revisit_household', 'revisit', ['household_id', 'closed_at'], unique=False)
    op.create_index('ix_revisit_open', 'revisit', ['grid_id', 'closed_at', 'due_on'], unique=False)


def downgrade() -> None:
    op.drop_table('revisit')
    op.drop_table('door_note')
    op.drop_table('sync_phone')
    op.drop_table('sync_mirror')
    op.drop_table('sync_key')
    op.drop_table('sync_review')
    op.drop_table('sync_clash')
    op.drop_table('photo')
    op.drop_table('sync_version')
    op.drop_table('sync_receipt')
    op.drop_table('sync_epoch')
