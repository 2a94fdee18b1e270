"""Cases that go their whole way, and the entries they leave."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from tests.town import Town
from webapp.casework.cases import answer_services, handling_services, queries
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import Outcome
from webapp.centre.assessment import period_queries, period_services
from webapp.centre.assessment.models import Deed, ScoreEntry, ScorePeriod
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.models import Post, PostKind, Role

Act = Any


def solve(act: Act, session: Session, case: GridCase, *, by: str = "wang", outcome: Outcome = Outcome.SOLVED) -> None:
    act(handling_services.finish, by, case, words="修好了")
    act(handling_services.verify, "li", case, passed=True)
    for voice in queries.list_voices(session, case):
        act(answer_services.call_back, "li", case, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
    act(handling_services.close, "li", case, outcome=outcome)


def entries(session: Session) -> list[ScoreEntry]:
    session.rollback()
    return list(session.exec(select(ScoreEntry).order_by(col(ScoreEntry.earned_at), col(ScoreEntry.id))))


def told(session: Session) -> list[tuple[Deed, int]]:
    return [(entry.deed, entry.points) for entry in entries(session)]


def locked(session: Session, town: Town, month: date, traveller: Any) -> ScorePeriod:
    """The month goes its whole way, past the days in which one may appeal."""
    li = town.actor("li")
    with db.transaction() as writing:
        period = period_services.begin_check(writing, li, town.community, month)
        for row in period_queries.list_checks(writing, period):
            period_services.look_again(writing, li, row.ScoreCheck, holds=True, words="属实")
        period_services.hear_appeals(writing, li, period)
    traveller.shift(timedelta(days=9))
    with db.transaction() as writing:
        period = writing.merge(period)
        period_services.confirm(writing, li, period)
        period_services.lock(writing, li, period)
    session.rollback()
    return period


def cover_grid1(town: Town) -> None:
    with db.transaction() as writing:
        main = writing.exec(select(Post).where(Post.account_id == town.wang, Post.unit_id == town.grid1)).one()
        writing.add(
            Post(account_id=town.accounts["ma"], role=Role.GRID_WORKER, unit_id=town.grid1, kind=PostKind.COVER,
                 covers_id=main.id, valid_from=clock.today(), valid_to=clock.today() + timedelta(days=9))
        )  # fmt: skip
