"""The deadline of a case: stopping its clock, parking, asking for more time. The first date is never touched."""

from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import queries, turn_services
from webapp.casework.cases.models import Extension, GridCase, Stop
from webapp.casework.cases.rules import State, StopReason, Verb
from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_
from webapp.core.time import clock, deadlines
from webapp.core.time.working_days import UnknownYear
from webapp.core.web.errors import DomainError

OPENS = time(9)


class ClockStands(DomainError):
    message = N_("这件事已经停表，先接着计时再停。")


class ClockRuns(DomainError):
    message = N_("这件事没有停表。")


class AskedTooLate(DomainError):
    """More time is asked for before the deadline, never after."""

    message = N_("期限已过，不能再申请改期。请说明情况，由督办的人决定。")


class NoDeadlineYet(DomainError):
    message = N_("这件事还没有期限，或者已经停表，用不着改期。")


class NotLater(DomainError):
    status = 422
    message = N_("新日期要晚于现在的期限（%(day)s）。")


class AlreadyAsked(DomainError):
    message = N_("已经申请过改期，等答复。")


class NothingAsked(DomainError):
    message = N_("没有等答复的改期申请。")


class DecidesOwnRequest(DomainError):
    message = N_("改期是您申请的，请别人来定。")


class StopsOwnClock(DomainError):
    """Whoever works on it is who gains by a standing clock: they ask, somebody else decides."""

    message = N_("这件事您经手在办。停表、挂账请由不经手的人来批。")


class ReviewTooEarly(DomainError):
    status = 422
    message = N_("回头看的日子要晚于今天。")


def stop(session: Session, actor: Any, case: GridCase, *, reason: StopReason, words: str) -> Stop:
    """The clock stands from now on; the deadline is set aside and comes back later by what was not counted."""
    case = acts.locked(session, case)
    acts.require(case, Verb.STOP)
    turn_services.check(session, actor, case, Verb.STOP)
    refuse_worker(session, actor, case)
    stopped = _stop(session, actor, case, reason, acts.need_words(words))
    acts.note(session, actor, case, Verb.STOP, came_from=case.state, reason=reason.value, words=words)
    return stopped


