"""The contest: criteria, nominations, judges, sheets, awards, the talent pool."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0010_contest"
down_revision = "0009_councils"
branch_labels = None
depends_on = None


def upgrade() -> None:
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

    append_only.guard("contest_award")


def downgrade() -> None:
    append_only.release("contest_award")
    with op.batch_alter_table('talent_outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_talent_outcome_unit_id'))
        batch_op.drop_index(batch_op.f('ix_talent_outcome_entry_id'))

    op.drop_table('talent_outcome')
    with op.batch_alter_table('talent_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_talent_entry_unit_id'))
        batch_op.drop_index(batch_op.f('ix_talent_entry_party_id'))
        batch_op.drop_index(batch_op.f('ix_talent_entry_community_id'))

    op.drop_table('talent_entry')
    op.drop_table('contest_withdrawal')
    with op.batch_alter_table('score_sheet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_score_sheet_contest_id'))

    op.drop_table('score_sheet')
    with op.batch_alter_table('contest_result', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_result_contest_id'))

    op.drop_table('contest_result')
    with op.batch_alter_table('contest_recusal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_recusal_contest_id'))

    op.drop_table('contest_recusal')
    with op.batch_alter_table('contest_award', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_award_unit_id'))
        batch_op.drop_index(batch_op.f('ix_contest_award_party_id'))
        batch_op.drop_index(batch_op.f('ix_contest_award_contest_id'))
        batch_op.drop_index(batch_op.f('ix_contest_award_community_id'))

    op.drop_table('contest_award')
    with op.batch_alter_table('nomination', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nomination_party_id'))
        batch_op.drop_index(batch_op.f('ix_nomination_contest_id'))
        batch_op.drop_index(batch_op.f('ix_nomination_community_id'))

    op.drop_table('nomination')
    with op.batch_alter_table('contest_stage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_stage_contest_id'))

    op.drop_table('contest_stage')
    with op.batch_alter_table('contest_judge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_judge_contest_id'))
        batch_op.drop_index(batch_op.f('ix_contest_judge_account_id'))

    op.drop_table('contest_judge')
    with op.batch_alter_table('contest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_unit_id'))

    op.drop_table('contest')
    with op.batch_alter_table('contest_criteria', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_criteria_unit_id'))

    op.drop_table('contest_criteria')
