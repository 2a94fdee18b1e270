"""How often one key may try within a window, counted in a table so that several processes agree."""

from datetime import UTC, datetime
from math import ceil

from sqlalchemy import delete, func, insert, select
from sqlmodel import Field, Session, SQLModel, col

from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import TooMany


class Attempt(SQLModel, table=True):
    id: str = ids.key()
    key: str = Field(max_length=120, index=True)
    at: datetime


def hit(key: str, limit: int, seconds: int) -> str:
    """Counts one try and returns its id; raises TooMany when more than `limit` fell within the last `seconds`."""
    tried = ids.new()
    with db.transaction() as session:
        count = _recent(session, key, seconds)
        if count < limit:
            session.execute(insert(Attempt).values(id=tried, key=key, at=clock.now()))
    if count >= limit:
        raise TooMany(minutes=ceil(seconds / 60))
    return tried


def give_back(*tried: str) -> None:
    """A try that was right is none: an office that signs in all morning from one address uses nobody's tries up.
    Counted first and given back after, so that guesses sent at once do not slip through together."""
    with db.transaction() as session:
        session.execute(delete(Attempt).where(col(Attempt.id).in_(tried)))


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
