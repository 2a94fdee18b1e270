"""Indexes for what was found by going through a whole table: where somebody lived, a tool's queue and what is back, own
entries of a star round, a month's cases, answers of a grid, open visits by their age, odd hours, unusual readings."""

import sqlalchemy as sa
from alembic import op

revision = "straight_ways"
down_revision = "editions"
branch_labels = None
depends_on = None

PLAIN = {
    "ix_household_member_resident_id": ("household_member", "resident_id"),
    "ix_person_transfer_resident_id": ("person_transfer", "resident_id"),
    "ix_round_entry_party_id": ("round_entry", "party_id"),
    "ix_task_answer_grid": ("task_answer", "grid_id, happened_at"),
    "ix_tool_reservation_queue": ("tool_reservation", "model_id, state, asked_at"),
}
PARTIAL = {
    "ix_case_handled": ("grid_case", "handled_at", "handled_at IS NOT NULL"),
    "ix_case_reopened": ("grid_case", "reopened_at", "reopened_at IS NOT NULL"),
    "ix_case_contact": ("grid_case", "contact_due_at", "contact_due_at IS NOT NULL"),
    "ix_revisit_waiting": ("revisit", "made_at", "closed_at IS NULL"),
    "ix_audit_line_unusual": ("audit_line", "id", "verb = 'find_unusual_reading'"),
    "ix_attendance_left": ("attendance", "community_id, came_at", "left_at IS NOT NULL AND voided_at IS NULL"),
    "ix_tool_loan_station": ("tool_loan", "station_id, due_on", "ended_at IS NULL"),
    "ix_tool_loan_back": ("tool_loan", "community_id, ended_at", "checked_at IS NULL"),
}


def upgrade() -> None:
    for name, (table, columns) in PLAIN.items():
        op.create_index(name, table, columns.split(", "))
    for name, (table, columns, condition) in PARTIAL.items():
        where = sa.text(condition)
        op.create_index(name, table, columns.split(", "), sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, (table, _, _) in PARTIAL.items():
        op.drop_index(name, table)
    for name, (table, _) in PLAIN.items():
        op.drop_index(name, table)
