"""What a household that holds its code may read: its own answer, and who asks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.door.opinions.ballot_services import opened
from webapp.door.opinions.models import Ballot, OpinionRound, QuestionKind, RoundLine, RoundQuestion
from webapp.people.org.models import Unit


def now() -> datetime:
    return clock.now()


def community(session: Session, asked: OpinionRound) -> Unit:
    return session.get_one(Unit, asked.community_id)


def own_answers(session: Session, line: RoundLine, voice: str) -> dict[str, str]:
    """What this browser said last; never what another of the household said."""
    query = select(Ballot).where(Ballot.line_id == line.id, Ballot.voice == voice, col(Ballot.withdrawn_at).is_(None))
    last = session.exec(query.order_by(col(Ballot.happened_at).desc(), col(Ballot.id).desc())).first()
    return opened(last) if last else {}


def as_fields(questions: Sequence[RoundQuestion], said: Mapping[str, str]) -> dict[int, Any]:
    """Position → value as the form's field takes it."""
    found: dict[int, Any] = {}
    for question in questions:
        if (value := said.get(str(question.position))) is None:
            continue
        found[question.position] = value.split(",") if question.kind is QuestionKind.MANY else value
        if question.kind is QuestionKind.NUMBER:
            found[question.position] = int(value)
    return found
