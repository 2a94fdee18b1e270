"""Stopping a clock or setting a case aside takes two: the side that has it asks, somebody else decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import clock_services, queries, turn_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.pause_models import PauseRequest
from webapp.casework.cases.rules import STOP_NAMES, StopReason, Verb
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.people.accounts.models import Account
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

DIRECT = (UnitKind.COMMUNITY, UnitKind.STREET, UnitKind.DISTRICT)
ASKED_STOP = N_("%(number)s “%(title)s” 申请停表，等您批：%(words)s")
ASKED_PARK = N_("%(number)s “%(title)s” 申请挂账到 %(day)s，等您批：%(words)s")
GRANTED = N_("%(number)s “%(title)s” 的停表或挂账批准了。%(words)s")
REFUSED = N_("%(number)s “%(title)s” 的停表或挂账没批准：%(words)s")


class PauseAskedAlready(DomainError):
    message = N_("已经申请过停表或挂账，等答复。")


class NoPauseAsked(DomainError):
    message = N_("没有等答复的停表或挂账申请。")


class DecidesOwnPause(DomainError):
    message = N_("停表、挂账是您申请的，请别人来批。")


def ask_stop(session: Session, actor: Any, case: GridCase, *, reason: StopReason, words: str) -> PauseRequest:
    case = acts.locked(session, case)
    acts.require(case, Verb.STOP)
    turn_services.check(session, actor, case, Verb.STOP)
    if queries.open_stop(session, case):
        raise clock_services.ClockStands
    return _ask(session, actor, case, reason, acts.need_words(words), None)


def ask_park(session: Session, actor: Any, case: GridCase, *, review_on: date, words: str) -> PauseRequest:
    if review_on <= clock.today():
        raise clock_services.ReviewTooEarly(field="review_on")
    case = acts.locked(session, case)
    acts.require(case, Verb.PARK)
    turn_services.check(session, actor, case, Verb.PARK)
    return _ask(session, actor, case, StopReason.PARKED, acts.need_words(words), review_on)


def decide(session: Session, actor: Any, case: GridCase, *, granted: bool, words: str = "") -> GridCase:
    """By somebody else. Refused, the clock runs on as if nothing had been asked."""
    case = acts.locked(session, case)
    asked = queries.open_pause(session, case)
    if asked is None:
        raise NoPauseAsked
    turn_services.check(session, actor, case, Verb.STOP)
    if turn_services.is_same_person(session, actor, asked.asked_by):
        raise DecidesOwnPause
    clock_services.refuse_worker(session, actor, case)
    why = words if granted else acts.need_words(words)
    asked.decided_at, asked.decided_by, asked.is_granted, asked.answer = clock.now(), actor.account_id, granted, why
    if not granted:
        acts.note(session, actor, case, Verb.NOTE, came_from=case.state, reason="refuse_pause", words=why)
    elif asked.reason is StopReason.PARKED and asked.review_on is not None:
        clock_services.park(session, actor, case, review_on=asked.review_on, words=asked.words)
    else:
        clock_services.stop(session, actor, case, reason=asked.reason, words=asked.words)
    _tell(session, [asked.asked_by], GRANTED if granted else REFUSED, case, asked, words=why)
    return case


def may_decide(session: Session, actor: Any, case: GridCase) -> bool:
    asked = queries.open_pause(session, case)
    return (
        asked is not None
        and turn_services.is_turn(session, actor, case, Verb.STOP)
        and not turn_services.is_same_person(session, actor, asked.asked_by)
        and actor.party_id not in turn_services.workers(session, case)
    )


def _ask(
    session: Session, actor: Any, case: GridCase, reason: StopReason, words: str, review_on: date | None
) -> PauseRequest:
    if queries.open_pause(session, case):
        raise PauseAskedAlready
    asked = PauseRequest(
        community_id=case.community_id, case_id=case.id, reason=reason, words=words, review_on=review_on,
        asked_by=actor.account_id, asked_at=clock.now(),
    )  # fmt: skip
    session.add(asked)
    kind = "ask_park" if reason is StopReason.PARKED else "ask_stop"
    acts.note(session, actor, case, Verb.NOTE, came_from=case.state, reason=kind, words=words)
    sentence = ASKED_STOP if review_on is None else ASKED_PARK
    why = words if reason in (StopReason.PARKED, StopReason.WAITING) else f"{gettext(STOP_NAMES[reason])}，{words}"
    _tell(session, _deciders(session, actor, case), sentence, case, asked, words=why)
    return asked


def _deciders(session: Session, actor: Any, case: GridCase) -> list[str]:
    """Whoever answers for the community or the level that leads, without the asker and whoever works on it; where
    nobody is left, the level above."""
    lead = org.unit(session, case.lead_unit_id or case.community_id)
    for unit in reversed(org.ancestors(session, lead)):
        found = _others(session, actor, case, people.accounts_on_duty(session, unit.id)) if unit.kind in DIRECT else []
        if found:
            return found
    return []


def _others(session: Session, actor: Any, case: GridCase, account_ids: Iterable[str]) -> list[str]:
    out = {*turn_services.workers(session, case), actor.party_id}
    query = select(Account.id, Account.party_id).where(col(Account.id).in_(list(account_ids)))
    return [account_id for account_id, party_id in session.exec(query) if party_id not in out]


def _tell(
    session: Session, account_ids: list[str], sentence: str, case: GridCase, asked: PauseRequest, *, words: str
) -> None:
    state = "asked" if asked.decided_at is None else "decided"
    notices.tell(
        session, account_ids, sentence, cause=f"pause-{state}:{asked.id}", url=f"/cases/{case.id}",
        community_id=case.community_id, number=case.number, title=case.title, words=words[:120],
        day=asked.review_on.isoformat() if asked.review_on else "",
    )  # fmt: skip
