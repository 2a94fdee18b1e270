"""Two indexes nobody asks for: the visits of a case, the receipts of an account. Every delivery wrote a page of each."""

from alembic import op

revision = "unasked"
down_revision = "volunteer_requests"
branch_labels = None
depends_on = None

INDEXES = {"ix_visit_case_id": ("visit", "case_id"), "ix_sync_receipt_account_id": ("sync_receipt", "account_id")}


def upgrade() -> None:
    for name, (table, _) in INDEXES.items():
        op.drop_index(name, table)


def downgrade() -> None:
    for name, (table, column) in INDEXES.items():
        op.create_index(name, table, [column])
