"""What stands above the list of cases on its first page, each a statement kept under the reader's ground."""

from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase, ReopenProposal
from webapp.casework.cases.queries import CaseLine, in_ground, lines
from webapp.casework.cases.rules import State
from webapp.core.data import statements
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, Ground, ground_of


def list_proposals(session: Session, actor: Actor, limit: int = 20) -> list[CaseLine]:
    return [CaseLine(*row) for row in statements.rows(session, _proposals(ground_of(actor), limit))]


@lru_cache(maxsize=1024)
def _proposals(ground: Ground, limit: int) -> Any:
    waiting = select(ReopenProposal.case_id).where(col(ReopenProposal.decided_at).is_(None))
    return in_ground(lines().where(col(GridCase.id).in_(waiting)), ground).limit(limit)


def list_to_look_again(session: Session, actor: Actor, limit: int = 20) -> list[CaseLine]:
    """挂账 whose day has come, the longest overdue first."""
    asked = {"today": clock.today()}
    return [CaseLine(*row) for row in statements.rows(session, _to_look_again(ground_of(actor), limit), asked)]


@lru_cache(maxsize=1024)
def _to_look_again(ground: Ground, limit: int) -> Any:
    open_ones = col(GridCase.ended_at).is_(None)  # as the index by state says it
    query = lines().where(open_ones, GridCase.state == State.PARKED, col(GridCase.review_on) <= bindparam("today"))
    return in_ground(query, ground).order_by(col(GridCase.review_on)).limit(limit)
