"""A setting's change names the paper it rests on"""

import sqlalchemy as sa
from alembic import op

revision = 'setting_document'
down_revision = 'opinions_cards'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('setting_change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('document', sa.String(length=120), nullable=False, server_default=''))
    with op.batch_alter_table('setting_change', schema=None) as batch_op:
        batch_op.alter_column('document', server_default=None, existing_type=sa.String(length=120))


def downgrade() -> None:
    with op.batch_alter_table('setting_change', schema=None) as batch_op:
        batch_op.drop_column('document')
