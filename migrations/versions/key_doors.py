"""A community's key households in the order of their doors."""

import sqlalchemy as sa
from alembic import op

revision = "key_doors"
down_revision = "citus_parts"
branch_labels = None
depends_on = None

KEY = sa.text("is_key AND moved_out_on IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_household_key_door", "household", ["community_id", "door", "id"], sqlite_where=KEY, postgresql_where=KEY
    )


def downgrade() -> None:
    op.drop_index("ix_household_key_door", "household")
