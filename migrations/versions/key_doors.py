"""Doors of a community are counted from their index alone; key households stand in the order of their doors."""

import sqlalchemy as sa
from alembic import op

revision = "key_doors"
down_revision = "citus_parts"
branch_labels = None
depends_on = None

KEY = sa.text("is_key AND moved_out_on IS NULL")
DOORS = ["community_id", "door", "id", "moved_out_on", "grid_id"]
FRESH = {"ix_household_key_door": ["community_id", "door", "id"], "ix_household_key_door_all": ["door", "id"]}


def upgrade() -> None:
    op.drop_index("ix_household_door", "household")
    op.create_index("ix_household_door", "household", DOORS)
    for name, columns in FRESH.items():
        op.create_index(name, "household", columns, sqlite_where=KEY, postgresql_where=KEY)


def downgrade() -> None:
    for name in FRESH:
        op.drop_index(name, "household")
    op.drop_index("ix_household_door", "household")
    op.create_index("ix_household_door", "household", ["community_id", "door"])
