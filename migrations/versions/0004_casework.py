"""Photos, catalogue, cases, public notices, supervision, dispatch."""

import uuid
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0004_casework"
down_revision = '0003_register'
branch_labels = None
depends_on = None

# code, kind, name, level, amount, unit, hours until the person is contacted, evidence, rare but harmful
DEFAULTS = (
    ("FIRE", "hazard", "消防通道", 1, 24, "hour", 2, "photo", True),
    ("EBIKE", "hazard", "电动车", 1, 2, "working_day", 24, "photo", True),
    ("GAS", "hazard", "燃气", 2, 4, "hour", 2, "words", True),
    ("FALLING", "hazard", "高空坠物", 2, 24, "hour", 2, "photo", True),
    ("WATER", "hazard", "积水", 1, 8, "working_hour", 24, "photo", False),
    ("CLUTTER", "hazard", "楼道堆物", 1, 3, "working_day", 24, "photo", False),
    ("ROAD", "hazard", "路面、井盖", 2, 3, "working_day", 24, "photo", False),
    ("LIGHT", "hazard", "路灯、楼道灯", 1, 5, "working_day", 24, "words", False),
    ("REPAIR", "need", "维修", 1, 5, "working_day", 24, "words", False),
    ("ELDER", "need", "养老", 1, 7, "day", 24, "words", True),
    ("JOBS", "need", "就业", 2, 15, "working_day", 24, "words", False),
    ("NEIGHBOUR", "need", "邻里", 1, 7, "day", 24, "words", False),
    ("GREEN", "need", "环境", 1, 10, "working_day", 24, "words", False),
    ("MOSQUITO", "need", "蚊虫", 1, 10, "working_day", 24, "words", False),
    ("PARKING", "need", "停车", 2, 15, "working_day", 24, "words", False),
    ("HEATING", "need", "水电气暖", 2, 24, "hour", 24, "words", True),
    ("CHILD", "need", "看孩子", 1, 10, "working_day", 24, "words", False),
    ("POLICY", "need", "政策、证明", 1, 5, "working_day", 24, "none", False),
    ("OTHER", "need", "别的事", 1, 10, "working_day", 24, "words", False),
)
COLUMNS = (
    "code", "kind", "name", "level", "limit_amount", "limit_unit", "contact_hours", "evidence", "is_harmful",
)
SPACE = uuid.UUID("6f6c7a1e-5f0a-7c3e-9a55-2f6d67726964")

GUARDED = ("task_act",)

DROPPED = ("task_objection", "task_answer", "task_act", "task", "case_order", "case_answer", "task_order", "case_voice_bound", "case_voice", "case_stop", "case_step", "case_reopen_proposal", "case_helper", "case_extension", "case_act", "task_routine", "questionnaire_version", "objection", "grid_case", "questionnaire", "public_notice", "photo", "duty_entry", "case_series", "burden_limit", "case_ladder", "case_category", "calendar_day",)


