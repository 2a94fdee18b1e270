"""Orders of the desk: open cases newest first, phones by how long they wait."""

import sqlalchemy as sa
from alembic import op

revision = "desk_more_indexes"
down_revision = 'column_names'
branch_labels = None
depends_on = None

OPEN = "ended_at IS NULL"
CASES = {
    "ix_case_open": ["community_id", "reported_at", "id"],
    "ix_case_open_grid": ["grid_id", "reported_at", "id"],
    "ix_case_open_all": ["reported_at", "id"],
}


def upgrade() -> None:
    for name, columns in CASES.items():
        op.create_index(
            name, "grid_case", columns, unique=False, sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN)
        )
    op.create_index("ix_sync_phone_oldest", "sync_phone", ["oldest_at", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_sync_phone_oldest", table_name="sync_phone")
    for name in CASES:
        op.drop_index(name, table_name="grid_case", sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN))
