"""Contest."""

revision = "0010_contest"
down_revision = "0009_councils"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
