from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from webapp.core.trust.history import AuditLine
from webapp.people.accounts.scope import Actor, one, within
from webapp.volunteering.awards.models import (
    Appeal,
    AppealKind,
    Award,
    AwardRevocation,
    DoorConsent,
    RatingRound,
    RoundEntry,
    RoundState,
    StarApplication,
    StarRuleSet,
)
from webapp.volunteering.volunteers.models import Volunteer

JUDGED = "review_entry"
PUBLIC = (RoundState.NOTICE, RoundState.DECIDED, RoundState.ISSUED, RoundState.ARCHIVED)


def list_rule_sets(session: Session, community_id: str | None, on: date) -> list[StarRuleSet]:
    """The community's own first, then the district's, as they hold on the day."""
    return list(session.exec(rule_sets(community_id, on)))


def rule_sets(community_id: Any, on: Any) -> Any:
    query = select(StarRuleSet).where(
        or_(StarRuleSet.community_id == community_id, col(StarRuleSet.community_id).is_(None)),
        StarRuleSet.valid_from <= on, or_(col(StarRuleSet.valid_to).is_(None), col(StarRuleSet.valid_to) >= on),
    )  # fmt: skip
    return query.order_by(col(StarRuleSet.community_id).is_(None), col(StarRuleSet.name))


def get_rule_set(session: Session, rule_set_id: str) -> StarRuleSet:
    found: StarRuleSet = one(session, select(StarRuleSet).where(StarRuleSet.id == rule_set_id))
    return found


def get_round(session: Session, actor: Actor, round_id: str) -> RatingRound:
    query = within(select(RatingRound).where(RatingRound.id == round_id), actor, RatingRound.community_id)
    found: RatingRound = one(session, query)
    return found


def list_rounds(session: Session, actor: Actor) -> list[RatingRound]:
    query = within(select(RatingRound), actor, RatingRound.community_id)
    return list(session.exec(query.order_by(col(RatingRound.opened_at).desc()).limit(30)))


def get_published(session: Session, round_id: str) -> RatingRound:
    """For anyone, but only while or after it is public."""
    query = select(RatingRound).where(RatingRound.id == round_id, col(RatingRound.state).in_(PUBLIC))
    found: RatingRound = one(session, query)
    return found


def round_without_scope(session: Session, round_id: str) -> RatingRound:
    """For the job that a checked person started."""
    found: RatingRound = one(session, select(RatingRound).where(RatingRound.id == round_id))
    return found


def list_entries(session: Session, round_id: str) -> list[RoundEntry]:
    query = select(RoundEntry).where(RoundEntry.round_id == round_id)
    return list(session.exec(query.order_by(col(RoundEntry.proposed).desc(), col(RoundEntry.number))))


def list_waiting(session: Session, rating: RatingRound) -> list[RoundEntry]:
    """Of a frozen list: who still waits for a judgement, as the list stands."""
    return by_judgement(session, rating, list_entries(session, rating.id))[0]


def by_judgement(
    session: Session, rating: RatingRound, entries: Sequence[RoundEntry]
) -> tuple[list[RoundEntry], list[RoundEntry]]:
    """Those that wait for their 评议 and those whose was saved; of a list that is not frozen, none. What it was frozen
    with looks like a judgement and is none: the history tells them apart."""
    if rating.state is not RoundState.FROZEN:
        return [], []
    query = select(AuditLine.row_id).where(
        AuditLine.chain_id == rating.community_id, col(AuditLine.row_id).in_([entry.id for entry in entries]),
        AuditLine.verb == JUDGED,
    )  # fmt: skip
    judged = set(session.exec(query))
    waiting = [one for one in entries if one.id not in judged]
    return waiting, [one for one in entries if one.id in judged]


def get_entry(session: Session, actor: Actor, entry_id: str) -> RoundEntry:
    query = within(select(RoundEntry).where(RoundEntry.id == entry_id), actor, RoundEntry.community_id)
    found: RoundEntry = one(session, query)
    return found


def list_own_entries(session: Session, actor: Actor) -> list[tuple[RoundEntry, RatingRound]]:
    query = select(RoundEntry, RatingRound).join(RatingRound, col(RatingRound.id) == RoundEntry.round_id)
    query = query.where(RoundEntry.party_id == actor.party_id, col(RatingRound.state).in_(PUBLIC))
    return list(session.exec(query.order_by(col(RatingRound.opened_at).desc())))


def list_candidates(session: Session, community_id: str, on: date) -> list[Volunteer]:
    query = select(Volunteer).where(
        Volunteer.community_id == community_id, Volunteer.joined_on <= on, col(Volunteer.left_on).is_(None)
    )
    return list(session.exec(query.order_by(col(Volunteer.number))))


def highest_stars(session: Session, volunteer_ids: Sequence[str]) -> dict[str, int]:
    """What each one holds already; a revoked star does not count."""
    query = select(Award.volunteer_id, func.max(Award.star)).where(
        col(Award.volunteer_id).in_(volunteer_ids), col(Award.id).not_in(revoked())
    )
    return {volunteer_id: int(star) for volunteer_id, star in session.exec(query.group_by(Award.volunteer_id))}


