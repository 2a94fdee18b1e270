"""Points."""

revision = "0006_points"
down_revision = "0005_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
