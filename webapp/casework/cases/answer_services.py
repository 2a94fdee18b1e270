"""What is said back to those who spoke: the first contact, the result, the call-back after it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import answer_queries, queries, rules, voice_services
from webapp.casework.cases.models import Answer, AnswerKind, GridCase, ReopenProposal, Voice
from webapp.casework.cases.rules import ProposalCause, State, Verb
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError


class SolvedButNotReached(DomainError):
    """Only who was reached can say whether it is solved."""

    status = 422
    message = N_("没联系上的人，不能替本人说解决了或满意。")


class AnswerMissing(DomainError):
    status = 422
    message = N_("联系上了，就记一下本人说解决了没有、满意不满意。")


class AlreadyConfirmed(DomainError):
    message = N_("这条声音已经对上一户了。")


class NotHandledYet(DomainError):
    message = N_("这件事还没办好。办好了，再请您说一句解决了没有。")


class JudgedAlready(DomainError):
    """Once for each time it was handled; a receipt is no ballot box."""

    message = N_("您已经答过了，谢谢。还有新情况，请再说一件事。")


class TooLateToJudge(DomainError):
    message = N_("办结已经 30 天了。还有问题，请再说一件事。")


def contact(session: Session, actor: Any, case: GridCase, *, is_reached: bool, words: str = "") -> GridCase:
    """The first time whoever reported hears from us. Only a contact that reached somebody stops that clock."""
    case = acts.locked(session, case)
    acts.require(case, Verb.CONTACT)
    _answer(session, actor, case, AnswerKind.CONTACT, is_reached=is_reached, words=words)
    if is_reached and case.contacted_at is None:
        case.contacted_at = clock.now()
    reason = "" if is_reached else "not_reached"
    acts.note(session, actor, case, Verb.CONTACT, came_from=case.state, words=words, reason=reason)
    return case


def call_back(
    session: Session,
    actor: Any,
    case: GridCase,
    *,
    voice: Voice | None,
    is_reached: bool,
    is_solved: bool | None = None,
    is_satisfied: bool | None = None,
    words: str = "",
) -> Answer:
    """回访: reached or not, and in the resident's own judgement solved and satisfied or not."""
    case = acts.locked(session, case)
    acts.require(case, Verb.CALL_BACK)
    if not is_reached and (is_solved is not None or is_satisfied is not None):
        raise SolvedButNotReached(field="is_reached")
    if is_reached and (is_solved is None or is_satisfied is None):
        raise AnswerMissing(field="is_solved")
    answer = _answer(
        session, actor, case, AnswerKind.CALL_BACK, is_reached=is_reached, is_solved=is_solved,
        is_satisfied=is_satisfied, words=words, voice=voice,
    )  # fmt: skip
    reason = "not_reached" if not is_reached else "solved" if is_solved else "not_solved"
    acts.note(session, actor, case, Verb.CALL_BACK, came_from=case.state, words=words, reason=reason)
    return answer


def judge(
    session: Session, voice: Voice, *, is_solved: bool, is_satisfied: bool, words: str = ""
) -> tuple[GridCase, Answer]:
    """The person who asked says it themselves, with the receipt alone: a call-back like any other. Not solved after
    the closing proposes to reopen; before it, whoever directs sees it and sends it back to be done."""
    case = acts.locked(session, session.get_one(GridCase, voice.case_id))
    if case.state not in rules.LIFE.starts(Verb.CALL_BACK):
        raise NotHandledYet
    if rules.is_past_judging(case.ended_at, clock.now()):
        raise TooLateToJudge
    if answer_queries.judged_by(session, case, voice):
        raise JudgedAlready
    answer = _answer(
        session, None, case, AnswerKind.CALL_BACK, is_reached=True, is_solved=is_solved, is_satisfied=is_satisfied,
        words=words, voice=voice,
    )  # fmt: skip
    reason = "solved" if is_solved else "not_solved"
    acts.note(session, None, case, Verb.CALL_BACK, came_from=case.state, words=answer.words, reason=reason)
    if case.state is State.CLOSED and not is_solved:
        _propose_again(session, case)
    return case, answer


def _propose_again(session: Session, case: GridCase) -> None:
    """One open proposal a case; whoever says it next is counted into it."""
    proposal = queries.open_proposal(session, case.id)
    if proposal is None:
        session.add(
            ReopenProposal(
                community_id=case.community_id, case_id=case.id, made_at=clock.now(), households=1,
                cause=ProposalCause.UNSOLVED,
            )
        )  # fmt: skip
        acts.note(session, None, case, Verb.PROPOSE_REOPEN, words="", reason="not_solved")
    elif proposal.cause is ProposalCause.UNSOLVED:
        proposal.households += 1
    session.flush()


def tell(session: Session, actor: Any, case: GridCase, *, voice: Voice, words: str) -> Answer:
    """回告: the answer has been brought to the one who asked. Possible also after the case has ended."""
    case = acts.locked(session, case)
    acts.require(case, Verb.TELL)
    answer = _answer(session, actor, case, AnswerKind.TOLD, is_reached=True, words=acts.need_words(words), voice=voice)
    if case.contacted_at is None:
        case.contacted_at = clock.now()
    acts.note(session, actor, case, Verb.TELL, came_from=case.state, words=words)
    return answer


def confirm_household(session: Session, actor: Any, case: GridCase, *, voice: Voice, household_id: str) -> Voice:
    """A stranger's words on the public form count once a worker knows which household said them."""
    case = acts.locked(session, case)
    if voice.household_id:
        raise AlreadyConfirmed
    acts.require(case, Verb.SPEAK)
    voice.household_id = household_id
    if voice_services.has_spoken(session, voice):
        voice.household_id = None
        raise AlreadyConfirmed
    session.flush()
    voice_services.lift_bound(session, case)
    acts.note(session, actor, case, Verb.NOTE, came_from=case.state, reason="household")
    voice_services.propose_reopening(session, case)
    return voice


def forget_speakers(session: Session, before: datetime) -> int:
    """Names, phones and doors of people whose case ended before then are deleted, as the public form promises."""
    ended = select(GridCase.id).where(col(GridCase.ended_at) < before)
    known = col(Voice.speaker).is_not(None) | col(Voice.phone).is_not(None) | col(Voice.door).is_not(None)
    gone = update(Voice).where(col(Voice.case_id).in_(ended), known).values(speaker=None, phone=None, door=None)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _answer(
    session: Session, actor: Any, case: GridCase, kind: AnswerKind, *, is_reached: bool, words: str = "",
    is_solved: bool | None = None, is_satisfied: bool | None = None, voice: Voice | None = None,
) -> Answer:  # fmt: skip
    answer = Answer(
        community_id=case.community_id, case_id=case.id, voice_id=voice.id if voice else None, kind=kind,
        is_reached=is_reached, is_solved=is_solved, is_satisfied=is_satisfied, words=(words or "").strip(),
        account_id=actor.account_id if actor else None, at=clock.now(),
    )  # fmt: skip
    session.add(answer)
    session.flush()
    return answer
