"""Volunteers, hours, departments, demands, activities, attendance."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0007_volunteers"
down_revision = "0006_points"
branch_labels = None
depends_on = None

GUARDED = ('hours_line', 'confirmation')


def upgrade() -> None:
    op.create_table('volunteer_number',
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('community_id', name=op.f('pk_volunteer_number'))
    )
    op.create_table('volunteer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('national_number', sa.Text(), nullable=True),
    sa.Column('national_index', sa.String(length=32), nullable=True),
    sa.Column('document_number', sa.Text(), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_index', sa.String(length=32), nullable=True),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('consent_on', sa.Date(), nullable=False),
    sa.Column('consent_text', sa.String(length=20), nullable=False),
    sa.Column('guardian_name', sa.Text(), nullable=True),
    sa.Column('guardian_phone', sa.Text(), nullable=True),
    sa.CheckConstraint('left_on IS NULL OR left_on >= joined_on', name=op.f('ck_volunteer_dates')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_volunteer_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_volunteer_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_volunteer_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_volunteer_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_volunteer_community_id_number')),
    sa.UniqueConstraint('community_id', 'party_id', name=op.f('uq_volunteer_community_id_party_id')),
    sa.UniqueConstraint('national_index', name=op.f('uq_volunteer_national_index'))
    )
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_party_id'), ['party_id'], unique=False)
        batch_op.create_index('ix_volunteer_phone_index', ['phone_index'], unique=False)

    op.create_table('counter_code',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('secret', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_counter_code_community_id_unit')),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_counter_code_made_by_account')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_counter_code_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counter_code'))
    )
    with op.batch_alter_table('counter_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_counter_code_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_counter_code_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('department',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('lead_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('deputy_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('needs_paper', sa.Boolean(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_department_community_id_unit')),
    sa.ForeignKeyConstraint(['deputy_id'], ['volunteer.id'], name=op.f('fk_department_deputy_id_volunteer')),
    sa.ForeignKeyConstraint(['lead_id'], ['volunteer.id'], name=op.f('fk_department_lead_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_department')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_department_community_id_name'))
    )
    with op.batch_alter_table('department', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_department_community_id'), ['community_id'], unique=False)

    op.create_table('hours_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('organiser', sa.String(length=80), nullable=False),
    sa.Column('lead_name', sa.String(length=80), nullable=False),
    sa.Column('method', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('lead_confirmed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('community_confirmed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reverses_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint('minutes <> 0', name=op.f('ck_hours_line_minutes')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_hours_line_community_id_unit')),
    sa.ForeignKeyConstraint(['reverses_id'], ['hours_line.id'], name=op.f('fk_hours_line_reverses_id_hours_line')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_hours_line_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hours_line')),
    sa.UniqueConstraint('community_id', 'key', name=op.f('uq_hours_line_community_id_key')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_hours_line_reverses_id'))
    )
    with op.batch_alter_table('hours_line', schema=None) as batch_op:
        batch_op.create_index('ix_hours_line_community_on', ['community_id', 'on'], unique=False)
        batch_op.create_index('ix_hours_line_volunteer_on', ['volunteer_id', 'on', 'minutes'], unique=False)

    op.create_table('qualification',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('issuer', sa.String(length=80), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['checked_by'], ['account.id'], name=op.f('fk_qualification_checked_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_qualification_community_id_unit')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_qualification_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_qualification'))
    )
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_qualification_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_device',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('known_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_volunteer_device_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_device')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_volunteer_device_token_hash'))
    )
    with op.batch_alter_table('volunteer_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_device_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_pin',
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('secret', sa.String(length=200), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_volunteer_pin_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('volunteer_id', name=op.f('pk_volunteer_pin'))
    )
    op.create_table('activity',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('venue', sa.String(length=80), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('risk', sa.Enum('none', 'some', 'high', name='risk', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('risk_text', sa.String(length=300), nullable=False),
    sa.Column('is_insured', sa.Boolean(), nullable=False),
    sa.Column('policy_number', sa.String(length=60), nullable=False),
    sa.Column('needs_paper', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('least_age', sa.Integer(), nullable=True),
    sa.Column('is_for_children', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'open', 'cancelled', name='activity_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('lead_account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('cancelled_why', sa.String(length=200), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_activity_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_activity_department_id_department')),
    sa.ForeignKeyConstraint(['lead_account_id'], ['account.id'], name=op.f('fk_activity_lead_account_id_account')),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_activity_made_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index('ix_activity_community_state', ['community_id', 'state'], unique=False)

    op.create_table('demand',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('asker', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('venue', sa.Text(), nullable=True),
    sa.Column('wanted_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('raised', 'dispatched', 'accepted', 'done', 'rated', 'withdrawn', name='demand_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('raised_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dispatched_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_demand_department_id_department')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_demand_grid_id_unit')),
    sa.ForeignKeyConstraint(['raised_by'], ['account.id'], name=op.f('fk_demand_raised_by_account')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_demand_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand'))
    )
    with op.batch_alter_table('demand', schema=None) as batch_op:
        batch_op.create_index('ix_demand_community_state', ['community_id', 'state', 'raised_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_membership_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_membership_department_id_department')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_membership_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('department_id', 'volunteer_id', name=op.f('uq_membership_department_id_volunteer_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('demand_declined',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_declined_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_declined_demand_id_demand')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_demand_declined_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_declined')),
    sa.UniqueConstraint('demand_id', 'volunteer_id', name=op.f('uq_demand_declined_demand_id_volunteer_id'))
    )
    op.create_table('demand_rating',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rated_by', sa.Enum('served', 'volunteer', name='rated_by', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('score', sa.Enum('good', 'fair', 'bad', name='score', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("words <> '' OR score <> 'bad'", name=op.f('ck_demand_rating_why')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_rating_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_rating_demand_id_demand')),
    sa.ForeignKeyConstraint(['told_by'], ['account.id'], name=op.f('fk_demand_rating_told_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_rating')),
    sa.UniqueConstraint('demand_id', 'rated_by', name=op.f('uq_demand_rating_demand_id_rated_by'))
    )
    op.create_table('shift',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('activity_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('served', sa.Integer(), nullable=True),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_shift_times')),
    sa.CheckConstraint('places > 0', name=op.f('ck_shift_places')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_shift_activity_id_activity')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_shift_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift'))
    )
    with op.batch_alter_table('shift', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shift_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index('ix_shift_community_starts', ['community_id', 'starts_at'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('shift_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('method', sa.Enum('qr', 'roster', 'paper', 'demand', name='method', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('recorded_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('credited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_why', sa.String(length=200), nullable=False),
    sa.CheckConstraint('(shift_id IS NULL) <> (demand_id IS NULL)', name=op.f('ck_attendance_cause')),
    sa.CheckConstraint('left_at IS NULL OR left_at > came_at', name=op.f('ck_attendance_times')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_attendance_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_attendance_demand_id_demand')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_attendance_shift_id_shift')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_attendance_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_demand_id'), ['demand_id'], unique=False)
        batch_op.create_index('ix_attendance_open', ['community_id', 'came_at'], unique=False, sqlite_where=sa.text('credited_at IS NULL'), postgresql_where=sa.text('credited_at IS NULL'))
        batch_op.create_index('ix_attendance_volunteer_came', ['volunteer_id', 'came_at'], unique=False)
        batch_op.create_index('uq_attendance_shift', ['shift_id', 'volunteer_id'], unique=True, sqlite_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'), postgresql_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'))

    op.create_table('sign_up',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('shift_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('place', sa.Enum('going', 'waiting', 'withdrawn', name='place', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_sign_up_community_id_unit')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_sign_up_shift_id_shift')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_sign_up_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_up')),
    sa.UniqueConstraint('shift_id', 'volunteer_id', name=op.f('uq_sign_up_shift_id_volunteer_id'))
    )
    with op.batch_alter_table('sign_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_up_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('confirmation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('attendance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('side', sa.Enum('lead', 'community', name='side', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_confirmation_account_id_account')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_confirmation_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_confirmation_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation')),
    sa.UniqueConstraint('attendance_id', 'account_id', name=op.f('uq_confirmation_attendance_id_account_id')),
    sa.UniqueConstraint('attendance_id', 'side', name=op.f('uq_confirmation_attendance_id_side'))
    )
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    op.drop_table('confirmation')
    with op.batch_alter_table('sign_up', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_up_volunteer_id'))

    op.drop_table('sign_up')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_index('uq_attendance_shift', sqlite_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'), postgresql_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'))
        batch_op.drop_index('ix_attendance_volunteer_came')
        batch_op.drop_index('ix_attendance_open', sqlite_where=sa.text('credited_at IS NULL'), postgresql_where=sa.text('credited_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_attendance_demand_id'))

    op.drop_table('attendance')
    with op.batch_alter_table('shift', schema=None) as batch_op:
        batch_op.drop_index('ix_shift_community_starts')
        batch_op.drop_index(batch_op.f('ix_shift_activity_id'))

    op.drop_table('shift')
    op.drop_table('demand_rating')
    op.drop_table('demand_declined')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_volunteer_id'))

    op.drop_table('membership')
    with op.batch_alter_table('demand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demand_volunteer_id'))
        batch_op.drop_index('ix_demand_community_state')

    op.drop_table('demand')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index('ix_activity_community_state')

    op.drop_table('activity')
    op.drop_table('volunteer_pin')
    with op.batch_alter_table('volunteer_device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volunteer_device_volunteer_id'))

    op.drop_table('volunteer_device')
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_qualification_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_qualification_community_id'))

    op.drop_table('qualification')
    with op.batch_alter_table('hours_line', schema=None) as batch_op:
        batch_op.drop_index('ix_hours_line_volunteer_on')
        batch_op.drop_index('ix_hours_line_community_on')

    op.drop_table('hours_line')
    with op.batch_alter_table('department', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_department_community_id'))

    op.drop_table('department')
    with op.batch_alter_table('counter_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_counter_code_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_counter_code_community_id'))

    op.drop_table('counter_code')
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.drop_index('ix_volunteer_phone_index')
        batch_op.drop_index(batch_op.f('ix_volunteer_party_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_community_id'))
        batch_op.drop_index(batch_op.f('ix_volunteer_account_id'))

    op.drop_table('volunteer')
    op.drop_table('volunteer_number')
