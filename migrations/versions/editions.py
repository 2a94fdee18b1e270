"""The edition of a community's rows: moves with every transaction that changes what a page may show."""

import sqlalchemy as sa
from alembic import op

revision = "editions"
down_revision = "key_doors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("home_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lane", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("home_id", "lane", name="pk_edition"),
    )


def downgrade() -> None:
    op.drop_table("edition")
