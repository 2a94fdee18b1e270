"""Orders of the desk's lists: an index for each, by grid, by community and for a whole tree."""

import sqlalchemy as sa
from alembic import op

revision = "0012_desk_indexes"
down_revision = "opinions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index('ix_activity_made', ['community_id', 'made_at', 'id'], unique=False)
        batch_op.create_index('ix_activity_made_all', ['made_at', 'id'], unique=False)

    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index('ix_certificate_issued', ['issuer_id', 'issued_at', 'id'], unique=False)
        batch_op.create_index('ix_certificate_issued_all', ['issued_at', 'id'], unique=False)

    with op.batch_alter_table('household', schema=None) as batch_op:
        batch_op.create_index('ix_household_door_all', ['door', 'id'], unique=False)
        batch_op.create_index('ix_household_due', ['community_id', 'next_due_on', 'id'], unique=False)
        batch_op.create_index('ix_household_due_all', ['next_due_on', 'id'], unique=False)
        batch_op.create_index('ix_household_grid_door', ['grid_id', 'door', 'id'], unique=False)

    with op.batch_alter_table('ledger_entry', schema=None) as batch_op:
        batch_op.create_index('ix_ledger_entry_at', ['at', 'id'], unique=False)

    with op.batch_alter_table('merchant', schema=None) as batch_op:
        batch_op.create_index('ix_merchant_grid_pinyin', ['grid_id', 'pinyin', 'id'], unique=False)
        batch_op.create_index('ix_merchant_pinyin_all', ['pinyin', 'id'], unique=False)

    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index('ix_promise_decided', ['community_id', 'decided_on', 'id'], unique=False)
        batch_op.create_index('ix_promise_decided_all', ['decided_on', 'id'], unique=False)
        batch_op.create_index('ix_promise_standing', ['community_id', 'due', 'id'], unique=False, sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))
        batch_op.create_index('ix_promise_standing_all', ['due', 'id'], unique=False, sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))

    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.create_index('ix_resident_grid_pinyin', ['grid_id', 'pinyin', 'id'], unique=False)
        batch_op.create_index('ix_resident_pinyin_all', ['pinyin', 'id'], unique=False)

    with op.batch_alter_table('shop_order', schema=None) as batch_op:
        batch_op.create_index('ix_shop_order_at', ['community_id', 'at', 'id'], unique=False)
        batch_op.create_index('ix_shop_order_until', ['community_id', 'hold_until', 'id'], unique=False)

    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index('ix_visit_time', ['happened_at', 'id'], unique=False)

    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.create_index('ix_volunteer_joined', ['community_id', 'joined_on', 'id'], unique=False)
        batch_op.create_index('ix_volunteer_joined_all', ['joined_on', 'id'], unique=False)
        batch_op.create_index('ix_volunteer_number_all', ['number', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('volunteer', schema=None) as batch_op:
        batch_op.drop_index('ix_volunteer_number_all')
        batch_op.drop_index('ix_volunteer_joined_all')
        batch_op.drop_index('ix_volunteer_joined')

    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_index('ix_visit_time')

    with op.batch_alter_table('shop_order', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_order_until')
        batch_op.drop_index('ix_shop_order_at')

    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.drop_index('ix_resident_pinyin_all')
        batch_op.drop_index('ix_resident_grid_pinyin')

    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.drop_index('ix_promise_standing_all', sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))
        batch_op.drop_index('ix_promise_standing', sqlite_where=sa.text("state NOT IN ('done', 'ended')"), postgresql_where=sa.text("state NOT IN ('done', 'ended')"))
        batch_op.drop_index('ix_promise_decided_all')
        batch_op.drop_index('ix_promise_decided')

    with op.batch_alter_table('merchant', schema=None) as batch_op:
        batch_op.drop_index('ix_merchant_pinyin_all')
        batch_op.drop_index('ix_merchant_grid_pinyin')

    with op.batch_alter_table('ledger_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_ledger_entry_at')

    with op.batch_alter_table('household', schema=None) as batch_op:
        batch_op.drop_index('ix_household_grid_door')
        batch_op.drop_index('ix_household_due_all')
        batch_op.drop_index('ix_household_due')
        batch_op.drop_index('ix_household_door_all')

    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index('ix_certificate_issued_all')
        batch_op.drop_index('ix_certificate_issued')

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index('ix_activity_made_all')
        batch_op.drop_index('ix_activity_made')

