"""Awards."""

revision = "0008_awards"
down_revision = "0007_volunteers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
