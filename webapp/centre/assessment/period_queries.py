"""Reads of a month: its workers, what is checked and appealed, the classes of the grids."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from webapp.centre.assessment import rules
from webapp.centre.assessment.models import (
    GridDifficulty,
    ScoreAppeal,
    ScoreCheck,
    ScoreEntry,
    ScorePeriod,
    ScoreResult,
)
from webapp.core.lists.first_rows import First, read
from webapp.people.accounts.models import Account, Post, PostKind, Role
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Party, Unit, UnitKind, UnitVersion
from webapp.register.register.models import Household


def get_period(session: Session, actor: Actor, period_id: str) -> ScorePeriod:
    query = select(ScorePeriod).where(ScorePeriod.id == period_id)
    found: ScorePeriod = one(session, within(query, actor, ScorePeriod.community_id))
    return found


def get_period_of_worker(session: Session, actor: Actor, period_id: str) -> ScorePeriod:
    """A month of the community the worker's grid lies in."""
    query = select(ScorePeriod).where(ScorePeriod.id == period_id, ScorePeriod.community_id == actor.community_id)
    found: ScorePeriod = one(session, query)
    return found


def list_periods(session: Session, actor: Actor, most: int = 60) -> First[Any]:
    """(period, community's name), newest first."""
    query: Any = select(ScorePeriod, col(Unit.name).label("community"))
    query = query.join(Unit, col(Unit.id) == ScorePeriod.community_id)
    query = within(query, actor, ScorePeriod.community_id).order_by(col(ScorePeriod.month).desc(), Unit.path)
    return read(session, query, most)


def period_of(session: Session, community_id: str, month: date) -> ScorePeriod | None:
    query = select(ScorePeriod).where(ScorePeriod.community_id == community_id, ScorePeriod.month == month)
    return session.exec(query).first()


class WorkerMonth(NamedTuple):
    """One worker's month in one grid. Workers stand in the order of their grids, never of their points."""

    party_id: str
    name: str
    grid_id: str
    grid: str
    level: int
    points: int
    days_held: int
    days: int

    @property
    def whole_month(self) -> int | None:
        """What the points would be for a month without leave; None where there was none, or not a day was held."""
        if not 0 < self.days_held < self.days:
            return None
        return round(self.points * self.days / self.days_held)


def workers_of(session: Session, period: ScorePeriod) -> list[WorkerMonth]:
    """Each grid by the name it had when the month ended: a later change of names changes no month."""
    month, last = period.month, rules.last_day(period.month)
    query = (
        select(Post, Account.party_id, Party.name, func.coalesce(_called(last), Unit.name))
        .join(Account, col(Account.id) == Post.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Post.role == Role.GRID_WORKER, Unit.parent_id == period.community_id, col(Post.valid_from) <= last,
            or_(col(Post.valid_to).is_(None), col(Post.valid_to) >= month),
        )
        .order_by(col(Unit.position), col(Unit.path), col(Party.name))
    )  # fmt: skip
    rows = list(session.exec(query))
    points, levels = _sums(session, period), levels_of(session, [post.unit_id for post, *_ in rows], month.year)
    spans: dict[tuple[str, str], list[tuple[date, date | None]]] = defaultdict(list)
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for post, party_id, name, grid in rows:
        spans[party_id, post.unit_id].append((post.valid_from, post.valid_to))
        named[party_id, post.unit_id] = (name, grid)
    away = _covered(session, period)
    return [
        WorkerMonth(
            party_id, name, grid_id, grid, levels.get(grid_id, 2), points.get((party_id, grid_id), 0),
            max(0, rules.days_held(spans[party_id, grid_id], month) - away.get((party_id, grid_id), 0)), last.day,
        )
        for (party_id, grid_id), (name, grid) in named.items()
    ]  # fmt: skip


def _called(on: date) -> Any:
    then = select(UnitVersion.name).where(
        UnitVersion.unit_id == Unit.id, col(UnitVersion.valid_from) <= on,
        or_(col(UnitVersion.valid_to).is_(None), col(UnitVersion.valid_to) >= on),
    )  # fmt: skip
    return then.order_by(col(UnitVersion.valid_from).desc()).limit(1).correlate(Unit).scalar_subquery()


def levels_of(session: Session, grid_ids: list[str], year: int) -> dict[str, int]:
    """The class of each grid in a year; a grid without one yet counts as the middle class where it is read."""
    query = select(GridDifficulty.grid_id, GridDifficulty.level).where(
        GridDifficulty.year == year, col(GridDifficulty.grid_id).in_(grid_ids)
    )
    return dict(session.exec(query).all())


def difficulties(session: Session, community_id: str, year: int) -> list[Any]:
    """(difficulty, grid's name) in the order of the grids; for anybody to read."""
    query: Any = (
        select(GridDifficulty, col(Unit.name).label("grid"))
        .join(Unit, col(Unit.id) == GridDifficulty.grid_id)
        .where(GridDifficulty.community_id == community_id, GridDifficulty.year == year)
        .order_by(col(Unit.position), col(Unit.path))
    )
    return list(session.exec(query))


def grids_of(session: Session, community_id: str, on: date) -> list[Unit]:
    return org.subtree(session, org.unit(session, community_id), UnitKind.GRID, on)


