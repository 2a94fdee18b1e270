"""Other people's column names, remembered."""

import sqlalchemy as sa
from alembic import op

revision = 'column_names'
down_revision = '0016_ladder_turns'
branch_labels = None
depends_on = None


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
    with op.batch_alter_table('register_upload', schema=None) as batch_op:
        batch_op.add_column(sa.Column('heading', sa.JSON(), nullable=False, server_default=sa.text("'[]'")))



def downgrade() -> None:
    with op.batch_alter_table('register_upload', schema=None) as batch_op:
        batch_op.drop_column('heading')

    op.drop_table('column_name')
