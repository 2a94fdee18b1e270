"""Visits."""

import sqlalchemy as sa
from alembic import op

revision = "0003_visits"
down_revision = "0002_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('visit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('outcome', sa.Enum('fine', 'something', 'nobody', 'declined', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('means', sa.Enum('door', 'phone', 'note', name='means', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('topic', sa.Enum('need', 'hazard', 'change', name='topic', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_visit_account_id_account')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_visit_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_visit_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_visit_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_visit_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit'))
    )
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index('ix_visit_account_time', ['account_id', 'happened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_case_id'), ['case_id'], unique=False)
        batch_op.create_index('ix_visit_community_day', ['community_id', 'happened_at'], unique=False)
        batch_op.create_index('ix_visit_grid_time', ['grid_id', 'happened_at'], unique=False)
        batch_op.create_index('ix_visit_household_time', ['household_id', 'happened_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_index('ix_visit_household_time')
        batch_op.drop_index('ix_visit_grid_time')
        batch_op.drop_index('ix_visit_community_day')
        batch_op.drop_index(batch_op.f('ix_visit_case_id'))
        batch_op.drop_index('ix_visit_account_time')

    op.drop_table('visit')
