"""Cases that go their whole way, and the entries they leave."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import answer_services, handling_services, queries
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import Outcome
from webapp.centre.assessment.models import Deed, ScoreEntry

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
