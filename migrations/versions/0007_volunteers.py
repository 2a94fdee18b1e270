"""Volunteers."""

revision = "0007_volunteers"
down_revision = "0006_points"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
