"""A request about oneself names a volunteer who is in no register."""

import sqlalchemy as sa
from alembic import op

revision = "volunteer_requests"
down_revision = "straight_ways"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person_request", sa.Column("volunteer_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_index("ix_person_request_volunteer", "person_request", ["volunteer_id"])


def downgrade() -> None:
    op.drop_index("ix_person_request_volunteer", "person_request")
    op.drop_column("person_request", "volunteer_id")
