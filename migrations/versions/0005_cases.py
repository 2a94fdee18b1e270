"""Cases."""

revision = "0005_cases"
down_revision = "0004_sync"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
