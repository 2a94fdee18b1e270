"""Fields a person had erased stay empty: remembered with the person, also for erasures before this version."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "wishes"
down_revision = "rights_requests"
branch_labels = None
depends_on = None

FIELDS = ("born_on", "phone", "id_number", "health", "political", "work")
OF_PURPOSE = {"phone": "phone", "health": "health", "number": "id_number"}


def upgrade() -> None:
    op.add_column("resident", sa.Column("erased", sa.String(length=80), nullable=False, server_default=""))
    _remember()


def _remember() -> None:
    """By the history of the requests that ended in an erasure, and by consents that ended and were not given again."""
    here, gone = op.get_bind(), {}
    told = sa.text(
        "SELECT person_request.resident_id, audit_line.after FROM person_request "
        "JOIN audit_line ON audit_line.row_id = person_request.id AND audit_line.verb = 'erase_for_person' "
        "WHERE person_request.resident_id IS NOT NULL"
    )
    for resident_id, after in here.execute(told):
        words: Any = json.loads(after) if isinstance(after, str) else after or {}
        gone.setdefault(resident_id, set()).update(words.get("fields") or ())
    ended = sa.text(
        "SELECT resident_id, purpose FROM person_consent one WHERE ended_at IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM person_consent other WHERE other.resident_id = one.resident_id "
        "AND other.purpose = one.purpose AND other.ended_at IS NULL)"
    )
    for resident_id, purpose in here.execute(ended):
        gone.setdefault(resident_id, set()).add(OF_PURPOSE[purpose])
    table = sa.table("resident", sa.column("id"), sa.column("erased"), *(sa.column(name) for name in FIELDS))
    for resident_id, fields in gone.items():
        row = here.execute(sa.select(table).where(table.c.id == resident_id)).mappings().first()
        empty = ",".join(name for name in FIELDS if name in fields and row is not None and not row[name])
        if empty:
            here.execute(sa.update(table).where(table.c.id == resident_id).values(erased=empty))


def downgrade() -> None:
    op.drop_column("resident", "erased")
