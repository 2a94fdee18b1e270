"""Offers for those who asked for them: two a week at most, and the database holds the two places."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.exchange.market import queries
from webapp.exchange.market.models import Consent, Push, Seeker
from webapp.exchange.market.rules import PUSHES_A_WEEK, Purpose, Sort, week_of
from webapp.people.notices import services as notices

NEAR = N_("附近有一条新优惠，不想再看点“不再推荐”。")


def push(session: Session, community_id: str) -> int:
    """Every live offer to everybody who agreed and has a place left this week; what finds none waits for the next."""
    today = clock.today()
    offers = [card.listing.id for card in reversed(queries.list_live(session, community_id, Sort.OFFER, today))]
    if not offers:
        return 0
    told: dict[str, set[str]] = {}
    for seeker_id, listing_id in session.exec(
        select(Push.seeker_id, Push.listing_id).where(Push.community_id == community_id)
    ):
        told.setdefault(seeker_id, set()).add(listing_id)
    taken = _taken(session, community_id, today)
    return sum(
        _tell(session, seeker, offer, today)
        for seeker in _readers(session, community_id)
        for offer in [one for one in offers if one not in told.get(seeker.id, set())][
            : max(0, PUSHES_A_WEEK - taken.get(seeker.id, 0))
        ]
    )


def communities(session: Session) -> list[str]:
    """Where somebody wants to hear of offers."""
    query = select(Consent.community_id).where(Consent.purpose == Purpose.OFFERS, col(Consent.ended_at).is_(None))
    return sorted(set(session.exec(query.distinct())))


def _readers(session: Session, community_id: str) -> list[Seeker]:
    agreed = select(Consent.seeker_id).where(Consent.purpose == Purpose.OFFERS, col(Consent.ended_at).is_(None))
    query = select(Seeker).where(
        Seeker.community_id == community_id, col(Seeker.ended_at).is_(None), col(Seeker.id).in_(agreed)
    )
    return list(session.exec(query.order_by(col(Seeker.made_at))))


def _taken(session: Session, community_id: str, today: date) -> dict[str, int]:
    query = (
        select(Push.seeker_id, func.count(col(Push.id)))
        .where(Push.community_id == community_id, Push.week == week_of(today))
        .group_by(col(Push.seeker_id))
    )
    return {seeker_id: int(count) for seeker_id, count in session.exec(query)}


def _tell(session: Session, seeker: Seeker, listing_id: str, today: date) -> int:
    """Takes the next free place of the week; 0 when another process was there first and none is left."""
    for place in range(1, PUSHES_A_WEEK + 1):
        fresh = Push(
            community_id=seeker.community_id, listing_id=listing_id, seeker_id=seeker.id, week=week_of(today),
            place=place, made_at=clock.now(),
        )  # fmt: skip
        if not db.insert_once(session, fresh):
            continue
        if seeker.account_id:
            notices.tell(
                session, [seeker.account_id], NEAR, cause=f"market-offer:{listing_id}", url="/market/mine",
                community_id=seeker.community_id,
            )  # fmt: skip
        return 1
    return 0