def revoked() -> Any:
    """The awards that no longer stand."""
    return select(AwardRevocation.award_id).where(col(AwardRevocation.effective_at).is_not(None))


def list_awards(session: Session, round_id: str) -> list[Award]:
    query = select(Award).where(Award.round_id == round_id)
    return list(session.exec(query.order_by(col(Award.star).desc(), col(Award.name))))


def standing_awards(session: Session, round_id: str) -> list[Award]:
    """One an entry: an appeal may have brought a higher star beside the first."""
    best: dict[str, Award] = {}
    for award in list_awards(session, round_id):
        best.setdefault(award.entry_id, award)
    return list(best.values())


def awards_to_paper(session: Session, round_id: str) -> list[Award]:
    """A star taken away before the papers are made gets none."""
    awards = standing_awards(session, round_id)
    gone = {one.award_id for one in list_revocations(session, awards).values() if one.effective_at}
    return [award for award in awards if award.id not in gone]


def get_award(session: Session, actor: Actor, award_id: str) -> Award:
    found: Award = one(session, within(select(Award).where(Award.id == award_id), actor, Award.community_id))
    return found


def revocation_of(session: Session, award_id: str) -> AwardRevocation | None:
    return session.exec(select(AwardRevocation).where(AwardRevocation.award_id == award_id)).first()


def list_revocations(session: Session, awards: Sequence[Award]) -> dict[str, AwardRevocation]:
    query = select(AwardRevocation).where(col(AwardRevocation.award_id).in_([award.id for award in awards]))
    return {row.award_id: row for row in session.exec(query)}


def consent_of(session: Session, award_id: str) -> DoorConsent | None:
    return session.exec(select(DoorConsent).where(DoorConsent.award_id == award_id)).first()


def list_applications(session: Session, round_id: str) -> list[tuple[StarApplication, RoundEntry]]:
    query = select(StarApplication, RoundEntry).join(RoundEntry, col(RoundEntry.id) == StarApplication.entry_id)
    return list(session.exec(query.where(RoundEntry.round_id == round_id).order_by(col(RoundEntry.number))))


def get_application(session: Session, actor: Actor, application_id: str) -> tuple[StarApplication, RoundEntry]:
    query = select(StarApplication, RoundEntry).join(RoundEntry, col(RoundEntry.id) == StarApplication.entry_id)
    query = within(query.where(StarApplication.id == application_id), actor, StarApplication.community_id)
    found: tuple[StarApplication, RoundEntry] = one(session, query)
    return found


def application_of(session: Session, entry_id: str) -> StarApplication | None:
    return session.exec(select(StarApplication).where(StarApplication.entry_id == entry_id)).first()


def applications_of(session: Session, entry_ids: Sequence[str]) -> dict[str, StarApplication]:
    query = select(StarApplication).where(col(StarApplication.entry_id).in_(entry_ids))
    return {one.entry_id: one for one in session.exec(query)}


def subject_of(session: Session, appeal: Appeal) -> tuple[RoundEntry | None, AwardRevocation | None, Award | None]:
    """What an appeal is about: a line of a list, or the taking of a star."""
    if appeal.kind is AppealKind.ENTRY:
        return session.get_one(RoundEntry, appeal.subject_id), None, None
    revocation = session.get_one(AwardRevocation, appeal.subject_id)
    return None, revocation, session.get_one(Award, revocation.award_id)


def list_open_appeals(session: Session, actor: Actor) -> list[Appeal]:
    query = within(select(Appeal).where(col(Appeal.finding).is_(None)), actor, Appeal.community_id)
    return list(session.exec(query.order_by(col(Appeal.filed_at))))


def get_appeal(session: Session, actor: Actor, appeal_id: str) -> Appeal:
    found: Appeal = one(session, within(select(Appeal).where(Appeal.id == appeal_id), actor, Appeal.community_id))
    return found


def appeals_about(session: Session, subject_ids: Sequence[str]) -> list[Appeal]:
    query = select(Appeal).where(col(Appeal.subject_id).in_(subject_ids)).order_by(col(Appeal.turn))
    return list(session.exec(query))


def stars_held(session: Session, actor: Actor) -> list[tuple[int, int]]:
    """(star, people) of the highest star each volunteer in reach holds: a count, never a list of ranks."""
    best = (
        within(select(Award.volunteer_id, func.max(Award.star).label("star")), actor, Award.community_id)
        .where(col(Award.id).not_in(revoked()))
        .group_by(Award.volunteer_id)
        .subquery()
    )
    query = select(best.c.star, func.count()).group_by(best.c.star).order_by(best.c.star)
    return [(int(star), int(people)) for star, people in session.exec(query)]


def list_own_revocations(session: Session, actor: Actor) -> list[tuple[AwardRevocation, Award]]:
    query = select(AwardRevocation, Award).join(Award, col(Award.id) == AwardRevocation.award_id)
    return list(session.exec(query.where(Award.party_id == actor.party_id)))
