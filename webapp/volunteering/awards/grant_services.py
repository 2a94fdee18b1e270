"""审定 and what follows: awards, their papers, plaques, applications to higher bodies, proofs of record."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.publicity import queries as notices_up
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import NoticeKind
from webapp.core.data import db, ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.people.org.models import Unit
from webapp.volunteering.awards import inform_services as notices
from webapp.volunteering.awards import queries, rules
from webapp.volunteering.awards.models import (
    Award,
    Body,
    DoorConsent,
    RatingRound,
    RoundEntry,
    RoundState,
    StarApplication,
)
from webapp.volunteering.awards.services import ListChanged, expect, require_unchanged
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates import rules as papers_rules
from webapp.volunteering.certificates import services as papers
from webapp.volunteering.certificates.models import Certificate, CertificateKind
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Volunteer

RESULT = N_("“%(name)s”有了结果，去看看。")
CHUNK = 50
LISTED = 30


class NothingIssued(DomainError):
    message = N_("这一次没有社区能发的证书，只有申报材料。")


class HouseholdNotAgreed(DomainError):
    """A plaque tells the whole stair who lives there."""

    status = 422
    message = N_("挂门牌要这户每个成年人都同意，现在 %(agreed)s/%(adults)s。")


class NothingServed(DomainError):
    status = 422
    message = N_("这一段时间没有确认过的服务记录，开不出证明。")


def decide(session: Session, actor: Actor, rating: RatingRound) -> list[Award]:
    """Only after the notice, only without an open objection, only on the list as it was frozen."""
    expect(rating, RoundState.NOTICE)
    require_unchanged(session, rating)
    notice = notices_up.get_notice(session, NoticeKind.STARS, rating.id)
    struck = publicity.require_settled(session, notice)
    hung = {(line["about"], line["note"]) for line in notice.content if line["about"] not in struck}
    entries = [one for one in queries.list_entries(session, rating.id) if one.proposed]
    if {(one.id, rules.LEVELS[one.proposed]) for one in entries} != hung:
        raise ListChanged
    awards = _grant(session, actor, rating, entries)
    rating.state, rating.decided_at, rating.decided_by = RoundState.DECIDED, clock.now(), actor.account_id
    rating.decided_on = clock.today()
    session.add(rating)
    session.flush()
    publicity.close(session, actor, notice, result=f"授予{len(awards)}人")
    for entry in queries.list_entries(session, rating.id):
        notices.inform(session, entry.party_id, entry.community_id, RESULT, f"rated:{entry.id}", name=rating.name)
    history.record(session, actor, "decide_round", rating, after={"awards": len(awards), "hash": rating.frozen_hash})
    return awards


def start_issue(session: Session, actor: Actor, rating: RatingRound) -> None:
    """发证 in the background: fifty a transaction, each award once, however often the job is begun."""
    expect(rating, RoundState.DECIDED)
    if not queries.awards_to_paper(session, rating.id):
        raise NothingIssued
    queued = jobs.start(
        session, actor, "issue_round", community_id=rating.community_id, round_id=rating.id, account_id=actor.account_id
    )
    rating.job_id = queued.id
    session.add(rating)
    session.flush()


@jobs.job("issue_round")
def issue_round(job_id: str, *, round_id: str, account_id: str) -> str:
    session = db.session()
    awards = [award.id for award in queries.awards_to_paper(session, round_id)]
    session.rollback()
    for begin in range(0, len(awards), CHUNK):
        with db.transaction() as writing:
            chunk = writing.exec(select(Award).where(col(Award.id).in_(awards[begin : begin + CHUNK])))
            for award in chunk.all():
                issue_honour(writing, None, award)
        jobs.progress(job_id, min(begin + CHUNK, len(awards)), len(awards))
    with db.transaction() as writing:
        rating = queries.round_without_scope(writing, round_id)
        if rating.state is RoundState.DECIDED:
            rating.state = RoundState.ISSUED
            writing.add(rating)
            history.record(writing, None, "issue_round", rating, after={"papers": len(awards), "by": account_id})
    return round_id


def issue_honour(session: Session, actor: Actor | None, award: Award) -> Certificate:
    """荣誉证书 from the award's own words; the same award never gets a second number."""
    issuer = org.unit(session, award.community_id)
    return papers.issue(
        session, actor, issuer=issuer, kind=CertificateKind.HONOUR, party_id=award.party_id,
        cause=f"award:{award.id}", said=_said(session, award, issuer), issued_on=award.granted_on,
    )  # fmt: skip


def agree_to_plaque(session: Session, actor: Actor, award: Award, *, adults: int, agreed: int) -> Certificate:
    """门牌: the household's consent and the plaque in one act."""
    if agreed < adults or adults < 1:
        raise HouseholdNotAgreed(agreed=agreed, adults=adults, field="agreed")
    if queries.consent_of(session, award.id) is None:
        consent = DoorConsent(
            community_id=award.community_id, award_id=award.id, adults=adults, agreed=agreed,
            given_on=clock.today(), recorded_by=actor.account_id,
        )  # fmt: skip
        session.add(consent)
        session.flush()
        history.record(session, actor, "agree_to_plaque", consent, after={"adults": adults})
    issuer = org.unit(session, award.community_id)
    return papers.issue(
        session, actor, issuer=issuer, kind=CertificateKind.PLAQUE, party_id=award.party_id,
        cause=f"plaque:{award.id}", said=_said(session, award, issuer),
    )  # fmt: skip


