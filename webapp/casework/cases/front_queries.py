"""What stands above the list of cases on its first page: one statement, kept under the reader's ground."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase, ReopenProposal
from webapp.casework.cases.queries import in_ground, late_ones
from webapp.casework.cases.rules import State
from webapp.core.data import statements
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, Ground, ground_of

MOST = 20  # of what waits above the list, counted


class Front(NamedTuple):
    """How many are late, how many wait to be reopened and to be looked at again, and which of those is the first."""

    late: int
    proposals: int
    proposal_id: str | None
    again: int
    again_id: str | None


def front(session: Session, actor: Actor) -> Front:
    asked = {"moment": clock.now(), "today": clock.today()}
    found: Front = statements.first(session, _front(ground_of(actor)), asked)
    return found


@lru_cache(maxsize=1024)
def _front(ground: Ground) -> Any:
    """One statement of five answers: most days none of them finds a row."""
    late, proposals, again = late_ones(ground), _proposals(ground), _to_look_again(ground)
    return select(  # type: ignore[call-overload]
        _count(late), _count(proposals), _first(proposals), _count(again), _first(again)
    ).execution_options(rows=Front)


def _count(cases: Any) -> Any:
    return select(func.count()).select_from(cases.subquery()).scalar_subquery()


def _first(cases: Any) -> Any:
    return cases.limit(1).scalar_subquery()


def _proposals(ground: Ground) -> Any:
    waiting = select(ReopenProposal.case_id).where(col(ReopenProposal.decided_at).is_(None))
    return in_ground(select(GridCase.id).where(col(GridCase.id).in_(waiting)), ground).limit(MOST)


def _to_look_again(ground: Ground) -> Any:
    """挂账 whose day has come, the longest overdue first."""
    open_ones = col(GridCase.ended_at).is_(None)  # as the index by state says it
    parked = (open_ones, GridCase.state == State.PARKED, col(GridCase.review_on) <= bindparam("today"))
    return in_ground(select(GridCase.id).where(*parked), ground).order_by(col(GridCase.review_on)).limit(MOST)
