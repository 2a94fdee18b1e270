"""The edition of a community's rows: a number that moves with every transaction that changes something a page may show.
A page drawn at one edition is the same until the next (`webapp.people.accounts.unchanged`).

No service says it. Rows that are flushed or written as values name their community; of any other statement the
community is taken from the lines of the history beside it. What names none moves the district's own number, which is
part of everybody's edition.
"""

import threading
from typing import Any

from sqlalchemy import TextClause, bindparam, event, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from webapp.core.data import db, ids, statements
from webapp.core.data.db import HouseSession
from webapp.core.spread import shards
from webapp.core.trust import history
from webapp.core.trust.history import DISTRICT_CHAIN

# No page that is kept by its edition shows these.
UNSEEN = frozenset({
    "attempt", "audit_head", "audit_line", "backup_copy", "backup_proof", "digest_letter", "digest_wish",
    "edition", "figure_proof", "invitation", "job", "machine_light", "notice_delivery", "one_time_secret",
    "passkey", "provider_link", "recovery_code", "restore_drill", "setup_code", "sign_in", "sync_epoch",
    "sync_mirror", "sync_phone", "sync_receipt", "sync_version",
})  # fmt: skip
CHANGES = ("INSERT", "UPDATE", "DELETE")
LANES = 8  # so that writers of a busy community do not wait for one another at this row of all


class Edition(SQLModel, table=True):
    home_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]
    lane: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int


ONE = select(func.sum(Edition.number)).where(
    col(Edition.home_id).in_([bindparam("home", type_=ids.COLUMN), bindparam("district", type_=ids.COLUMN)])
)
ALL = select(func.sum(Edition.number))


def _next(dialect: Any) -> Any:
    told = dialect.insert(Edition).values(home_id=bindparam("home"), lane=bindparam("of_lane"), number=1)
    return told.on_conflict_do_update(index_elements=["home_id", "lane"], set_={"number": Edition.number + 1})


ON_SQLITE, ON_POSTGRES = _next(sqlite), _next(postgresql)


def edition(session: Session, home: str | None) -> int | None:
    """Of one community with the district above it, or of them all. Ask before the rows: what is committed in between
    then makes the page newer than it says, never older. None where rows are spread over machines: there this would be
    one row that all of them write."""
    if shards.HERE:
        return None
    asked = {"home": home, "district": DISTRICT_CHAIN} if home else {}
    return statements.rows(session, ONE if home else ALL, asked)[0][0] or 0


@event.listens_for(HouseSession, "after_flush")
def _flushed(session: Session, *_: Any) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        statements.wrote(session, row.__tablename__, {getattr(row, "community_id", None) or DISTRICT_CHAIN})


@event.listens_for(HouseSession, "do_orm_execute")
def _executed(state: Any) -> None:
    told = state.statement
    if told.is_dml or (isinstance(told, TextClause) and told.text.lstrip()[:6].upper() in CHANGES):
        statements.wrote(state.session, told.table.name if told.is_dml else "", {None})


@event.listens_for(HouseSession, "before_commit")
def _move(session: Session) -> None:
    """The last that is written, so that its row is locked for as long as a commit takes."""
    if session.get_nested_transaction() is not None or shards.HERE:
        return
    session.flush()
    history.settle(session)
    seen = [homes for table, homes in session.info.pop("written", {}).items() if table not in UNSEEN]
    if moved := set[str | None]().union(*seen):
        homes = sorted(filter(None, moved)) or [DISTRICT_CHAIN]
        on = ON_POSTGRES if db.is_postgres(session) else ON_SQLITE
        lane = threading.get_native_id() % LANES if on is ON_POSTGRES else 0
        statements.write(session, on, [{"home": home, "of_lane": lane} for home in homes])
