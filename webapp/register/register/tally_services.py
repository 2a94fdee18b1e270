"""Homes and homes met of a grid or micro-grid, counted anew in the transaction that changed one of them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Table, bindparam, case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import HomeTally, Household
from webapp.register.register.rules import NOBODY, round_start

AT_ONCE = 400
TABLE: Table = HomeTally.__table__  # type: ignore[attr-defined]


def is_met(today: date) -> Any:
    """Somebody answered in the round that runs on this day."""
    return _is_met_since(clock.start_of_day(round_start(today)))


def _is_met_since(since: Any) -> Any:
    return (col(Household.last_visited_at) >= since) & col(Household.last_outcome).not_in(("", NOBODY))


class Met(Protocol):
    last_visited_at: datetime | None
    last_outcome: str


def counts_as_met(home: Met) -> bool:
    """`is_met` of one home, today."""
    since = clock.start_of_day(round_start(clock.today()))
    return home.last_visited_at is not None and home.last_visited_at >= since and home.last_outcome not in ("", NOBODY)


def touch(session: Session, *unit_ids: str | None) -> None:
    """Something of a home of these units changes: they are counted anew before the transaction commits."""
    session.info.setdefault("tallies", set()).update(unit_id for unit_id in unit_ids if unit_id)
    db.at_end(session, "tallies", _recount_touched)


def rebuild(session: Session) -> int:
    """Every unit anew. Returns how many."""
    kinds = (UnitKind.GRID, UnitKind.MICRO_GRID)
    units = session.execute(select(Unit.id).where(col(Unit.kind).in_(kinds))).scalars().all()
    recount(session, units)
    return len(units)


def recount(session: Session, unit_ids: Iterable[str]) -> None:
    """Where others write too, the rows are locked in one order and counted afterwards: whoever waited counts what the
    other has written."""
    session.flush()
    since = round_start(clock.today())
    every = sorted(set(unit_ids))
    for some in (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)):
        if db.is_postgres(session):
            _lock(session, some, since)
        counted = dict(_counts(session, some))
        rows = [(unit_id, *counted.get(unit_id, (0, 0))) for unit_id in some]
        lines = [{"unit_id": key, "round_from": since, "homes": homes, "met": met} for key, homes, met in rows]
        session.connection().execute(_upsert(db.is_postgres(session)), lines)


def _recount_touched(session: Session) -> None:
    recount(session, session.info.pop("tallies", set()))


def _lock(session: Session, unit_ids: list[str], since: date) -> None:
    rows = [{"unit_id": unit_id, "round_from": since, "homes": 0, "met": 0} for unit_id in unit_ids]
    session.execute(postgresql.insert(HomeTally).on_conflict_do_nothing(), rows)
    mine = select(HomeTally.unit_id).where(col(HomeTally.unit_id).in_(unit_ids))
    session.execute(mine.order_by(col(HomeTally.unit_id)).with_for_update()).all()


@cache
def _upsert(is_postgres: bool) -> Any:
    made = (postgresql.insert if is_postgres else sqlite.insert)(TABLE)
    fresh = {name: made.excluded[name] for name in ("round_from", "homes", "met")}
    return made.on_conflict_do_update(index_elements=["unit_id"], set_=fresh)


def _counts(session: Session, unit_ids: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    asked = {"ids": unit_ids, "since": clock.start_of_day(round_start(clock.today()))}
    for query in _count_queries():
        for unit_id, homes, count in session.connection().execute(query, asked):
            yield unit_id, (int(homes), int(count or 0))


@cache
def _count_queries() -> list[Any]:
    """By grid and by micro-grid."""
    met = func.sum(case((_is_met_since(bindparam("since")), 1), else_=0))
    return [
        select(column, func.count(), met)
        .where(column.in_(bindparam("ids", expanding=True)), col(Household.moved_out_on).is_(None))
        .group_by(column)
        for column in (col(Household.grid_id), col(Household.micro_grid_id))
    ]
