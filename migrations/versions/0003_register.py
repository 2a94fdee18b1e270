"""Buildings, households, residents, merchants and their lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003_register"
down_revision = '0002_people'
branch_labels = None
depends_on = None

DROPPED = ("household_member", "resident", "household", "placement", "employee", "dwelling", "partner", "merchant", "entrance", "register_upload", "export_request", "building", "column_name",)


def upgrade() -> None:
    op.create_table('column_name',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('heading', sa.String(length=80), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_name')),
    sa.UniqueConstraint('kind', 'heading', name=op.f('uq_column_name_kind_heading'))
    )
    op.create_table('building',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('estate', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('address', sa.String(length=120), nullable=False),
    sa.Column('initials', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('floors', sa.Integer(), nullable=False),
    sa.Column('use', sa.Enum('residential', 'shop', 'office', 'factory', 'warehouse', name='building_use', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('in_use', 'empty', 'demolished', name='place_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_building_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_building')),
    sa.UniqueConstraint('community_id', 'estate', 'name', name=op.f('uq_building_community_id_estate_name'))
    )
    op.create_table('export_request',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('with_phone', sa.Boolean(), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_allowed', sa.Boolean(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.CheckConstraint('decided_by IS NULL OR decided_by <> asked_by', name=op.f('ck_export_request_two_people')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_export_request_community_id_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_export_request_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export_request'))
    )
    with op.batch_alter_table('export_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_export_request_community_id'), ['community_id'], unique=False)

    op.create_table('register_upload',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('filename', sa.String(length=120), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('heading', sa.JSON(), nullable=False),
    sa.Column('problem_count', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('report', sa.Text(), nullable=True),
    sa.Column('job_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_register_upload_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_upload'))
    )
    with op.batch_alter_table('register_upload', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_upload_community_id'), ['community_id'], unique=False)

    op.create_table('entrance',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('micro_grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=24), nullable=False),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_entrance_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_entrance_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_entrance_grid_id_unit')),
    sa.ForeignKeyConstraint(['micro_grid_id'], ['unit.id'], name=op.f('fk_entrance_micro_grid_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entrance')),
    sa.UniqueConstraint('community_id', 'building_id', 'name', name=op.f('uq_entrance_community_id_building_id_name')),
    sa.UniqueConstraint('community_id', 'token', name=op.f('uq_entrance_community_id_token'))
    )
    with op.batch_alter_table('entrance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entrance_building_id'), ['building_id'], unique=False)
        batch_op.create_index('ix_entrance_grid', ['grid_id', 'building_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entrance_micro_grid_id'), ['micro_grid_id'], unique=False)
        batch_op.create_index('ix_entrance_token', ['token'], unique=False)

    op.create_table('merchant',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('pinyin', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('initials', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('trade', sa.String(length=40), nullable=False),
    sa.Column('shop_no', sa.String(length=30), nullable=False),
    sa.Column('credit_code', sa.String(length=18), nullable=False),
    sa.Column('contact_name', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_tail_index', sa.String(length=32), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_merchant_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_merchant_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_merchant_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_merchant_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merchant')),
    sa.UniqueConstraint('community_id', 'grid_id', 'name', 'shop_no', name=op.f('uq_merchant_community_id_grid_id_name_shop_no'))
    )
    with op.batch_alter_table('merchant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_merchant_building_id'), ['building_id'], unique=False)
        batch_op.create_index('ix_merchant_grid', ['grid_id', 'name'], unique=False)
        batch_op.create_index('ix_merchant_grid_pinyin', ['grid_id', 'pinyin', 'id'], unique=False)
        batch_op.create_index('ix_merchant_initials', ['community_id', 'initials'], unique=False)
        batch_op.create_index('ix_merchant_name', ['community_id', 'name'], unique=False)
        batch_op.create_index(batch_op.f('ix_merchant_party_id'), ['party_id'], unique=False)
        batch_op.create_index('ix_merchant_pinyin', ['community_id', 'pinyin'], unique=False)
        batch_op.create_index('ix_merchant_pinyin_all', ['pinyin', 'id'], unique=False)
        batch_op.create_index('ix_merchant_tail', ['community_id', 'phone_tail_index'], unique=False)

    op.create_table('partner',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.Enum('property', 'utility', 'school', 'clinic', 'company', 'office', name='partner_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('contact_name', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('offers', sa.String(length=200), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_partner_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_partner_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_partner_community_id_name')),
    sa.UniqueConstraint('community_id', 'party_id', name=op.f('uq_partner_community_id_party_id'))
    )
    with op.batch_alter_table('partner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partner_party_id'), ['party_id'], unique=False)

    op.create_table('dwelling',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entrance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('floor', sa.Integer(), nullable=False),
    sa.Column('room', sa.String(length=12), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('in_use', 'empty', 'demolished', name='place_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_dwelling_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_dwelling_community_id_unit')),
    sa.ForeignKeyConstraint(['entrance_id'], ['entrance.id'], name=op.f('fk_dwelling_entrance_id_entrance')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_dwelling_grid_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dwelling')),
    sa.UniqueConstraint('entrance_id', 'room', 'community_id', name=op.f('uq_dwelling_entrance_id_room_community_id'))
    )
    with op.batch_alter_table('dwelling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dwelling_building_id'), ['building_id'], unique=False)

    op.create_table('employee',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('merchant_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('job', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_employee_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_employee_grid_id_unit')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_employee_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employee'))
    )
    with op.batch_alter_table('employee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employee_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_employee_merchant_id'), ['merchant_id'], unique=False)

    op.create_table('placement',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entrance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('micro_grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('order_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_placement_dates')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_placement_community_id_unit')),
    sa.ForeignKeyConstraint(['entrance_id'], ['entrance.id'], name=op.f('fk_placement_entrance_id_entrance')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_placement_grid_id_unit')),
    sa.ForeignKeyConstraint(['micro_grid_id'], ['unit.id'], name=op.f('fk_placement_micro_grid_id_unit')),
    sa.ForeignKeyConstraint(['order_id'], ['change_order.id'], name=op.f('fk_placement_order_id_change_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_placement')),
    sa.UniqueConstraint('community_id', 'entrance_id', 'valid_from', name=op.f('uq_placement_community_id_entrance_id_valid_from'))
    )
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_placement_entrance_id'), ['entrance_id'], unique=False)

    op.create_table('household',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('micro_grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entrance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('dwelling_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('door', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('room', sa.String(length=12), nullable=False),
    sa.Column('head_name', sa.String(length=40), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.Column('is_key', sa.Boolean(), nullable=False),
    sa.Column('cadence_days', sa.Integer(), nullable=False),
    sa.Column('is_rented', sa.Boolean(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('moved_in_on', sa.Date(), nullable=True),
    sa.Column('moved_out_on', sa.Date(), nullable=True),
    sa.Column('last_visited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_outcome', sa.String(length=32), nullable=False),
    sa.Column('next_due_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('cadence_days > 0', name=op.f('ck_household_cadence')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_household_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_household_community_id_unit')),
    sa.ForeignKeyConstraint(['dwelling_id'], ['dwelling.id'], name=op.f('fk_household_dwelling_id_dwelling')),
    sa.ForeignKeyConstraint(['entrance_id'], ['entrance.id'], name=op.f('fk_household_entrance_id_entrance')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_household_grid_id_unit')),
    sa.ForeignKeyConstraint(['micro_grid_id'], ['unit.id'], name=op.f('fk_household_micro_grid_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household'))
    )
    with op.batch_alter_table('household', schema=None) as batch_op:
        batch_op.create_index('ix_household_door', ['community_id', 'door'], unique=False)
        batch_op.create_index('ix_household_door_all', ['door', 'id'], unique=False)
        batch_op.create_index('ix_household_due', ['community_id', 'next_due_on', 'id'], unique=False)
        batch_op.create_index('ix_household_due_all', ['next_due_on', 'id'], unique=False)
        batch_op.create_index('ix_household_grid_door', ['grid_id', 'door', 'id'], unique=False)
        batch_op.create_index('ix_household_grid_due', ['grid_id', 'next_due_on'], unique=False)
        batch_op.create_index('ix_household_place', ['building_id', 'entrance_id'], unique=False)
        batch_op.create_index('ix_household_room', ['community_id', 'room'], unique=False)
        batch_op.create_index('uq_household_open', ['dwelling_id', 'community_id'], unique=True, sqlite_where=sa.text('moved_out_on IS NULL'), postgresql_where=sa.text('moved_out_on IS NULL'))

    op.create_table('resident',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('pinyin', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('initials', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('sex', sa.Enum('female', 'male', 'unknown', name='sex', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_index', sa.String(length=32), nullable=True),
    sa.Column('phone_tail_index', sa.String(length=32), nullable=True),
    sa.Column('id_number', sa.Text(), nullable=True),
    sa.Column('id_number_index', sa.String(length=32), nullable=True),
    sa.Column('health', sa.Text(), nullable=True),
    sa.Column('political', sa.Text(), nullable=True),
    sa.Column('work', sa.String(length=80), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('died_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_resident_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_resident_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_resident_household_id_household')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_resident_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resident'))
    )
    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resident_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index('ix_resident_grid_pinyin', ['grid_id', 'pinyin', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resident_household_id'), ['household_id'], unique=False)
        batch_op.create_index('ix_resident_initials', ['community_id', 'initials'], unique=False)
        batch_op.create_index('ix_resident_name', ['community_id', 'name'], unique=False)
        batch_op.create_index('ix_resident_number', ['community_id', 'id_number_index'], unique=False)
        batch_op.create_index('ix_resident_party', ['party_id'], unique=False, sqlite_where=sa.text('party_id IS NOT NULL'), postgresql_where=sa.text('party_id IS NOT NULL'))
        batch_op.create_index('ix_resident_phone', ['community_id', 'phone_index'], unique=False)
        batch_op.create_index('ix_resident_pinyin', ['community_id', 'pinyin'], unique=False)
        batch_op.create_index('ix_resident_pinyin_all', ['pinyin', 'id'], unique=False)
        batch_op.create_index('ix_resident_tail', ['community_id', 'phone_tail_index'], unique=False)

    op.create_table('household_member',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('relation', sa.Enum('head', 'spouse', 'child', 'parent', 'other_family', 'tenant', 'live_in', name='relation', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_household_member_dates')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_household_member_community_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_household_member_household_id_household')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_household_member_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household_member'))
    )
    with op.batch_alter_table('household_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_household_member_household_id'), ['household_id'], unique=False)
        batch_op.create_index('uq_household_member_open', ['resident_id', 'community_id'], unique=True, sqlite_where=sa.text('valid_to IS NULL'), postgresql_where=sa.text('valid_to IS NULL'))


def downgrade() -> None:
    for table in DROPPED:
        op.drop_table(table)
