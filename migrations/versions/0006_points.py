"""Points in double entry, the shop and its stock."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0006_points"
down_revision = "0005_cases"
branch_labels = None
depends_on = None

GUARDED = ('ledger_entry', 'posting', 'stock_move')


def upgrade() -> None:
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
        batch_op.create_index('ix_ledger_entry_community_at', ['community_id', 'at'], unique=False)
        batch_op.create_index('ix_ledger_entry_passbook_at', ['passbook_id', 'at', 'id'], unique=False)

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
        batch_op.create_index('ix_shop_order_due', ['hold_until'], unique=False, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('ix_shop_order_party_at', ['party_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_order_passbook_id'), ['passbook_id'], unique=False)
        batch_op.create_index('uq_shop_order_code_open', ['community_id', 'code'], unique=True, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))

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
    for table in GUARDED:
        append_only.guard(table)


def downgrade() -> None:
    for table in GUARDED:
        append_only.release(table)
    with op.batch_alter_table('shop_order_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_order_line_order_id'))
        batch_op.drop_index(batch_op.f('ix_shop_order_line_goods_id'))

    op.drop_table('shop_order_line')
    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.drop_index('ix_posting_passbook_account')
        batch_op.drop_index('ix_posting_lot')
        batch_op.drop_index(batch_op.f('ix_posting_entry_id'))
        batch_op.drop_index('ix_posting_community_account')

    op.drop_table('posting')
    with op.batch_alter_table('shop_order', schema=None) as batch_op:
        batch_op.drop_index('uq_shop_order_code_open', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.drop_index(batch_op.f('ix_shop_order_passbook_id'))
        batch_op.drop_index('ix_shop_order_party_at')
        batch_op.drop_index('ix_shop_order_due', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))

    op.drop_table('shop_order')
    with op.batch_alter_table('points_lot', schema=None) as batch_op:
        batch_op.drop_index('ix_points_lot_open', sqlite_where=sa.text('remaining > 0'), postgresql_where=sa.text('remaining > 0'))
        batch_op.drop_index(batch_op.f('ix_points_lot_entry_id'))
        batch_op.drop_index('ix_points_lot_due', sqlite_where=sa.text('remaining > 0'), postgresql_where=sa.text('remaining > 0'))

    op.drop_table('points_lot')
    with op.batch_alter_table('offline_sale', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offline_sale_community_id'))
        batch_op.drop_index(batch_op.f('ix_offline_sale_allocation_id'))

    op.drop_table('offline_sale')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_community_id'))

    op.drop_table('correction')
    with op.batch_alter_table('stocktake_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stocktake_line_stocktake_id'))

    op.drop_table('stocktake_line')
    with op.batch_alter_table('ledger_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_ledger_entry_passbook_at')
        batch_op.drop_index('ix_ledger_entry_community_at')

    op.drop_table('ledger_entry')
    with op.batch_alter_table('stocktake', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stocktake_community_id'))

    op.drop_table('stocktake')
    op.drop_table('earn_rule')
    with op.batch_alter_table('allocation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_allocation_community_id'))
        batch_op.drop_index(batch_op.f('ix_allocation_account_id'))

    op.drop_table('allocation')
    with op.batch_alter_table('stock_move', schema=None) as batch_op:
        batch_op.drop_index('ix_stock_move_goods_at')
        batch_op.drop_index(batch_op.f('ix_stock_move_donor_id'))

    op.drop_table('stock_move')
    with op.batch_alter_table('passbook', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passbook_party_id'))
        batch_op.drop_index(batch_op.f('ix_passbook_community_id'))

    op.drop_table('passbook')
    with op.batch_alter_table('goods_price', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_goods_price_goods_id'))

    op.drop_table('goods_price')
    with op.batch_alter_table('redemption_stop', schema=None) as batch_op:
        batch_op.drop_index('uq_redemption_stop_open', sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_redemption_stop_community_id'))

    op.drop_table('redemption_stop')
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.drop_index('ix_proof_community_at')

    op.drop_table('proof')
    with op.batch_alter_table('market_day', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_market_day_community_id'))

    op.drop_table('market_day')
    with op.batch_alter_table('goods', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_goods_community_id'))

    op.drop_table('goods')
