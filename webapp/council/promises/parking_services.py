"""挂账 takes two: whoever works on a promise or supervises it asks, another supervisor decides."""

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.promises import echo_services, parking_queries, promise_services, rules
from webapp.council.promises.models import Promise
from webapp.council.promises.pause_models import ParkingRequest
from webapp.council.promises.promise_services import NotNow, WordsNeeded
from webapp.council.promises.rules import Act
from webapp.people.accounts.scope import Actor


class ParkingAsked(DomainError):
    message = N_("已经申请过挂账，等答复。")


class NoParkingAsked(DomainError):
    message = N_("没有等答复的挂账申请。")


class ParksOwnPromise(DomainError):
    """Whoever asked, and whoever it was promised by, gains by a promise that waits."""

    message = N_("挂账是您申请的，或者事是您认领的，请别人来批。")


def ask(session: Session, actor: Actor, promise: Promise, *, review_month: str, reason: str) -> ParkingRequest:
    if rules.LIFE.after(promise.state, Act.PARK) is None:
        raise NotNow(state=rules.STATE_WORDS[promise.state], act=rules.ACT_WORDS[Act.PARK])
    promise_services.check_parking(review_month, reason)
    if parking_queries.open_parking(session, promise.id) is not None:
        raise ParkingAsked
    asked = ParkingRequest(
        promise_id=promise.id, review_month=review_month, reason=reason, asked_at=clock.now(), asked_by=actor.party_id
    )
    session.add(asked)
    session.flush()
    after = {"review_month": review_month}
    history.record(
        session, actor, "ask_parking", asked, after=after, reason=reason, community_id=promise.community_id
    )
    echo_services.asked_to_park(session, promise, actor.party_id, reason, f"promise-parking:{asked.id}")
    return asked


def decide(session: Session, actor: Actor, promise: Promise, *, granted: bool, answer: str = "") -> None:
    asked = parking_queries.open_parking(session, promise.id)
    if asked is None:
        raise NoParkingAsked
    if not may_decide(actor, promise, asked):
        raise ParksOwnPromise
    if not granted and not answer:
        raise WordsNeeded(field="answer")
    asked.decided_at, asked.decided_by, asked.granted, asked.answer = clock.now(), actor.party_id, granted, answer
    if granted:
        promise_services.park(session, actor, promise, review_month=asked.review_month, reason=asked.reason)
    history.record(
        session, actor, "decide_parking", asked, after={"granted": granted}, reason=answer,
        community_id=promise.community_id,
    )  # fmt: skip
    echo_services.answered_parking(session, promise, asked.asked_by, granted, answer, f"promise-parked:{asked.id}")


def may_decide(actor: Actor, promise: Promise, asked: ParkingRequest | None) -> bool:
    return asked is not None and actor.party_id not in (asked.asked_by, promise.owner_id)