def upgrade() -> None:
    op.create_table('calendar_day',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('is_working', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_calendar_day'))
    )
    op.create_table('case_category',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.Enum('hazard', 'need', name='category_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('limit_amount', sa.Integer(), nullable=False),
    sa.Column('limit_unit', sa.Enum('day', 'working_day', 'working_hour', 'hour', name='time_unit', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('contact_hours', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.Enum('none', 'words', 'photo', name='evidence', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_harmful', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('level BETWEEN 1 AND 4', name=op.f('ck_case_category_level')),
    sa.CheckConstraint('limit_amount > 0', name=op.f('ck_case_category_limit')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_case_category_dates')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_category')),
    sa.UniqueConstraint('code', 'valid_from', name=op.f('uq_case_category_code_valid_from'))
    )
    op.create_table('case_ladder',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('remind_before', sa.Integer(), nullable=False),
    sa.Column('press_after', sa.Integer(), nullable=False),
    sa.Column('order_after', sa.Integer(), nullable=False),
    sa.Column('escalate_after', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('press_after < order_after AND order_after < escalate_after', name=op.f('ck_case_ladder_rising')),
    sa.CheckConstraint('remind_before > 0 AND press_after > 0', name=op.f('ck_case_ladder_positive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_ladder')),
    sa.UniqueConstraint('valid_from', name=op.f('uq_case_ladder_valid_from'))
    )
    op.create_table('burden_limit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_burden_limit_minutes')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_burden_limit_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_burden_limit')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_burden_limit_unit_id_valid_from'))
    )
    op.create_table('case_series',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_series_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_series')),
    sa.UniqueConstraint('community_id', 'year', name=op.f('uq_case_series_community_id_year'))
    )
    op.create_table('duty_entry',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('basis', sa.String(length=200), nullable=False),
    sa.Column('department', sa.String(length=60), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_duty_entry_dates')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_duty_entry_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_entry')),
    sa.UniqueConstraint('unit_id', 'code', 'valid_from', name=op.f('uq_duty_entry_unit_id_code_valid_from'))
    )
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
    with op.batch_alter_table('photo', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_photo_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_photo_sha'), ['sha'], unique=False)
        batch_op.create_index('ix_photo_subject', ['subject_id', 'subject_kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_photo_unit_id'), ['unit_id'], unique=False)

    op.create_table('public_notice',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('stars', 'contest', name='notice_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('subject_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('basis', sa.String(length=200), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('put_up_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('result', sa.String(length=80), nullable=False),
    sa.CheckConstraint('days >= 5', name=op.f('ck_public_notice_days')),
    sa.CheckConstraint('ends_on > starts_on', name=op.f('ck_public_notice_dates')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_public_notice_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_notice')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_public_notice_kind_subject_id'))
    )
    with op.batch_alter_table('public_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_public_notice_unit_id'), ['unit_id'], unique=False)

    op.create_table('questionnaire',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('form_key', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_questionnaire_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire')),
    sa.UniqueConstraint('unit_id', 'form_key', name=op.f('uq_questionnaire_unit_id_form_key'))
    )
    op.create_table('grid_case',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('dwelling_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('category_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('category_code', sa.String(length=20), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('source', sa.Enum('visit', 'patrol', 'resident', 'relay', 'council', 'hotline', 'order', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('source_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('urgency', sa.Enum('normal', 'urgent', name='urgency', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('reported', 'accepted', 'rejected', 'merged', 'dispatched', 'received', 'handling', 'returned', 'parked', 'handled', 'feedback', 'closed', 'reopened', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opened_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lead_unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lead_party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('asked_unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('asked_party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('follower_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('contact_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('contacted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('limit_amount', sa.Integer(), nullable=False),
    sa.Column('limit_unit', sa.Enum('day', 'working_day', 'working_hour', 'hour', name='time_unit', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('first_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('next_step_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('handled_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('handled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Enum('solved', 'together', 'explained', 'planned', 'out_of_reach', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('merged_into_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reopened_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(ended_at IS NULL) = (state NOT IN ('closed', 'rejected', 'merged'))", name=op.f('ck_grid_case_ended')),
    sa.CheckConstraint("state <> 'closed' OR outcome IS NOT NULL", name=op.f('ck_grid_case_closed_with_outcome')),
    sa.CheckConstraint("state <> 'parked' OR review_on IS NOT NULL", name=op.f('ck_grid_case_review')),
    sa.CheckConstraint('due_at IS NULL OR due_at > reported_at', name=op.f('ck_grid_case_due')),
    sa.ForeignKeyConstraint(['asked_party_id'], ['party.id'], name=op.f('fk_grid_case_asked_party_id_party')),
    sa.ForeignKeyConstraint(['asked_unit_id'], ['unit.id'], name=op.f('fk_grid_case_asked_unit_id_unit')),
    sa.ForeignKeyConstraint(['category_id'], ['case_category.id'], name=op.f('fk_grid_case_category_id_case_category')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_grid_case_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_grid_case_grid_id_unit')),
    sa.ForeignKeyConstraint(['lead_party_id'], ['party.id'], name=op.f('fk_grid_case_lead_party_id_party')),
    sa.ForeignKeyConstraint(['lead_unit_id'], ['unit.id'], name=op.f('fk_grid_case_lead_unit_id_unit')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['grid_case.id'], name=op.f('fk_grid_case_merged_into_id_grid_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grid_case')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_grid_case_community_id_number'))
    )
    with op.batch_alter_table('grid_case', schema=None) as batch_op:
        batch_op.create_index('ix_case_asked', ['asked_party_id'], unique=False, sqlite_where=sa.text('asked_party_id IS NOT NULL'), postgresql_where=sa.text('asked_party_id IS NOT NULL'))
        batch_op.create_index('ix_case_community_reported', ['community_id', 'reported_at', 'id'], unique=False)
        batch_op.create_index('ix_case_grid_reported', ['grid_id', 'reported_at', 'id'], unique=False)
        batch_op.create_index('ix_case_late', ['due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
        batch_op.create_index('ix_case_late_community', ['community_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
        batch_op.create_index('ix_case_late_grid', ['grid_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
        batch_op.create_index('ix_case_lead', ['lead_party_id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'))
        batch_op.create_index('ix_case_open', ['community_id', 'reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_open_all', ['reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_open_grid', ['grid_id', 'reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_open_state', ['community_id', 'state', 'reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_open_state_all', ['state', 'reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_open_state_grid', ['grid_id', 'state', 'reported_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_case_place', ['community_id', 'category_code', 'building_id'], unique=False)
        batch_op.create_index('ix_case_reported', ['reported_at', 'id'], unique=False)
        batch_op.create_index('ix_case_step', ['next_step_at'], unique=False, sqlite_where=sa.text('next_step_at IS NOT NULL'), postgresql_where=sa.text('next_step_at IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_grid_case_category_id'), ['category_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_grid_case_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_grid_case_source_id'), ['source_id'], unique=False)

    op.create_table('objection',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('notice_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('about_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('author', sa.Text(), nullable=True),
    sa.Column('contact', sa.Text(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finding', sa.Enum('upheld', 'dismissed', name='finding', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['public_notice.id'], name=op.f('fk_objection_notice_id_public_notice')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_notice_id'), ['notice_id'], unique=False)

    op.create_table('questionnaire_version',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('questionnaire_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    sa.Column('compiled', sa.JSON(), nullable=False),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.Column('questions', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['questionnaire_id'], ['questionnaire.id'], name=op.f('fk_questionnaire_version_questionnaire_id_questionnaire')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_version')),
    sa.UniqueConstraint('questionnaire_id', 'number', name=op.f('uq_questionnaire_version_questionnaire_id_number'))
    )
    op.create_table('task_routine',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('duty_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('cycle', sa.Enum('daily', 'weekly', 'last_working_day', 'monthly', 'quarterly', name='cycle', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('grid_kind', sa.Enum('any', 'homes', 'shops', name='grid_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('homes', sa.Enum('none', 'all', 'key', 'rented', name='homes', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.Enum('none', 'check', name='evidence', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('form_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('stopped_on', sa.Date(), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('days > 0', name=op.f('ck_task_routine_days')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty_entry.id'], name=op.f('fk_task_routine_duty_id_duty_entry')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_task_routine_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_routine'))
    )
    with op.batch_alter_table('task_routine', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_routine_unit_id'), ['unit_id'], unique=False)

    op.create_table('case_act',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('verb', sa.Enum('report', 'accept', 'reject', 'merge', 'take', 'dispatch', 'sign', 'send_back', 'park', 'unpark', 'finish', 'pass', 'rework', 'close', 'reopen', 'separate', 'speak', 'contact', 'note', 'invite', 'reclassify', 'stop', 'resume', 'ask_extension', 'grant_extension', 'refuse_extension', 'call_back', 'tell', 'propose_reopen', 'keep_closed', 'press', 'escalate', name='verb', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('from_state', sa.String(length=32), nullable=True),
    sa.Column('to_state', sa.Enum('reported', 'accepted', 'rejected', 'merged', 'dispatched', 'received', 'handling', 'returned', 'parked', 'handled', 'feedback', 'closed', 'reopened', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_act_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_act_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_act'))
    )
    with op.batch_alter_table('case_act', schema=None) as batch_op:
        batch_op.create_index('ix_act_case', ['case_id', 'at', 'id'], unique=False)

    op.create_table('case_extension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('due_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_granted', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_extension_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_extension_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_extension'))
    )
    with op.batch_alter_table('case_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_extension_case_id'), ['case_id'], unique=False)
        batch_op.create_index('uq_case_extension_open', ['case_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('case_helper',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('invited_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_helper_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_helper_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_case_helper_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_helper')),
    sa.UniqueConstraint('case_id', 'party_id', name=op.f('uq_case_helper_case_id_party_id'))
    )
    with op.batch_alter_table('case_helper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_helper_party_id'), ['party_id'], unique=False)

    op.create_table('case_reopen_proposal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cause', sa.Enum('voiced', 'unsolved', name='proposal_cause', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_reopened', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_reopen_proposal_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_reopen_proposal_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reopen_proposal'))
    )
    with op.batch_alter_table('case_reopen_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_reopen_proposal_case_id'), ['case_id'], unique=False)
        batch_op.create_index('uq_case_reopen_open', ['case_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('case_step',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('step', sa.Enum('remind', 'due', 'press', 'order', 'escalate', name='ladder_step', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reply', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_step_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_step_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_step')),
    sa.UniqueConstraint('community_id', 'case_id', 'due_at', 'step', 'turn', name=op.f('uq_case_step_community_id_case_id_due_at_step_turn'))
    )
    with op.batch_alter_table('case_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_step_case_id'), ['case_id'], unique=False)

    op.create_table('case_stop',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.Enum('waiting', 'force', 'parked', name='stop_reason', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('approved_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_before', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_stop_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_stop_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_stop'))
    )
    with op.batch_alter_table('case_stop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_stop_case_id'), ['case_id'], unique=False)
        batch_op.create_index('uq_case_stop_open', ['case_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('case_voice',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('first_case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('source', sa.Enum('visit', 'patrol', 'resident', 'relay', 'council', 'hotline', 'order', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('source_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('may_name', sa.Boolean(), nullable=False),
    sa.Column('speaker', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('door', sa.Text(), nullable=True),
    sa.Column('relayed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('receipt', sa.String(length=16), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_voice_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_voice_community_id_unit')),
    sa.ForeignKeyConstraint(['first_case_id'], ['grid_case.id'], name=op.f('fk_case_voice_first_case_id_grid_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_voice')),
    sa.UniqueConstraint('community_id', 'first_case_id', 'household_id', 'month', name=op.f('uq_case_voice_community_id_first_case_id_household_id_month')),
    sa.UniqueConstraint('receipt', name=op.f('uq_case_voice_receipt'))
    )
    with op.batch_alter_table('case_voice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_voice_household_id'), ['household_id'], unique=False)
        batch_op.create_index('ix_voice_case', ['case_id', 'household_id', 'said_at'], unique=False)
        batch_op.create_index('ix_voice_community', ['community_id', 'said_at'], unique=False)
        batch_op.create_index('ix_voice_relayed', ['relayed_by', 'said_at'], unique=False)

    op.create_table('case_voice_bound',
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_voice_bound_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_voice_bound_community_id_unit')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_case_voice_bound'))
    )
    with op.batch_alter_table('case_voice_bound', schema=None) as batch_op:
        batch_op.create_index('ix_voice_bound', ['community_id', 'rank', 'case_id'], unique=False)

    op.create_table('task_order',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('routine_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('slot', sa.String(length=12), nullable=True),
    sa.Column('duty_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('emergency', sa.String(length=20), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('urgency', sa.Enum('normal', 'urgent', name='urgency', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('evidence', sa.Enum('none', 'check', name='evidence', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('homes', sa.Enum('none', 'all', 'key', 'rented', name='homes', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('form_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('joined_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(length=300), nullable=False),
    sa.CheckConstraint("duty_id IS NOT NULL OR emergency <> ''", name=op.f('ck_task_order_basis')),
    sa.CheckConstraint('minutes >= 0', name=op.f('ck_task_order_minutes')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty_entry.id'], name=op.f('fk_task_order_duty_id_duty_entry')),
    sa.ForeignKeyConstraint(['routine_id'], ['task_routine.id'], name=op.f('fk_task_order_routine_id_task_routine')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_task_order_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_order')),
    sa.UniqueConstraint('routine_id', 'slot', name=op.f('uq_task_order_routine_id_slot')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_task_order_unit_id_year_serial'))
    )
    with op.batch_alter_table('task_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_order_form_id'), ['form_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_order_joined_id'), ['joined_id'], unique=False)

    op.create_table('case_answer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('voice_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('kind', sa.Enum('contact', 'told', 'call_back', name='answer_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_reached', sa.Boolean(), nullable=False),
    sa.Column('is_solved', sa.Boolean(), nullable=True),
    sa.Column('is_satisfied', sa.Boolean(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_answer_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_answer_community_id_unit')),
    sa.ForeignKeyConstraint(['voice_id'], ['case_voice.id'], name=op.f('fk_case_answer_voice_id_case_voice')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_answer'))
    )
    with op.batch_alter_table('case_answer', schema=None) as batch_op:
        batch_op.create_index('ix_answer_case', ['case_id', 'at'], unique=False)
        batch_op.create_index('ix_answer_community', ['community_id', 'kind', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_answer_voice_id'), ['voice_id'], unique=False)

    op.create_table('case_order',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('step_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('snapshot', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_order_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_order_community_id_unit')),
    sa.ForeignKeyConstraint(['step_id'], ['case_step.id'], name=op.f('fk_case_order_step_id_case_step')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_order')),
    sa.UniqueConstraint('community_id', 'year', 'serial', name=op.f('uq_case_order_community_id_year_serial'))
    )
    with op.batch_alter_table('case_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_order_case_id'), ['case_id'], unique=False)

    op.create_table('task',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('order_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('routine_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('state', sa.Enum('sent', 'signed', 'doing', 'submitted', 'done', 'returned', 'withdrawn', 'missed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('assignee_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('done >= 0 AND total >= 0', name=op.f('ck_task_counts')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_task_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_task_grid_id_unit')),
    sa.ForeignKeyConstraint(['order_id'], ['task_order.id'], name=op.f('fk_task_order_id_task_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task')),
    sa.UniqueConstraint('order_id', 'grid_id', name=op.f('uq_task_order_id_grid_id'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_assignee_id'), ['assignee_id'], unique=False)
        batch_op.create_index('ix_task_community_state', ['community_id', 'state'], unique=False)
        batch_op.create_index('ix_task_grid_state', ['grid_id', 'state', 'due_at'], unique=False)
        batch_op.create_index('uq_task_routine_open', ['routine_id', 'grid_id'], unique=True, sqlite_where=sa.text("state IN ('doing', 'sent', 'signed') AND routine_id IS NOT NULL"), postgresql_where=sa.text("state IN ('doing', 'sent', 'signed') AND routine_id IS NOT NULL"))

    op.create_table('task_act',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('task_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('act', sa.Enum('send', 'sign', 'answer', 'submit', 'confirm', 'rework', 'object', 'refuse', 'return', 'raise', 'extend', 'reassign', 'join', 'change', 'press', 'withdraw', 'miss', name='act', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('due_before', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_after', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_task_act_community_id_unit')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_act_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_act'))
    )
    with op.batch_alter_table('task_act', schema=None) as batch_op:
        batch_op.create_index('ix_task_act_task', ['task_id', 'at'], unique=False)

    op.create_table('task_answer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('task_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('form_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_task_answer_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_task_answer_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_task_answer_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_task_answer_household_id_household')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_answer_task_id_task')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_answer'))
    )
    with op.batch_alter_table('task_answer', schema=None) as batch_op:
        batch_op.create_index('ix_task_answer_community', ['community_id', 'happened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_answer_household_id'), ['household_id'], unique=False)
        batch_op.create_index('ix_task_answer_task', ['task_id', 'household_id', 'happened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_answer_visit_id'), ['visit_id'], unique=False)

    op.create_table('task_objection',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('task_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code', sa.Enum('not_ours', 'held_already', 'no_basis', 'too_much', 'more_time', name='objection_code', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.String(length=300), nullable=False),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_task_objection_community_id_unit')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_objection_task_id_task')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_task_objection_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_objection'))
    )
    with op.batch_alter_table('task_objection', schema=None) as batch_op:
        batch_op.create_index('ix_task_objection_due', ['answered_at', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_objection_task_id'), ['task_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_task_objection_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index('uq_task_objection_open', ['task_id'], unique=True, sqlite_where=sa.text('answered_at IS NULL'), postgresql_where=sa.text('answered_at IS NULL'))
    _start_catalogue()
    _start_ladder()
    for table in GUARDED:
        append_only.guard(table)


def _start_ladder() -> None:
    """The days every district starts with; a later version is made on the page."""
    table = sa.table(
        "case_ladder", sa.column("id", sa.Uuid(as_uuid=False)), sa.column("valid_from", sa.Date),
        sa.column("made_at", sa.DateTime(timezone=True)),
        *(sa.column(name, sa.Integer) for name in ("remind_before", "press_after", "order_after", "escalate_after")),
    )
    first = {"remind_before": 1, "press_after": 1, "order_after": 3, "escalate_after": 5}
    made_at = datetime(2020, 1, 1, tzinfo=UTC)
    op.bulk_insert(
        table, [{"id": str(uuid.uuid5(SPACE, "ladder")), "valid_from": date(2020, 1, 1), "made_at": made_at, **first}]
    )


def _start_catalogue() -> None:
    """The categories every district starts with; the ids are the same everywhere so that phones may know them."""
    table = sa.table(
        "case_category",
        sa.column("id", sa.Uuid(as_uuid=False)), sa.column("position", sa.Integer), sa.column("valid_from", sa.Date),
        *(sa.column(name) for name in COLUMNS),
    )
    rows = [
        {
            "id": str(uuid.uuid5(SPACE, values[0])), "position": place, "valid_from": date(2020, 1, 1),
            **dict(zip(COLUMNS, values, strict=True)),
        }
        for place, values in enumerate(DEFAULTS, start=1)
    ]
    op.bulk_insert(table, rows)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    for table in DROPPED:
        op.drop_table(table)
