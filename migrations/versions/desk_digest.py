"""What waits for a person, sent in the morning; buildings placed on the picture of an estate; notices found by cause."""

import sqlalchemy as sa
from alembic import op

revision = 'desk_digest'
down_revision = 'desk_lists'
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_case_grid_due", "grid_case", ("grid_id", "due_at", "id")),
    ("ix_task_grid_due", "task", ("grid_id", "due_at", "id")),
    ("ix_task_grid_sent", "task", ("grid_id", "sent_at", "id")),
    ("ix_sync_phone_community_oldest", "sync_phone", ("community_id", "oldest_at", "id")),
    ("ix_sync_phone_community_seen", "sync_phone", ("community_id", "seen_at", "id")),
)


def upgrade() -> None:
    for name, table, on in INDEXES:
        op.create_index(name, table, list(on))
    op.create_table('plan_mark',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('photo_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('x', sa.Integer(), nullable=False),
    sa.Column('y', sa.Integer(), nullable=False),
    sa.Column('placed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('placed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('x BETWEEN 0 AND 1000 AND y BETWEEN 0 AND 1000', name=op.f('ck_plan_mark_on_the_picture')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_plan_mark_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_plan_mark_community_id_unit')),
    sa.ForeignKeyConstraint(['photo_id'], ['photo.id'], name=op.f('fk_plan_mark_photo_id_photo')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_mark')),
    sa.UniqueConstraint('photo_id', 'building_id', name=op.f('uq_plan_mark_photo_id_building_id'))
    )
    with op.batch_alter_table('plan_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_mark_building_id'), ['building_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_mark_community_id'), ['community_id'], unique=False)

    op.create_table('digest_letter',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_digest_letter_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest_letter')),
    sa.UniqueConstraint('account_id', 'day', name=op.f('uq_digest_letter_account_id_day'))
    )
    with op.batch_alter_table('digest_letter', schema=None) as batch_op:
        batch_op.create_index('ix_digest_waiting', ['due_at'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))

    op.create_table('digest_wish',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('wecom', 'dingtalk', 'feishu', 'email', name='channel_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.Text(), nullable=True),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_digest_wish_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest_wish')),
    sa.UniqueConstraint('account_id', name=op.f('uq_digest_wish_account_id'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_cause', ['cause'], unique=False)



def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_cause')

    op.drop_table('digest_wish')
    with op.batch_alter_table('digest_letter', schema=None) as batch_op:
        batch_op.drop_index('ix_digest_waiting', sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))

    op.drop_table('digest_letter')
    with op.batch_alter_table('plan_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_mark_community_id'))
        batch_op.drop_index(batch_op.f('ix_plan_mark_building_id'))

    op.drop_table('plan_mark')
