"""What an objection changes, appeals afterwards, and the one way a star can be lost."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session

from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import Finding, Objection, PublicNotice
from webapp.casework.publicity.services import AlreadyAnswered
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor
from webapp.volunteering.awards import grant_services, queries
from webapp.volunteering.awards.inform_services import inform
from webapp.volunteering.awards.models import (
    Appeal,
    AppealKind,
    Award,
    AwardRevocation,
    RatingRound,
    RoundEntry,
    RoundState,
)
from webapp.volunteering.awards.services import expect
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates import services as papers

TURNS = 2
TOLD = N_("社区准备撤销您的%(title)s，%(day)s以前可以申诉。")
UPHELD = N_("您的申诉成立，去看看答复。")
DISMISSED = N_("您的申诉没有成立，去看看答复。")
LOST = N_("您的%(title)s已经撤销，证书作废。")


class AppealTooLate(DomainError):
    message = N_("申诉要在 %(days)s 天以内提，现在过了。")


class NoMoreTurns(DomainError):
    message = N_("申诉最多两次，已经有了最后的答复。")


class UpheldBefore(DomainError):
    message = N_("申诉已经成立，不用再提。")


class SameHearer(DomainError):
    """Whoever decided does not hear the appeal, and the second is heard by another than the first."""

    message = N_("作决定的人和答复过的人不能再答复这份申诉，请换一位。")


class RevocationTold(DomainError):
    message = N_("已经告知过撤销，不用再来一次。")


class AppealStillOpen(DomainError):
    """A star stands until its holder has been heard."""

    message = N_("申诉期还没过，或者申诉还没有答复，星级现在不能撤销。")


class RevocationFell(AppealStillOpen):
    message = N_("申诉成立，这次撤销不成立，星级照旧。")


def answer_objection(
    session: Session,
    actor: Actor,
    objection: Objection,
    notice: PublicNotice,
    *,
    finding: Finding,
    answer: str,
    about_id: str | None = None,
) -> Objection:
    """An upheld objection takes the entry off the list, with the answer as its reason."""
    publicity.answer(session, actor, objection, notice, finding=finding, answer=answer, about_id=about_id)
    if finding is Finding.UPHELD and objection.about_id is not None:
        entry = queries.get_entry(session, actor, objection.about_id)
        entry.proposed, entry.reason = 0, answer[:300]
        session.add(entry)
        session.flush()
    return objection


def appeal_entry(session: Session, actor: Actor, entry: RoundEntry, *, words: str) -> Appeal:
    """By the person on the list, within the days of the rule set after the decision."""
    if entry.party_id != actor.party_id:
        raise NotFound
    rating = queries.get_published(session, entry.round_id)
    expect(rating, RoundState.DECIDED, RoundState.ISSUED, RoundState.ARCHIVED)
    rule_set = queries.get_rule_set(session, rating.rule_set_id)
    last = last_day(session, rating)
    return _file(session, actor, AppealKind.ENTRY, entry.id, entry.community_id, words, last, rule_set.appeal_days)


def appeal_revocation(
    session: Session, actor: Actor, revocation: AwardRevocation, award: Award, *, words: str
) -> Appeal:
    """By the one who lost the award, until the day named in the letter."""
    if award.party_id != actor.party_id:
        raise NotFound
    days = (revocation.appeal_until - revocation.told_on).days
    return _file(
        session, actor, AppealKind.REVOCATION, revocation.id, award.community_id, words, revocation.appeal_until, days
    )


def hear_appeal(session: Session, actor: Actor, appeal: Appeal, *, finding: Finding, answer: str) -> Appeal:
    """Once, by somebody who decided nothing before; what was refused wrongly is granted in the same act."""
    if appeal.finding is not None:
        raise AlreadyAnswered
    if actor.account_id in _decided_before(session, appeal):
        raise SameHearer
    appeal.finding, appeal.answer, appeal.heard_at, appeal.heard_by = finding, answer, clock.now(), actor.account_id
    session.add(appeal)
    session.flush()
    if finding is Finding.UPHELD and appeal.kind is AppealKind.ENTRY:
        grant_services.redress(session, actor, session.get_one(RoundEntry, appeal.subject_id))
    sentence = UPHELD if finding is Finding.UPHELD else DISMISSED
    inform(session, appeal.party_id, appeal.community_id, sentence, f"heard:{appeal.id}")
    history.record(session, actor, "hear_appeal", appeal, after={"finding": finding.value}, reason=answer[:300])
    return appeal


def tell_revocation(
    session: Session, actor: Actor, award: Award, *, fraud: str, appeal_days: int = 15
) -> AwardRevocation:
    """弄虚作假 only: idleness takes no star away. The holder is told and may appeal first."""
    if queries.revocation_of(session, award.id) is not None:
        raise RevocationTold
    today = clock.today()
    made = AwardRevocation(
        community_id=award.community_id, award_id=award.id, fraud=fraud, told_on=today, told_by=actor.account_id,
        appeal_until=today + timedelta(days=appeal_days),
    )  # fmt: skip
    session.add(made)
    session.flush()
    inform(
        session, award.party_id, award.community_id, TOLD, f"revocation:{made.id}", title=award.title,
        day=clock.chinese_day(made.appeal_until),
    )  # fmt: skip
    history.record(session, actor, "tell_revocation", made, reason=fraud[:300])
    return made


def confirm_revocation(session: Session, actor: Actor, revocation: AwardRevocation, award: Award) -> AwardRevocation:
    """Takes effect only when nobody is left to hear; the papers become void in the same moment."""
    if revocation.effective_at is not None:
        raise AlreadyAnswered
    if has_fallen(session, revocation):
        raise RevocationFell
    if is_open(revocation, queries.appeals_about(session, [revocation.id])):
        raise AppealStillOpen
    revocation.effective_at, revocation.effective_by = clock.now(), actor.account_id
    session.add(revocation)
    for cause in (f"award:{award.id}", f"plaque:{award.id}"):
        paper = certificates.standing(session, cause)
        if paper is not None and not certificates.ends_of(session, [paper]):
            papers.end(session, actor, paper, reason=revocation.fraud[:300])
    session.flush()
    inform(session, award.party_id, award.community_id, LOST, f"revoked:{revocation.id}", title=award.title)
    history.record(session, actor, "confirm_revocation", revocation, reason=revocation.fraud[:300])
    return revocation


def is_waiting(appeals: Sequence[Appeal]) -> bool:
    return any(one.finding is None for one in appeals)


def is_open(revocation: AwardRevocation, appeals: Sequence[Appeal]) -> bool:
    """An appeal waits for its answer, or one may still be filed."""
    return is_waiting(appeals) or (clock.today() <= revocation.appeal_until and len(appeals) < TURNS)


def may_appeal(last: date, appeals: Sequence[Appeal]) -> bool:
    """The first appeal against a result by its last day, the second knows no term; one at a time, none once one was
    upheld."""
    if is_waiting(appeals) or len(appeals) >= TURNS or any(one.finding is Finding.UPHELD for one in appeals):
        return False
    return bool(appeals) or clock.today() <= last


def last_day(session: Session, rating: RatingRound) -> date:
    assert rating.decided_on is not None
    return rating.decided_on + timedelta(days=queries.get_rule_set(session, rating.rule_set_id).appeal_days)


def has_fallen(session: Session, revocation: AwardRevocation) -> bool:
    """An upheld appeal ends it for good."""
    return any(one.finding is Finding.UPHELD for one in queries.appeals_about(session, [revocation.id]))


def _file(
    session: Session,
    actor: Actor,
    kind: AppealKind,
    subject_id: str,
    community_id: str,
    words: str,
    last: date,
    days: int,
) -> Appeal:
    earlier = queries.appeals_about(session, [subject_id])
    if any(one.finding is Finding.UPHELD for one in earlier):
        raise UpheldBefore
    if is_waiting(earlier) or len(earlier) >= TURNS:
        raise NoMoreTurns
    if not earlier and clock.today() > last:
        raise AppealTooLate(days=days)
    made = Appeal(
        community_id=community_id, kind=kind, subject_id=subject_id, party_id=actor.party_id, turn=len(earlier) + 1,
        words=words, filed_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "file_appeal", made)
    return made


def _decided_before(session: Session, appeal: Appeal) -> set[str | None]:
    earlier = {one.heard_by for one in queries.appeals_about(session, [appeal.subject_id])}
    if appeal.kind is AppealKind.REVOCATION:
        revocation = session.get_one(AwardRevocation, appeal.subject_id)
        return earlier | {revocation.told_by}
    entry = session.get_one(RoundEntry, appeal.subject_id)
    return earlier | {session.get_one(RatingRound, entry.round_id).decided_by}
