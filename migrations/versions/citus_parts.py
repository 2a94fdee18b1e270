"""A part carries the community of its whole, so that every row can be kept where its community is."""

import sqlalchemy as sa
from alembic import op

revision = "citus_parts"
down_revision = "wishes"
branch_labels = None
depends_on = None

# A whole that is itself a part stands before its parts.
PARTS = (
    ("council_seat", "series_id", "council_series"),
    ("agenda_line", "meeting_id", "council_meeting"),
    ("attendance_mark", "meeting_id", "council_meeting"),
    ("council_vote", "meeting_id", "council_meeting"),
    ("line_draft", "meeting_id", "council_meeting"),
    ("recusal", "line_id", "agenda_line"),
    ("wording", "resolution_id", "resolution"),
    ("minutes_objection", "minutes_id", "minutes"),
    ("minutes_signature", "minutes_id", "minutes"),
    ("promise_part", "promise_id", "promise"),
    ("part_done", "part_id", "promise_part"),
    ("promise_step", "promise_id", "promise"),
    ("promise_link", "promise_id", "promise"),
    ("promise_extension", "promise_id", "promise"),
    ("promise_parking", "promise_id", "promise"),
    ("promise_reminder", "promise_id", "promise"),
    ("shop_order_line", "order_id", "shop_order"),
    ("stocktake_line", "stocktake_id", "stocktake"),
    ("volunteer_pin", "volunteer_id", "volunteer"),
    ("volunteer_device", "volunteer_id", "volunteer"),
    ("contest_recusal", "nomination_id", "nomination"),
    ("score_sheet", "nomination_id", "nomination"),
    ("contest_result", "nomination_id", "nomination"),
    ("contest_withdrawal", "award_id", "contest_award"),
    ("talent_outcome", "entry_id", "talent_entry"),
)
# What belongs to no community is kept where the district's history is.
DISTRICT = "00000000-0000-7000-8000-000000000000"
UUID = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    for table, column, whole in PARTS:
        op.add_column(table, sa.Column("community_id", UUID, nullable=True))
        part, source = _table(table, column), _table(whole, "id")
        home = sa.select(source.c.community_id).where(source.c.id == part.c[column]).scalar_subquery()
        op.execute(part.update().values(community_id=home))
        _settle(table)
    _homes_of_tallies()
    for table in ("sync_receipt", "sync_version"):
        kept = _table(table, "id")
        op.execute(kept.update().where(kept.c.community_id.is_(None)).values(community_id=DISTRICT))
        _settle(table)


def downgrade() -> None:
    for table in ("sync_receipt", "sync_version"):
        _unsettle(table)
    for table in ("home_tally", *(table for table, _, _ in reversed(PARTS))):
        op.drop_column(table, "community_id")


def _homes_of_tallies() -> None:
    """A grid lies in a community, a micro-grid in a grid."""
    op.add_column("home_tally", sa.Column("community_id", UUID, nullable=True))
    tally = sa.table("home_tally", sa.column("unit_id", UUID), sa.column("community_id", UUID))
    unit = sa.table("unit", sa.column("id", UUID), sa.column("parent_id", UUID), sa.column("kind", sa.String()))
    above = unit.alias("above")
    home = (
        sa.select(sa.case((unit.c.kind == "micro_grid", above.c.parent_id), else_=unit.c.parent_id))
        .select_from(unit.join(above, above.c.id == unit.c.parent_id))
        .where(unit.c.id == tally.c.unit_id)
        .scalar_subquery()
    )
    op.execute(tally.update().values(community_id=home))
    op.execute(tally.delete().where(tally.c.community_id.is_(None)))  # of no community: counted for nobody
    _settle("home_tally")


def _table(name: str, key: str) -> sa.TableClause:
    return sa.table(name, sa.column(key, UUID), sa.column("community_id", UUID))


def _settle(table: str) -> None:
    """Every row says it from now on. On SQLite the words of the column alone are changed (sqlite.org/lang_altertable.html,
    section 7): a table built anew would lose its checks and triggers."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, "community_id", existing_type=UUID, nullable=False)
    else:
        _rewrite(table, "community_id CHAR(32)", "community_id CHAR(32) NOT NULL")


def _unsettle(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, "community_id", existing_type=UUID, nullable=True)
    else:
        _rewrite(table, "community_id CHAR(32) NOT NULL", "community_id CHAR(32)")


def _rewrite(table: str, before: str, after: str) -> None:
    bind = op.get_bind()
    words = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar_one()
    if words.count(before) != 1:
        raise RuntimeError(f"{table}: {before}")
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    bind.exec_driver_sql(
        "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (words.replace(before, after), table)
    )
    bind.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")
