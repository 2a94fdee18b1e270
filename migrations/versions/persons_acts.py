"""Merges and deaths as acts, who is handed over to another community, homes that are only known of; a
stall whose device is lost."""

import sqlalchemy as sa
from alembic import op

revision = 'persons_acts'
down_revision = "worstday_machine"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('not_same_person',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('first_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('second_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('said_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_not_same_person_order')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_not_same_person_community_id_unit')),
    sa.ForeignKeyConstraint(['first_id'], ['resident.id'], name=op.f('fk_not_same_person_first_id_resident')),
    sa.ForeignKeyConstraint(['second_id'], ['resident.id'], name=op.f('fk_not_same_person_second_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_not_same_person')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_not_same_person_first_id_second_id'))
    )
    with op.batch_alter_table('not_same_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_not_same_person_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_not_same_person_second_id'), ['second_id'], unique=False)

    op.create_table('other_home',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('kind', sa.Enum('registered', 'second', name='elsewhere_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=80), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("household_id IS NOT NULL OR words <> ''", name=op.f('ck_other_home_place')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_other_home_dates')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_other_home_community_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_other_home_household_id_household')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_other_home_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_other_home'))
    )
    with op.batch_alter_table('other_home', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_other_home_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_other_home_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('uq_other_home_open', ['resident_id', 'kind'], unique=True, sqlite_where=sa.text('valid_to IS NULL'), postgresql_where=sa.text('valid_to IS NULL'))

    op.create_table('person_act',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('other_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('kind', sa.Enum('merge', 'death', name='act_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('joined', sa.JSON(), nullable=False),
    sa.Column('left_over', sa.JSON(), nullable=False),
    sa.Column('journal', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('undone_why', sa.String(length=200), nullable=False),
    sa.CheckConstraint("(kind = 'merge') = (other_id IS NOT NULL)", name=op.f('ck_person_act_two_records')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_person_act_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_person_act_grid_id_unit')),
    sa.ForeignKeyConstraint(['other_id'], ['resident.id'], name=op.f('fk_person_act_other_id_resident')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_person_act_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_act'))
    )
    with op.batch_alter_table('person_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_act_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_act_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index('ix_person_act_other', ['other_id'], unique=False, sqlite_where=sa.text('other_id IS NOT NULL'), postgresql_where=sa.text('other_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_person_act_resident_id'), ['resident_id'], unique=False)

    op.create_table('person_transfer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('to_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'taken', 'declined', 'withdrawn', name='transfer_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_person_transfer_community_id_unit')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_person_transfer_resident_id_resident')),
    sa.ForeignKeyConstraint(['to_id'], ['unit.id'], name=op.f('fk_person_transfer_to_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_transfer'))
    )
    with op.batch_alter_table('person_transfer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_transfer_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_person_transfer_to', ['to_id', 'state'], unique=False)
        batch_op.create_index('uq_person_transfer_open', ['resident_id'], unique=True, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))



    op.add_column("allocation", sa.Column("lost", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("allocation", sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("allocation", sa.Column("lost_by", sa.Uuid(as_uuid=False), nullable=True))


def downgrade() -> None:
    for column in ("lost_by", "lost_at", "lost"):
        op.drop_column("allocation", column)
    for table in ("person_transfer", "person_act", "other_home", "not_same_person"):
        op.drop_table(table)