def resume(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    case = acts.locked(session, case)
    acts.require(case, Verb.RESUME)
    turn_services.check(session, actor, case, Verb.RESUME)
    _start_again(session, case)
    acts.note(session, actor, case, Verb.RESUME, came_from=case.state, words=words)
    return case


def park(session: Session, actor: Any, case: GridCase, *, review_on: date, words: str) -> GridCase:
    """挂账: set aside with a day on which somebody looks again. It stays open and stays in every count."""
    if review_on <= clock.today():
        raise ReviewTooEarly(field="review_on")
    case = acts.locked(session, case)
    target, before = acts.require(case, Verb.PARK), case.state
    turn_services.check(session, actor, case, Verb.PARK)
    refuse_worker(session, actor, case)
    why = acts.need_words(words)
    if queries.open_stop(session, case):
        _start_again(session, case)
    _stop(session, actor, case, StopReason.PARKED, why)
    case.review_on = review_on
    case.next_step_at = datetime.combine(review_on, OPENS, clock.ZONE)  # supervision brings it back that morning
    case.state = target
    acts.note(session, actor, case, Verb.PARK, came_from=before, words=why, reason=StopReason.PARKED.value)
    return case


def unpark(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    case = acts.locked(session, case)
    target, before = acts.require(case, Verb.UNPARK), case.state
    turn_services.check(session, actor, case, Verb.UNPARK)
    _start_again(session, case)
    case.state, case.review_on = target, None
    acts.note(session, actor, case, Verb.UNPARK, came_from=before, words=words)
    return case


def ask_extension(session: Session, actor: Any, case: GridCase, *, until: date, words: str) -> Extension:
    """Asked before the due instant or not at all, one at a time, to a later day."""
    case = acts.locked(session, case)
    acts.require(case, Verb.ASK_EXTENSION)
    turn_services.check(session, actor, case, Verb.ASK_EXTENSION)
    if case.due_at is None:
        raise NoDeadlineYet
    if case.is_overdue(clock.now()):
        raise AskedTooLate
    if queries.open_extension(session, case):
        raise AlreadyAsked
    if until <= clock.local(case.due_at).date():
        raise NotLater(field="until", day=clock.local(case.due_at).date())
    asked = Extension(
        community_id=case.community_id, case_id=case.id, asked_by=actor.account_id, asked_at=clock.now(),
        reason=acts.need_words(words), until=until, due_before=case.due_at,
    )  # fmt: skip
    session.add(asked)
    acts.note(session, actor, case, Verb.ASK_EXTENSION, came_from=case.state, words=words, reason=until.isoformat())
    return asked


def decide_extension(session: Session, actor: Any, case: GridCase, *, granted: bool, words: str = "") -> GridCase:
    """By somebody else. Granted moves the deadline and leaves the first one where it was."""
    case = acts.locked(session, case)
    verb = Verb.GRANT_EXTENSION if granted else Verb.REFUSE_EXTENSION
    acts.require(case, verb)
    turn_services.check(session, actor, case, verb)
    asked = queries.open_extension(session, case)
    if asked is None:
        raise NothingAsked
    if turn_services.is_same_person(session, actor, asked.asked_by):
        raise DecidesOwnRequest
    why = words if granted else acts.need_words(words)
    asked.decided_at, asked.decided_by, asked.is_granted = clock.now(), actor.account_id, granted
    if granted:
        case.due_at = catalogue.calendar(session).end_of(asked.until)
        case.next_step_at = clock.now()
    acts.note(session, actor, case, verb, came_from=case.state, words=why, reason=asked.until.isoformat())
    return case


def fix_deadlines(session: Session) -> int:
    """After a calendar was imported: cases that had to be kept without a deadline get theirs."""
    calendar, fixed = catalogue.calendar(session), 0
    query = select(GridCase).where(
        col(GridCase.due_at).is_(None), col(GridCase.first_due_at).is_(None), col(GridCase.ended_at).is_(None)
    )
    for case in session.exec(query):
        try:
            case.due_at = deadlines.due(case.reopened_at or case.reported_at, case.limit, calendar)
        except UnknownYear:
            continue
        case.first_due_at, case.next_step_at = case.due_at, clock.now()
        fixed += 1
    session.flush()
    return fixed


def end_stop(session: Session, case: GridCase) -> None:
    """What is handled or ended no longer stands still, and nothing asked about its clock waits for an answer."""
    if queries.open_stop(session, case):
        _start_again(session, case)
    for asked in (queries.open_extension(session, case), queries.open_pause(session, case)):
        if asked is not None:
            asked.decided_at, asked.is_granted = clock.now(), False


def refuse_worker(session: Session, actor: Any, case: GridCase) -> None:
    if actor.party_id in turn_services.workers(session, case):
        raise StopsOwnClock


def _stop(session: Session, actor: Any, case: GridCase, reason: StopReason, words: str) -> Stop:
    if queries.open_stop(session, case):
        raise ClockStands
    stopped = Stop(
        community_id=case.community_id, case_id=case.id, reason=reason, words=words, approved_by=actor.account_id,
        started_at=clock.now(), due_before=case.due_at,
    )  # fmt: skip
    session.add(stopped)
    if not case.is_overdue(clock.now()):
        case.due_at = None
    case.next_step_at = None
    session.flush()
    return stopped


def _start_again(session: Session, case: GridCase) -> None:
    """What was late before the clock was stopped stays late; the rest moves by the stop."""
    stopped = queries.open_stop(session, case)
    if stopped is None:
        if case.state is State.PARKED:
            return
        raise ClockRuns
    stopped.ended_at = clock.now()
    if stopped.due_before and case.due_at is None:
        span = deadlines.Stop(stopped.started_at, stopped.ended_at)
        case.due_at = deadlines.resume_anyway(stopped.due_before, span, case.limit_unit, catalogue.calendar(session))
    case.next_step_at = clock.now()
    session.flush()
