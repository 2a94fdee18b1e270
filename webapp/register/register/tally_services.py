"""Homes and homes met of a grid or micro-grid, counted anew in the transaction that changed one of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import HomeTally, Household
from webapp.register.register.rules import NOBODY, round_start

AT_ONCE = 400


def is_met(today: date) -> Any:
    """Somebody answered in the round that runs on this day."""
    since = clock.start_of_day(round_start(today))
    return (col(Household.last_visited_at) >= since) & col(Household.last_outcome).not_in(("", NOBODY))


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
    """The rows are locked in one order and counted afterwards: whoever waited counts what the other has written."""
    session.flush()
    since = round_start(clock.today())
    by_community = sorted(community_of, key=lambda unit_id: (community_of[unit_id], unit_id))
    for community_id, units in groupby(by_community, key=lambda unit_id: community_of[unit_id]):
        every = list(units)
        for some in (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)):
            _recount(session, community_id, some, since)


def _recount(session: Session, community_id: str, unit_ids: list[str], since: date) -> None:
    _lock(session, community_id, unit_ids, since)
    counted = dict(_counts(session, community_id, unit_ids))
    for unit_id in unit_ids:
        homes, met = counted.get(unit_id, (0, 0))
        session.execute(
            update(HomeTally).where(col(HomeTally.community_id) == community_id, col(HomeTally.unit_id) == unit_id)
            .values(round_from=since, homes=homes, met=met)
            .execution_options(synchronize_session=False)
        )  # fmt: skip


def _recount_touched(session: Session) -> None:
    recount(session, session.info.pop("tallies", {}))


def _lock(session: Session, community_id: str, unit_ids: list[str], since: date) -> None:
    insert = postgresql.insert if db.is_postgres(session) else sqlite.insert
    blank = {"community_id": community_id, "round_from": since, "homes": 0, "met": 0}
    session.execute(insert(HomeTally).on_conflict_do_nothing(), [{"unit_id": unit_id, **blank} for unit_id in unit_ids])
    mine = select(HomeTally.unit_id).where(
        col(HomeTally.community_id) == community_id, col(HomeTally.unit_id).in_(unit_ids)
    )
    session.execute(mine.order_by(col(HomeTally.unit_id)).with_for_update()).all()


def _counts(session: Session, community_id: str, unit_ids: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    met = func.sum(case((is_met(clock.today()), 1), else_=0))
    for column in (col(Household.grid_id), col(Household.micro_grid_id)):
        query = select(column, func.count(), met).where(
            column.in_(unit_ids), col(Household.community_id) == community_id, col(Household.moved_out_on).is_(None)
        )
        for unit_id, homes, count in session.execute(query.group_by(column)):
            yield str(unit_id), (int(homes), int(count or 0))
