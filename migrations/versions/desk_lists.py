"""Indexes of the desk's newer lists; the tally of homes that the overview reads."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "desk_lists"
down_revision = 'start'
branch_labels = None
depends_on = None

CREDITED = "credited_at IS NOT NULL AND voided_at IS NULL"
INDEXES = (
    ("ix_attendance_credited", "attendance", ("community_id", "came_at", "id"), CREDITED),
    ("ix_attendance_credited_all", "attendance", ("came_at", "id"), CREDITED),
    ("ix_voice_said", "case_voice", ("said_at", "id"), ""),
    ("ix_case_due", "grid_case", ("due_at", "id"), ""),
    ("ix_case_community_due", "grid_case", ("community_id", "due_at", "id"), ""),
    ("ix_promise_due_all", "promise", ("due", "id"), ""),
    ("ix_promise_community_due", "promise", ("community_id", "due", "id"), ""),
    ("ix_sync_phone_seen_all", "sync_phone", ("seen_at", "id"), ""),
    ("ix_household_key", "household", ("grid_id", "next_due_on"), "is_key AND moved_out_on IS NULL"),
    ("ix_household_micro", "household", ("micro_grid_id", "door", "id"), "micro_grid_id IS NOT NULL"),
    ("ix_task_due", "task", ("community_id", "due_at", "id"), ""),
    ("ix_task_due_all", "task", ("due_at", "id"), ""),
    ("ix_task_open_due", "task", ("community_id", "due_at", "id"), "finished_at IS NULL"),
    ("ix_task_open_due_all", "task", ("due_at", "id"), "finished_at IS NULL"),
    ("ix_task_sent", "task", ("community_id", "sent_at", "id"), ""),
    ("ix_task_sent_all", "task", ("sent_at", "id"), ""),
)


def upgrade() -> None:
    for name, table, on, where in INDEXES:
        said = sa.text(where) if where else None
        op.create_index(name, table, list(on), sqlite_where=said, postgresql_where=said)
    op.create_table(
        "home_tally",
        sa.Column("unit_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("round_from", sa.Date(), nullable=False),
        sa.Column("homes", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_home_tally_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_home_tally")),
    )
    for column in ("grid_id", "micro_grid_id"):
        _count(column)


def _count(column: str) -> None:
    """From the homes as they stand; the round is the calendar quarter of the district's clock, eight hours ahead."""
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    began = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    since = datetime(began.year, began.month, 1, tzinfo=UTC) - timedelta(hours=8)
    home = sa.table(
        "household", sa.column(column, sa.Uuid(as_uuid=False)), sa.column("moved_out_on", sa.Date()),
        sa.column("last_visited_at", sa.DateTime(timezone=True)), sa.column("last_outcome", sa.String()),
    )  # fmt: skip
    tally = sa.table("home_tally", *(sa.column(name) for name in ("unit_id", "round_from", "homes", "met")))
    if op.get_bind().dialect.name == "sqlite":  # moments are text there
        at, bound = sa.func.coalesce(home.c.last_visited_at, ""), sa.literal(f"{since:%Y-%m-%d %H:%M:%S}.000000")
        is_recent = sa.type_coerce(at, sa.String()) >= bound
    else:
        is_recent = home.c.last_visited_at >= since
    met = sa.case((is_recent & home.c.last_outcome.not_in(("", "nobody")), 1), else_=0)
    unit = home.c[column]
    counted = sa.select(unit, sa.literal(began, sa.Date()), sa.func.count(), sa.func.sum(met)).where(
        unit.is_not(None), home.c.moved_out_on.is_(None)
    )
    op.execute(tally.insert().from_select(["unit_id", "round_from", "homes", "met"], counted.group_by(unit)))


def downgrade() -> None:
    op.drop_table("home_tally")
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table_name=table)
