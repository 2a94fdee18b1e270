"""Cases: catalogue, cases with voices and acts, supervision, notices, liaisons."""

import uuid
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005_cases"
down_revision = "0004_sync"
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
    op.create_table('case_series',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_series_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_series')),
    sa.UniqueConstraint('community_id', 'year', name=op.f('uq_case_series_community_id_year'))
    )
    op.create_table('liaison_round',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_round_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_round'))
    )
    op.create_index(op.f('ix_liaison_round_community_id'), 'liaison_round', ['community_id'], unique=False)
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
    op.create_index(op.f('ix_notice_channel_unit_id'), 'notice_channel', ['unit_id'], unique=False)
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
    op.create_index('ix_case_asked', 'grid_case', ['asked_party_id'], unique=False, sqlite_where=sa.text('asked_party_id IS NOT NULL'), postgresql_where=sa.text('asked_party_id IS NOT NULL'))
    op.create_index('ix_case_community_reported', 'grid_case', ['community_id', 'reported_at', 'id'], unique=False)
    op.create_index('ix_case_grid_reported', 'grid_case', ['grid_id', 'reported_at', 'id'], unique=False)
    op.create_index('ix_case_late', 'grid_case', ['due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.create_index('ix_case_late_community', 'grid_case', ['community_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.create_index('ix_case_late_grid', 'grid_case', ['grid_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.create_index('ix_case_lead', 'grid_case', ['lead_party_id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'))
    op.create_index('ix_case_place', 'grid_case', ['community_id', 'category_code', 'building_id'], unique=False)
    op.create_index('ix_case_reported', 'grid_case', ['reported_at', 'id'], unique=False)
    op.create_index('ix_case_step', 'grid_case', ['next_step_at'], unique=False, sqlite_where=sa.text('next_step_at IS NOT NULL'), postgresql_where=sa.text('next_step_at IS NOT NULL'))
    op.create_index(op.f('ix_grid_case_category_id'), 'grid_case', ['category_id'], unique=False)
    op.create_index(op.f('ix_grid_case_merged_into_id'), 'grid_case', ['merged_into_id'], unique=False)
    op.create_index(op.f('ix_grid_case_source_id'), 'grid_case', ['source_id'], unique=False)
    op.create_table('liaison',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('area', sa.String(length=120), nullable=False),
    sa.Column('household_limit', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('backup_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_liaison_dates')),
    sa.ForeignKeyConstraint(['backup_id'], ['liaison.id'], name=op.f('fk_liaison_backup_id_liaison')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_liaison_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_liaison_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['liaison_round.id'], name=op.f('fk_liaison_round_id_liaison_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison'))
    )
    op.create_index(op.f('ix_liaison_grid_id'), 'liaison', ['grid_id'], unique=False)
    op.create_index(op.f('ix_liaison_party_id'), 'liaison', ['party_id'], unique=False)
    op.create_index('uq_liaison_open', 'liaison', ['community_id', 'party_id'], unique=True, sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))
    op.create_table('liaison_candidate',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('standing', sa.Text(), nullable=True),
    sa.Column('consented_on', sa.Date(), nullable=False),
    sa.Column('is_chosen', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_candidate_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_liaison_candidate_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_liaison_candidate_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['liaison_round.id'], name=op.f('fk_liaison_candidate_round_id_liaison_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_candidate')),
    sa.UniqueConstraint('round_id', 'party_id', name=op.f('uq_liaison_candidate_round_id_party_id'))
    )
    op.create_index(op.f('ix_liaison_candidate_round_id'), 'liaison_candidate', ['round_id'], unique=False)
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
    op.create_index('ix_delivery_waiting', 'notice_delivery', ['due_at'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
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
    op.create_index('ix_act_case', 'case_act', ['case_id', 'at', 'id'], unique=False)
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
    op.create_index(op.f('ix_case_extension_case_id'), 'case_extension', ['case_id'], unique=False)
    op.create_index('uq_case_extension_open', 'case_extension', ['case_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
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
    op.create_index(op.f('ix_case_helper_party_id'), 'case_helper', ['party_id'], unique=False)
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
    op.create_index(op.f('ix_case_reopen_proposal_case_id'), 'case_reopen_proposal', ['case_id'], unique=False)
    op.create_index('uq_case_reopen_open', 'case_reopen_proposal', ['case_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
    op.create_table('case_step',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('step', sa.Enum('remind', 'due', 'press', 'order', 'escalate', name='ladder_step', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reply', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_step_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_step_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_step')),
    sa.UniqueConstraint('community_id', 'case_id', 'due_at', 'step', name=op.f('uq_case_step_community_id_case_id_due_at_step'))
    )
    op.create_index(op.f('ix_case_step_case_id'), 'case_step', ['case_id'], unique=False)
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
    op.create_index(op.f('ix_case_stop_case_id'), 'case_stop', ['case_id'], unique=False)
    op.create_index('uq_case_stop_open', 'case_stop', ['case_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
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
    op.create_index(op.f('ix_case_voice_household_id'), 'case_voice', ['household_id'], unique=False)
    op.create_index('ix_voice_case', 'case_voice', ['case_id', 'household_id', 'said_at'], unique=False)
    op.create_index('ix_voice_community', 'case_voice', ['community_id', 'said_at'], unique=False)
    op.create_index('ix_voice_relayed', 'case_voice', ['relayed_by', 'said_at'], unique=False)
    op.create_table('case_voice_bound',
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_case_voice_bound_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_case_voice_bound_community_id_unit')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_case_voice_bound'))
    )
    op.create_index('ix_voice_bound', 'case_voice_bound', ['community_id', 'rank', 'case_id'], unique=False)
    op.create_table('liaison_household',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('liaison_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_household_community_id_unit')),
    sa.ForeignKeyConstraint(['liaison_id'], ['liaison.id'], name=op.f('fk_liaison_household_liaison_id_liaison')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_household')),
    sa.UniqueConstraint('community_id', 'household_id', name=op.f('uq_liaison_household_community_id_household_id'))
    )
    op.create_index(op.f('ix_liaison_household_liaison_id'), 'liaison_household', ['liaison_id'], unique=False)
    op.create_table('liaison_score',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('candidate_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('scorer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('scored_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['liaison_candidate.id'], name=op.f('fk_liaison_score_candidate_id_liaison_candidate')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_score_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_score')),
    sa.UniqueConstraint('candidate_id', 'scorer_id', name=op.f('uq_liaison_score_candidate_id_scorer_id'))
    )
    op.create_index(op.f('ix_liaison_score_candidate_id'), 'liaison_score', ['candidate_id'], unique=False)
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
    op.create_index('ix_notice_account', 'notice', ['account_id', 'made_at'], unique=False)
    op.create_index('ix_notice_unread', 'notice', ['account_id'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
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
    op.create_index('ix_answer_case', 'case_answer', ['case_id', 'at'], unique=False)
    op.create_index('ix_answer_community', 'case_answer', ['community_id', 'kind', 'at'], unique=False)
    op.create_index(op.f('ix_case_answer_voice_id'), 'case_answer', ['voice_id'], unique=False)
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
    op.create_index(op.f('ix_case_order_case_id'), 'case_order', ['case_id'], unique=False)
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
    _start_catalogue()
    _start_ladder()


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
    op.drop_table('case_ladder')
    op.drop_index(op.f('ix_case_order_case_id'), table_name='case_order')
    op.drop_table('case_order')
    op.drop_index(op.f('ix_case_answer_voice_id'), table_name='case_answer')
    op.drop_index('ix_answer_community', table_name='case_answer')
    op.drop_index('ix_answer_case', table_name='case_answer')
    op.drop_table('case_answer')
    op.drop_index('ix_notice_unread', table_name='notice', sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
    op.drop_index('ix_notice_account', table_name='notice')
    op.drop_table('notice')
    op.drop_index(op.f('ix_liaison_score_candidate_id'), table_name='liaison_score')
    op.drop_table('liaison_score')
    op.drop_index(op.f('ix_liaison_household_liaison_id'), table_name='liaison_household')
    op.drop_table('liaison_household')
    op.drop_index('ix_voice_bound', table_name='case_voice_bound')
    op.drop_table('case_voice_bound')
    op.drop_index('ix_voice_relayed', table_name='case_voice')
    op.drop_index('ix_voice_community', table_name='case_voice')
    op.drop_index('ix_voice_case', table_name='case_voice')
    op.drop_index(op.f('ix_case_voice_household_id'), table_name='case_voice')
    op.drop_table('case_voice')
    op.drop_index('uq_case_stop_open', table_name='case_stop', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index(op.f('ix_case_stop_case_id'), table_name='case_stop')
    op.drop_table('case_stop')
    op.drop_index(op.f('ix_case_step_case_id'), table_name='case_step')
    op.drop_table('case_step')
    op.drop_index('uq_case_reopen_open', table_name='case_reopen_proposal', sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
    op.drop_index(op.f('ix_case_reopen_proposal_case_id'), table_name='case_reopen_proposal')
    op.drop_table('case_reopen_proposal')
    op.drop_index(op.f('ix_case_helper_party_id'), table_name='case_helper')
    op.drop_table('case_helper')
    op.drop_index('uq_case_extension_open', table_name='case_extension', sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
    op.drop_index(op.f('ix_case_extension_case_id'), table_name='case_extension')
    op.drop_table('case_extension')
    op.drop_index('ix_act_case', table_name='case_act')
    op.drop_table('case_act')
    op.drop_index('ix_delivery_waiting', table_name='notice_delivery', sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
    op.drop_table('notice_delivery')
    op.drop_index(op.f('ix_liaison_candidate_round_id'), table_name='liaison_candidate')
    op.drop_table('liaison_candidate')
    op.drop_index('uq_liaison_open', table_name='liaison', sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))
    op.drop_index(op.f('ix_liaison_party_id'), table_name='liaison')
    op.drop_index(op.f('ix_liaison_grid_id'), table_name='liaison')
    op.drop_table('liaison')
    op.drop_index(op.f('ix_grid_case_source_id'), table_name='grid_case')
    op.drop_index(op.f('ix_grid_case_merged_into_id'), table_name='grid_case')
    op.drop_index(op.f('ix_grid_case_category_id'), table_name='grid_case')
    op.drop_index('ix_case_step', table_name='grid_case', sqlite_where=sa.text('next_step_at IS NOT NULL'), postgresql_where=sa.text('next_step_at IS NOT NULL'))
    op.drop_index('ix_case_reported', table_name='grid_case')
    op.drop_index('ix_case_place', table_name='grid_case')
    op.drop_index('ix_case_lead', table_name='grid_case', sqlite_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND lead_party_id IS NOT NULL'))
    op.drop_index('ix_case_late_grid', table_name='grid_case', sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.drop_index('ix_case_late_community', table_name='grid_case', sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.drop_index('ix_case_late', table_name='grid_case', sqlite_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL'))
    op.drop_index('ix_case_grid_reported', table_name='grid_case')
    op.drop_index('ix_case_community_reported', table_name='grid_case')
    op.drop_index('ix_case_asked', table_name='grid_case', sqlite_where=sa.text('asked_party_id IS NOT NULL'), postgresql_where=sa.text('asked_party_id IS NOT NULL'))
    op.drop_table('grid_case')
    op.drop_index(op.f('ix_notice_channel_unit_id'), table_name='notice_channel')
    op.drop_table('notice_channel')
    op.drop_index(op.f('ix_liaison_round_community_id'), table_name='liaison_round')
    op.drop_table('liaison_round')
    op.drop_table('case_series')
    op.drop_table('case_category')
    op.drop_table('calendar_day')
