"""Homes and homes met of a grid or micro-grid, counted anew in the transaction that changed one of them."""

from collections.abc import Iterable, Iterator
from datetime import date
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
    """The rows are locked in one order and counted afterwards: whoever waited counts what the other has written."""
    session.flush()
    since = round_start(clock.today())
    every = sorted(set(unit_ids))
    for some in (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)):
        _lock(session, some, since)
        counted = dict(_counts(session, some))
        for unit_id in some:
            homes, met = counted.get(unit_id, (0, 0))
            session.execute(
                update(HomeTally).where(col(HomeTally.unit_id) == unit_id)
                .values(round_from=since, homes=homes, met=met)
                .execution_options(synchronize_session=False)
            )  # fmt: skip


def _recount_touched(session: Session) -> None:
    recount(session, session.info.pop("tallies", set()))


def _lock(session: Session, unit_ids: list[str], since: date) -> None:
    insert = postgresql.insert if db.is_postgres(session) else sqlite.insert
    rows = [{"unit_id": unit_id, "round_from": since, "homes": 0, "met": 0} for unit_id in unit_ids]
    session.execute(insert(HomeTally).on_conflict_do_nothing(), rows)
    mine = select(HomeTally.unit_id).where(col(HomeTally.unit_id).in_(unit_ids))
    session.execute(mine.order_by(col(HomeTally.unit_id)).with_for_update()).all()


def _counts(session: Session, unit_ids: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    met = func.sum(case((is_met(clock.today()), 1), else_=0))
    for column in (col(Household.grid_id), col(Household.micro_grid_id)):
        query = select(column, func.count(), met).where(column.in_(unit_ids), col(Household.moved_out_on).is_(None))
        for unit_id, homes, count in session.execute(query.group_by(column)):
            yield str(unit_id), (int(homes), int(count or 0))
