"""Minutes from draft to public: objected to, signed, locked with a hash, and changed only as a new version."""

import hashlib
import json

from sqlmodel import Session, select

from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting, SeatKind
from webapp.council.minutes import body_queries, queries
from webapp.council.minutes.models import Minutes, MinutesObjection, MinutesSignature, MinutesState, SignerRole
from webapp.council.sittings import people_queries, resolution_services, sitting_services, vote_rules
from webapp.council.sittings import queries as sittings
from webapp.council.sittings.models import ResolutionKind
from webapp.council.sittings.vote_rules import Stand
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org

WAS_THERE = vote_rules.IN_ROOM | {Stand.LEFT}
LOCKED = frozenset({MinutesState.FINAL, MinutesState.PUBLISHED, MinutesState.REPLACED})


class StillSitting(DomainError):
    message = N_("会还没散，散会以后再出纪要。")


class ResolutionsIncomplete(DomainError):
    """A paper with a promise that has no owner or no day would be no promise."""

    message = N_("有 %(n)s 件还不能定稿：%(what)s。先补齐，或撤回。")


class MinutesLocked(DomainError):
    message = N_("纪要已经定稿，不能改。要改就出第 2 版，写明为什么。")


class ReviewRunning(DomainError):
    message = N_("异议期到 %(day)s，过了才能定稿。")


class ObjectionsOpen(DomainError):
    message = N_("还有 %(n)s 条异议没答复。")


class SignaturesMissing(DomainError):
    message = N_("还缺签名：%(who)s。")


class NotInRoom(DomainError):
    status = 422
    message = N_("没参加这次会的人不能提异议或签名。")


class SignsTwice(DomainError):
    status = 422
    message = N_("一个人只能签一个身份，三个签名要三个人。")


class NotAResident(DomainError):
    status = 422
    message = N_("居民代表一栏，请到会的居民代表来签。")


class AnsweredAlready(DomainError):
    message = N_("这条异议已经答复过了。")


class NotOpenForObjections(DomainError):
    message = N_("现在不在异议期。")


class WordsMissing(DomainError):
    status = 422
    message = N_("写一句。")


class NotFinal(DomainError):
    message = N_("先定稿，再公开。")


SIGNER_WORDS = {SignerRole.HOST: N_("主持人"), SignerRole.RECORDER: N_("记录人"), SignerRole.RESIDENT: N_("居民代表")}


def draft(session: Session, actor: Actor, meeting: CouncilMeeting) -> Minutes:
    """Made from what the meeting left behind; while it is a draft it is made afresh each time it is opened."""
    if not meeting.has_met:
        raise StillSitting
    _finish_lines(session, actor, meeting)
    known = queries.of_meeting(session, meeting.id)
    if known and known[0].state in LOCKED:
        return known[0]
    made = known[0] if known else None
    if made is None:
        made = Minutes(community_id=meeting.community_id, meeting_id=meeting.id, made_at=clock.now())
        session.add(made)
        session.flush()
        history.record(session, actor, "draft_minutes", made)
    if made.state is MinutesState.DRAFT:
        _set_body(session, made, meeting)
    return made


def write(session: Session, actor: Actor, minutes: Minutes, *, opening: str, closing: str) -> None:
    """Words around the facts. In review this is how an objection is taken up: earlier signatures fall."""
    if minutes.state in LOCKED:
        raise MinutesLocked
    minutes.opening, minutes.closing = opening, closing
    minutes.hash = fingerprint(minutes)
    history.record(session, actor, "write_minutes", minutes, after={"hash": minutes.hash})


def open_review(session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes) -> None:
    """Attendees have the rule set's working days to object."""
    if minutes.state is not MinutesState.DRAFT:
        raise MinutesLocked
    _finish_lines(session, actor, meeting)
    _set_body(session, minutes, meeting)
    days = councils.rule_of(session, meeting).objection_days
    minutes.state = MinutesState.REVIEW
    minutes.review_until = people_queries.working_day(session, clock.today(), days)
    history.record(session, actor, "open_review", minutes, after={"until": minutes.review_until.isoformat()})


def object_to(
    session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes, *, party_id: str, words: str
) -> MinutesObjection:
    """Only by somebody who was in the room, while the minutes are open for objections."""
    if minutes.state is not MinutesState.REVIEW:
        raise NotOpenForObjections
    if not words:
        raise WordsMissing(field="words")
    if party_id not in attendees(session, meeting):
        raise NotInRoom(field="party_id")
    if known := queries.same_objection(session, minutes.id, party_id, words):
        return known  # tapped twice
    made = MinutesObjection(minutes_id=minutes.id, party_id=party_id, words=words, at=clock.now())
    session.add(made)
    session.flush()
    history.record(session, actor, "object_to_minutes", made, community_id=minutes.community_id)
    return made


def answer_objection(
    session: Session, actor: Actor, minutes: Minutes, objection: MinutesObjection, *, answer: str
) -> None:
    """The answer is printed with the objection; neither changes the text it is about."""
    if not answer:
        raise WordsMissing(field="answer")
    if objection.answered_at is not None:
        raise AnsweredAlready
    objection.answer, objection.answered_at, objection.answered_by = answer[:500], clock.now(), actor.account_id
    history.record(
        session, actor, "answer_objection", objection, reason=answer[:500], community_id=minutes.community_id
    )


