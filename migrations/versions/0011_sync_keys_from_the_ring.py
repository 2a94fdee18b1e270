"""Phone keys are derived from the key ring: no table of them, for a restore would take them away."""

import sqlalchemy as sa
from alembic import op

revision = "0011_sync_keys"
down_revision = "0010_contest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("sync_key")


def downgrade() -> None:
    op.create_table(
        "sync_key",
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sync_key_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_sync_key")),
    )
