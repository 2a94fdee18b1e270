"""Visits, liaisons, opinion rounds, micro-gardens."""

import sqlalchemy as sa
from alembic import op

revision = "0006_door"
down_revision = '0005_exchange'
branch_labels = None
depends_on = None

DROPPED = ("opinion_decision", "opinion_answer", "garden_reminder", "revisit", "opinion_code", "opinion_ballot", "garden_keeping", "garden_care", "visit", "opinion_line", "garden_waiting", "garden_plot", "door_note", "owned_area", "opinion_tally", "opinion_sheet", "opinion_question", "opinion_place", "opinion_extension", "garden", "opinion_round", "liaison_score", "liaison_household", "liaison_candidate", "liaison", "liaison_round", "care_interval",)


def upgrade() -> None:
    op.create_table('care_interval',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.CheckConstraint('days BETWEEN 1 AND 120', name=op.f('ck_care_interval_days')),
    sa.CheckConstraint('month BETWEEN 1 AND 12', name=op.f('ck_care_interval_month')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_care_interval_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_interval')),
    sa.UniqueConstraint('community_id', 'month', name=op.f('uq_care_interval_community_id_month'))
    )
    op.create_table('liaison_round',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('criteria', sa.JSON(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_round_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_round'))
    )
    with op.batch_alter_table('liaison_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_liaison_round_community_id'), ['community_id'], unique=False)

    op.create_table('liaison',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('area', sa.String(length=120), nullable=False),
    sa.Column('household_limit', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('backup_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_liaison_dates')),
    sa.ForeignKeyConstraint(['backup_id'], ['liaison.id'], name=op.f('fk_liaison_backup_id_liaison')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_liaison_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_liaison_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['liaison_round.id'], name=op.f('fk_liaison_round_id_liaison_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison'))
    )
    with op.batch_alter_table('liaison', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_liaison_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_liaison_party_id'), ['party_id'], unique=False)
        batch_op.create_index('uq_liaison_open', ['community_id', 'party_id'], unique=True, sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))

    op.create_table('liaison_candidate',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('standing', sa.Text(), nullable=True),
    sa.Column('consented_on', sa.Date(), nullable=False),
    sa.Column('is_chosen', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_candidate_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_liaison_candidate_grid_id_unit')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_liaison_candidate_party_id_party')),
    sa.ForeignKeyConstraint(['round_id'], ['liaison_round.id'], name=op.f('fk_liaison_candidate_round_id_liaison_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_candidate')),
    sa.UniqueConstraint('round_id', 'party_id', name=op.f('uq_liaison_candidate_round_id_party_id'))
    )
    with op.batch_alter_table('liaison_candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_liaison_candidate_round_id'), ['round_id'], unique=False)

    op.create_table('liaison_household',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('liaison_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_household_community_id_unit')),
    sa.ForeignKeyConstraint(['liaison_id'], ['liaison.id'], name=op.f('fk_liaison_household_liaison_id_liaison')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_household')),
    sa.UniqueConstraint('community_id', 'household_id', name=op.f('uq_liaison_household_community_id_household_id'))
    )
    with op.batch_alter_table('liaison_household', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_liaison_household_liaison_id'), ['liaison_id'], unique=False)

    op.create_table('liaison_score',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('candidate_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('scorer_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('scored_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['liaison_candidate.id'], name=op.f('fk_liaison_score_candidate_id_liaison_candidate')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_liaison_score_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_score')),
    sa.UniqueConstraint('candidate_id', 'scorer_id', name=op.f('uq_liaison_score_candidate_id_scorer_id'))
    )
    with op.batch_alter_table('liaison_score', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_liaison_score_candidate_id'), ['candidate_id'], unique=False)

    op.create_table('opinion_round',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('land', sa.Enum('none', 'shared', 'municipal', 'own', name='land', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('by_owners', sa.Boolean(), nullable=False),
    sa.Column('ways', sa.JSON(), nullable=False),
    sa.Column('question_version', sa.Integer(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Enum('draft', 'announced', 'asking', 'closed', 'counted', 'published', 'archived', name='round_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('host_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=False),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('closes_at > opens_at', name=op.f('ck_opinion_round_times')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_round_community_id_unit')),
    sa.ForeignKeyConstraint(['host_id'], ['account.id'], name=op.f('fk_opinion_round_host_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_round'))
    )
    with op.batch_alter_table('opinion_round', schema=None) as batch_op:
        batch_op.create_index('ix_opinion_round_due', ['state', 'opens_at'], unique=False)
        batch_op.create_index('ix_opinion_round_place', ['community_id', 'state'], unique=False)

    op.create_table('garden',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('land', sa.Enum('none', 'shared', 'municipal', 'own', name='land', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('approval', sa.String(length=120), nullable=False),
    sa.Column('area', sa.Integer(), nullable=False),
    sa.Column('budget', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('area > 0 AND budget >= 0', name=op.f('ck_garden_figures')),
    sa.CheckConstraint('width > 0 AND height > 0', name=op.f('ck_garden_plan')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_garden_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_garden_grid_id_unit')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_garden_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_garden_community_id_name'))
    )
    with op.batch_alter_table('garden', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_garden_grid_id'), ['grid_id'], unique=False)

    op.create_table('opinion_extension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('said_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('closes_at > closed_at', name=op.f('ck_opinion_extension_later')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_extension_community_id_unit')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_extension_round_id_opinion_round')),
    sa.ForeignKeyConstraint(['said_by'], ['account.id'], name=op.f('fk_opinion_extension_said_by_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_extension'))
    )
    with op.batch_alter_table('opinion_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opinion_extension_round_id'), ['round_id'], unique=False)

    op.create_table('opinion_place',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entrance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_place_community_id_unit')),
    sa.ForeignKeyConstraint(['entrance_id'], ['entrance.id'], name=op.f('fk_opinion_place_entrance_id_entrance')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_place_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_place')),
    sa.UniqueConstraint('community_id', 'round_id', 'entrance_id', name=op.f('uq_opinion_place_community_id_round_id_entrance_id'))
    )
    with op.batch_alter_table('opinion_place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opinion_place_round_id'), ['round_id'], unique=False)

    op.create_table('opinion_question',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('vote', 'one', 'many', 'number', 'words', name='question_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('asks', sa.String(length=120), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_question_community_id_unit')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_question_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_question')),
    sa.UniqueConstraint('community_id', 'round_id', 'version', 'position', name=op.f('uq_opinion_question_community_id_round_id_version_position'))
    )
    op.create_table('opinion_sheet',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entered', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_opinion_sheet_account_id_account')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_opinion_sheet_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_sheet_community_id_unit')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_sheet_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_sheet'))
    )
    with op.batch_alter_table('opinion_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opinion_sheet_round_id'), ['round_id'], unique=False)

    op.create_table('opinion_tally',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('place_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('unasked', sa.Integer(), nullable=False),
    sa.Column('nobody', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Integer(), nullable=False),
    sa.Column('empty', sa.Integer(), nullable=False),
    sa.Column('moved', sa.Integer(), nullable=False),
    sa.Column('agree', sa.Integer(), nullable=False),
    sa.Column('disagree', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('disputed', sa.Integer(), nullable=False),
    sa.CheckConstraint('unasked + nobody + refused + empty + moved + agree + disagree + answered = total', name=op.f('ck_opinion_tally_adds_up')),
    sa.CheckConstraint('unasked >= 0 AND nobody >= 0 AND refused >= 0 AND empty >= 0 AND moved >= 0 AND agree >= 0 AND disagree >= 0 AND answered >= 0 AND disputed >= 0', name=op.f('ck_opinion_tally_counts')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_tally_community_id_unit')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_tally_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_tally')),
    sa.UniqueConstraint('community_id', 'round_id', 'place_id', name=op.f('uq_opinion_tally_community_id_round_id_place_id'))
    )
    with op.batch_alter_table('opinion_tally', schema=None) as batch_op:
        batch_op.create_index('ix_opinion_tally_order', ['round_id', 'position'], unique=False)

    op.create_table('owned_area',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('dwelling_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('area', sa.Integer(), nullable=False),
    sa.Column('owner_mark', sa.String(length=20), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('area > 0', name=op.f('ck_owned_area_area')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_owned_area_community_id_unit')),
    sa.ForeignKeyConstraint(['dwelling_id'], ['dwelling.id'], name=op.f('fk_owned_area_dwelling_id_dwelling')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_owned_area')),
    sa.UniqueConstraint('community_id', 'dwelling_id', name=op.f('uq_owned_area_community_id_dwelling_id'))
    )
    op.create_table('door_note',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code_index', sa.String(length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_door_note_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_door_note_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_door_note_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_door_note_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_door_note')),
    sa.UniqueConstraint('code_index', name=op.f('uq_door_note_code_index'))
    )
    with op.batch_alter_table('door_note', schema=None) as batch_op:
        batch_op.create_index('ix_door_note_household', ['household_id', 'made_at'], unique=False)

    op.create_table('garden_plot',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('garden_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('corners', sa.JSON(), nullable=False),
    sa.Column('plants', sa.String(length=60), nullable=False),
    sa.Column('rests', sa.Boolean(), nullable=False),
    sa.Column('token', sa.String(length=24), nullable=False),
    sa.Column('cared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('number > 0', name=op.f('ck_garden_plot_number')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_plot_community_id_unit')),
    sa.ForeignKeyConstraint(['garden_id'], ['garden.id'], name=op.f('fk_garden_plot_garden_id_garden')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_garden_plot_grid_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden_plot')),
    sa.UniqueConstraint('community_id', 'garden_id', 'number', name=op.f('uq_garden_plot_community_id_garden_id_number')),
    sa.UniqueConstraint('token', name=op.f('uq_garden_plot_token'))
    )
    op.create_table('garden_waiting',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('garden_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('keeper', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_waiting_community_id_unit')),
    sa.ForeignKeyConstraint(['garden_id'], ['garden.id'], name=op.f('fk_garden_waiting_garden_id_garden')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden_waiting')),
    sa.UniqueConstraint('community_id', 'garden_id', 'number', name=op.f('uq_garden_waiting_community_id_garden_id_number'))
    )
    op.create_table('opinion_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entrance_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('dwelling_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('room', sa.String(length=12), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('area', sa.Integer(), nullable=True),
    sa.Column('owner_mark', sa.String(length=20), nullable=False),
    sa.Column('standing', sa.Enum('unasked', 'nobody', 'refused', 'empty', 'moved', 'agree', 'disagree', 'answered', name='standing', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('tenant_standing', sa.Enum('unasked', 'nobody', 'refused', 'empty', 'moved', 'agree', 'disagree', 'answered', name='tenant_standing', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('ballot_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('is_disputed', sa.Boolean(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('try_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('area IS NULL OR area > 0', name=op.f('ck_opinion_line_area')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_opinion_line_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_line_community_id_unit')),
    sa.ForeignKeyConstraint(['dwelling_id'], ['dwelling.id'], name=op.f('fk_opinion_line_dwelling_id_dwelling')),
    sa.ForeignKeyConstraint(['entrance_id'], ['entrance.id'], name=op.f('fk_opinion_line_entrance_id_entrance')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_opinion_line_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_opinion_line_household_id_household')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_line_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_line')),
    sa.UniqueConstraint('community_id', 'round_id', 'dwelling_id', name=op.f('uq_opinion_line_community_id_round_id_dwelling_id'))
    )
    with op.batch_alter_table('opinion_line', schema=None) as batch_op:
        batch_op.create_index('ix_opinion_line_again', ['grid_id', 'try_at'], unique=False)
        batch_op.create_index('ix_opinion_line_disputed', ['round_id', 'is_disputed'], unique=False)
        batch_op.create_index('ix_opinion_line_home', ['household_id', 'round_id'], unique=False)
        batch_op.create_index('ix_opinion_line_tenants', ['round_id', 'tenant_standing'], unique=False)
        batch_op.create_index('ix_opinion_line_walk', ['round_id', 'building_id', 'position'], unique=False)

    op.create_table('visit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('outcome', sa.Enum('fine', 'something', 'nobody', 'declined', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('means', sa.Enum('door', 'phone', 'note', name='means', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('topic', sa.Enum('need', 'hazard', 'change', name='topic', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_visit_account_id_account')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_visit_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_visit_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_visit_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_visit_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit'))
    )
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index('ix_visit_account_time', ['account_id', 'happened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_case_id'), ['case_id'], unique=False)
        batch_op.create_index('ix_visit_community_day', ['community_id', 'happened_at'], unique=False)
        batch_op.create_index('ix_visit_grid_time', ['grid_id', 'happened_at'], unique=False)
        batch_op.create_index('ix_visit_household_time', ['household_id', 'happened_at'], unique=False)
        batch_op.create_index('ix_visit_time', ['happened_at', 'id'], unique=False)

    op.create_table('garden_care',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('plot_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('act', sa.Enum('watered', 'planted', 'weeded', 'pruned', 'harvested', name='care_act', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_care_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_garden_care_grid_id_unit')),
    sa.ForeignKeyConstraint(['plot_id'], ['garden_plot.id'], name=op.f('fk_garden_care_plot_id_garden_plot')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden_care'))
    )
    with op.batch_alter_table('garden_care', schema=None) as batch_op:
        batch_op.create_index('ix_garden_care_plot', ['plot_id', 'happened_at'], unique=False)

    op.create_table('garden_keeping',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('plot_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('keeper', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('co_keeper', sa.Text(), nullable=True),
    sa.Column('co_phone', sa.Text(), nullable=True),
    sa.Column('guardian', sa.Text(), nullable=True),
    sa.Column('shows_name', sa.Boolean(), nullable=False),
    sa.Column('began_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.Enum('returned', 'moved', 'died', 'neglected', name='end_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('ended_on IS NULL OR ended_on >= began_on', name=op.f('ck_garden_keeping_dates')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_keeping_community_id_unit')),
    sa.ForeignKeyConstraint(['plot_id'], ['garden_plot.id'], name=op.f('fk_garden_keeping_plot_id_garden_plot')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_garden_keeping_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden_keeping'))
    )
    with op.batch_alter_table('garden_keeping', schema=None) as batch_op:
        batch_op.create_index('uq_garden_keeping_open', ['plot_id', 'community_id'], unique=True, sqlite_where=sa.text('ended_on IS NULL'), postgresql_where=sa.text('ended_on IS NULL'))

    op.create_table('opinion_ballot',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('outcome', sa.Enum('answered', 'nobody', 'later', 'refused', 'empty', 'moved', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('answers', sa.Text(), nullable=True),
    sa.Column('speaker', sa.Enum('owner', 'family', 'tenant', name='speaker', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('way', sa.Enum('door', 'link', 'paper', 'phone', name='way', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('voice', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('sheet_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('captured_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_ballot_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_opinion_ballot_grid_id_unit')),
    sa.ForeignKeyConstraint(['line_id'], ['opinion_line.id'], name=op.f('fk_opinion_ballot_line_id_opinion_line')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_ballot_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_ballot'))
    )
    with op.batch_alter_table('opinion_ballot', schema=None) as batch_op:
        batch_op.create_index('ix_opinion_ballot_knock', ['visit_id'], unique=False)
        batch_op.create_index('ix_opinion_ballot_line', ['line_id', 'happened_at'], unique=False)

    op.create_table('opinion_code',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code_index', sa.String(length=32), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_code_community_id_unit')),
    sa.ForeignKeyConstraint(['line_id'], ['opinion_line.id'], name=op.f('fk_opinion_code_line_id_opinion_line')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_code_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_code')),
    sa.UniqueConstraint('code_index', name=op.f('uq_opinion_code_code_index'))
    )
    with op.batch_alter_table('opinion_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opinion_code_line_id'), ['line_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_opinion_code_round_id'), ['round_id'], unique=False)

    op.create_table('revisit',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('visit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('method', sa.Enum('door', 'phone', 'note', 'micro_head', name='method', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('slot', sa.Enum('morning', 'afternoon', 'evening', 'weekend', name='slot', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('answer', sa.Enum('met', 'not_met', 'moved', name='head_answer', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_revisit_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_revisit_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_revisit_household_id_household')),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_revisit_visit_id_visit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revisit')),
    sa.UniqueConstraint('community_id', 'visit_id', name=op.f('uq_revisit_community_id_visit_id'))
    )
    with op.batch_alter_table('revisit', schema=None) as batch_op:
        batch_op.create_index('ix_revisit_household', ['household_id', 'closed_at'], unique=False)
        batch_op.create_index('ix_revisit_open', ['grid_id', 'closed_at', 'due_on'], unique=False)

    op.create_table('garden_reminder',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('keeping_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('stage', sa.Enum('keeper', 'co_keeper', 'next', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_garden_reminder_community_id_unit')),
    sa.ForeignKeyConstraint(['keeping_id'], ['garden_keeping.id'], name=op.f('fk_garden_reminder_keeping_id_garden_keeping')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_garden_reminder')),
    sa.UniqueConstraint('community_id', 'keeping_id', 'stage', 'since', name=op.f('uq_garden_reminder_community_id_keeping_id_stage_since'))
    )
    op.create_table('opinion_answer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('side', sa.Enum('home', 'tenant', name='side', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('ballot_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('value', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['opinion_ballot.id'], name=op.f('fk_opinion_answer_ballot_id_opinion_ballot')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_answer_community_id_unit')),
    sa.ForeignKeyConstraint(['line_id'], ['opinion_line.id'], name=op.f('fk_opinion_answer_line_id_opinion_line')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_answer_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_answer')),
    sa.UniqueConstraint('community_id', 'line_id', 'side', 'position', name=op.f('uq_opinion_answer_community_id_line_id_side_position'))
    )
    with op.batch_alter_table('opinion_answer', schema=None) as batch_op:
        batch_op.create_index('ix_opinion_answer_count', ['round_id', 'side', 'position', 'value'], unique=False)

    op.create_table('opinion_decision',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('round_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('line_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('ballot_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('side', sa.Enum('home', 'tenant', name='side', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['opinion_ballot.id'], name=op.f('fk_opinion_decision_ballot_id_opinion_ballot')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_opinion_decision_community_id_unit')),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_opinion_decision_decided_by_account')),
    sa.ForeignKeyConstraint(['line_id'], ['opinion_line.id'], name=op.f('fk_opinion_decision_line_id_opinion_line')),
    sa.ForeignKeyConstraint(['round_id'], ['opinion_round.id'], name=op.f('fk_opinion_decision_round_id_opinion_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opinion_decision'))
    )
    with op.batch_alter_table('opinion_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opinion_decision_line_id'), ['line_id'], unique=False)


def downgrade() -> None:
    for table in DROPPED:
        op.drop_table(table)
