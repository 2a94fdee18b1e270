"""Sync."""

revision = "0004_sync"
down_revision = "0003_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
