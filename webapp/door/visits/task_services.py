"""One knock serves visit, round and task: an answer given at a door is a visit too, unless one was made there today."""

from dataclasses import replace

from sqlmodel import Session, col, select

from webapp.casework.dispatch import answer_services
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.models import TaskAnswer
from webapp.core.time import clock
from webapp.door.visits import services
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.scope import Actor


def answer_at_door(
    session: Session, actor: Actor, told: Told, fields: dict[str, list[str]], lang: str = "zh"
) -> TaskAnswer:
    """Idempotent by id. Without a household it is the grid's one answer and nobody was visited."""
    if told.id is not None and (known := session.get(TaskAnswer, told.id)) is not None:
        return answer_services.keep_answer(session, actor, replace(told, id=known.id))
    answer = answer_services.keep_told(session, actor, told, fields, lang)
    if answer.household_id is not None:
        answer.visit_id = _visit_of(session, actor, answer)
        session.flush()
    return answer


def withdraw_with_visit(session: Session, actor: Actor, visit: Visit) -> None:
    """Taking back a knock takes back what was answered at it."""
    query = select(TaskAnswer).where(TaskAnswer.visit_id == visit.id, col(TaskAnswer.withdrawn_at).is_(None))
    for answer in session.exec(query):
        answer_services.withdraw_answer(session, actor, answer)


def _visit_of(session: Session, actor: Actor, answer: TaskAnswer) -> str:
    """The knock of that day at which somebody opened, by whoever answered now; else a new one."""
    day = clock.local(answer.happened_at).date()
    query = select(Visit.id).where(
        Visit.household_id == answer.household_id, Visit.account_id == actor.account_id,
        col(Visit.happened_at).between(clock.start_of_day(day), clock.end_of_day(day)),
        Visit.outcome != Outcome.NOBODY, col(Visit.withdrawn_at).is_(None),
    )  # fmt: skip
    known = session.exec(query).first()
    if known is not None:
        return known
    assert answer.household_id is not None
    visit = services.record_visit(
        session, actor, services.Knock(answer.household_id, Outcome.FINE), id=None,
        captured_at=answer.captured_at, happened_at=answer.happened_at,
    )  # fmt: skip
    return visit.id
