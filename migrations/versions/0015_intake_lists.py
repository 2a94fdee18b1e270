"""An upload says which list it fills, and keeps what became of its rows."""

import sqlalchemy as sa
from alembic import op

from webapp.core.data import columns

revision = "0015_intake_lists"
down_revision = "market"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("register_upload") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="households"))
        batch_op.add_column(sa.Column("report", columns.Sealed(), nullable=True))
    with op.batch_alter_table("register_upload") as batch_op:
        batch_op.alter_column("kind", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("register_upload") as batch_op:
        batch_op.drop_column("report")
        batch_op.drop_column("kind")
