"""Counting households. Always from the voice rows, distinct, and only households somebody has confirmed."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import rules
from webapp.casework.cases.models import GridCase, ReopenProposal, Voice, VoiceBound
from webapp.casework.cases.rules import State
from webapp.casework.catalogue.models import Category
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, require_reach

CHUNK = 60
HOUSEHOLDS = func.count(func.distinct(col(Voice.household_id)))


class Voiced(NamedTuple):
    """A case as a council ranks it: how many households said it within the window, first and last when."""

    case_id: str
    households: int
    title: str
    place: str
    number: str
    category_code: str
    category: str
    is_harmful: bool
    state: State
    first_said_at: datetime
    last_said_at: datetime


def most_voiced(
    session: Session,
    actor: Actor,
    community_id: str,
    since: datetime,
    limit: int = 10,
    *,
    is_harmful: bool | None = None,
) -> list[Voiced]:
    """Open cases by distinct households since then; ties go to the one opened first (ids follow time).

    Bounds are walked from the highest down, counting each chunk exactly, until no case left can still get in: the
    cost follows `limit`, not the number of cases.
    """
    require_reach(session, actor, [community_id])
    best: list[Voiced] = []
    after: tuple[int, str] | None = None
    while True:
        bounds = _bounds(session, community_id, after)
        best += _counted(session, [case_id for _, case_id in bounds], since, is_harmful)
        best = sorted(best, key=_place)[:limit]
        if len(bounds) < CHUNK:
            return best
        after = bounds[-1]
        if len(best) == limit and _place(best[-1]) <= after:
            return best


def count_households(session: Session, case_id: str, since: datetime | None = None) -> int:
    query = select(HOUSEHOLDS).where(Voice.case_id == case_id)
    if since:
        query = query.where(col(Voice.said_at) >= since)
    return int(session.exec(query).one())


def voice_by_receipt(session: Session, receipt: str) -> Voice | None:
    return session.exec(select(Voice).where(Voice.receipt == receipt)).first()


def recently_closed_here(session: Session, case: GridCase) -> list[GridCase]:
    query = select(GridCase).where(
        GridCase.community_id == case.community_id,
        GridCase.category_code == case.category_code,
        GridCase.building_id == case.building_id,
        GridCase.state == State.CLOSED,
        col(GridCase.ended_at) >= clock.now() - rules.REOPEN_WINDOW,
        GridCase.id != case.id,
    )
    return list(session.exec(query))


def count_households_since_closing(session: Session, closed: GridCase) -> int:
    query = (
        select(HOUSEHOLDS)
        .join(GridCase, col(GridCase.id) == Voice.first_case_id)
        .where(
            GridCase.community_id == closed.community_id,
            GridCase.category_code == closed.category_code,
            GridCase.building_id == closed.building_id,
            col(Voice.said_at) > closed.ended_at,
        )
    )
    return int(session.exec(query).one())


def has_open_proposal(session: Session, case_id: str) -> bool:
    query = select(ReopenProposal.id).where(
        ReopenProposal.case_id == case_id, col(ReopenProposal.made_at) >= clock.now() - rules.REOPEN_WINDOW
    )
    return session.exec(query).first() is not None


def list_low_bounds(session: Session) -> list[str]:
    """Proof for the nightly check: open cases whose bound lies below the households that spoke."""
    counted = select(Voice.case_id, HOUSEHOLDS.label("households")).group_by(col(Voice.case_id)).subquery()
    query = (
        select(GridCase.id)
        .join(counted, counted.c.case_id == GridCase.id)
        .outerjoin(VoiceBound, col(VoiceBound.case_id) == GridCase.id)
        .where(col(GridCase.ended_at).is_(None), counted.c.households > -func.coalesce(VoiceBound.rank, 0))
    )
    return list(session.exec(query))


def _place(one: Voiced) -> tuple[int, str]:
    """The order of the list, comparable with a bound: whoever comes after a bound cannot do better than it."""
    return (-one.households, one.case_id)


def _bounds(session: Session, community_id: str, after: tuple[int, str] | None) -> list[tuple[int, str]]:
    query: Any = select(VoiceBound.rank, VoiceBound.case_id).where(VoiceBound.community_id == community_id)
    if after:
        rank, case_id = after
        tie = (col(VoiceBound.rank) == rank) & (col(VoiceBound.case_id) > case_id)
        query = query.where((col(VoiceBound.rank) > rank) | tie)
    query = query.order_by(col(VoiceBound.rank), col(VoiceBound.case_id)).limit(CHUNK)
    return [(rank, case_id) for rank, case_id in session.exec(query)]


def _counted(session: Session, case_ids: list[str], since: datetime, is_harmful: bool | None) -> list[Voiced]:
    query: Any = (
        select(  # type: ignore[call-overload]
            GridCase.id, HOUSEHOLDS, GridCase.title, GridCase.place, GridCase.number, GridCase.category_code,
            Category.name, Category.is_harmful, GridCase.state, func.min(Voice.said_at), func.max(Voice.said_at),
        )
        .select_from(Voice)
        .join(GridCase, col(GridCase.id) == Voice.case_id)
        .join(Category, col(Category.id) == GridCase.category_id)
        .where(col(Voice.case_id).in_(case_ids), col(Voice.said_at) >= since, col(Voice.household_id).is_not(None))
        .group_by(
            col(GridCase.id), col(GridCase.title), col(GridCase.place), col(GridCase.number),
            col(GridCase.category_code), col(Category.name), col(Category.is_harmful), col(GridCase.state),
        )
    )  # fmt: skip
    if is_harmful is not None:
        query = query.where(Category.is_harmful == is_harmful)
    return [Voiced(*row) for row in session.exec(query)]
