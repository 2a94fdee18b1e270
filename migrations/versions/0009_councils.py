"""Councils."""

revision = "0009_councils"
down_revision = "0008_awards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
