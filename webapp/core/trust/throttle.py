"""How often one key may try within a window, counted in a table so that several processes agree."""

from datetime import UTC, datetime
from math import ceil

from sqlalchemy import delete, func, insert, select
from sqlmodel import Field, Session, SQLModel

from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import TooMany


class Attempt(SQLModel, table=True):
    id: str = ids.key()
    key: str = Field(max_length=120, index=True)
    at: datetime


def hit(key: str, limit: int, seconds: int) -> None:
    """Counts one try; raises TooMany when more than `limit` fell within the last `seconds`."""
    with db.transaction() as session:
        count = _recent(session, key, seconds)
        if count < limit:
            session.execute(insert(Attempt).values(id=ids.new(), key=key, at=clock.now()))
    if count >= limit:
        raise TooMany(minutes=ceil(seconds / 60))


def count(session: Session, key: str, seconds: int) -> int:
    return _recent(session, key, seconds)


def forget(key: str) -> None:
    with db.transaction() as session:
        session.execute(delete(Attempt).where(Attempt.key == key))  # type: ignore[arg-type]


def sweep(session: Session, before: datetime) -> int:
    result = session.execute(delete(Attempt).where(Attempt.at < before))  # type: ignore[arg-type]
    return int(result.rowcount)  # type: ignore[attr-defined]


def _recent(session: Session, key: str, seconds: int) -> int:
    since = datetime.fromtimestamp(clock.now().timestamp() - seconds, UTC)
    query = select(func.count()).select_from(Attempt).where(Attempt.key == key, Attempt.at >= since)  # type: ignore[arg-type]
    return int(session.execute(query).scalar_one())