def issue_proof(
    session: Session,
    actor: Actor,
    volunteer: Volunteer,
    *,
    responsible: str,
    handler: str,
    contact: str,
    purpose: str = "",
    document_kind: str = "",
    document_number: str = "",
    once: str = "",
) -> Certificate:
    """志愿服务记录证明: free, at any time, as often as asked; each one has its own number.
    The same `once` is one paper."""
    services = volunteers.list_services(session, volunteer.id)
    if not services:
        raise NothingServed
    issuer = org.unit(session, volunteer.community_id)
    total = sum(line.minutes for line in services)
    newest = services[-LISTED:][::-1]
    hours = papers_rules.hours_words(total)
    said = {
        "name": volunteer.name, "level": f"{hours}小时", "stars": 0, "issuer": issuer_name(issuer),
        "volunteer_number": volunteer.number, "joined": clock.chinese_day(volunteer.joined_on),
        "first": clock.chinese_day(services[0].on), "last": clock.chinese_day(services[-1].on),
        "count": len(services), "hours": hours, "left_out": len(services) - len(newest), "contact": contact,
        "services": [[line.on.isoformat(), line.title, line.place, line.organiser, line.minutes] for line in newest],
        "responsible": responsible, "handler": handler, "purpose": purpose, "date": clock.chinese_day(clock.today()),
    }  # fmt: skip
    hidden = {
        "document_kind": document_kind, "document_number": document_number or volunteer.document_number or "",
        "national_number": volunteer.national_number or "",
    }  # fmt: skip
    return papers.issue(
        session, actor, issuer=issuer, kind=CertificateKind.PROOF, party_id=volunteer.party_id,
        cause=f"proof:{once or ids.new()}", said=said, private=hidden,
    )  # fmt: skip


def redress(session: Session, actor: Actor, entry: RoundEntry) -> None:
    """An upheld appeal: the star that the frozen hours give, granted or applied for; a lower paper becomes void."""
    rating = queries.round_without_scope(session, entry.round_id)
    earlier = [one for one in queries.list_awards(session, rating.id) if one.entry_id == entry.id]
    entry.proposed = entry.star
    session.add(entry)
    if any(one.star == entry.star for one in earlier):
        return
    applied = queries.application_of(session, entry.id)
    made = _grant(session, actor, rating, [entry]) if applied is None else []
    if applied is not None and applied.star != entry.star:
        applied.star, applied.sent_on, applied.document = entry.star, None, ""
        session.add(applied)
    session.flush()
    for award in made:
        issue_honour(session, actor, award)
    for award in earlier if made else []:
        paper = certificates.standing(session, f"award:{award.id}")
        if paper is not None and not certificates.ends_of(session, [paper]):
            papers.end(session, actor, paper, reason=f"申诉成立，改评{rules.LEVELS[entry.star]}")
    history.record(session, actor, "redress_entry", entry, after={"star": entry.star})


def send_application(session: Session, actor: Actor, application: StarApplication, *, document: str) -> StarApplication:
    application.sent_on, application.document = clock.today(), document
    session.add(application)
    session.flush()
    history.record(session, actor, "send_application", application, after={"document": document})
    return application


def issuer_name(unit: Unit) -> str:
    """冬梅轩社区 → 冬梅轩社区居民委员会."""
    return unit.official_name


def _grant(session: Session, actor: Actor, rating: RatingRound, entries: Sequence[RoundEntry]) -> list[Award]:
    rule_set = queries.get_rule_set(session, rating.rule_set_id)
    basis = f"依据《{rule_set.name}》{rule_set.document}"[:120]
    awards: list[Award] = []
    for entry in entries:
        body = rules.body(rule_set.steps, entry.proposed)
        if body is Body.COMMUNITY:
            awards.append(_award(entry, rating, basis, actor.account_id))
        else:
            asked = StarApplication(community_id=entry.community_id, entry_id=entry.id, star=entry.proposed, body=body)
            session.add(asked)
    session.add_all(awards)
    return awards


def _award(entry: RoundEntry, rating: RatingRound, basis: str, account_id: str) -> Award:
    title, today = rules.title(entry.proposed, Body.COMMUNITY), clock.today()
    parts = (rating.frozen_hash, entry.id, entry.name, entry.minutes, entry.proposed, title, today.isoformat())
    return Award(
        id=ids.new(), community_id=entry.community_id, round_id=rating.id, entry_id=entry.id,
        volunteer_id=entry.volunteer_id, party_id=entry.party_id, name=entry.name, star=entry.proposed, title=title,
        minutes=entry.minutes, since=entry.since, year=rating.year, basis=basis, granted_on=today,
        granted_by=account_id, digest=hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest(),
    )  # fmt: skip


def _said(session: Session, award: Award, issuer: Unit) -> dict[str, Any]:
    hours = papers_rules.hours_words(award.minutes)
    notice = notices_up.on_paper(session, notices_up.get_notice(session, NoticeKind.STARS, award.round_id))
    return {
        "name": award.name, "level": rules.LEVELS[award.star], "stars": award.star, "issuer": issuer_name(issuer),
        "date": clock.chinese_day(award.granted_on), "period": f"{award.year}年度", "basis": award.basis,
        **rules.honour_words(award.since, issuer.name, hours, award.year, award.title, notice),
    }  # fmt: skip
