"""Certificates; stars: rule sets, rounds, awards, appeals."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0008_awards"
down_revision = "0007_volunteers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('public_notice',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('stars', 'contest', name='notice_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('subject_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('basis', sa.String(length=200), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('put_up_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('result', sa.String(length=80), nullable=False),
    sa.CheckConstraint('days >= 5', name=op.f('ck_public_notice_days')),
    sa.CheckConstraint('ends_on > starts_on', name=op.f('ck_public_notice_dates')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_public_notice_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_notice')),
    sa.UniqueConstraint('kind', 'subject_id', name=op.f('uq_public_notice_kind_subject_id'))
    )
    with op.batch_alter_table('public_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_public_notice_unit_id'), ['unit_id'], unique=False)

    op.create_table('objection',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('notice_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('about_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('author', sa.Text(), nullable=True),
    sa.Column('contact', sa.Text(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finding', sa.Enum('upheld', 'dismissed', name='finding', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['notice_id'], ['public_notice.id'], name=op.f('fk_objection_notice_id_public_notice')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_notice_id'), ['notice_id'], unique=False)

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
    op.create_table('star_rule_set',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.Column('track', sa.Enum('hours', 'review', name='track', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('steps', sa.JSON(), nullable=False),
    sa.Column('least_months', sa.Integer(), nullable=False),
    sa.Column('once_a_year', sa.Boolean(), nullable=False),
    sa.Column('notice_days', sa.Integer(), nullable=False),
    sa.Column('appeal_days', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('notice_days >= 5', name=op.f('ck_star_rule_set_notice')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_star_rule_set_dates')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_star_rule_set_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_star_rule_set'))
    )
    with op.batch_alter_table('star_rule_set', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_star_rule_set_community_id'), ['community_id'], unique=False)

    op.create_table('award_appeal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('entry', 'revocation', name='appeal_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('subject_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finding', sa.Enum('upheld', 'dismissed', name='finding', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('heard_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('heard_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_award_appeal_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_award_appeal_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_appeal')),
    sa.UniqueConstraint('kind', 'subject_id', 'turn', name=op.f('uq_award_appeal_kind_subject_id_turn'))
    )
    with op.batch_alter_table('award_appeal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_award_appeal_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_appeal_subject_id'), ['subject_id'], unique=False)

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
    sa.Column('reissued_on', sa.Date(), nullable=True),
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

    op.create_table('rating_round',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rule_set_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'frozen', 'notice', 'decided', 'issued', 'archived', name='round_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=True),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('frozen_hash', sa.String(length=64), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('job_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_rating_round_community_id_unit')),
    sa.ForeignKeyConstraint(['rule_set_id'], ['star_rule_set.id'], name=op.f('fk_rating_round_rule_set_id_star_rule_set')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rating_round'))
    )
    with op.batch_alter_table('rating_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rating_round_community_id'), ['community_id'], unique=False)

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

    op.create_table('round_entry',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('star', sa.Integer(), nullable=False),
    sa.Column('had_star', sa.Integer(), nullable=False),
    sa.Column('proposed', sa.Integer(), nullable=False),
    sa.Column('steadiness', sa.String(length=200), nullable=False),
    sa.Column('quality', sa.String(length=200), nullable=False),
    sa.Column('neighbours', sa.String(length=200), nullable=False),
    sa.Column('has_complaint', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('may_name', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_round_entry_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_round_entry_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['rating_round.id'], name=op.f('fk_round_entry_round_id_rating_round')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_round_entry_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_entry')),
    sa.UniqueConstraint('round_id', 'volunteer_id', name=op.f('uq_round_entry_round_id_volunteer_id'))
    )
    with op.batch_alter_table('round_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_entry_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_entry_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_entry_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('award',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('star', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=40), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('basis', sa.String(length=120), nullable=False),
    sa.Column('granted_on', sa.Date(), nullable=False),
    sa.Column('granted_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_award_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['round_entry.id'], name=op.f('fk_award_entry_id_round_entry')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_award_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['rating_round.id'], name=op.f('fk_award_round_id_rating_round')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_award_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award')),
    sa.UniqueConstraint('entry_id', 'star', name=op.f('uq_award_entry_id_star'))
    )
    with op.batch_alter_table('award', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_award_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_party_id'), ['party_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_award_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('star_application',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('star', sa.Integer(), nullable=False),
    sa.Column('body', sa.Enum('community', 'street', 'district', 'city', 'province', name='body', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_star_application_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['round_entry.id'], name=op.f('fk_star_application_entry_id_round_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_star_application')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_star_application_entry_id'))
    )
    with op.batch_alter_table('star_application', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_star_application_community_id'), ['community_id'], unique=False)

    op.create_table('award_revocation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('award_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('fraud', sa.Text(), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=False),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('appeal_until', sa.Date(), nullable=False),
    sa.Column('effective_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('effective_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['award_id'], ['award.id'], name=op.f('fk_award_revocation_award_id_award')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_award_revocation_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_award_revocation')),
    sa.UniqueConstraint('award_id', name=op.f('uq_award_revocation_award_id'))
    )
    with op.batch_alter_table('award_revocation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_award_revocation_community_id'), ['community_id'], unique=False)

    op.create_table('door_consent',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('award_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('adults', sa.Integer(), nullable=False),
    sa.Column('agreed', sa.Integer(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['award_id'], ['award.id'], name=op.f('fk_door_consent_award_id_award')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_door_consent_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_door_consent')),
    sa.UniqueConstraint('award_id', name=op.f('uq_door_consent_award_id'))
    )
    with op.batch_alter_table('door_consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_door_consent_community_id'), ['community_id'], unique=False)

    append_only.guard("certificate")
    append_only.guard("certificate_end")
    append_only.guard("award")


def downgrade() -> None:
    append_only.release("certificate")
    append_only.release("certificate_end")
    append_only.release("award")
    with op.batch_alter_table('door_consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_door_consent_community_id'))

    op.drop_table('door_consent')
    with op.batch_alter_table('award_revocation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_award_revocation_community_id'))

    op.drop_table('award_revocation')
    with op.batch_alter_table('star_application', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_star_application_community_id'))

    op.drop_table('star_application')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_notice_id'))

    op.drop_table('objection')
    with op.batch_alter_table('public_notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_public_notice_unit_id'))

    op.drop_table('public_notice')
    with op.batch_alter_table('award', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_award_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_award_round_id'))
        batch_op.drop_index(batch_op.f('ix_award_party_id'))
        batch_op.drop_index(batch_op.f('ix_award_entry_id'))
        batch_op.drop_index(batch_op.f('ix_award_community_id'))

    op.drop_table('award')
    with op.batch_alter_table('round_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_entry_volunteer_id'))
        batch_op.drop_index(batch_op.f('ix_round_entry_round_id'))
        batch_op.drop_index(batch_op.f('ix_round_entry_community_id'))

    op.drop_table('round_entry')
    with op.batch_alter_table('certificate_end', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_end_issuer_id'))

    op.drop_table('certificate_end')
    with op.batch_alter_table('rating_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rating_round_community_id'))

    op.drop_table('rating_round')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_party_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_issuer_id'))
        batch_op.drop_index(batch_op.f('ix_certificate_community_id'))

    op.drop_table('certificate')
    with op.batch_alter_table('award_appeal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_award_appeal_subject_id'))
        batch_op.drop_index(batch_op.f('ix_award_appeal_community_id'))

    op.drop_table('award_appeal')
    with op.batch_alter_table('star_rule_set', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_star_rule_set_community_id'))

    op.drop_table('star_rule_set')
    op.drop_table('certificate_series')
    with op.batch_alter_table('certificate_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_batch_issuer_id'))

    op.drop_table('certificate_batch')
