"""A promise that was kept and is heard of again: the rule of cases, asked of promises."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.cases.rules import REOPEN_HOUSEHOLDS, REOPEN_WINDOW
from webapp.casework.cases.voice_queries import HOUSEHOLDS
from webapp.core.time import clock
from webapp.council.promises.models import Promise, PromisePart, PromiseStep
from webapp.council.promises.rules import Act, State
from webapp.people.accounts.scope import Actor, units_below


@dataclass(frozen=True)
class Return:
    """So many households said the same again at the same place; somebody must decide."""

    promise: Promise
    households: int
    passed_id: str


def returns(session: Session, actor: Actor) -> list[Return]:
    """What this supervisor has to decide."""
    return _found(session, select(Promise).where(col(Promise.community_id).in_(units_below(actor))))


def all_returns(session: Session) -> list[Return]:
    """Of the whole installation, for the morning's job."""
    return _found(session, select(Promise))


def return_of(session: Session, promise: Promise) -> Return | None:
    """Counted afresh each time, never stored: from the day it was found done, for as long as cases may be reopened.
    Whoever decided to leave it has decided for that whole time."""
    if promise.state is not State.DONE or promise.case_id is None:
        return None
    passed = _last(session, promise, Act.PASS)
    left = _last(session, promise, Act.KEEP)
    if passed is None or passed.at < clock.now() - REOPEN_WINDOW or (left and left.at >= passed.at):
        return None
    count = _households_since(session, promise, passed)
    return Return(promise, count, passed.id) if count >= REOPEN_HOUSEHOLDS else None


def _found(session: Session, query) -> list[Return]:  # type: ignore[no-untyped-def]
    recent = query.where(
        Promise.state == State.DONE,
        col(Promise.case_id).is_not(None),
        col(Promise.moved_at) >= clock.now() - REOPEN_WINDOW,
    )
    listed = session.exec(recent.order_by(col(Promise.moved_at))).all()
    return [found for promise in listed if (found := return_of(session, promise)) is not None]


def _last(session: Session, promise: Promise, act: Act) -> PromiseStep | None:
    query = select(PromiseStep).where(PromiseStep.promise_id == promise.id, PromiseStep.act == act)
    return session.exec(query.order_by(col(PromiseStep.at).desc(), col(PromiseStep.id).desc())).first()


def _households_since(session: Session, promise: Promise, passed: PromiseStep) -> int:
    """On the case itself, or on another of its kind in its building or in one the promise was kept in, part by part."""
    case = session.get_one(GridCase, promise.case_id)
    parts = select(PromisePart.building_id).where(
        PromisePart.promise_id == promise.id, col(PromisePart.building_id).is_not(None)
    )
    places = [col(GridCase.id) == case.id, col(GridCase.building_id).in_(parts)]
    if case.building_id:
        places.append(col(GridCase.building_id) == case.building_id)
    query = (
        select(HOUSEHOLDS)
        .join(GridCase, col(GridCase.id) == Voice.first_case_id)
        .where(
            GridCase.community_id == promise.community_id,
            GridCase.category_code == case.category_code,
            or_(*places),
            col(Voice.said_at) > passed.at,
        )
    )
    return int(session.exec(query).one())
