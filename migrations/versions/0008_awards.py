"""Awards and certificates."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0008_awards"
down_revision = "0007_volunteers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('certificate_batch',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('issuer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('form', sa.Enum('one_file', 'zip', name='batch_form', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('archive', sa.Boolean(), nullable=False),
    sa.Column('certificate_ids', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['issuer_id'], ['unit.id'], name=op.f('fk_certificate_batch_issuer_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_batch'))
    )
    with op.batch_alter_table('certificate_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_batch_issuer_id'), ['issuer_id'], unique=False)

    op.create_table('certificate_series',
    sa.Column('issuer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['issuer_id'], ['unit.id'], name=op.f('fk_certificate_series_issuer_id_unit')),
    sa.PrimaryKeyConstraint('issuer_id', 'year', name=op.f('pk_certificate_series'))
    )
    op.create_table('certificate',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('issuer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('kind', sa.Enum('honour', 'plaque', 'proof', name='certificate_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('cause', sa.String(length=80), nullable=False),
    sa.Column('design', sa.Integer(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('private', sa.Text(), nullable=True),
    sa.Column('said_hash', sa.String(length=64), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('link', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['issuer_id'], ['unit.id'], name=op.f('fk_certificate_issuer_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_certificate_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('cause', name=op.f('uq_certificate_cause')),
    sa.UniqueConstraint('issuer_id', 'year', 'seq', name=op.f('uq_certificate_issuer_id_year_seq')),
    sa.UniqueConstraint('number', name=op.f('uq_certificate_number')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_certificate_token_hash'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_issuer_id'), ['issuer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_party_id'), ['party_id'], unique=False)

    op.create_table('certificate_end',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('certificate_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('issuer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('void', 'replaced', name='end_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('replacement_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('mark', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_certificate_end_certificate_id_certificate')),
    sa.ForeignKeyConstraint(['issuer_id'], ['unit.id'], name=op.f('fk_certificate_end_issuer_id_unit')),
    sa.ForeignKeyConstraint(['replacement_id'], ['certificate.id'], name=op.f('fk_certificate_end_replacement_id_certificate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_end')),
    sa.UniqueConstraint('certificate_id', name=op.f('uq_certificate_end_certificate_id'))
    )
    with op.batch_alter_table('certificate_end', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_end_issuer_id'), ['issuer_id'], unique=False)

    append_only.guard("certificate")
    append_only.guard("certificate_end")


def downgrade() -> None:
    append_only.release("certificate")
    append_only.release("certificate_end")
    with op.batch_alter_table('certificate_end', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_end_issuer_id'))

    op.drop_table('certificate_end')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_party_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_issuer_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_community_id'))

    op.drop_table('certificate')
    op.drop_table('certificate_series')
    with op.batch_alter_table('certificate_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_batch_issuer_id'))

    op.drop_table('certificate_batch')
