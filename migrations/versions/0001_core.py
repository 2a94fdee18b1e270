"""The ground floor: history, jobs, sealed look-ups."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0001_core"
down_revision = None
branch_labels = None
depends_on = None

GUARDED = ("audit_line",)

DROPPED = ("word_pair", "name_pair", "job", "audit_line", "audit_head", "attempt",)


def upgrade() -> None:
    op.create_table('attempt',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_key'), ['key'], unique=False)

    op.create_table('audit_head',
    sa.Column('chain_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('chain_id', name=op.f('pk_audit_head'))
    )
    op.create_table('audit_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('chain_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('acting_for', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('device', sa.String(length=80), nullable=False),
    sa.Column('verb', sa.String(length=60), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('row_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_line')),
    sa.UniqueConstraint('chain_id', 'seq', name=op.f('uq_audit_line_chain_id_seq'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_row_id'), ['row_id'], unique=False)

    op.create_table('job',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('args', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('queued', 'running', 'done', 'failed', name='job_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('result_ref', sa.String(length=200), nullable=False),
    sa.Column('slot', sa.String(length=40), nullable=True),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('holder', sa.String(length=36), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('kind', 'slot', name=op.f('uq_job_kind_slot'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_made_by'), ['made_by'], unique=False)
        batch_op.create_index('ix_job_waiting', ['state', 'due_at'], unique=False)

    op.create_table('name_pair',
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('pair', sa.String(length=8), nullable=False),
    sa.Column('row_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.PrimaryKeyConstraint('community_id', 'pair', 'row_id', name=op.f('pk_name_pair')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('name_pair', schema=None) as batch_op:
        batch_op.create_index('ix_name_pair_row', ['row_id'], unique=False)

    op.create_table('word_pair',
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('pair', sa.String(length=8), nullable=False),
    sa.Column('row_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'community_id', 'pair', 'row_id', name=op.f('pk_word_pair')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('word_pair', schema=None) as batch_op:
        batch_op.create_index('ix_word_pair_newest', ['kind', 'pair', 'row_id'], unique=False)
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    for table in DROPPED:
        op.drop_table(table)
