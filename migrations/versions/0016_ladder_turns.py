"""A case may be reported upward more than once for one deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0016_ladder_turns"
down_revision = "assessment"
branch_labels = None
depends_on = None

OLD = "uq_case_step_community_id_case_id_due_at_step"
NEW = "uq_case_step_community_id_case_id_due_at_step_turn"


def upgrade() -> None:
    with op.batch_alter_table("case_step") as batch_op:
        batch_op.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(OLD, type_="unique")
        batch_op.create_unique_constraint(NEW, ["community_id", "case_id", "due_at", "step", "turn"])
    with op.batch_alter_table("case_step") as batch_op:
        batch_op.alter_column("turn", server_default=None)
    # Whatever stands late at the old end of the ladder is looked at again: the next level, and the paper that is missing.
    op.execute(
        "UPDATE grid_case SET next_step_at = due_at WHERE next_step_at IS NULL AND due_at IS NOT NULL "
        "AND handled_at IS NULL AND ended_at IS NULL"
    )
    op.execute("UPDATE grid_case SET next_step_at = reported_at WHERE state = 'parked' AND next_step_at IS NULL")


def downgrade() -> None:
    with op.batch_alter_table("case_step") as batch_op:
        batch_op.drop_constraint(NEW, type_="unique")
        batch_op.create_unique_constraint(OLD, ["community_id", "case_id", "due_at", "step"])
        batch_op.drop_column("turn")
