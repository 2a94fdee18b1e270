from datetime import date, datetime
from typing import Any

from sqlalchemy import case as when
from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import Answer, GridCase, Voice
from webapp.casework.cases.rules import Outcome, Rates, three_rates
from webapp.casework.supervision.answer_queries import is_asked, is_solved, last_answer
from webapp.casework.supervision.models import Ladder, Order, Step
from webapp.casework.supervision.rules import LadderStep
from webapp.people.accounts.scope import Actor, one

BATCH = 200


def cases_to_look_at(session: Session, moment: datetime, limit: int = BATCH) -> list[GridCase]:
    query = select(GridCase).where(col(GridCase.next_step_at) <= moment).order_by(col(GridCase.next_step_at))
    return list(session.exec(query.limit(limit).with_for_update(skip_locked=True)))


def ladders(session: Session) -> list[Ladder]:
    """Every version, oldest first. The same for the whole district, so there is no scope to narrow."""
    return list(session.exec(select(Ladder).order_by(col(Ladder.valid_from))))


def ladder_on(versions: list[Ladder], day: date) -> Ladder:
    """What was in force on a day; before the first version that one."""
    return next((one for one in reversed(versions) if one.valid_from <= day), versions[0])


def steps_taken(session: Session, case: GridCase) -> dict[tuple[LadderStep, int], datetime]:
    """For the present deadline: a new deadline starts the ladder anew."""
    query = select(Step).where(Step.case_id == case.id, Step.due_at == case.due_at)
    return {(step.step, step.turn): step.at for step in session.exec(query)}


def list_steps(session: Session, case: GridCase) -> list[Step]:
    return list(session.exec(select(Step).where(Step.case_id == case.id).order_by(col(Step.at))))


def get_step(session: Session, actor: Actor, step_id: str) -> Step:
    query = select(Step).join(GridCase, col(GridCase.id) == Step.case_id).where(Step.id == step_id)
    return one(session, cases.visible(query, actor))  # type: ignore[no-any-return]


def list_orders(session: Session, case: GridCase) -> list[Order]:
    return list(session.exec(select(Order).where(Order.case_id == case.id).order_by(col(Order.made_at))))


def get_order(session: Session, actor: Actor, order_id: str) -> Order:
    query = select(Order).join(GridCase, col(GridCase.id) == Order.case_id).where(Order.id == order_id)
    return one(session, cases.visible(query, actor))  # type: ignore[no-any-return]


def case_of_voice(session: Session, actor: Actor, voice_id: str) -> str:
    query = select(GridCase.id).join(Voice, col(Voice.case_id) == GridCase.id).where(Voice.id == voice_id)
    return str(one(session, cases.in_reach(query, actor)))


def rates(session: Session, actor: Actor, since: datetime, until: datetime) -> Rates:
    """响应率 over first contacts due in the period; 解决率 and 满意率 over those reached by a call-back about cases
    handled in it; a case reopened since counts as not solved, one beyond anybody's reach is left out."""
    due, contacted = session.exec(_contacts(actor, since, until)).one()
    asked, reached, solved, satisfied = session.exec(_call_backs(actor, since, until)).one()
    return three_rates(
        due=int(due or 0), contacted=int(contacted or 0), asked=int(asked or 0), reached=int(reached or 0),
        solved=int(solved or 0), satisfied=int(satisfied or 0),
    )  # fmt: skip


def count_left_out(session: Session, actor: Actor, since: datetime, until: datetime) -> int:
    query = cases.in_reach(select(func.count()).select_from(GridCase).where(*_handled(since, until)), actor)
    return int(session.exec(query.where(GridCase.outcome == Outcome.OUT_OF_REACH)).one())


def _contacts(actor: Actor, since: datetime, until: datetime) -> Any:
    in_time = col(GridCase.contacted_at) <= col(GridCase.contact_due_at)
    query = select(func.count(), func.sum(when((in_time, 1), else_=0))).select_from(GridCase)
    return cases.in_reach(
        query.where(col(GridCase.contact_due_at) >= since, col(GridCase.contact_due_at) < until), actor
    )


def _call_backs(actor: Actor, since: datetime, until: datetime) -> Any:
    """One line a voice: its last call-back about this case that reached somebody decides."""
    query: Any = (
        select(
            func.count(col(Voice.id)),
            func.sum(when((col(Answer.id).is_not(None), 1), else_=0)),
            func.sum(when((is_solved(), 1), else_=0)),
            func.sum(when((col(Answer.is_satisfied).is_(True), 1), else_=0)),
        )
        .select_from(Voice)
        .join(GridCase, col(GridCase.id) == Voice.case_id)
        .outerjoin(Answer, (col(Answer.id) == last_answer()) & (col(Answer.community_id) == Voice.community_id))
        .where(*_handled(since, until))
        .where(is_asked())
    )
    return cases.in_reach(query, actor)


def _handled(since: datetime, until: datetime) -> tuple[Any, ...]:
    """Handled in the period, or reopened in it: what came back is not left out, it counts as not solved."""
    return (col(GridCase.handled_at).between(since, until) | col(GridCase.reopened_at).between(since, until),)
