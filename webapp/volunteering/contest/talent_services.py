"""人才库: in only by consent, out whenever the person likes; what became of them, with date and document."""

from datetime import date

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor
from webapp.volunteering.contest import rules
from webapp.volunteering.contest.models import ContestAward, OutcomeKind, TalentEntry, TalentOutcome

YEARS = 3


class AlreadyIn(DomainError):
    message = N_("已经在人才库里。")


class LeftPool(DomainError):
    message = N_("本人已经退出人才库，不再记。")


class ConsentNeeded(DomainError):
    status = 422
    message = N_("要本人同意才能入库；不同意也不影响荣誉。")


class OutcomeKnown(DomainError):
    status = 422
    message = N_("这一天的这个去向已经记过。")


class OutcomeAhead(DomainError):
    status = 422
    message = N_("去向写已经发生的，日期不能在今天以后。")


def enter(session: Session, actor: Actor, award: ContestAward, *, strengths: str = "") -> TalentEntry:
    """Only the winner agrees, for oneself; without it there is no entry, and no list shows the name."""
    if award.party_id != actor.party_id:
        raise NotFound
    today = clock.today()
    known = session.exec(select(TalentEntry).where(TalentEntry.award_id == award.id)).first()
    if known is not None:
        return _come_back(session, actor, known, strengths)
    made = TalentEntry(
        unit_id=award.unit_id, community_id=award.community_id, award_id=award.id, party_id=award.party_id,
        name=award.name, consent_on=today, strengths=strengths, valid_to=rules.year_later(today, YEARS),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "enter_talent_pool", made)
    return made


def _come_back(session: Session, actor: Actor, entry: TalentEntry, strengths: str) -> TalentEntry:
    """Who went and agrees anew is in again, from today."""
    if entry.left_on is None:
        raise AlreadyIn
    today = clock.today()
    entry.left_on, entry.consent_on, entry.strengths = None, today, strengths
    entry.valid_to = rules.year_later(today, YEARS)
    session.add(entry)
    session.flush()
    history.record(session, actor, "enter_talent_pool", entry)
    return entry


def leave(session: Session, actor: Actor, entry: TalentEntry) -> TalentEntry:
    """By the person alone, at any time, without a reason."""
    if entry.party_id != actor.party_id:
        raise NotFound
    entry.left_on = clock.today()
    entry.strengths = entry.plan = entry.mentor = ""  # agreed to for the pool, and gone with it
    session.add(entry)
    session.flush()
    history.record(session, actor, "leave_talent_pool", entry)
    return entry


def plan(session: Session, actor: Actor, entry: TalentEntry, *, strengths: str, plan: str, mentor: str) -> TalentEntry:
    if entry.left_on is not None:
        raise LeftPool
    entry.strengths, entry.plan, entry.mentor = strengths, plan, mentor
    session.add(entry)
    session.flush()
    history.record(session, actor, "plan_talent", entry, after={"mentor": mentor})
    return entry


def record_outcome(
    session: Session, actor: Actor, entry: TalentEntry, *, kind: OutcomeKind, on: date, document: str
) -> TalentOutcome:
    """A day past, with its document; the same outcome of the same day once."""
    if entry.left_on is not None:
        raise LeftPool
    if on > clock.today():
        raise OutcomeAhead(field="on")
    where = (TalentOutcome.entry_id == entry.id, TalentOutcome.kind == kind, TalentOutcome.on == on)
    if session.exec(select(TalentOutcome.id).where(*where)).first() is not None:
        raise OutcomeKnown(field="on")
    made = TalentOutcome(
        unit_id=entry.unit_id, entry_id=entry.id, kind=kind, on=on, document=document, recorded_by=actor.account_id
    )
    session.add(made)
    session.flush()
    history.record(session, actor, "record_outcome", made, after={"kind": kind.value, "on": on})
    return made
