"""Promises, councils, sittings, minutes."""

import sqlalchemy as sa
from alembic import op

from migrations import promise_guards

revision = "0008_council"
down_revision = '0007_volunteering'
branch_labels = None
depends_on = None

DROPPED = ("wording", "part_done", "council_vote", "resolution", "recusal", "promise_step", "promise_reminder", "promise_part", "promise_link", "promise_extension", "minutes_signature", "minutes_objection", "promise", "minutes", "line_draft", "attendance_mark", "agenda_line", "council_seat", "council_meeting", "council_series", "council_rule",)


def upgrade() -> None:
    op.create_table('council_rule',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('basis', sa.String(length=300), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('quorum_top', sa.Integer(), nullable=False),
    sa.Column('quorum_bottom', sa.Integer(), nullable=False),
    sa.Column('quorum_more', sa.Boolean(), nullable=False),
    sa.Column('majority_top', sa.Integer(), nullable=False),
    sa.Column('majority_bottom', sa.Integer(), nullable=False),
    sa.Column('majority_more', sa.Boolean(), nullable=False),
    sa.Column('majority_base', sa.String(length=10), nullable=False),
    sa.Column('proxies_make_quorum', sa.Boolean(), nullable=False),
    sa.Column('window_days', sa.Integer(), nullable=False),
    sa.Column('notice_days', sa.Integer(), nullable=False),
    sa.Column('agenda_places', sa.Integer(), nullable=False),
    sa.Column('reserved_places', sa.Integer(), nullable=False),
    sa.Column('objection_days', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_council_rule_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_rule')),
    sa.UniqueConstraint('community_id', 'valid_from', name=op.f('uq_council_rule_community_id_valid_from'))
    )
    op.create_table('council_series',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('week', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=False),
    sa.Column('minutes_long', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('feed_token', sa.String(length=64), nullable=False),
    sa.Column('board_token', sa.String(length=64), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('week BETWEEN -1 AND 5 AND week <> 0', name=op.f('ck_council_series_week')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_council_series_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_series')),
    sa.UniqueConstraint('board_token', name=op.f('uq_council_series_board_token')),
    sa.UniqueConstraint('feed_token', name=op.f('uq_council_series_feed_token'))
    )
    with op.batch_alter_table('council_series', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_council_series_community_id'), ['community_id'], unique=False)

    op.create_table('council_meeting',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('series_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('plan_month', sa.String(length=7), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=False),
    sa.Column('minutes_long', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('state', sa.Enum('planned', 'announced', 'in_session', 'closed', 'talk', 'cancelled', name='meeting_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('host_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('recorder_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('rule_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('check_in_token', sa.String(length=64), nullable=False),
    sa.Column('counting', sa.JSON(), nullable=False),
    sa.Column('counting_hash', sa.String(length=64), nullable=False),
    sa.Column('announced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('current_line_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_council_meeting_community_id_unit')),
    sa.ForeignKeyConstraint(['host_id'], ['party.id'], name=op.f('fk_council_meeting_host_id_party')),
    sa.ForeignKeyConstraint(['recorder_id'], ['party.id'], name=op.f('fk_council_meeting_recorder_id_party')),
    sa.ForeignKeyConstraint(['rule_id'], ['council_rule.id'], name=op.f('fk_council_meeting_rule_id_council_rule')),
    sa.ForeignKeyConstraint(['series_id'], ['council_series.id'], name=op.f('fk_council_meeting_series_id_council_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_meeting')),
    sa.UniqueConstraint('check_in_token', name=op.f('uq_council_meeting_check_in_token')),
    sa.UniqueConstraint('series_id', 'held_on', 'starts_at', name=op.f('uq_council_meeting_series_id_held_on_starts_at'))
    )
    with op.batch_alter_table('council_meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_council_meeting_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_council_meeting_series_id'), ['series_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_council_meeting_state'), ['state'], unique=False)
        batch_op.create_index('ix_meeting_day', ['held_on'], unique=False)

    op.create_table('council_seat',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('series_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('party', 'committee', 'grid', 'resident', 'partner', 'property', 'owners', 'police', 'observer', name='seat_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('alternate_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('votes', sa.Boolean(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_council_seat_dates')),
    sa.ForeignKeyConstraint(['alternate_id'], ['party.id'], name=op.f('fk_council_seat_alternate_id_party')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_council_seat_party_id_party')),
    sa.ForeignKeyConstraint(['series_id'], ['council_series.id'], name=op.f('fk_council_seat_series_id_council_series')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_seat'))
    )
    with op.batch_alter_table('council_seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_council_seat_party_id'), ['party_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_council_seat_series_id'), ['series_id'], unique=False)

    op.create_table('agenda_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('origin', sa.Enum('carried', 'voiced', 'reserved', 'added', name='origin', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('grids', sa.Integer(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=True),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('quotes', sa.JSON(), nullable=False),
    sa.Column('summary', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('minutes_allotted', sa.Integer(), nullable=False),
    sa.Column('discussed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dropped_reason', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_agenda_line_case_id_grid_case')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_agenda_line_meeting_id_council_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_line'))
    )
    with op.batch_alter_table('agenda_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_line_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('uq_agenda_line_carried', ['meeting_id'], unique=True, sqlite_where=sa.text("origin = 'carried'"), postgresql_where=sa.text("origin = 'carried'"))
        batch_op.create_index('uq_agenda_line_case', ['meeting_id', 'case_id'], unique=True, sqlite_where=sa.text('dropped_at IS NULL AND case_id IS NOT NULL'), postgresql_where=sa.text('dropped_at IS NULL AND case_id IS NOT NULL'))

    op.create_table('attendance_mark',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seat_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('stand', sa.Enum('present', 'late', 'left', 'excused', 'absent', 'proxy', name='stand', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('way', sa.Enum('qr', 'name', 'initials', 'notice', name='mark_way', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_attendance_mark_meeting_id_council_meeting')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_attendance_mark_party_id_party')),
    sa.ForeignKeyConstraint(['seat_id'], ['council_seat.id'], name=op.f('fk_attendance_mark_seat_id_council_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_mark'))
    )
    with op.batch_alter_table('attendance_mark', schema=None) as batch_op:
        batch_op.create_index('ix_attendance_mark_seat', ['meeting_id', 'seat_id', 'at'], unique=False)

    op.create_table('line_draft',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_line_draft_account_id_account')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_line_draft_meeting_id_council_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line_draft')),
    sa.UniqueConstraint('meeting_id', 'account_id', name=op.f('uq_line_draft_meeting_id_account_id'))
    )
    op.create_table('minutes',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=True),
    sa.Column('state', sa.Enum('draft', 'review', 'final', 'published', 'replaced', name='minutes_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('opening', sa.Text(), nullable=False),
    sa.Column('closing', sa.Text(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('review_until', sa.Date(), nullable=True),
    sa.Column('final_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_minutes_community_id_unit')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_minutes_meeting_id_council_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_minutes_community_id_number')),
    sa.UniqueConstraint('meeting_id', 'version', name=op.f('uq_minutes_meeting_id_version'))
    )
    with op.batch_alter_table('minutes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_minutes_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('promise',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('series_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('asked', sa.String(length=120), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('deed', sa.String(length=300), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=True),
    sa.Column('unit', sa.String(length=4), nullable=False),
    sa.Column('owner_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('owner_role', sa.String(length=60), nullable=False),
    sa.Column('contact', sa.Text(), nullable=True),
    sa.Column('watcher_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('supervisor_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('verifier_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('first_due', sa.Date(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('acceptance', sa.String(length=200), nullable=False),
    sa.Column('funding', sa.String(length=200), nullable=False),
    sa.Column('state', sa.Enum('unconfirmed', 'active', 'checking', 'rework', 'done', 'parked', 'ended', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('blocked_by', sa.String(length=200), nullable=False),
    sa.Column('review_month', sa.String(length=7), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('reopened', sa.Integer(), nullable=False),
    sa.Column('extended', sa.Integer(), nullable=False),
    sa.CheckConstraint('due >= first_due', name=op.f('ck_promise_due_not_earlier')),
    sa.CheckConstraint('verifier_id <> owner_id', name=op.f('ck_promise_other_verifier')),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_promise_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_promise_community_id_unit')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_promise_meeting_id_council_meeting')),
    sa.ForeignKeyConstraint(['owner_id'], ['party.id'], name=op.f('fk_promise_owner_id_party')),
    sa.ForeignKeyConstraint(['series_id'], ['council_series.id'], name=op.f('fk_promise_series_id_council_series')),
    sa.ForeignKeyConstraint(['supervisor_id'], ['party.id'], name=op.f('fk_promise_supervisor_id_party')),
    sa.ForeignKeyConstraint(['verifier_id'], ['party.id'], name=op.f('fk_promise_verifier_id_party')),
    sa.ForeignKeyConstraint(['watcher_id'], ['party.id'], name=op.f('fk_promise_watcher_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_promise_community_id_number'))
    )
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_case_id'), ['case_id'], unique=False)
        batch_op.create_index('ix_promise_decided', ['community_id', 'decided_on', 'id'], unique=False)
        batch_op.create_index('ix_promise_decided_all', ['decided_on', 'id'], unique=False)
        batch_op.create_index('ix_promise_due', ['community_id', 'state', 'due'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_series_id'), ['series_id'], unique=False)
        batch_op.create_index('ix_promise_standing', ['community_id', 'due', 'id'], unique=False, sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))
        batch_op.create_index('ix_promise_standing_all', ['due', 'id'], unique=False, sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))
        batch_op.create_index(batch_op.f('ix_promise_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_supervisor_id'), ['supervisor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_verifier_id'), ['verifier_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_watcher_id'), ['watcher_id'], unique=False)

    op.create_table('minutes_objection',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('minutes_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.String(length=500), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_objection_minutes_id_minutes')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_minutes_objection_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_objection'))
    )
    with op.batch_alter_table('minutes_objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_objection_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('minutes_signature',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('minutes_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('role', sa.Enum('host', 'recorder', 'resident', name='signer_role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body_hash', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_signature_minutes_id_minutes')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_minutes_signature_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_signature')),
    sa.UniqueConstraint('minutes_id', 'role', name=op.f('uq_minutes_signature_minutes_id_role'))
    )
    with op.batch_alter_table('minutes_signature', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_signature_minutes_id'), ['minutes_id'], unique=False)

    op.create_table('promise_extension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('delay', sa.Enum('weather', 'materials', 'money', 'consent', 'department', 'other', name='delay', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('old_due', sa.Date(), nullable=False),
    sa.Column('new_due', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.String(length=200), nullable=False),
    sa.Column('needs_council', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_promise_extension_promise_id_promise')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_extension'))
    )
    with op.batch_alter_table('promise_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_extension_promise_id'), ['promise_id'], unique=False)
        batch_op.create_index('uq_promise_extension_open', ['promise_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('promise_link',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.Enum('open', 'confirm', 'decline', 'progress', 'report', 'pass', 'send_back', 'reopen', 'transfer', 'park', 'resume', 'end', 'block', 'nudge', 'keep', name='act', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sent_to', sa.String(length=80), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_promise_link_promise_id_promise')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_promise_link_token_hash'))
    )
    with op.batch_alter_table('promise_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_link_promise_id'), ['promise_id'], unique=False)

    op.create_table('promise_part',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_promise_part_building_id_building')),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_promise_part_promise_id_promise')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_part')),
    sa.UniqueConstraint('promise_id', 'position', name=op.f('uq_promise_part_promise_id_position'))
    )
    with op.batch_alter_table('promise_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_part_building_id'), ['building_id'], unique=False)

    op.create_table('promise_reminder',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rung', sa.Enum('soon', 'today', 'nudge', 'order', 'council', 'street', 'silence', name='rung', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('for_due', sa.Date(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('to_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_promise_reminder_promise_id_promise')),
    sa.ForeignKeyConstraint(['to_id'], ['party.id'], name=op.f('fk_promise_reminder_to_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_reminder')),
    sa.UniqueConstraint('promise_id', 'rung', 'for_due', name=op.f('uq_promise_reminder_promise_id_rung_for_due'))
    )
    with op.batch_alter_table('promise_reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_reminder_promise_id'), ['promise_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_reminder_to_id'), ['to_id'], unique=False)

    op.create_table('promise_step',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('act', sa.Enum('open', 'confirm', 'decline', 'progress', 'report', 'pass', 'send_back', 'reopen', 'transfer', 'park', 'resume', 'end', 'block', 'nudge', 'keep', name='act', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('before', sa.String(length=20), nullable=False),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('by_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('by_words', sa.String(length=80), nullable=False),
    sa.Column('way', sa.Enum('link', 'paper', 'phone', 'account', 'room', name='way', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('photo_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('photo_before_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('witnesses', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_promise_step_promise_id_promise')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_step'))
    )
    with op.batch_alter_table('promise_step', schema=None) as batch_op:
        batch_op.create_index('ix_promise_step_promise', ['promise_id', 'at'], unique=False)

    op.create_table('recusal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seat_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['line_id'], ['agenda_line.id'], name=op.f('fk_recusal_line_id_agenda_line')),
    sa.ForeignKeyConstraint(['seat_id'], ['council_seat.id'], name=op.f('fk_recusal_seat_id_council_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recusal'))
    )
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recusal_line_id'), ['line_id'], unique=False)
        batch_op.create_index('uq_recusal_line_seat', ['line_id', 'seat_id'], unique=True)

    op.create_table('resolution',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('act', 'tell', 'refer', 'covenant', 'later', 'note', name='resolution_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('deed', sa.String(length=300), nullable=False),
    sa.Column('owner_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('watcher_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('verifier_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=True),
    sa.Column('unit', sa.String(length=4), nullable=False),
    sa.Column('each_building', sa.Integer(), nullable=True),
    sa.Column('acceptance', sa.String(length=200), nullable=False),
    sa.Column('funding', sa.String(length=200), nullable=False),
    sa.Column('later_month', sa.String(length=7), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.Column('present', sa.Integer(), nullable=False),
    sa.Column('needed', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('promise_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('typed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('typed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('final_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_resolution_community_id_unit')),
    sa.ForeignKeyConstraint(['line_id'], ['agenda_line.id'], name=op.f('fk_resolution_line_id_agenda_line')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_resolution_meeting_id_council_meeting')),
    sa.ForeignKeyConstraint(['owner_id'], ['party.id'], name=op.f('fk_resolution_owner_id_party')),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_resolution_promise_id_promise')),
    sa.ForeignKeyConstraint(['verifier_id'], ['party.id'], name=op.f('fk_resolution_verifier_id_party')),
    sa.ForeignKeyConstraint(['watcher_id'], ['party.id'], name=op.f('fk_resolution_watcher_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution'))
    )
    with op.batch_alter_table('resolution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resolution_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_resolution_meeting_line', ['meeting_id', 'line_id'], unique=False)

    op.create_table('council_vote',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('meeting_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resolution_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('question', sa.String(length=200), nullable=False),
    sa.Column('way', sa.Enum('hands', 'papers', 'no_objection', name='vote_way', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('electorate', sa.JSON(), nullable=False),
    sa.Column('rule_words', sa.String(length=200), nullable=False),
    sa.Column('quorum_present', sa.Integer(), nullable=False),
    sa.Column('quorum_needed', sa.Integer(), nullable=False),
    sa.Column('base', sa.Integer(), nullable=False),
    sa.Column('needed', sa.Integer(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=False),
    sa.Column('votes_against', sa.Integer(), nullable=False),
    sa.Column('abstained', sa.Integer(), nullable=False),
    sa.Column('result', sa.Enum('adopted', 'rejected', 'no_quorum', name='vote_result', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('replaces_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('votes_for >= 0 AND votes_against >= 0 AND abstained >= 0', name=op.f('ck_council_vote_hands')),
    sa.ForeignKeyConstraint(['line_id'], ['agenda_line.id'], name=op.f('fk_council_vote_line_id_agenda_line')),
    sa.ForeignKeyConstraint(['meeting_id'], ['council_meeting.id'], name=op.f('fk_council_vote_meeting_id_council_meeting')),
    sa.ForeignKeyConstraint(['replaces_id'], ['council_vote.id'], name=op.f('fk_council_vote_replaces_id_council_vote')),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_council_vote_resolution_id_resolution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_council_vote'))
    )
    with op.batch_alter_table('council_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_council_vote_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_council_vote_resolution_id'), ['resolution_id'], unique=False)
        batch_op.create_index('uq_council_vote_replaces', ['replaces_id'], unique=True, sqlite_where=sa.text('replaces_id IS NOT NULL'), postgresql_where=sa.text('replaces_id IS NOT NULL'))

    op.create_table('part_done',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('part_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('by_words', sa.String(length=80), nullable=False),
    sa.Column('evidence', sa.String(length=300), nullable=False),
    sa.Column('photo_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_reason', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['part_id'], ['promise_part.id'], name=op.f('fk_part_done_part_id_promise_part')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_part_done'))
    )
    with op.batch_alter_table('part_done', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_part_done_part_id'), ['part_id'], unique=False)
        batch_op.create_index('uq_part_done_standing', ['part_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('wording',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resolution_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('after_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('over_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('typed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('typed_by_name', sa.String(length=80), nullable=False),
    sa.Column('typed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['after_id'], ['wording.id'], name=op.f('fk_wording_after_id_wording')),
    sa.ForeignKeyConstraint(['over_id'], ['wording.id'], name=op.f('fk_wording_over_id_wording')),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolution.id'], name=op.f('fk_wording_resolution_id_resolution')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wording'))
    )
    with op.batch_alter_table('wording', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wording_resolution_id'), ['resolution_id'], unique=False)
    promise_guards.guard()


def downgrade() -> None:
    promise_guards.release()
    for table in DROPPED:
        op.drop_table(table)
