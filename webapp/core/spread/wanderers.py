"""A row that comes under another community."""

from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from webapp.core.spread import shards


def bring(session: Session, row: Any, community_id: str) -> None:
    """A row keeps its id and changes its community. A distributed engine does not move a row: there it is written anew
    where it now belongs."""
    if not shards.is_spread(session.get_bind()):
        row.community_id = community_id
        return
    session.flush()
    table: Table = row.__table__
    mine = (table.c.id == row.id, table.c.community_id == row.community_id)
    kept = session.connection().execute(select(table).where(*mine)).mappings().one()
    session.connection().execute(table.delete().where(*mine))
    session.connection().execute(table.insert().values({**kept, "community_id": community_id}))
    session.expire(row)
    row = session.get_one(type(row), kept["id"], populate_existing=True)
