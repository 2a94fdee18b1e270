"""The tool station: stations, models, copies, tickets; cards, loans, reservations, suspensions, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "tool_station"
down_revision = "0015_intake_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('tool_model',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('initials', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Enum('power', 'hand', 'aid', 'home', name='tool_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('value_cents', sa.Integer(), nullable=False),
    sa.Column('safety_note', sa.Text(), nullable=False),
    sa.Column('accessories', sa.JSON(), nullable=False),
    sa.Column('loan_days', sa.Integer(), nullable=False),
    sa.Column('care_days', sa.Integer(), nullable=True),
    sa.Column('renewals', sa.Integer(), nullable=False),
    sa.Column('limit_each', sa.Integer(), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('inspect_months', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.CheckConstraint('loan_days > 0 AND limit_each > 0 AND renewals >= 0', name=op.f('ck_tool_model_terms')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_model_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_model')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_tool_model_community_id_name'))
    )
    op.create_table('tool_station',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('venue', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('weekdays', sa.JSON(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=False),
    sa.Column('closes', sa.Time(), nullable=False),
    sa.Column('has_box', sa.Boolean(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('opens < closes', name=op.f('ck_tool_station_hours')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_station_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_station')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_tool_station_community_id_name'))
    )
    op.create_table('tool',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.String(length=6), nullable=False),
    sa.Column('state', sa.Enum('new', 'in_use', 'repair', 'lost', 'retired', name='tool_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('inspected_on', sa.Date(), nullable=True),
    sa.Column('inspect_by', sa.Date(), nullable=True),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_why', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_community_id_unit')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_model_id_tool_model')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_station_id_tool_station')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool')),
    sa.UniqueConstraint('number', name=op.f('uq_tool_number'))
    )
    with op.batch_alter_table('tool', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_tool_model', ['model_id'], unique=False)
        batch_op.create_index('ix_tool_station', ['station_id'], unique=False)

    op.create_table('tool_closed_day',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('why', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_closed_day_community_id_unit')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_closed_day_station_id_tool_station')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_closed_day')),
    sa.UniqueConstraint('station_id', 'on', name=op.f('uq_tool_closed_day_station_id_on'))
    )
    op.create_table('tool_ticket',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('end', sa.Enum('repaired', 'retired', name='ticket_end', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('cost_cents', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_ticket_community_id_unit')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_ticket_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_ticket'))
    )
    with op.batch_alter_table('tool_ticket', schema=None) as batch_op:
        batch_op.create_index('ix_tool_ticket_tool', ['tool_id'], unique=False)
        batch_op.create_index('uq_tool_ticket_open', ['tool_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('access_card',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('card_hash', sa.String(length=32), nullable=False),
    sa.Column('code_hash', sa.String(length=32), nullable=True),
    sa.Column('bound_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('bound_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_access_card_community_id_unit')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_access_card_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_card'))
    )
    with op.batch_alter_table('access_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_card_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('uq_access_card_open', ['community_id', 'card_hash'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('tool_loan',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('proxy_name', sa.Text(), nullable=True),
    sa.Column('out_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('out_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('renewals', sa.Integer(), nullable=False),
    sa.Column('need_seen', sa.Boolean(), nullable=False),
    sa.Column('safety_read', sa.Boolean(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('end', sa.Enum('back', 'lost', name='loan_end', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('back_station_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('in_box', sa.Boolean(), nullable=False),
    sa.Column('late_days', sa.Integer(), nullable=False),
    sa.Column('missing', sa.JSON(), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('renewals >= 0 AND late_days >= 0', name=op.f('ck_tool_loan_counts')),
    sa.ForeignKeyConstraint(['back_station_id'], ['tool_station.id'], name=op.f('fk_tool_loan_back_station_id_tool_station')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_loan_community_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_tool_loan_household_id_household')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_loan_model_id_tool_model')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_loan_resident_id_resident')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_loan_station_id_tool_station')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_loan_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_loan'))
    )
    with op.batch_alter_table('tool_loan', schema=None) as batch_op:
        batch_op.create_index('ix_tool_loan_due', ['community_id', 'due_on'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_tool_loan_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_loan_model_id'), ['model_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_loan_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('ix_tool_loan_tool_out', ['tool_id', 'out_at'], unique=False)
        batch_op.create_index('ix_tool_loan_unchecked', ['tool_id'], unique=False, sqlite_where=sa.text('checked_at IS NULL'), postgresql_where=sa.text('checked_at IS NULL'))
        batch_op.create_index('uq_tool_loan_open', ['tool_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('tool_reservation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('need_seen', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'ready', 'collected', 'cancelled', 'lapsed', name='reservation_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ready_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ready_until', sa.Date(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state <> 'ready' OR (tool_id IS NOT NULL AND ready_until IS NOT NULL)", name=op.f('ck_tool_reservation_ready')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_reservation_community_id_unit')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_reservation_model_id_tool_model')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_reservation_resident_id_resident')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_reservation_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_reservation'))
    )
    with op.batch_alter_table('tool_reservation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_reservation_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_reservation_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('uq_tool_reservation_copy', ['tool_id'], unique=True, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('uq_tool_reservation_person', ['model_id', 'resident_id'], unique=True, sqlite_where=sa.text("state IN ('waiting', 'ready')"), postgresql_where=sa.text("state IN ('waiting', 'ready')"))

    op.create_table('tool_loan_reminder',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rung', sa.Enum('day_before', 'due_day', 'day_after', 'week_after', name='rung', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_loan_reminder_community_id_unit')),
    sa.ForeignKeyConstraint(['loan_id'], ['tool_loan.id'], name=op.f('fk_tool_loan_reminder_loan_id_tool_loan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_loan_reminder')),
    sa.UniqueConstraint('loan_id', 'rung', 'due_on', name=op.f('uq_tool_loan_reminder_loan_id_rung_due_on'))
    )
    with op.batch_alter_table('tool_loan_reminder', schema=None) as batch_op:
        batch_op.create_index('ix_tool_loan_reminder_open', ['community_id'], unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))

    op.create_table('tool_suspension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('until >= since', name=op.f('ck_tool_suspension_days')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_suspension_community_id_unit')),
    sa.ForeignKeyConstraint(['loan_id'], ['tool_loan.id'], name=op.f('fk_tool_suspension_loan_id_tool_loan')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_suspension_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_suspension')),
    sa.UniqueConstraint('loan_id', name=op.f('uq_tool_suspension_loan_id'))
    )
    with op.batch_alter_table('tool_suspension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_suspension_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_suspension_resident_id'), ['resident_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('tool_suspension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tool_suspension_resident_id'))
        batch_op.drop_index(batch_op.f('ix_tool_suspension_community_id'))

    op.drop_table('tool_suspension')
    with op.batch_alter_table('tool_loan_reminder', schema=None) as batch_op:
        batch_op.drop_index('ix_tool_loan_reminder_open', sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))

    op.drop_table('tool_loan_reminder')
    with op.batch_alter_table('tool_reservation', schema=None) as batch_op:
        batch_op.drop_index('uq_tool_reservation_person', sqlite_where=sa.text("state IN ('waiting', 'ready')"), postgresql_where=sa.text("state IN ('waiting', 'ready')"))
        batch_op.drop_index('uq_tool_reservation_copy', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.drop_index(batch_op.f('ix_tool_reservation_resident_id'))
        batch_op.drop_index(batch_op.f('ix_tool_reservation_community_id'))

    op.drop_table('tool_reservation')
    with op.batch_alter_table('tool_loan', schema=None) as batch_op:
        batch_op.drop_index('uq_tool_loan_open', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index('ix_tool_loan_unchecked', sqlite_where=sa.text('checked_at IS NULL'), postgresql_where=sa.text('checked_at IS NULL'))
        batch_op.drop_index('ix_tool_loan_tool_out')
        batch_op.drop_index(batch_op.f('ix_tool_loan_resident_id'))
        batch_op.drop_index(batch_op.f('ix_tool_loan_model_id'))
        batch_op.drop_index(batch_op.f('ix_tool_loan_household_id'))
        batch_op.drop_index('ix_tool_loan_due', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.drop_table('tool_loan')
    with op.batch_alter_table('access_card', schema=None) as batch_op:
        batch_op.drop_index('uq_access_card_open', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_access_card_resident_id'))

    op.drop_table('access_card')
    with op.batch_alter_table('tool_ticket', schema=None) as batch_op:
        batch_op.drop_index('uq_tool_ticket_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index('ix_tool_ticket_tool')

    op.drop_table('tool_ticket')
    op.drop_table('tool_closed_day')
    with op.batch_alter_table('tool', schema=None) as batch_op:
        batch_op.drop_index('ix_tool_station')
        batch_op.drop_index('ix_tool_model')
        batch_op.drop_index(batch_op.f('ix_tool_community_id'))

    op.drop_table('tool')
    op.drop_table('tool_station')
    op.drop_table('tool_model')
