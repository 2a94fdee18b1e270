"""Of the receipts, which stay for ever, only those of the last month still have a body: the index of what the night
empties holds these alone."""

from alembic import op
from sqlalchemy import text

revision = "kept_bodies"
down_revision = "unasked"
branch_labels = None
depends_on = None

KEPT = "body IS NOT NULL"


def upgrade() -> None:
    op.drop_index("ix_sync_receipt_received", "sync_receipt")
    op.create_index(
        "ix_sync_receipt_kept", "sync_receipt", ["received_at"], sqlite_where=text(KEPT), postgresql_where=text(KEPT)
    )


def downgrade() -> None:
    op.drop_index("ix_sync_receipt_kept", "sync_receipt")
    op.create_index("ix_sync_receipt_received", "sync_receipt", ["received_at"])
