"""What is done with a case once it is open: take, dispatch, sign, send back, finish, verify, close, reopen, merge."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from webapp.accounts.scope import reaches
from webapp.cases import act_services as acts
from webapp.cases import clock_services, queries, rules, voice_services
from webapp.cases.models import GridCase, Helper, Voice
from webapp.cases.rules import Outcome, Refusal, State, Verb
from webapp.catalogue import queries as catalogue
from webapp.catalogue.models import Evidence
from webapp.core import clock, deadlines
from webapp.core.calendar import UnknownYear
from webapp.core.errors import DomainError, NotFound
from webapp.core.i18n import N_
from webapp.org import queries as org
from webapp.org.models import UnitKind
from webapp.photos import services as photos

LEVELS = {UnitKind.GRID: 1, UnitKind.MICRO_GRID: 1, UnitKind.COMMUNITY: 2, UnitKind.STREET: 3, UnitKind.DISTRICT: 4}


class VerifierIsHandler(DomainError):
    """Who handled it does not verify it."""

    message = N_("这件事是您办的，请别人来核查。")


class NobodyAsked(DomainError):
    status = 422
    message = N_("请选交给谁办。")


class NotYours(DomainError):
    message = N_("这件事交办给了别的单位，请由那边签收。")


class DeadlineTooEarly(DomainError):
    status = 422
    message = N_("期限不能早于今天，也不能早于反映的日子（%(day)s）。")


class MergedIntoItself(DomainError):
    status = 422
    message = N_("请选另一件还在办、同一社区的事来并。")


class EvidenceMissing(DomainError):
    status = 422
    message = N_("拍一张照片，或写一句怎么办好的。")


class StillToCallBack(DomainError):
    """Whoever asked hears the result, or an attempt to reach them is on record."""

    message = N_("还有 %(count)s 位反映人没有回访。回访过或试过联系不上，都记一笔再结案。")


def accept(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    return _step(session, actor, case, Verb.ACCEPT, words=words)


def reject(session: Session, actor: Any, case: GridCase, *, reason: Refusal, words: str = "") -> GridCase:
    """Not taken on, for a coded reason whose text goes to whoever reported."""
    return _step(session, actor, case, Verb.REJECT, words=words, reason=reason.value)


def take(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    """我来办: whoever takes it leads it."""
    case = _step(session, actor, case, Verb.TAKE, words=words, party_id=actor.party_id)
    case.lead_party_id = actor.party_id
    case.asked_unit_id = case.asked_party_id = None
    session.flush()
    return case


def dispatch(
    session: Session,
    actor: Any,
    case: GridCase,
    *,
    unit_id: str | None = None,
    party_id: str | None = None,
    due_on: date | None = None,
    words: str = "",
) -> GridCase:
    """To a unit or a party. The one who has it stays lead until the other signs; the time limit travels along."""
    if not unit_id and not party_id:
        raise NobodyAsked(field="party_id")
    case = acts.locked(session, case)
    acts.require(case, Verb.DISPATCH)
    level = _level_of(session, case, unit_id, party_id)
    due_at = _new_due(session, case, due_on) if due_on else None
    case = _step(session, actor, case, Verb.DISPATCH, words=words, unit_id=unit_id, party_id=party_id)
    case.asked_unit_id, case.asked_party_id = unit_id, party_id
    case.follower_id = actor.account_id
    case.level = max(case.level, level)
    if due_at:
        case.due_at = due_at
        case.first_due_at = case.first_due_at or due_at
    case.next_step_at = clock.now()
    session.flush()
    return case


def sign(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    """签收: the one who was asked signs; for a party without an account the follower does, saying how it was told."""
    case = acts.locked(session, case)
    acts.require(case, Verb.SIGN)
    asked_me = case.asked_party_id == actor.party_id
    if not asked_me and case.asked_unit_id and not reaches(session, actor, case.asked_unit_id):
        raise NotYours
    case = _step(session, actor, case, Verb.SIGN, words=words, unit_id=case.asked_unit_id, party_id=case.asked_party_id)
    case.lead_unit_id = case.asked_unit_id or case.lead_unit_id
    case.lead_party_id = case.asked_party_id or (actor.party_id if asked_me else None)
    case.asked_unit_id = case.asked_party_id = None
    session.flush()
    return case


def send_back(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """退回 with an objection. Before it was signed the first receiver keeps it; twice refused, the level above
    decides."""
    objection = acts.need_words(words)
    case = _step(session, actor, case, Verb.SEND_BACK, words=objection)
    case.asked_unit_id = case.asked_party_id = None
    refused = queries.count_send_backs(session, case, case.reopened_at or case.received_at)
    if refused >= rules.REFUSALS_BEFORE_UPWARD:
        _hand_to_level_above(session, case)
    session.flush()
    return case


def invite(session: Session, actor: Any, case: GridCase, *, party_id: str) -> GridCase:
    """协办: helps, owns nothing. Asked twice is asked once."""
    case = acts.locked(session, case)
    acts.require(case, Verb.INVITE)
    party = org.party(session, party_id)
    if party.community_id not in (None, case.community_id) or not party.is_active(clock.today()):
        raise NotFound
    if party_id not in {known.id for known in queries.list_co_handlers(session, case)}:
        session.add(
            Helper(
                community_id=case.community_id, case_id=case.id, party_id=party_id, invited_by=actor.account_id,
                invited_at=clock.now(),
            )
        )  # fmt: skip
        acts.note(session, actor, case, Verb.INVITE, came_from=case.state, party_id=party_id)
    return case


def add_note(
    session: Session, actor: Any, case: GridCase, *, words: str, pictures: Sequence[bytes] = ()
) -> GridCase:
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
    case = _step(session, actor, case, Verb.FINISH, words=words)
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
    if actor.account_id == case.handled_by:
        raise VerifierIsHandler
    if passed:
        return _step(session, actor, case, Verb.PASS, words=words)
    return _back_to_work(session, actor, case, acts.need_words(words))


def close(session: Session, actor: Any, case: GridCase, *, outcome: Outcome, words: str = "") -> GridCase:
    case = acts.locked(session, case)
    acts.require(case, Verb.CLOSE)
    if waiting := queries.count_not_called_back(session, case):
        raise StillToCallBack(count=waiting)
    case.outcome = outcome
    return _step(session, actor, case, Verb.CLOSE, words=words, reason=outcome.value)


def reopen(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """The only way into an ended case. A new limit runs from now; the first date and the old outcome stay on record."""
    case = _step(session, actor, case, Verb.REOPEN, words=acts.need_words(words))
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
    case = _step(session, actor, case, Verb.KEEP_CLOSED, words=acts.need_words(words))
    proposal.decided_at, proposal.decided_by, proposal.is_reopened = clock.now(), actor.account_id, False
    session.flush()
    return case


def merge(session: Session, actor: Any, case: GridCase, *, into: GridCase) -> GridCase:
    """并案: the voices move over and are counted there; where they were said stays on them. Each is still answered."""
    first, second = sorted((case, into), key=lambda one: one.id)
    acts.locked(session, first), acts.locked(session, second)
    if case.id == into.id or case.community_id != into.community_id or not into.is_open:
        raise MergedIntoItself(field="into_id")
    case = _step(session, actor, case, Verb.MERGE, words=into.number)
    case.merged_into_id = into.id
    session.flush()
    session.execute(update(Voice).where(col(Voice.case_id) == case.id).values(case_id=into.id))
    voice_services.lift_bound(session, into)
    acts.note(session, actor, into, Verb.SPEAK, came_from=into.state, words=case.number)
    return into


def _step(
    session: Session,
    actor: Any,
    case: GridCase,
    verb: Verb,
    *,
    words: str = "",
    reason: str = "",
    unit_id: str | None = None,
    party_id: str | None = None,
) -> GridCase:
    """Asks the table, moves the state, writes the line. An act that is refused leaves nothing behind."""
    case = acts.locked(session, case)
    target = acts.require(case, verb)
    if target in rules.ENDED | {State.HANDLED}:
        clock_services.end_stop(session, case)
    before, case.state = case.state, target
    if target not in rules.ENDED:
        case.ended_at = None
    elif before not in rules.ENDED:
        case.ended_at, case.next_step_at = clock.now(), None
        voice_services.drop_bound(session, case)
    acts.note(
        session, actor, case, verb, came_from=before, words=(words or "").strip(), reason=reason, unit_id=unit_id,
        party_id=party_id,
    )  # fmt: skip
    return case


def _back_to_work(session: Session, actor: Any, case: GridCase, words: str) -> GridCase:
    case = _step(session, actor, case, Verb.REWORK, words=words)
    case.handled_at = case.handled_by = None
    case.next_step_at = clock.now()
    session.flush()
    return case


def _level_of(session: Session, case: GridCase, unit_id: str | None, party_id: str | None) -> int:
    """Who may be asked: the grids below the case's community, its ancestors, and parties of the community or above."""
    home = org.unit(session, case.community_id)
    if party_id:
        party = org.party(session, party_id)
        if party.community_id not in (None, case.community_id) or not party.is_active(clock.today()):
            raise NotFound
    if not unit_id:
        return 2
    unit = org.unit(session, unit_id)
    if not (unit.path.startswith(home.path) or home.path.startswith(unit.path)):
        raise NotFound
    return LEVELS[unit.kind]


def _new_due(session: Session, case: GridCase, due_on: date) -> datetime:
    if due_on < clock.today() or due_on < clock.local(case.reported_at).date():
        raise DeadlineTooEarly(field="due_on", day=clock.local(case.reported_at).date().isoformat())
    return catalogue.calendar(session).end_of(due_on)


def _hand_to_level_above(session: Session, case: GridCase) -> None:
    lead = org.unit(session, case.lead_unit_id or case.community_id)
    if lead.parent_id and lead.kind is not UnitKind.DISTRICT:
        above = org.unit(session, lead.parent_id)
        case.lead_unit_id, case.lead_party_id = above.id, None
        case.level = max(case.level, LEVELS[above.kind])


def _limit_from_now(session: Session, case: GridCase) -> datetime | None:
    try:
        return deadlines.due(clock.now(), case.limit, catalogue.calendar(session))
    except UnknownYear:
        return None
