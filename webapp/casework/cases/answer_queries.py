"""What was said when people were called back, and whom nobody has called yet."""

from sqlmodel import Session, col, select

from webapp.casework.cases.models import Act, Answer, AnswerKind, GridCase, Voice
from webapp.casework.cases.rules import OUTCOME_NAMES, REFUSAL_TEXTS, Refusal, State, Verb
from webapp.core.web import filters

MOST_CALLED_BACK = 5


def answer_of(session: Session, case: GridCase) -> str:
    """What whoever said it hears in the end: how it ended, or why it was not taken on."""
    if case.state is State.CLOSED and case.outcome:
        return OUTCOME_NAMES[case.outcome]
    if case.state is State.REJECTED:
        query = select(Act.reason).where(Act.case_id == case.id, Act.verb == Verb.REJECT)
        reason = session.exec(query.order_by(col(Act.at).desc())).first()
        return REFUSAL_TEXTS[Refusal(reason)] if reason else ""
    return ""


def list_answers(session: Session, case: GridCase) -> list[Answer]:
    return list(session.exec(select(Answer).where(Answer.case_id == case.id).order_by(col(Answer.at))))


def judged_by(session: Session, case: GridCase, voice: Voice) -> Answer | None:
    """What this person said of it with their own receipt, since it was last handled."""
    query = select(Answer).where(
        Answer.case_id == case.id, Answer.voice_id == voice.id, Answer.kind == AnswerKind.CALL_BACK,
        col(Answer.account_id).is_(None), col(Answer.at) >= (case.handled_at or case.reported_at),
    )  # fmt: skip
    return session.exec(query).first()


def call_backs(session: Session, case: GridCase) -> list[Answer]:
    """What was tried and heard since the case was last handled; what came before was about another handling."""
    query = select(Answer).where(
        Answer.case_id == case.id, Answer.kind == AnswerKind.CALL_BACK, col(Answer.voice_id).is_not(None),
        col(Answer.at) >= (case.handled_at or case.reported_at),
    )  # fmt: skip
    return list(session.exec(query.order_by(col(Answer.at))))


def count_not_called_back(session: Session, case: GridCase) -> int:
    """Voices that somebody must still call back, or try to, since the case was last handled. Five are enough where
    more spoke: the others read it on their receipt or hear it from the notice."""
    spoke = select(Voice.id).where(Voice.case_id == case.id).limit(MOST_CALLED_BACK + filters.MANY)
    waiting, done = set(session.exec(spoke)), {answer.voice_id for answer in call_backs(session, case)}
    return max(0, min(len(waiting), MOST_CALLED_BACK) - len(waiting & done))


def count_unsolved(session: Session, case: GridCase) -> int:
    """How many said so when they were last called back, or with their own receipt."""
    last = {answer.voice_id: answer for answer in call_backs(session, case) if answer.is_reached}
    return sum(answer.is_solved is False for answer in last.values())
