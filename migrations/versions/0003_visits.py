"""Visits."""

revision = "0003_visits"
down_revision = "0002_register"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
