"""What the nightly comparison of the overview found."""

import sqlalchemy as sa
from alembic import op

revision = 'overview'
down_revision = 'gardens'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('figure_proof',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('compared', sa.Integer(), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.String(length=36), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figure_proof'))
    )
    with op.batch_alter_table('figure_proof', schema=None) as batch_op:
        batch_op.create_index('ix_figure_proof_at', ['at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('figure_proof', schema=None) as batch_op:
        batch_op.drop_index('ix_figure_proof_at')

    op.drop_table('figure_proof')
