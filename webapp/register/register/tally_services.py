"""Homes and homes met of a grid or micro-grid, counted anew in the transaction that changed one of them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import Table, bindparam, case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.core.data import db, ids, statements
from webapp.core.spread import shards
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


def touch(session: Session, community_id: str, *unit_ids: str | None) -> None:
    """Something of a home of these units changes: they are counted anew before the transaction commits."""
    session.info.setdefault("tallies", {}).update((unit_id, community_id) for unit_id in unit_ids if unit_id)
    db.at_end(session, "tallies", _recount_touched)


def rebuild(session: Session) -> int:
    """Every unit anew. Returns how many."""
    grids = select(Unit.id, Unit.parent_id).where(col(Unit.kind) == UnitKind.GRID)
    community_of: dict[str, str] = {grid_id: str(parent_id) for grid_id, parent_id in session.execute(grids)}
    small = select(Unit.id, Unit.parent_id).where(col(Unit.kind) == UnitKind.MICRO_GRID)
    community_of |= {one: community_of[above] for one, above in session.execute(small) if above in community_of}
    recount(session, community_of)
    return len(community_of)


def recount(session: Session, community_of: Mapping[str, str]) -> None:
    """Where others write too, the rows are locked in one order and counted afterwards: whoever waited counts what the
    other has written."""
    session.flush()
    by_community = sorted(community_of, key=lambda unit_id: (community_of[unit_id], unit_id))
    for community_id, units in groupby(by_community, key=lambda unit_id: community_of[unit_id]):
        every = list(units)
        for some in (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)):
            _recount(session, community_id, some)


def _recount(session: Session, community_id: str, unit_ids: list[str]) -> None:
    since = round_start(clock.today())
    if db.is_postgres(session):
        _lock(session, community_id, unit_ids, since)
    counted = dict(_counts(session, community_id, unit_ids))
    rows = [(unit_id, *counted.get(unit_id, (0, 0))) for unit_id in unit_ids]
    lines = [
        {"unit_id": key, "community_id": community_id, "round_from": since, "homes": homes, "met": met}
        for key, homes, met in rows
    ]
    statements.write(session, _upsert(db.is_postgres(session), shards.is_spread(session.get_bind())), lines)


def _recount_touched(session: Session) -> None:
    recount(session, session.info.pop("tallies", {}))


def _lock(session: Session, community_id: str, unit_ids: list[str], since: date) -> None:
    blank = {"community_id": community_id, "round_from": since, "homes": 0, "met": 0}
    rows = [{"unit_id": unit_id, **blank} for unit_id in unit_ids]
    session.execute(postgresql.insert(HomeTally).on_conflict_do_nothing(), rows)
    mine = select(HomeTally.unit_id).where(
        col(HomeTally.community_id) == community_id, col(HomeTally.unit_id).in_(unit_ids)
    )
    session.execute(mine.order_by(col(HomeTally.unit_id)).with_for_update()).all()


@cache
def _upsert(is_postgres: bool, is_spread: bool) -> Any:
    made = (postgresql.insert if is_postgres else sqlite.insert)(TABLE)
    fresh = {name: made.excluded[name] for name in ("round_from", "homes", "met")}
    key = ["unit_id", "community_id"] if is_spread else ["unit_id"]
    return made.on_conflict_do_update(index_elements=key, set_=fresh)


def _counts(session: Session, community_id: str, unit_ids: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    since = clock.start_of_day(round_start(clock.today()))
    asked = {"ids": unit_ids, "community": community_id, "since": since}
    for query in _count_queries():
        for unit_id, homes, count in statements.rows(session, query, asked):
            yield unit_id, (int(homes), int(count or 0))


@cache
def _count_queries() -> list[Any]:
    """By grid and by micro-grid."""
    met = func.sum(case((_is_met_since(bindparam("since")), 1), else_=0))
    return [
        select(column, func.count(), met)
        .where(
            ids.among(column, "ids"), col(Household.community_id) == bindparam("community"),
            col(Household.moved_out_on).is_(None),
        )
        .group_by(column)
        for column in (col(Household.grid_id), col(Household.micro_grid_id))
    ]