def list_checks(session: Session, period: ScorePeriod) -> list[Any]:
    """(check, entry, worker's name) of a month, those to look at first."""
    query: Any = (
        select(ScoreCheck, ScoreEntry, col(Party.name).label("worker"))
        .join(ScoreEntry, col(ScoreEntry.id) == ScoreCheck.entry_id)
        .outerjoin(Party, col(Party.id) == ScoreEntry.party_id)
        .where(ScoreCheck.period_id == period.id)
        .order_by(col(ScoreCheck.holds).is_not(None), col(ScoreCheck.id))
    )
    return list(session.exec(query))


def get_check(session: Session, actor: Actor, check_id: str) -> ScoreCheck:
    query = select(ScoreCheck).where(ScoreCheck.id == check_id)
    found: ScoreCheck = one(session, within(query, actor, ScoreCheck.community_id))
    return found


def list_appeals(session: Session, period: ScorePeriod) -> list[Any]:
    query: Any = (
        select(ScoreAppeal, col(Party.name).label("worker"))
        .join(Party, col(Party.id) == ScoreAppeal.party_id)
        .where(ScoreAppeal.period_id == period.id)
        .order_by(col(ScoreAppeal.decided_at).is_not(None), col(ScoreAppeal.filed_at))
    )
    return list(session.exec(query))


def open_appeals(session: Session, period_id: str) -> int:
    query = select(func.count()).select_from(ScoreAppeal).where(ScoreAppeal.period_id == period_id)
    return int(session.exec(query.where(col(ScoreAppeal.decided_at).is_(None))).one())


def get_appeal(session: Session, actor: Actor, appeal_id: str) -> ScoreAppeal:
    query = select(ScoreAppeal).where(ScoreAppeal.id == appeal_id)
    found: ScoreAppeal = one(session, within(query, actor, ScoreAppeal.community_id))
    return found


def appeals_by(session: Session, party_id: str, most: int = 12) -> First[Any]:
    """(ScoreAppeal, month) of one person, the newest first."""
    query: Any = select(ScoreAppeal, col(ScorePeriod.month).label("month"))
    query = query.join(ScorePeriod, col(ScorePeriod.id) == ScoreAppeal.period_id)
    query = query.where(ScoreAppeal.party_id == party_id).order_by(col(ScoreAppeal.filed_at).desc())
    return read(session, query, most)


def results_of(session: Session, period: ScorePeriod) -> dict[tuple[str, str], int]:
    """What was confirmed: (party, grid) → points. Later entries of the month do not change it."""
    found = session.exec(select(ScoreResult).where(ScoreResult.period_id == period.id))
    return {(one.party_id, one.grid_id): one.points for one in found}


def positive_entries(session: Session, period: ScorePeriod) -> list[ScoreEntry]:
    query = select(ScoreEntry).where(
        ScoreEntry.community_id == period.community_id, ScoreEntry.month == period.month, col(ScoreEntry.points) > 0
    )
    return list(session.exec(query.order_by(col(ScoreEntry.id))))


def grid_of_worker(session: Session, party_id: str, community_id: str, on: date) -> str | None:
    query = (
        select(Post.unit_id)
        .join(Account, col(Account.id) == Post.account_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Account.party_id == party_id, Post.role == Role.GRID_WORKER, Unit.parent_id == community_id,
            col(Post.valid_from) <= on,
        )
        .order_by(col(Post.valid_from).desc())
    )  # fmt: skip
    return session.exec(query.limit(1)).first()


def _sums(session: Session, period: ScorePeriod) -> dict[tuple[str, str], int]:
    query = (
        select(ScoreEntry.party_id, ScoreEntry.grid_id, func.sum(ScoreEntry.points))
        .where(ScoreEntry.community_id == period.community_id, ScoreEntry.month == period.month)
        .where(col(ScoreEntry.party_id).is_not(None))
        .group_by(col(ScoreEntry.party_id), col(ScoreEntry.grid_id))
    )
    return {(str(party_id), grid_id): int(points) for party_id, grid_id, points in session.exec(query)}


def _covered(session: Session, period: ScorePeriod) -> dict[tuple[str, str], int]:
    """Days on which somebody else covered a worker's post: leave, so the month is counted pro rata."""
    main, last = aliased(Post), rules.last_day(period.month)
    query = (
        select(Account.party_id, Post.unit_id, Post.valid_from, Post.valid_to)
        .join(main, col(main.id) == Post.covers_id)
        .join(Account, col(Account.id) == main.account_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Post.kind == PostKind.COVER, Post.role == Role.GRID_WORKER, Unit.parent_id == period.community_id,
            col(Post.valid_from) <= last, or_(col(Post.valid_to).is_(None), col(Post.valid_to) >= period.month),
        )
    )  # fmt: skip
    found: dict[tuple[str, str], list[tuple[date, date | None]]] = defaultdict(list)
    for party_id, unit_id, begin, end in session.exec(query):
        found[party_id, unit_id].append((begin, end))
    return {who: rules.days_held(spans, period.month) for who, spans in found.items()}


def households_by_grid(session: Session, community_id: str) -> list[tuple[str, int, int]]:
    """(grid id, households, key households) of those who live there now."""
    key = func.sum(case((col(Household.is_key).is_(True), 1), else_=0))
    query = (
        select(Household.grid_id, func.count(), key)
        .where(Household.community_id == community_id, col(Household.moved_out_on).is_(None))
        .group_by(col(Household.grid_id))
    )
    return [(str(grid_id), int(every), int(keys or 0)) for grid_id, every, keys in session.exec(query)]
