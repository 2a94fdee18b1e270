"""Volunteers, activities, certificates, stars, contest."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0007_volunteering"
down_revision = '0006_door'
branch_labels = None
depends_on = None

GUARDED = ("award", "certificate", "certificate_end", "confirmation", "contest_award", "hours_line",)

DROPPED = ("confirmation", "sign_up", "attendance", "talent_outcome", "shift", "door_consent", "demand_rating", "demand_declined", "award_revocation", "talent_entry", "star_application", "membership", "demand", "contest_withdrawal", "award", "activity", "volunteer_pin", "volunteer_device", "score_sheet", "round_entry", "qualification", "hours_line", "department", "counter_code", "contest_result", "contest_recusal", "contest_award", "volunteer", "nomination", "contest_stage", "contest_judge", "certificate_end", "rating_round", "contest", "certificate", "award_appeal", "star_rule_set", "contest_criteria", "certificate_series", "certificate_batch", "volunteer_number",)


def upgrade() -> None:
    op.create_table('volunteer_number',
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('community_id', name=op.f('pk_volunteer_number'))
    )
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
    op.create_table('contest_criteria',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_contest_criteria_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_criteria'))
    )
    with op.batch_alter_table('contest_criteria', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_criteria_unit_id'), ['unit_id'], unique=False)

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
        batch_op.create_index('ix_certificate_issued', ['issuer_id', 'issued_at', 'id'], unique=False)
        batch_op.create_index('ix_certificate_issued_all', ['issued_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_issuer_id'), ['issuer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_certificate_party_id'), ['party_id'], unique=False)

    op.create_table('contest',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=40), nullable=False),
    sa.Column('quota', sa.Integer(), nullable=False),
    sa.Column('criteria_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('state', sa.Enum('open', 'judging', 'tallied', 'notice', 'decided', name='contest_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('result_hash', sa.String(length=64), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('quota > 0', name=op.f('ck_contest_quota')),
    sa.ForeignKeyConstraint(['criteria_id'], ['contest_criteria.id'], name=op.f('fk_contest_criteria_id_contest_criteria')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_contest_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest')),
    sa.UniqueConstraint('unit_id', 'year', 'name', name=op.f('uq_contest_unit_id_year_name'))
    )
    with op.batch_alter_table('contest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_unit_id'), ['unit_id'], unique=False)

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

    op.create_table('contest_judge',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('relations', sa.String(length=300), nullable=False),
    sa.Column('declared_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_contest_judge_account_id_account')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_judge_contest_id_contest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_judge')),
    sa.UniqueConstraint('contest_id', 'account_id', name=op.f('uq_contest_judge_contest_id_account_id'))
    )
    with op.batch_alter_table('contest_judge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_judge_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_judge_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_stage',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('written', 'practice', 'defence', 'visit', name='stage_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_stage_contest_id_contest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_stage')),
    sa.UniqueConstraint('contest_id', 'kind', name=op.f('uq_contest_stage_contest_id_kind'))
    )
    with op.batch_alter_table('contest_stage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_stage_contest_id'), ['contest_id'], unique=False)

    op.create_table('nomination',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('by_kind', sa.Enum('self', 'unit', 'residents', name='nominated_by', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('sex', sa.Enum('female', 'male', 'unknown', name='sex', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('served_since', sa.Date(), nullable=True),
    sa.Column('may_name', sa.Boolean(), nullable=False),
    sa.Column('nominated_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_eligible', sa.Boolean(), nullable=True),
    sa.Column('eligibility_note', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_nomination_community_id_unit')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_nomination_contest_id_contest')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_nomination_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_nomination_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nomination')),
    sa.UniqueConstraint('contest_id', 'party_id', name=op.f('uq_nomination_contest_id_party_id'))
    )
    with op.batch_alter_table('nomination', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nomination_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nomination_contest_id'), ['contest_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nomination_party_id'), ['party_id'], unique=False)

    op.create_table('volunteer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('national_number', sa.Text(), nullable=True),
    sa.Column('national_index', sa.String(length=32), nullable=True),
    sa.Column('document_number', sa.Text(), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('phone_index', sa.String(length=32), nullable=True),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('consent_on', sa.Date(), nullable=False),
    sa.Column('consent_text', sa.String(length=20), nullable=False),
    sa.Column('guardian_name', sa.Text(), nullable=True),
    sa.Column('guardian_phone', sa.Text(), nullable=True),
    sa.CheckConstraint('left_on IS NULL OR left_on >= joined_on', name=op.f('ck_volunteer_dates')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_volunteer_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_volunteer_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_volunteer_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_volunteer_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_volunteer_community_id_number')),
    sa.UniqueConstraint('community_id', 'party_id', name=op.f('uq_volunteer_community_id_party_id')),
    sa.UniqueConstraint('national_index', name=op.f('uq_volunteer_national_index'))
    )
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_volunteer_joined', ['community_id', 'joined_on', 'id'], unique=False)
        batch_op.create_index('ix_volunteer_joined_all', ['joined_on', 'id'], unique=False)
        batch_op.create_index('ix_volunteer_number_all', ['number', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_volunteer_party_id'), ['party_id'], unique=False)
        batch_op.create_index('ix_volunteer_phone_index', ['phone_index'], unique=False)

    op.create_table('contest_award',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('nomination_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=40), nullable=False),
    sa.Column('granted_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_contest_award_community_id_unit')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_award_contest_id_contest')),
    sa.ForeignKeyConstraint(['nomination_id'], ['nomination.id'], name=op.f('fk_contest_award_nomination_id_nomination')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_contest_award_party_id_party')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_contest_award_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_award')),
    sa.UniqueConstraint('nomination_id', name=op.f('uq_contest_award_nomination_id'))
    )
    with op.batch_alter_table('contest_award', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_award_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_award_contest_id'), ['contest_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_award_party_id'), ['party_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_award_unit_id'), ['unit_id'], unique=False)

    op.create_table('contest_recusal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('judge_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('nomination_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_recusal_contest_id_contest')),
    sa.ForeignKeyConstraint(['judge_id'], ['contest_judge.id'], name=op.f('fk_contest_recusal_judge_id_contest_judge')),
    sa.ForeignKeyConstraint(['nomination_id'], ['nomination.id'], name=op.f('fk_contest_recusal_nomination_id_nomination')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_recusal')),
    sa.UniqueConstraint('judge_id', 'nomination_id', name=op.f('uq_contest_recusal_judge_id_nomination_id'))
    )
    with op.batch_alter_table('contest_recusal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_recusal_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_result',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('nomination_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('tie_break', sa.Integer(), nullable=False),
    sa.Column('by_criterion', sa.JSON(), nullable=False),
    sa.Column('is_winner', sa.Boolean(), nullable=False),
    sa.Column('is_joint', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_result_contest_id_contest')),
    sa.ForeignKeyConstraint(['nomination_id'], ['nomination.id'], name=op.f('fk_contest_result_nomination_id_nomination')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_result')),
    sa.UniqueConstraint('nomination_id', name=op.f('uq_contest_result_nomination_id'))
    )
    with op.batch_alter_table('contest_result', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_result_contest_id'), ['contest_id'], unique=False)

    op.create_table('counter_code',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('secret', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_counter_code_community_id_unit')),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_counter_code_made_by_account')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_counter_code_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counter_code'))
    )
    with op.batch_alter_table('counter_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_counter_code_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_counter_code_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('department',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('lead_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('deputy_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('needs_paper', sa.Boolean(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_department_community_id_unit')),
    sa.ForeignKeyConstraint(['deputy_id'], ['volunteer.id'], name=op.f('fk_department_deputy_id_volunteer')),
    sa.ForeignKeyConstraint(['lead_id'], ['volunteer.id'], name=op.f('fk_department_lead_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_department')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_department_community_id_name'))
    )
    with op.batch_alter_table('department', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_department_community_id'), ['community_id'], unique=False)

    op.create_table('hours_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('organiser', sa.String(length=80), nullable=False),
    sa.Column('lead_name', sa.String(length=80), nullable=False),
    sa.Column('method', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('lead_confirmed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('community_confirmed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reverses_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.CheckConstraint('minutes <> 0', name=op.f('ck_hours_line_minutes')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_hours_line_community_id_unit')),
    sa.ForeignKeyConstraint(['reverses_id'], ['hours_line.id'], name=op.f('fk_hours_line_reverses_id_hours_line')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_hours_line_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hours_line')),
    sa.UniqueConstraint('community_id', 'key', name=op.f('uq_hours_line_community_id_key')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_hours_line_reverses_id'))
    )
    with op.batch_alter_table('hours_line', schema=None) as batch_op:
        batch_op.create_index('ix_hours_line_community_on', ['community_id', 'on'], unique=False)
        batch_op.create_index('ix_hours_line_volunteer_on', ['volunteer_id', 'on', 'minutes'], unique=False)

    op.create_table('qualification',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('issuer', sa.String(length=80), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['checked_by'], ['account.id'], name=op.f('fk_qualification_checked_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_qualification_community_id_unit')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_qualification_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_qualification'))
    )
    with op.batch_alter_table('qualification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_qualification_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_qualification_volunteer_id'), ['volunteer_id'], unique=False)

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

    op.create_table('score_sheet',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('contest_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('stage_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('judge_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('nomination_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('scores', sa.JSON(), nullable=False),
    sa.Column('comment', sa.String(length=300), nullable=False),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_score_sheet_contest_id_contest')),
    sa.ForeignKeyConstraint(['judge_id'], ['contest_judge.id'], name=op.f('fk_score_sheet_judge_id_contest_judge')),
    sa.ForeignKeyConstraint(['nomination_id'], ['nomination.id'], name=op.f('fk_score_sheet_nomination_id_nomination')),
    sa.ForeignKeyConstraint(['stage_id'], ['contest_stage.id'], name=op.f('fk_score_sheet_stage_id_contest_stage')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_sheet')),
    sa.UniqueConstraint('stage_id', 'judge_id', 'nomination_id', name=op.f('uq_score_sheet_stage_id_judge_id_nomination_id'))
    )
    with op.batch_alter_table('score_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_sheet_contest_id'), ['contest_id'], unique=False)

    op.create_table('volunteer_device',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('known_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_volunteer_device_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volunteer_device')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_volunteer_device_token_hash'))
    )
    with op.batch_alter_table('volunteer_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volunteer_device_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('volunteer_pin',
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('secret', sa.String(length=200), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_volunteer_pin_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('volunteer_id', name=op.f('pk_volunteer_pin'))
    )
    op.create_table('activity',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('venue', sa.String(length=80), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('risk', sa.Enum('none', 'some', 'high', name='risk', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('risk_text', sa.String(length=300), nullable=False),
    sa.Column('is_insured', sa.Boolean(), nullable=False),
    sa.Column('policy_number', sa.String(length=60), nullable=False),
    sa.Column('needs_paper', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('least_age', sa.Integer(), nullable=True),
    sa.Column('is_for_children', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'open', 'cancelled', name='activity_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('lead_account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('cancelled_why', sa.String(length=200), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_activity_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_activity_department_id_department')),
    sa.ForeignKeyConstraint(['lead_account_id'], ['account.id'], name=op.f('fk_activity_lead_account_id_account')),
    sa.ForeignKeyConstraint(['made_by'], ['account.id'], name=op.f('fk_activity_made_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index('ix_activity_community_state', ['community_id', 'state'], unique=False)
        batch_op.create_index('ix_activity_made', ['community_id', 'made_at', 'id'], unique=False)
        batch_op.create_index('ix_activity_made_all', ['made_at', 'id'], unique=False)

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

    op.create_table('contest_withdrawal',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('award_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['award_id'], ['contest_award.id'], name=op.f('fk_contest_withdrawal_award_id_contest_award')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_withdrawal')),
    sa.UniqueConstraint('award_id', name=op.f('uq_contest_withdrawal_award_id'))
    )
    op.create_table('demand',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('skill', sa.Enum('law', 'medical', 'repair', 'arts', 'sports', 'tutoring', 'care', 'patrol', 'other', name='skill', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('asker', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('venue', sa.Text(), nullable=True),
    sa.Column('wanted_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('raised', 'dispatched', 'accepted', 'done', 'rated', 'withdrawn', name='demand_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('raised_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('dispatched_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_demand_department_id_department')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_demand_grid_id_unit')),
    sa.ForeignKeyConstraint(['raised_by'], ['account.id'], name=op.f('fk_demand_raised_by_account')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_demand_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand'))
    )
    with op.batch_alter_table('demand', schema=None) as batch_op:
        batch_op.create_index('ix_demand_community_state', ['community_id', 'state', 'raised_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_demand_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('department_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_membership_community_id_unit')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_membership_department_id_department')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_membership_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('department_id', 'volunteer_id', name=op.f('uq_membership_department_id_volunteer_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_volunteer_id'), ['volunteer_id'], unique=False)

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

    op.create_table('talent_entry',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('award_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('consent_on', sa.Date(), nullable=False),
    sa.Column('consent_text', sa.String(length=20), nullable=False),
    sa.Column('strengths', sa.String(length=300), nullable=False),
    sa.Column('plan', sa.String(length=300), nullable=False),
    sa.Column('mentor', sa.String(length=80), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['award_id'], ['contest_award.id'], name=op.f('fk_talent_entry_award_id_contest_award')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_talent_entry_community_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_talent_entry_party_id_party')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_talent_entry_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talent_entry')),
    sa.UniqueConstraint('award_id', name=op.f('uq_talent_entry_award_id'))
    )
    with op.batch_alter_table('talent_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_talent_entry_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_talent_entry_party_id'), ['party_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_talent_entry_unit_id'), ['unit_id'], unique=False)

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

    op.create_table('demand_declined',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_declined_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_declined_demand_id_demand')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_demand_declined_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_declined')),
    sa.UniqueConstraint('demand_id', 'volunteer_id', name=op.f('uq_demand_declined_demand_id_volunteer_id'))
    )
    op.create_table('demand_rating',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rated_by', sa.Enum('served', 'volunteer', name='rated_by', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('score', sa.Enum('good', 'fair', 'bad', name='score', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("words <> '' OR score <> 'bad'", name=op.f('ck_demand_rating_why')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_demand_rating_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_demand_rating_demand_id_demand')),
    sa.ForeignKeyConstraint(['told_by'], ['account.id'], name=op.f('fk_demand_rating_told_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demand_rating')),
    sa.UniqueConstraint('demand_id', 'rated_by', name=op.f('uq_demand_rating_demand_id_rated_by'))
    )
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

    op.create_table('shift',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('activity_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('served', sa.Integer(), nullable=True),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_shift_times')),
    sa.CheckConstraint('places > 0', name=op.f('ck_shift_places')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_shift_activity_id_activity')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_shift_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shift'))
    )
    with op.batch_alter_table('shift', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shift_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index('ix_shift_community_starts', ['community_id', 'starts_at'], unique=False)

    op.create_table('talent_outcome',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('committee', 'street', 'other', name='outcome_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('document', sa.String(length=80), nullable=False),
    sa.Column('recorded_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['talent_entry.id'], name=op.f('fk_talent_outcome_entry_id_talent_entry')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_talent_outcome_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talent_outcome')),
    sa.UniqueConstraint('entry_id', 'kind', 'on', name=op.f('uq_talent_outcome_entry_id_kind_on'))
    )
    with op.batch_alter_table('talent_outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_talent_outcome_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_talent_outcome_unit_id'), ['unit_id'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('shift_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('demand_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('method', sa.Enum('qr', 'roster', 'paper', 'demand', name='method', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('recorded_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('credited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_why', sa.String(length=200), nullable=False),
    sa.CheckConstraint('(shift_id IS NULL) <> (demand_id IS NULL)', name=op.f('ck_attendance_cause')),
    sa.CheckConstraint('left_at IS NULL OR left_at > came_at', name=op.f('ck_attendance_times')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_attendance_community_id_unit')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('fk_attendance_demand_id_demand')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_attendance_shift_id_shift')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_attendance_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_demand_id'), ['demand_id'], unique=False)
        batch_op.create_index('ix_attendance_open', ['community_id', 'came_at'], unique=False, sqlite_where=sa.text('credited_at IS NULL'), postgresql_where=sa.text('credited_at IS NULL'))
        batch_op.create_index('ix_attendance_volunteer_came', ['volunteer_id', 'came_at'], unique=False)
        batch_op.create_index('uq_attendance_shift', ['shift_id', 'volunteer_id'], unique=True, sqlite_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'), postgresql_where=sa.text('voided_at IS NULL AND shift_id IS NOT NULL'))

    op.create_table('sign_up',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('shift_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('volunteer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('place', sa.Enum('going', 'waiting', 'withdrawn', name='place', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_sign_up_community_id_unit')),
    sa.ForeignKeyConstraint(['shift_id'], ['shift.id'], name=op.f('fk_sign_up_shift_id_shift')),
    sa.ForeignKeyConstraint(['volunteer_id'], ['volunteer.id'], name=op.f('fk_sign_up_volunteer_id_volunteer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_up')),
    sa.UniqueConstraint('shift_id', 'volunteer_id', name=op.f('uq_sign_up_shift_id_volunteer_id'))
    )
    with op.batch_alter_table('sign_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_up_volunteer_id'), ['volunteer_id'], unique=False)

    op.create_table('confirmation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('attendance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('side', sa.Enum('lead', 'community', name='side', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_confirmation_account_id_account')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_confirmation_attendance_id_attendance')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_confirmation_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation')),
    sa.UniqueConstraint('attendance_id', 'account_id', name=op.f('uq_confirmation_attendance_id_account_id')),
    sa.UniqueConstraint('attendance_id', 'side', name=op.f('uq_confirmation_attendance_id_side'))
    )
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    for table in DROPPED:
        op.drop_table(table)
