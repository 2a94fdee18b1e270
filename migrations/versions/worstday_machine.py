"""Journeys to the second place, restore drills, the lights of the machine's page."""

import sqlalchemy as sa
from alembic import op

revision = "worstday_machine"
down_revision = "desk_digest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backup_copy",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_copy")),
    )
    op.create_index("ix_backup_copy_made", "backup_copy", ["made_at", "id"])
    op.create_table(
        "restore_drill",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("lost", sa.JSON(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restore_drill")),
    )
    op.create_index("ix_restore_drill_made", "restore_drill", ["made_at", "id"])
    op.create_table(
        "machine_light",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("is_red", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_machine_light")),
    )


def downgrade() -> None:
    op.drop_table("machine_light")
    op.drop_table("restore_drill")
    op.drop_table("backup_copy")
