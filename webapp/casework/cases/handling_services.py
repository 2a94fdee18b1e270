"""What is done with a case once it is open: take, finish, verify, close, reopen. Merging: merger_services."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import answer_queries, queries, turn_services, voice_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import OUTCOME_NAMES, SOLVED_OUTCOMES, Outcome, Refusal, Verb
from webapp.casework.cases.step_services import step
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Evidence
from webapp.casework.photos import services as photos
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock, deadlines
from webapp.core.time.working_days import UnknownYear
from webapp.core.web.errors import DomainError, NotFound


class VerifierIsHandler(DomainError):
    """Who handled it does not verify it."""

    message = N_("这件事是您办的，请别人来核查。")


class CloserIsHandler(DomainError):
    message = N_("这件事您经手办过，请别人来结案。")


class SaidNotSolved(DomainError):
    """Whoever was not helped decides what is called solved."""

    status = 422
    message = N_("回访的 %(count)s 位说没解决，不能按“%(outcome)s”结案：退回再办，或换一个结果，写明理由。")


class EvidenceMissing(DomainError):
    status = 422
    message = N_("拍一张照片，或写一句怎么办好的。")


class StillToCallBack(DomainError):
    """Whoever asked hears the result, or an attempt to reach them is on record."""

    message = N_("还有 %(count)s 位反映人没有回访。回访过或试过联系不上，都记一笔再结案。")


def accept(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    return step(session, actor, case, Verb.ACCEPT, words=words)


def reject(session: Session, actor: Any, case: GridCase, *, reason: Refusal, words: str = "") -> GridCase:
    """Not taken on, for a coded reason whose text goes to whoever reported."""
    return step(session, actor, case, Verb.REJECT, words=words, reason=reason.value)


def take(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    """我来办: whoever takes it leads it."""
    case = step(session, actor, case, Verb.TAKE, words=words, party_id=actor.party_id)
    case.lead_party_id = actor.party_id
    case.asked_unit_id = case.asked_party_id = None
    session.flush()
    return case


def add_note(session: Session, actor: Any, case: GridCase, *, words: str, pictures: Sequence[bytes] = ()) -> GridCase:
    case = acts.locked(session, case)
    acts.require(case, Verb.NOTE)
    show(session, actor, case, pictures)
    acts.note(session, actor, case, Verb.NOTE, came_from=case.state, words=acts.need_words(words))
    return case


def finish(
    session: Session, actor: Any, case: GridCase, *, words: str = "", pictures: Sequence[bytes] = ()
) -> GridCase:
    """办好了, with what the category asks for: a photo or a sentence, never a photo by force."""
    kind = catalogue.category(session, case.category_id)
    if kind.evidence is not Evidence.NONE and not pictures and not (words or "").strip():
        raise EvidenceMissing(field="words")
    case = step(session, actor, case, Verb.FINISH, words=words)
    show(session, actor, case, pictures)
    case.handled_at, case.handled_by = clock.now(), actor.account_id
    case.lead_party_id = case.lead_party_id or actor.party_id
    case.next_step_at = None
    session.flush()
    return case


def show(session: Session, actor: Any, case: GridCase, pictures: Sequence[bytes]) -> None:
    """Photos of a case, from a page that hands over whole files; the phone sends its own by id."""
    for content in pictures:
        photos.add(session, actor, content, subject_of(case))


def subject_of(case: GridCase) -> photos.Subject:
    return photos.Subject("case", case.id, case.community_id, case.grid_id)


def verify(session: Session, actor: Any, case: GridCase, *, passed: bool, words: str = "") -> GridCase:
    """核查 by somebody other than the handler; what does not hold goes back to be done again, with the reason."""
    case = acts.locked(session, case)
    acts.require(case, Verb.PASS if passed else Verb.REWORK)
    if actor.party_id in turn_services.workers(session, case):
        raise VerifierIsHandler
    if passed:
        return step(session, actor, case, Verb.PASS, words=words)
    return _back_to_work(session, actor, case, acts.need_words(words))


def rework(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """没解决: whoever asked was not helped after all, so it goes back to be done again, with the reason."""
    case = acts.locked(session, case)
    acts.require(case, Verb.REWORK)
    return _back_to_work(session, actor, case, acts.need_words(words))


def close(session: Session, actor: Any, case: GridCase, *, outcome: Outcome, words: str = "") -> GridCase:
    """Every household is called back first, the closer did not handle it, and "solved" must not contradict a
    call-back."""
    case = acts.locked(session, case)
    acts.require(case, Verb.CLOSE)
    if waiting := answer_queries.count_not_called_back(session, case):
        raise StillToCallBack(count=waiting)
    if actor.party_id in turn_services.workers(session, case):
        raise CloserIsHandler
    if unsolved := answer_queries.count_unsolved(session, case):
        if outcome in SOLVED_OUTCOMES:
            raise SaidNotSolved(field="outcome", count=unsolved, outcome=gettext(OUTCOME_NAMES[outcome]))
        acts.need_words(words)
    case.outcome = outcome
    return step(session, actor, case, Verb.CLOSE, words=words, reason=outcome.value)


def reopen(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """The only way into an ended case. A new limit runs from now; the first date and the old outcome stay on record."""
    case = step(session, actor, case, Verb.REOPEN, words=acts.need_words(words))
    case.reopened_at, case.outcome = clock.now(), None
    case.handled_at = case.handled_by = None
    case.due_at = _limit_from_now(session, case)
    case.next_step_at = clock.now()
    voice_services.lift_bound(session, case)
    if proposal := queries.open_proposal(session, case.id):
        proposal.decided_at, proposal.decided_by, proposal.is_reopened = clock.now(), actor.account_id, True
    session.flush()
    return case


def keep_closed(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """The proposal to reopen is answered with a reason; the case stays as it is."""
    proposal = queries.open_proposal(session, case.id)
    if proposal is None:
        raise NotFound
    case = step(session, actor, case, Verb.KEEP_CLOSED, words=acts.need_words(words))
    proposal.decided_at, proposal.decided_by, proposal.is_reopened = clock.now(), actor.account_id, False
    session.flush()
    return case


def _back_to_work(session: Session, actor: Any, case: GridCase, words: str) -> GridCase:
    case = step(session, actor, case, Verb.REWORK, words=words)
    case.handled_at = case.handled_by = None
    case.next_step_at = clock.now()
    session.flush()
    return case


def _limit_from_now(session: Session, case: GridCase) -> datetime | None:
    try:
        return deadlines.due(clock.now(), case.limit, catalogue.calendar(session))
    except UnknownYear:
        return None
