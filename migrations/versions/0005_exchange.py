"""Points, shop, micro-platform, tool station."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0005_exchange"
down_revision = '0004_casework'
branch_labels = None
depends_on = None

GUARDED = ("ledger_entry", "posting", "stock_move",)

DROPPED = ("market_placement_check", "tool_suspension", "tool_loan_reminder", "market_placement", "market_link", "tool_reservation", "tool_loan", "shop_order_line", "posting", "market_push", "market_match", "market_consent", "access_card", "shop_order", "points_lot", "offline_sale", "market_seeker", "correction", "stocktake_line", "market_offer", "market_job", "market_complaint", "ledger_entry", "tool_ticket", "stocktake", "stock_move", "market_suspension", "market_listing", "goods_price", "earn_rule", "allocation", "tool_closed_day", "tool", "passbook", "goods", "tool_station", "tool_model", "redemption_stop", "proof", "market_wage_floor", "market_day",)


def upgrade() -> None:
    op.create_table('market_day',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=False),
    sa.Column('closes', sa.Time(), nullable=False),
    sa.Column('venue', sa.String(length=80), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_day_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_day')),
    sa.UniqueConstraint('community_id', 'on', 'venue', name=op.f('uq_market_day_community_id_on_venue'))
    )
    with op.batch_alter_table('market_day', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_day_community_id'), ['community_id'], unique=False)

    op.create_table('market_wage_floor',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('unit_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('hour_fen', sa.Integer(), nullable=False),
    sa.Column('month_fen', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('hour_fen > 0 AND month_fen > 0', name=op.f('ck_market_wage_floor_amounts')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_market_wage_floor_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_wage_floor')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_market_wage_floor_unit_id_valid_from'))
    )
    op.create_table('proof',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('milliseconds', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_proof_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proof'))
    )
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.create_index('ix_proof_community_at', ['community_id', 'at'], unique=False)

    op.create_table('redemption_stop',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_redemption_stop_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_redemption_stop'))
    )
    with op.batch_alter_table('redemption_stop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_redemption_stop_community_id'), ['community_id'], unique=False)
        batch_op.create_index('uq_redemption_stop_open', ['community_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.create_table('tool_model',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('initials', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Enum('power', 'hand', 'aid', 'home', name='tool_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('value_cents', sa.Integer(), nullable=False),
    sa.Column('safety_note', sa.Text(), nullable=False),
    sa.Column('accessories', sa.JSON(), nullable=False),
    sa.Column('loan_days', sa.Integer(), nullable=False),
    sa.Column('care_days', sa.Integer(), nullable=True),
    sa.Column('renewals', sa.Integer(), nullable=False),
    sa.Column('limit_each', sa.Integer(), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('inspect_months', sa.Integer(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.CheckConstraint('loan_days > 0 AND limit_each > 0 AND renewals >= 0', name=op.f('ck_tool_model_terms')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_model_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_model')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_tool_model_community_id_name'))
    )
    op.create_table('tool_station',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('venue', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('weekdays', sa.JSON(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=False),
    sa.Column('closes', sa.Time(), nullable=False),
    sa.Column('has_box', sa.Boolean(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.CheckConstraint('opens < closes', name=op.f('ck_tool_station_hours')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_station_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_station')),
    sa.UniqueConstraint('community_id', 'name', name=op.f('uq_tool_station_community_id_name'))
    )
    op.create_table('goods',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('measure', sa.String(length=8), nullable=False),
    sa.Column('free', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('allotted', sa.Integer(), nullable=False),
    sa.Column('best_before', sa.Date(), nullable=True),
    sa.Column('is_for_adults', sa.Boolean(), nullable=False),
    sa.Column('limit_each', sa.Integer(), nullable=True),
    sa.Column('limit_days', sa.Integer(), nullable=False),
    sa.Column('unit_cost_cents', sa.Integer(), nullable=True),
    sa.Column('is_offered', sa.Boolean(), nullable=False),
    sa.Column('photo_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('allotted >= 0', name=op.f('ck_goods_allotted')),
    sa.CheckConstraint('free >= 0', name=op.f('ck_goods_free')),
    sa.CheckConstraint('held >= 0', name=op.f('ck_goods_held')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_goods_community_id_unit')),
    sa.ForeignKeyConstraint(['photo_id'], ['photo.id'], name=op.f('fk_goods_photo_id_photo')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goods')),
    sa.UniqueConstraint('community_id', 'code', name=op.f('uq_goods_community_id_code'))
    )
    with op.batch_alter_table('goods', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goods_community_id'), ['community_id'], unique=False)

    op.create_table('passbook',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('available', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('owed', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=True),
    sa.Column('card', sa.String(length=64), nullable=True),
    sa.Column('adult_on', sa.Date(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merged_into_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('available >= 0', name=op.f('ck_passbook_available')),
    sa.CheckConstraint('held >= 0', name=op.f('ck_passbook_held')),
    sa.CheckConstraint('owed >= 0', name=op.f('ck_passbook_owed')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_passbook_community_id_unit')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['passbook.id'], name=op.f('fk_passbook_merged_into_id_passbook')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_passbook_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passbook')),
    sa.UniqueConstraint('community_id', 'card', name=op.f('uq_passbook_community_id_card')),
    sa.UniqueConstraint('community_id', 'number', name=op.f('uq_passbook_community_id_number')),
    sa.UniqueConstraint('community_id', 'party_id', name=op.f('uq_passbook_community_id_party_id'))
    )
    with op.batch_alter_table('passbook', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passbook_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_passbook_party_id'), ['party_id'], unique=False)

    op.create_table('tool',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('number', sa.String(length=6), nullable=False),
    sa.Column('state', sa.Enum('new', 'in_use', 'repair', 'lost', 'retired', name='tool_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('inspected_on', sa.Date(), nullable=True),
    sa.Column('inspect_by', sa.Date(), nullable=True),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_why', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_community_id_unit')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_model_id_tool_model')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_station_id_tool_station')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool')),
    sa.UniqueConstraint('number', name=op.f('uq_tool_number'))
    )
    with op.batch_alter_table('tool', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_community_id'), ['community_id'], unique=False)
        batch_op.create_index('ix_tool_model', ['model_id'], unique=False)
        batch_op.create_index('ix_tool_station', ['station_id'], unique=False)

    op.create_table('tool_closed_day',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('why', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_closed_day_community_id_unit')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_closed_day_station_id_tool_station')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_closed_day')),
    sa.UniqueConstraint('station_id', 'on', name=op.f('uq_tool_closed_day_station_id_on'))
    )
    op.create_table('allocation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('goods_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('counter', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('sold', sa.Integer(), nullable=False),
    sa.Column('returned', sa.Integer(), nullable=False),
    sa.Column('points_each', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_allocation_quantity')),
    sa.CheckConstraint('sold >= 0 AND returned >= 0 AND sold + returned <= quantity', name=op.f('ck_allocation_left')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_allocation_account_id_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_allocation_community_id_unit')),
    sa.ForeignKeyConstraint(['goods_id'], ['goods.id'], name=op.f('fk_allocation_goods_id_goods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allocation'))
    )
    with op.batch_alter_table('allocation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_allocation_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allocation_community_id'), ['community_id'], unique=False)

    op.create_table('earn_rule',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('unit', sa.Enum('hour', 'time', 'thing', name='earn_unit', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('rounding', sa.Enum('down', 'nearest', 'up', name='rounding', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('cap_once', sa.Integer(), nullable=True),
    sa.Column('cap_day', sa.Integer(), nullable=True),
    sa.Column('cap_month', sa.Integer(), nullable=True),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('approved_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('points > 0', name=op.f('ck_earn_rule_points')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_earn_rule_dates')),
    sa.ForeignKeyConstraint(['approved_by'], ['account.id'], name=op.f('fk_earn_rule_approved_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_earn_rule_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earn_rule')),
    sa.UniqueConstraint('community_id', 'act', 'valid_from', name=op.f('uq_earn_rule_community_id_act_valid_from'))
    )
    op.create_table('goods_price',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('goods_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.CheckConstraint('points > 0', name=op.f('ck_goods_price_points')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_goods_price_community_id_unit')),
    sa.ForeignKeyConstraint(['goods_id'], ['goods.id'], name=op.f('fk_goods_price_goods_id_goods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goods_price')),
    sa.UniqueConstraint('goods_id', 'valid_from', name=op.f('uq_goods_price_goods_id_valid_from'))
    )
    with op.batch_alter_table('goods_price', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goods_price_goods_id'), ['goods_id'], unique=False)

    op.create_table('market_listing',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('merchant_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('sort', sa.Enum('job', 'offer', name='sort', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('insists', sa.String(length=200), nullable=False),
    sa.Column('state', sa.Enum('draft', 'review', 'sent_back', 'published', 'paused', 'filled', 'taken_down', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('confirm_by', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('review_words', sa.String(length=300), nullable=False),
    sa.Column('reviewed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state <> 'published' OR (confirm_by IS NOT NULL AND ends_on IS NOT NULL)", name=op.f('ck_market_listing_shown')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_listing_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_market_listing_grid_id_unit')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_market_listing_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_listing'))
    )
    with op.batch_alter_table('market_listing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_listing_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index('ix_market_listing_shop', ['merchant_id', 'state'], unique=False)
        batch_op.create_index('ix_market_listing_shown', ['community_id', 'state', 'ends_on'], unique=False)

    op.create_table('market_suspension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('merchant_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lift_words', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_suspension_community_id_unit')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_market_suspension_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_suspension'))
    )
    with op.batch_alter_table('market_suspension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_suspension_merchant_id'), ['merchant_id'], unique=False)
        batch_op.create_index('uq_market_suspension_open', ['community_id', 'merchant_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.create_table('stock_move',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('goods_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('bought', 'donated', 'held', 'freed', 'handed', 'returned', 'spoilt', 'counted', 'allotted', 'sold_offline', 'allotment_back', name='move_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('free', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('allotted', sa.Integer(), nullable=False),
    sa.Column('donor_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_stock_move_community_id_unit')),
    sa.ForeignKeyConstraint(['donor_id'], ['party.id'], name=op.f('fk_stock_move_donor_id_party')),
    sa.ForeignKeyConstraint(['goods_id'], ['goods.id'], name=op.f('fk_stock_move_goods_id_goods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stock_move')),
    sa.UniqueConstraint('community_id', 'key', name=op.f('uq_stock_move_community_id_key'))
    )
    with op.batch_alter_table('stock_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stock_move_donor_id'), ['donor_id'], unique=False)
        batch_op.create_index('ix_stock_move_goods_at', ['goods_id', 'at'], unique=False)

    op.create_table('stocktake',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('begun_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['begun_by'], ['account.id'], name=op.f('fk_stocktake_begun_by_account')),
    sa.ForeignKeyConstraint(['closed_by'], ['account.id'], name=op.f('fk_stocktake_closed_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_stocktake_community_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake'))
    )
    with op.batch_alter_table('stocktake', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stocktake_community_id'), ['community_id'], unique=False)

    op.create_table('tool_ticket',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('end', sa.Enum('repaired', 'retired', name='ticket_end', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('cost_cents', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_ticket_community_id_unit')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_ticket_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_ticket'))
    )
    with op.batch_alter_table('tool_ticket', schema=None) as batch_op:
        batch_op.create_index('ix_tool_ticket_tool', ['tool_id'], unique=False)
        batch_op.create_index('uq_tool_ticket_open', ['tool_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('ledger_entry',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('passbook_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('earn', 'opening', 'hold', 'capture', 'release', 'expire', 'donate', 'adjust', 'write_off', 'move_out', 'move_in', 'reverse', name='entry_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('change', sa.Integer(), nullable=False),
    sa.Column('sentence', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rule_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('approved_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('reverses_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ends_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('amount > 0', name=op.f('ck_ledger_entry_amount')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_ledger_entry_community_id_unit')),
    sa.ForeignKeyConstraint(['ends_id'], ['ledger_entry.id'], name=op.f('fk_ledger_entry_ends_id_ledger_entry')),
    sa.ForeignKeyConstraint(['passbook_id'], ['passbook.id'], name=op.f('fk_ledger_entry_passbook_id_passbook')),
    sa.ForeignKeyConstraint(['reverses_id'], ['ledger_entry.id'], name=op.f('fk_ledger_entry_reverses_id_ledger_entry')),
    sa.ForeignKeyConstraint(['rule_id'], ['earn_rule.id'], name=op.f('fk_ledger_entry_rule_id_earn_rule')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_entry')),
    sa.UniqueConstraint('community_id', 'key', name=op.f('uq_ledger_entry_community_id_key')),
    sa.UniqueConstraint('ends_id', name=op.f('uq_ledger_entry_ends_id')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_ledger_entry_reverses_id'))
    )
    with op.batch_alter_table('ledger_entry', schema=None) as batch_op:
        batch_op.create_index('ix_ledger_entry_at', ['at', 'id'], unique=False)
        batch_op.create_index('ix_ledger_entry_community_at', ['community_id', 'at'], unique=False)
        batch_op.create_index('ix_ledger_entry_passbook_at', ['passbook_id', 'at', 'id'], unique=False)

    op.create_table('market_complaint',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('merchant_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('case_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('unpaid', 'false_offer', 'other', name='complaint_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_upheld', sa.Boolean(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['grid_case.id'], name=op.f('fk_market_complaint_case_id_grid_case')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_complaint_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_complaint_listing_id_market_listing')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_market_complaint_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_complaint')),
    sa.UniqueConstraint('community_id', 'case_id', name=op.f('uq_market_complaint_community_id_case_id'))
    )
    with op.batch_alter_table('market_complaint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_complaint_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_market_complaint_merchant_id'), ['merchant_id'], unique=False)

    op.create_table('market_job',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('place', sa.String(length=60), nullable=False),
    sa.Column('pay_fen', sa.Integer(), nullable=False),
    sa.Column('pay_unit', sa.Enum('hour', 'day', 'month', name='pay_unit', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('head_count', sa.Integer(), nullable=False),
    sa.Column('slots', sa.JSON(), nullable=False),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('demands', sa.JSON(), nullable=False),
    sa.CheckConstraint('pay_fen > 0 AND head_count > 0', name=op.f('ck_market_job_amounts')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_market_job_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_job_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_job_listing_id_market_listing')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_job')),
    sa.UniqueConstraint('community_id', 'listing_id', name=op.f('uq_market_job_community_id_listing_id'))
    )
    with op.batch_alter_table('market_job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_job_listing_id'), ['listing_id'], unique=False)

    op.create_table('market_offer',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('before_fen', sa.Integer(), nullable=True),
    sa.Column('after_fen', sa.Integer(), nullable=True),
    sa.Column('terms', sa.String(length=120), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_offer_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_offer_listing_id_market_listing')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_offer')),
    sa.UniqueConstraint('community_id', 'listing_id', name=op.f('uq_market_offer_community_id_listing_id'))
    )
    with op.batch_alter_table('market_offer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_offer_listing_id'), ['listing_id'], unique=False)

    op.create_table('stocktake_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('stocktake_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('goods_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('expected', sa.Integer(), nullable=False),
    sa.Column('counted', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=120), nullable=False),
    sa.CheckConstraint('counted >= 0', name=op.f('ck_stocktake_line_counted')),
    sa.ForeignKeyConstraint(['goods_id'], ['goods.id'], name=op.f('fk_stocktake_line_goods_id_goods')),
    sa.ForeignKeyConstraint(['stocktake_id'], ['stocktake.id'], name=op.f('fk_stocktake_line_stocktake_id_stocktake')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stocktake_line')),
    sa.UniqueConstraint('stocktake_id', 'goods_id', name=op.f('uq_stocktake_line_stocktake_id_goods_id'))
    )
    with op.batch_alter_table('stocktake_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stocktake_line_stocktake_id'), ['stocktake_id'], unique=False)

    op.create_table('correction',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('passbook_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Enum('earn', 'opening', 'hold', 'capture', 'release', 'expire', 'donate', 'adjust', 'write_off', 'move_out', 'move_in', 'reverse', name='entry_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('amount <> 0', name=op.f('ck_correction_amount')),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_correction_asked_by_account')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_correction_community_id_unit')),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_correction_decided_by_account')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entry.id'], name=op.f('fk_correction_entry_id_ledger_entry')),
    sa.ForeignKeyConstraint(['passbook_id'], ['passbook.id'], name=op.f('fk_correction_passbook_id_passbook')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_community_id'), ['community_id'], unique=False)

    op.create_table('market_seeker',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('grid_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('building_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('name', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('reach', sa.Enum('building', 'grid', 'community', name='reach', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('slots', sa.JSON(), nullable=False),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('limits', sa.JSON(), nullable=False),
    sa.Column('wish_fen', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('token_turn', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('entered_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_market_seeker_account_id_account')),
    sa.ForeignKeyConstraint(['building_id'], ['building.id'], name=op.f('fk_market_seeker_building_id_building')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_seeker_community_id_unit')),
    sa.ForeignKeyConstraint(['grid_id'], ['unit.id'], name=op.f('fk_market_seeker_grid_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_market_seeker_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_seeker')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_market_seeker_token_hash'))
    )
    with op.batch_alter_table('market_seeker', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_seeker_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_market_seeker_grid_id'), ['grid_id'], unique=False)
        batch_op.create_index('ix_market_seeker_home', ['household_id'], unique=False)
        batch_op.create_index('ix_market_seeker_open', ['community_id', 'ended_at'], unique=False)

    op.create_table('offline_sale',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('allocation_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('sold_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_offline_sale_quantity')),
    sa.ForeignKeyConstraint(['allocation_id'], ['allocation.id'], name=op.f('fk_offline_sale_allocation_id_allocation')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_offline_sale_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entry.id'], name=op.f('fk_offline_sale_entry_id_ledger_entry')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_offline_sale_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offline_sale'))
    )
    with op.batch_alter_table('offline_sale', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offline_sale_allocation_id'), ['allocation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_offline_sale_community_id'), ['community_id'], unique=False)

    op.create_table('points_lot',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('passbook_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('remaining', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.CheckConstraint('held >= 0', name=op.f('ck_points_lot_held')),
    sa.CheckConstraint('remaining >= 0', name=op.f('ck_points_lot_remaining')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_points_lot_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entry.id'], name=op.f('fk_points_lot_entry_id_ledger_entry')),
    sa.ForeignKeyConstraint(['passbook_id'], ['passbook.id'], name=op.f('fk_points_lot_passbook_id_passbook')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_points_lot'))
    )
    with op.batch_alter_table('points_lot', schema=None) as batch_op:
        batch_op.create_index('ix_points_lot_due', ['expires_on'], unique=False, sqlite_where=sa.text('remaining > 0'), postgresql_where=sa.text('remaining > 0'))
        batch_op.create_index(batch_op.f('ix_points_lot_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index('ix_points_lot_open', ['passbook_id', 'expires_on'], unique=False, sqlite_where=sa.text('remaining > 0'), postgresql_where=sa.text('remaining > 0'))

    op.create_table('shop_order',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('passbook_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('party_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('state', sa.Enum('ready', 'collected', 'cancelled', 'lapsed', 'returned', name='order_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('hold_until', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('placed_by', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('proxy_name', sa.Text(), nullable=True),
    sa.CheckConstraint('total > 0', name=op.f('ck_shop_order_total')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_shop_order_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entry.id'], name=op.f('fk_shop_order_entry_id_ledger_entry')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_shop_order_party_id_party')),
    sa.ForeignKeyConstraint(['passbook_id'], ['passbook.id'], name=op.f('fk_shop_order_passbook_id_passbook')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_order'))
    )
    with op.batch_alter_table('shop_order', schema=None) as batch_op:
        batch_op.create_index('ix_shop_order_at', ['community_id', 'at', 'id'], unique=False)
        batch_op.create_index('ix_shop_order_due', ['hold_until'], unique=False, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('ix_shop_order_party_at', ['party_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_order_passbook_id'), ['passbook_id'], unique=False)
        batch_op.create_index('ix_shop_order_until', ['community_id', 'hold_until', 'id'], unique=False)
        batch_op.create_index('uq_shop_order_code_open', ['community_id', 'code'], unique=True, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))

    op.create_table('access_card',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('card_hash', sa.String(length=32), nullable=False),
    sa.Column('code_hash', sa.String(length=32), nullable=True),
    sa.Column('bound_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('bound_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_access_card_community_id_unit')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_access_card_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_card'))
    )
    with op.batch_alter_table('access_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_card_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('uq_access_card_open', ['community_id', 'card_hash'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('market_consent',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seeker_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('purpose', sa.Enum('work', 'offers', name='purpose', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('version', sa.String(length=20), nullable=False),
    sa.Column('channel', sa.Enum('self', 'worker', name='channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('witness_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_consent_community_id_unit')),
    sa.ForeignKeyConstraint(['seeker_id'], ['market_seeker.id'], name=op.f('fk_market_consent_seeker_id_market_seeker')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_consent'))
    )
    with op.batch_alter_table('market_consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_consent_seeker_id'), ['seeker_id'], unique=False)
        batch_op.create_index('uq_market_consent_open', ['community_id', 'seeker_id', 'purpose'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('market_match',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seeker_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('misses', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('seeker_says', sa.Boolean(), nullable=True),
    sa.Column('seeker_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shop_says', sa.Boolean(), nullable=True),
    sa.Column('shop_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('disclosed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('disclosed_at IS NULL OR (seeker_says AND shop_says)', name=op.f('ck_market_match_both_said_yes')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_match_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_match_listing_id_market_listing')),
    sa.ForeignKeyConstraint(['seeker_id'], ['market_seeker.id'], name=op.f('fk_market_match_seeker_id_market_seeker')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_match')),
    sa.UniqueConstraint('community_id', 'listing_id', 'seeker_id', name=op.f('uq_market_match_community_id_listing_id_seeker_id'))
    )
    with op.batch_alter_table('market_match', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_match_listing_id'), ['listing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_market_match_seeker_id'), ['seeker_id'], unique=False)

    op.create_table('market_push',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('seeker_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('place BETWEEN 1 AND 2', name=op.f('ck_market_push_weekly_cap')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_push_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_push_listing_id_market_listing')),
    sa.ForeignKeyConstraint(['seeker_id'], ['market_seeker.id'], name=op.f('fk_market_push_seeker_id_market_seeker')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_push')),
    sa.UniqueConstraint('community_id', 'seeker_id', 'listing_id', name=op.f('uq_market_push_community_id_seeker_id_listing_id')),
    sa.UniqueConstraint('community_id', 'seeker_id', 'week', 'place', name=op.f('uq_market_push_community_id_seeker_id_week_place'))
    )
    with op.batch_alter_table('market_push', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_push_listing_id'), ['listing_id'], unique=False)

    op.create_table('posting',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('entry_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('account', sa.Enum('available', 'held', 'debt', 'issued', 'redeemed', 'expired', 'correction', 'donated', 'moved', name='ledger_account', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('passbook_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lot_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.CheckConstraint("(account IN ('available', 'held', 'debt')) = (passbook_id IS NOT NULL)", name=op.f('ck_posting_owner')),
    sa.CheckConstraint('amount <> 0', name=op.f('ck_posting_amount')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_posting_community_id_unit')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entry.id'], name=op.f('fk_posting_entry_id_ledger_entry')),
    sa.ForeignKeyConstraint(['lot_id'], ['points_lot.id'], name=op.f('fk_posting_lot_id_points_lot')),
    sa.ForeignKeyConstraint(['passbook_id'], ['passbook.id'], name=op.f('fk_posting_passbook_id_passbook')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posting'))
    )
    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.create_index('ix_posting_community_account', ['community_id', 'account', 'amount'], unique=False)
        batch_op.create_index(batch_op.f('ix_posting_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index('ix_posting_lot', ['lot_id', 'account', 'amount'], unique=False)
        batch_op.create_index('ix_posting_passbook_account', ['passbook_id', 'account', 'amount'], unique=False)

    op.create_table('shop_order_line',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('order_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('goods_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('measure', sa.String(length=8), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('points_each', sa.Integer(), nullable=False),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_shop_order_line_quantity')),
    sa.ForeignKeyConstraint(['goods_id'], ['goods.id'], name=op.f('fk_shop_order_line_goods_id_goods')),
    sa.ForeignKeyConstraint(['order_id'], ['shop_order.id'], name=op.f('fk_shop_order_line_order_id_shop_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_order_line')),
    sa.UniqueConstraint('order_id', 'goods_id', name=op.f('uq_shop_order_line_order_id_goods_id'))
    )
    with op.batch_alter_table('shop_order_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_order_line_goods_id'), ['goods_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_order_line_order_id'), ['order_id'], unique=False)

    op.create_table('tool_loan',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('station_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('household_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('proxy_name', sa.Text(), nullable=True),
    sa.Column('out_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('out_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('renewals', sa.Integer(), nullable=False),
    sa.Column('need_seen', sa.Boolean(), nullable=False),
    sa.Column('safety_read', sa.Boolean(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('end', sa.Enum('back', 'lost', name='loan_end', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('back_station_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('in_box', sa.Boolean(), nullable=False),
    sa.Column('late_days', sa.Integer(), nullable=False),
    sa.Column('missing', sa.JSON(), nullable=False),
    sa.Column('words', sa.String(length=200), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('renewals >= 0 AND late_days >= 0', name=op.f('ck_tool_loan_counts')),
    sa.ForeignKeyConstraint(['back_station_id'], ['tool_station.id'], name=op.f('fk_tool_loan_back_station_id_tool_station')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_loan_community_id_unit')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_tool_loan_household_id_household')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_loan_model_id_tool_model')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_loan_resident_id_resident')),
    sa.ForeignKeyConstraint(['station_id'], ['tool_station.id'], name=op.f('fk_tool_loan_station_id_tool_station')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_loan_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_loan'))
    )
    with op.batch_alter_table('tool_loan', schema=None) as batch_op:
        batch_op.create_index('ix_tool_loan_due', ['community_id', 'due_on'], unique=False, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_tool_loan_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_loan_model_id'), ['model_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_loan_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('ix_tool_loan_tool_out', ['tool_id', 'out_at'], unique=False)
        batch_op.create_index('ix_tool_loan_unchecked', ['tool_id'], unique=False, sqlite_where=sa.text('checked_at IS NULL'), postgresql_where=sa.text('checked_at IS NULL'))
        batch_op.create_index('uq_tool_loan_open', ['tool_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('tool_reservation',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('model_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('need_seen', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'ready', 'collected', 'cancelled', 'lapsed', name='reservation_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('tool_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ready_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ready_until', sa.Date(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state <> 'ready' OR (tool_id IS NOT NULL AND ready_until IS NOT NULL)", name=op.f('ck_tool_reservation_ready')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_reservation_community_id_unit')),
    sa.ForeignKeyConstraint(['model_id'], ['tool_model.id'], name=op.f('fk_tool_reservation_model_id_tool_model')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_reservation_resident_id_resident')),
    sa.ForeignKeyConstraint(['tool_id'], ['tool.id'], name=op.f('fk_tool_reservation_tool_id_tool')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_reservation'))
    )
    with op.batch_alter_table('tool_reservation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_reservation_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_reservation_resident_id'), ['resident_id'], unique=False)
        batch_op.create_index('uq_tool_reservation_copy', ['tool_id'], unique=True, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('uq_tool_reservation_person', ['model_id', 'resident_id'], unique=True, sqlite_where=sa.text("state IN ('waiting', 'ready')"), postgresql_where=sa.text("state IN ('waiting', 'ready')"))

    op.create_table('market_link',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('merchant_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('listing_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('match_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('purpose', sa.Enum('write', 'confirm', 'reply', name='link_purpose', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_link_community_id_unit')),
    sa.ForeignKeyConstraint(['listing_id'], ['market_listing.id'], name=op.f('fk_market_link_listing_id_market_listing')),
    sa.ForeignKeyConstraint(['match_id'], ['market_match.id'], name=op.f('fk_market_link_match_id_market_match')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_market_link_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_market_link_token_hash'))
    )
    with op.batch_alter_table('market_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_link_listing_id'), ['listing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_market_link_match_id'), ['match_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_market_link_merchant_id'), ['merchant_id'], unique=False)

    op.create_table('market_placement',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('match_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_placement_community_id_unit')),
    sa.ForeignKeyConstraint(['match_id'], ['market_match.id'], name=op.f('fk_market_placement_match_id_market_match')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_placement')),
    sa.UniqueConstraint('community_id', 'match_id', name=op.f('uq_market_placement_community_id_match_id'))
    )
    with op.batch_alter_table('market_placement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_placement_match_id'), ['match_id'], unique=False)

    op.create_table('tool_loan_reminder',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('rung', sa.Enum('day_before', 'due_day', 'day_after', 'week_after', name='rung', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_loan_reminder_community_id_unit')),
    sa.ForeignKeyConstraint(['loan_id'], ['tool_loan.id'], name=op.f('fk_tool_loan_reminder_loan_id_tool_loan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_loan_reminder')),
    sa.UniqueConstraint('loan_id', 'rung', 'due_on', name=op.f('uq_tool_loan_reminder_loan_id_rung_due_on'))
    )
    with op.batch_alter_table('tool_loan_reminder', schema=None) as batch_op:
        batch_op.create_index('ix_tool_loan_reminder_open', ['community_id'], unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))

    op.create_table('tool_suspension',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('resident_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('loan_id', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.CheckConstraint('until >= since', name=op.f('ck_tool_suspension_days')),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_tool_suspension_community_id_unit')),
    sa.ForeignKeyConstraint(['loan_id'], ['tool_loan.id'], name=op.f('fk_tool_suspension_loan_id_tool_loan')),
    sa.ForeignKeyConstraint(['resident_id'], ['resident.id'], name=op.f('fk_tool_suspension_resident_id_resident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tool_suspension')),
    sa.UniqueConstraint('loan_id', name=op.f('uq_tool_suspension_loan_id'))
    )
    with op.batch_alter_table('tool_suspension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tool_suspension_community_id'), ['community_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tool_suspension_resident_id'), ['resident_id'], unique=False)

    op.create_table('market_placement_check',
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('community_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('placement_id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('after_days', sa.Integer(), nullable=False),
    sa.Column('still_there', sa.Boolean(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.Uuid(as_uuid=False), nullable=True),
    sa.ForeignKeyConstraint(['community_id'], ['unit.id'], name=op.f('fk_market_placement_check_community_id_unit')),
    sa.ForeignKeyConstraint(['placement_id'], ['market_placement.id'], name=op.f('fk_market_placement_check_placement_id_market_placement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_placement_check')),
    sa.UniqueConstraint('community_id', 'placement_id', 'after_days', name=op.f('uq_market_placement_check_community_id_placement_id_after_days'))
    )
    with op.batch_alter_table('market_placement_check', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_market_placement_check_placement_id'), ['placement_id'], unique=False)
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    for table in DROPPED:
        op.drop_table(table)
