"""What the nightly comparison asks: the same figure twice, from what is kept and from the raw rows."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from webapp.casework.cases import voice_queries
from webapp.centre.overview.models import FigureProof
from webapp.door.visits import rules as visiting
from webapp.door.visits.models import Outcome, Visit
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import HomeTally, Household
from webapp.register.register.rules import round_start
from webapp.register.register.tally_services import is_met

KEPT = (UnitKind.GRID, UnitKind.MICRO_GRID)


class Drift(NamedTuple):
    grid_id: str
    grid: str
    kept: int
    raw: int


class Miscount(NamedTuple):
    """A tally beside the homes themselves: homes, and homes met."""

    unit_id: str
    unit: str
    kept: tuple[int, int]
    raw: tuple[int, int]


def miscounted(session: Session, today: date) -> tuple[int, list[Miscount]]:
    """(grids and micro-grids compared, those whose tally is not what their homes say)."""
    raw: dict[str, tuple[int, int]] = {}
    for column in (col(Household.grid_id), col(Household.micro_grid_id)):
        query: Any = select(column, func.count(), func.sum(case((is_met(today), 1), else_=0)))
        query = query.where(column.is_not(None), col(Household.moved_out_on).is_(None)).group_by(column)
        raw |= {str(key): (int(homes), int(met or 0)) for key, homes, met in session.exec(query)}
    tallies = session.exec(select(HomeTally.unit_id, HomeTally.homes, HomeTally.met, HomeTally.round_from))
    running = round_start(today)
    kept = {key: (homes, met if since == running else 0) for key, homes, met, since in tallies}
    none, every = (0, 0), sorted(set(raw) | set(kept))
    names = dict(session.exec(select(Unit.id, Unit.name).where(col(Unit.kind).in_(KEPT))).all())
    found = [
        Miscount(key, names.get(key, ""), kept.get(key, none), raw.get(key, none))
        for key in every
        if kept.get(key, none) != raw.get(key, none)
    ]
    return len(every), found


def drifted(session: Session, today: date) -> tuple[int, list[Drift]]:
    """(grids compared, those whose homes reached in this round differ): kept by the visit's own transaction, and
    counted from the visits that stand."""
    kept, raw = _kept(session, today), _raw(session, today)
    names = dict(session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(set(kept) | set(raw)))).all())
    found = [
        Drift(key, names.get(key, ""), kept.get(key, 0), raw.get(key, 0))
        for key in sorted(set(kept) | set(raw))
        if kept.get(key, 0) != raw.get(key, 0)
    ]
    return len(set(kept) | set(raw)), found


def _kept(session: Session, today: date) -> dict[str, int]:
    query: Any = (
        select(Household.grid_id, func.sum(case((is_met(today), 1), else_=0)))
        .where(col(Household.moved_out_on).is_(None))
        .group_by(col(Household.grid_id))
    )
    return {grid_id: int(count or 0) for grid_id, count in session.exec(query)}


def _standing(today: date) -> tuple[Any, ...]:
    return (
        col(Visit.withdrawn_at).is_(None), Visit.outcome != Outcome.NOBODY,
        col(Visit.happened_at) >= visiting.start_instant(today),
    )  # fmt: skip


def _raw(session: Session, today: date) -> dict[str, int]:
    query: Any = (
        select(Household.grid_id, func.count(func.distinct(col(Visit.household_id))))
        .select_from(Visit)
        .join(Household, col(Household.id) == Visit.household_id)
        .where(*_standing(today), col(Household.moved_out_on).is_(None))
        .group_by(col(Household.grid_id))
    )
    return {grid_id: int(count) for grid_id, count in session.exec(query)}


def homes_adrift(session: Session, grid_id: str, today: date) -> list[Household]:
    """The homes of a grid whose kept columns and visits disagree about this round."""
    met = select(Visit.id).where(*_standing(today), Visit.household_id == Household.id).correlate(Household).exists()
    query = select(Household).where(Household.grid_id == grid_id, is_met(today) != met)
    return list(session.exec(query.where(col(Household.moved_out_on).is_(None))))


def count_low_bounds(session: Session) -> int:
    return len(voice_queries.list_low_bounds(session))


def last_proof(session: Session) -> FigureProof | None:
    return session.exec(select(FigureProof).order_by(col(FigureProof.at).desc()).limit(1)).first()