def sign(
    session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes, *, role: SignerRole, party_id: str
) -> MinutesSignature:
    """Under these very words: the signature carries their hash and falls when they change."""
    if minutes.state is not MinutesState.REVIEW:
        raise NotOpenForObjections
    _refuse_signer(session, meeting, minutes, role, party_id)
    old = session.exec(
        select(MinutesSignature).where(MinutesSignature.minutes_id == minutes.id, MinutesSignature.role == role)
    ).first()
    if old is not None and old.body_hash == minutes.hash:
        return old
    if old is not None:
        session.delete(old)
        session.flush()
    made = MinutesSignature(
        minutes_id=minutes.id, role=role, party_id=party_id, name=org.party(session, party_id).name, at=clock.now(),
        body_hash=minutes.hash, made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(
        session, actor, "sign_minutes", made, after={"role": role.value, "hash": minutes.hash},
        community_id=minutes.community_id,
    )  # fmt: skip
    return made


def finalise(session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes) -> None:
    """Locks the words, gives the number, keeps the hash. From here on only a new version changes anything."""
    if minutes.state is not MinutesState.REVIEW:
        raise MinutesLocked
    if minutes.review_until and clock.today() <= minutes.review_until:
        raise ReviewRunning(day=minutes.review_until)
    still = [one for one in queries.objections(session, minutes.id) if one.answered_at is None]
    if still:
        raise ObjectionsOpen(n=len(still))
    missing = set(SignerRole) - {one.role for one in queries.signatures(session, minutes)}
    if missing:
        raise SignaturesMissing(who=listed(gettext(SIGNER_WORDS[role]) for role in SignerRole if role in missing))
    minutes.state, minutes.final_at = MinutesState.FINAL, clock.now()
    year = meeting.held_on.year
    if minutes.version == 1:
        minutes.number = f"〔{year}〕{queries.numbers_used(session, minutes.community_id, year) + 1}号"
    else:
        _replace(session, minutes)
    session.flush()
    history.record(session, actor, "finalise_minutes", minutes, after={"hash": minutes.hash, "number": minutes.number})


def publish(session: Session, actor: Actor, minutes: Minutes) -> None:
    if minutes.state is not MinutesState.FINAL:
        raise NotFinal
    minutes.state, minutes.published_at = MinutesState.PUBLISHED, clock.now()
    history.record(session, actor, "publish_minutes", minutes, after={"hash": minutes.hash})


def next_version(session: Session, actor: Actor, meeting: CouncilMeeting, minutes: Minutes, *, reason: str) -> Minutes:
    """The old version stays as it is, with its hash and signers; the new one begins as a draft with its reason.

    What earlier promises looked like on the day of the meeting is taken from the old version: it was true then.
    """
    if minutes.state not in (MinutesState.FINAL, MinutesState.PUBLISHED):
        raise NotFinal
    if not reason:
        raise WordsMissing(field="reason")
    made = Minutes(
        community_id=minutes.community_id, meeting_id=minutes.meeting_id, version=minutes.version + 1, reason=reason,
        opening=minutes.opening, closing=minutes.closing, made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    _set_body(session, made, meeting)
    history.record(session, actor, "next_minutes_version", made, reason=reason)
    return made


def fingerprint(minutes: Minutes) -> str:
    """Over everything that is printed and signed, and nothing that changes afterwards."""
    told = {"body": minutes.body, "opening": minutes.opening, "closing": minutes.closing, "version": minutes.version}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(minutes: Minutes) -> bool:
    return minutes.hash == fingerprint(minutes)


def _set_body(session: Session, minutes: Minutes, meeting: CouncilMeeting) -> None:
    fresh = body_queries.body(session, meeting)
    if minutes.version > 1:
        fresh["carried"] = queries.of_meeting(session, meeting.id)[-1].body.get("carried", [])
    minutes.body = fresh
    minutes.hash = fingerprint(minutes)
    session.flush()


def _replace(session: Session, minutes: Minutes) -> None:
    """The number passes to the version in force; the old one keeps it with its version beside."""
    for old in queries.of_meeting(session, minutes.meeting_id):
        if old.id != minutes.id and old.state in (MinutesState.FINAL, MinutesState.PUBLISHED):
            minutes.number = f"{old.number}（第{minutes.version}版）"
            old.state = MinutesState.REPLACED


def _finish_lines(session: Session, actor: Actor, meeting: CouncilMeeting) -> None:
    """What was mended since the meeting closed becomes final now; what still lacks something stops the minutes."""
    waiting = []
    for one in sittings.resolutions(session, meeting.id):
        if one.final_at is not None or one.kind is ResolutionKind.NOTE:
            continue
        if resolution_services.lacks(session, meeting, one):
            waiting.append(one)
        else:
            sitting_services.finalise(session, actor, meeting, one)
    if waiting:
        raise ResolutionsIncomplete(n=len(waiting), what=resolution_services.brief(waiting[:3]))


def _refuse_signer(
    session: Session, meeting: CouncilMeeting, minutes: Minutes, role: SignerRole, party_id: str
) -> None:
    """Three people, each once; for the residents one of their own who was there, where the council seats any."""
    if party_id not in attendees(session, meeting):
        raise NotInRoom(field="party_id")
    if any(one.party_id == party_id and one.role is not role for one in queries.signatures(session, minutes)):
        raise SignsTwice(field="party_id")
    residents = sittings.sat_for(session, meeting, SeatKind.RESIDENT)
    if role is SignerRole.RESIDENT and residents and party_id not in residents:
        raise NotAResident(field="party_id")


def attendees(session: Session, meeting: CouncilMeeting) -> set[str]:
    """Who sat there, the alternate in place of the seat's holder; whoever stayed away or sent a proxy did not."""
    marks = sittings.last_marks(session, meeting.id).values()
    return (
        {mark.party_id for mark in marks if mark.stand in WAS_THERE}
        | {meeting.host_id}
        | ({meeting.recorder_id} if meeting.recorder_id else set())
    )
