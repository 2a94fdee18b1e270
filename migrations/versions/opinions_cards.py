"""A case may come from an opinion round; the access card of a passbook is kept as a keyed hash, as at the tool station."""

import re

import sqlalchemy as sa
from alembic import op

revision = "opinions_cards"
down_revision = '0009_centre'
branch_labels = None
depends_on = None

OLD = ("visit", "patrol", "resident", "relay", "council", "hotline", "order")
NEW = (*OLD, "round")
TABLES = ("grid_case", "case_voice")
CARDS = sa.table("passbook", sa.column("id", sa.Uuid(as_uuid=False)), sa.column("card_hash", sa.String()))


def upgrade() -> None:
    for table in TABLES:
        _allow(table, OLD, NEW)
    _rename("card", "card_hash")
    bind = op.get_bind()
    bound = bind.execute(sa.select(CARDS.c.id, CARDS.c.card_hash).where(CARDS.c.card_hash.is_not(None))).all()
    if bound:
        from webapp.core.trust import vault  # the keys are the installation's, not the schema's

        for id, number in bound:
            tidy = re.sub(r"[\s:-]", "", number).upper()
            values = {"card_hash": vault.blind_index(f"card:{tidy}")}
            bind.execute(sa.update(CARDS).where(CARDS.c.id == id).values(values))


def downgrade() -> None:
    """Bound cards are forgotten: nobody can tell a number from its hash."""
    op.execute("UPDATE passbook SET card_hash = NULL")
    _rename("card_hash", "card")
    for table in TABLES:
        op.execute(f"UPDATE {table} SET source = 'patrol' WHERE source = 'round'")
        _allow(table, NEW, OLD)


def _rename(old: str, new: str) -> None:
    op.execute(f"ALTER TABLE passbook RENAME COLUMN {old} TO {new}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"ALTER TABLE passbook RENAME CONSTRAINT uq_passbook_community_id_{old} TO uq_passbook_community_id_{new}"
        )
    else:
        _rewrite("passbook", f"uq_passbook_community_id_{old} ", f"uq_passbook_community_id_{new} ")


def _allow(table: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_source")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_source CHECK (source IN ({_told(after)}))")
    else:
        _rewrite(table, f"source IN ({_told(before)})", f"source IN ({_told(after)})")


def _told(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _rewrite(table: str, before: str, after: str) -> None:
    """The words of a constraint alone, as sqlite.org/lang_altertable.html, section 7, has it: no row is touched, and
    the table keeps its other checks and triggers, which a rebuilt one would lose."""
    bind = op.get_bind()
    words = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar_one()
    if words.count(before) != 1:
        raise RuntimeError(f"{table}: {before}")
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    bind.exec_driver_sql(
        "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (words.replace(before, after), table)
    )
    bind.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")
