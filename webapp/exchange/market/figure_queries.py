"""The supervisor's figures: how many of each, by community. Nobody's name, and never who declined."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from webapp.exchange.market import queries
from webapp.exchange.market.models import Consent, Job, Listing, Match, Offer, Placement, PlacementCheck
from webapp.exchange.market.rules import Purpose, Sort
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.merchants.models import Merchant


@dataclass(frozen=True)
class Row:
    """`vacancies` are places, not listings. `still` of `due`: those old enough to be asked, after 30 and 90 days."""

    id: str
    name: str
    vacancies: int = 0
    offers: int = 0
    seekers: int = 0
    pairs: int = 0
    started: int = 0
    still_30: int = 0
    due_30: int = 0
    still_90: int = 0
    due_90: int = 0


COUNTS = ("vacancies", "offers", "seekers", "pairs", "started", "still_30", "due_30", "still_90", "due_90")


def figures(session: Session, actor: Actor, today: date) -> list[Row]:
    """Communities in reach that use the platform at all."""
    counts: dict[str, dict[str, int]] = {name: _counted(session, actor, today, name) for name in COUNTS}
    used = set().union(*counts.values())
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY, col(Unit.valid_to).is_(None))
    named = session.exec(within(query, actor, Unit.id).order_by(col(Unit.parent_id), col(Unit.position)))
    return [
        Row(unit_id, name, **{key: counts[key].get(unit_id, 0) for key in COUNTS})
        for unit_id, name in named
        if unit_id in used
    ]


def total(rows: list[Row]) -> Row:
    return Row("", "", **{name: sum(getattr(row, name) for row in rows) for name in COUNTS})


def _counted(session: Session, actor: Actor, today: date, name: str) -> dict[str, int]:
    if name == "vacancies":
        return _vacancies(session, actor, today)
    query, column = _queries(today)[name]
    grouped = within(query, actor, column).group_by(column)
    return {community_id: int(count or 0) for community_id, count in session.exec(grouped)}


def _vacancies(session: Session, actor: Actor, today: date) -> dict[str, int]:
    """Places of live jobs less those already taken."""
    started = (
        select(Match.listing_id, func.count(col(Placement.id)).label("taken"))
        .join(Placement, col(Placement.match_id) == Match.id)
        .group_by(col(Match.listing_id))
        .subquery()
    )
    free = Job.head_count - func.coalesce(started.c.taken, 0)  # type: ignore[operator]
    query = (
        select(Listing.community_id, func.sum(case((free > 0, free), else_=0)))
        .join(Merchant, col(Merchant.id) == Listing.merchant_id)
        .join(Job, col(Job.listing_id) == Listing.id)
        .outerjoin(Offer, col(Offer.listing_id) == Listing.id)
        .outerjoin(started, started.c.listing_id == Listing.id)
        .where(Listing.sort == Sort.JOB, *queries.live(today))
    )
    grouped = within(query, actor, Listing.community_id).group_by(col(Listing.community_id))
    return {community_id: int(count or 0) for community_id, count in session.exec(grouped)}


def _queries(today: date) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {
        "offers": (
            select(Listing.community_id, func.count(col(Listing.id)))
            .join(Merchant, col(Merchant.id) == Listing.merchant_id)
            .outerjoin(Offer, col(Offer.listing_id) == Listing.id)
            .where(Listing.sort == Sort.OFFER, *queries.live(today)),
            Listing.community_id,
        ),
        "seekers": (
            select(Consent.community_id, func.count(col(Consent.id))).where(
                Consent.purpose == Purpose.WORK, col(Consent.ended_at).is_(None)
            ),
            Consent.community_id,
        ),
        "pairs": (
            select(Match.community_id, func.count(col(Match.id))).where(
                col(Match.seeker_says).is_(True), col(Match.shop_says).is_(True)
            ),
            Match.community_id,
        ),
        "started": (select(Placement.community_id, func.count(col(Placement.id))), Placement.community_id),
    }  # fmt: skip
    for days in (30, 90):
        found[f"still_{days}"] = (
            select(PlacementCheck.community_id, func.count(col(PlacementCheck.id))).where(
                PlacementCheck.after_days == days, col(PlacementCheck.still_there).is_(True)
            ),
            PlacementCheck.community_id,
        )
        found[f"due_{days}"] = (
            select(Placement.community_id, func.count(col(Placement.id))).where(
                Placement.started_on <= today - timedelta(days=days)
            ),
            Placement.community_id,
        )
    return found
