"""What stands in the list: for anybody, and for those who look after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, exists, func, not_
from sqlmodel import Session, col, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.web.errors import NotFound
from webapp.exchange.market.models import Job, Listing, Offer, ShopLink, Suspension, WageFloor
from webapp.exchange.market.rules import Sort, Standing, State, is_over
from webapp.exchange.market.wage_rules import Floor
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind
from webapp.register.merchants.models import Merchant
from webapp.register.register.models import Building, Entrance

MOST = 200
UP = (State.PUBLISHED, State.PAUSED)
OVER_SHOWN = timedelta(days=90)


@dataclass(frozen=True)
class Card:
    """A listing as a page shows it. `job` or `offer` is there, never both."""

    listing: Listing
    shop: Merchant
    job: Job | None
    offer: Offer | None
    standing: Standing

    @property
    def last_day(self) -> date | None:
        """An offer ends with its own last day, if that comes first."""
        days = [self.listing.ends_on, self.offer.valid_to if self.offer else None]
        return min((day for day in days if day is not None), default=None)

    @property
    def is_live(self) -> bool:
        return self.standing is Standing.LIVE

    @property
    def is_over(self) -> bool:
        return is_over(self.standing)


def list_live(session: Session, community_id: str, sort: Sort, today: date) -> First[Card]:
    """What anybody may read: newest first."""
    query = _cards().where(Listing.community_id == community_id, Listing.sort == sort, *live(today))
    return _read_cards(session, query.order_by(col(Listing.published_at).desc()), today)


def get_live(session: Session, listing_id: str, today: date) -> Card:
    return _card(one(session, _cards().where(Listing.id == listing_id, *live(today))), today)


def live(today: date) -> tuple[Any, ...]:
    """The one condition of being public. A closed or suspended shop has nothing up, without anybody taking it down."""
    return (Listing.state == State.PUBLISHED, col(Listing.confirm_by) >= today, *_lasts(today))


def _lasts(today: date) -> tuple[Any, ...]:
    """Neither its days nor its shop are gone."""
    return (
        col(Listing.ends_on) >= today, col(Merchant.closed_on).is_(None), ~_suspended(),
        func.coalesce(col(Offer.valid_to), today) >= today,
    )  # fmt: skip


def get_card(session: Session, actor: Actor, listing_id: str, today: date) -> Card:
    query = within(_cards().where(Listing.id == listing_id), actor, Listing.grid_id)
    return _card(one(session, query), today)


def card_of(session: Session, listing_id: str, today: date) -> Card:
    """For the holder of a link or of an own page, who was given exactly this one."""
    return _card(one(session, _cards().where(Listing.id == listing_id)), today)


def card_near(session: Session, community_id: str, listing_id: str, today: date) -> Card:
    """Any of the community's, whichever grid its shop stands in: the public list has it too."""
    query = _cards().where(Listing.id == listing_id, Listing.community_id == community_id)
    return _card(one(session, query), today)


def list_cards(session: Session, actor: Actor, states: Sequence[State], today: date) -> First[Card]:
    query = within(_cards().where(col(Listing.state).in_(states)), actor, Listing.grid_id)
    return _read_cards(session, query.order_by(col(Listing.confirm_by), col(Listing.made_at)), today)


def list_up(session: Session, actor: Actor, today: date) -> First[Card]:
    """Up, or resting until its shop says something. What is over stands among `list_over`."""
    query = within(_cards().where(col(Listing.state).in_(UP), *_lasts(today)), actor, Listing.grid_id)
    return _read_cards(session, query.order_by(col(Listing.confirm_by), col(Listing.made_at)), today)


def list_over(session: Session, actor: Actor, today: date) -> First[Card]:
    """Ended by its days, or with its shop; the latest first, and no older than a season."""
    query = _cards().where(
        col(Listing.state).in_(UP), not_(and_(*_lasts(today))), col(Listing.ends_on) >= today - OVER_SHOWN
    )
    return _read_cards(session, within(query, actor, Listing.grid_id).order_by(col(Listing.ends_on).desc()), today)


def _read_cards(session: Session, query: Any, today: date) -> First[Card]:
    rows = read(session, query, MOST)
    return turned(rows, [_card(row, today) for row in rows])


def cards_of(session: Session, listing_ids: Sequence[str], today: date) -> dict[str, Card]:
    if not listing_ids:
        return {}
    rows = session.exec(_cards().where(col(Listing.id).in_(listing_ids)))
    return {row[0].id: _card(row, today) for row in rows}


def shop(session: Session, merchant_id: str) -> Merchant:
    return session.get_one(Merchant, merchant_id)


def is_suspended(session: Session, merchant_id: str) -> bool:
    query = select(Suspension.id).where(Suspension.merchant_id == merchant_id, col(Suspension.lifted_at).is_(None))
    return session.exec(query).first() is not None


def same_title(session: Session, listing: Listing, today: date) -> bool:
    """The same thing by another poster: the host looks before publishing."""
    same = (
        Listing.merchant_id == listing.merchant_id, Listing.title == listing.title, Listing.id != listing.id,
        Listing.state == State.PUBLISHED, *_lasts(today),
    )  # fmt: skip
    return session.exec(_cards().where(*same)).first() is not None


def floor_on(session: Session, community_id: str, on: date) -> Floor | None:
    """The minimum wage of the place on that day; None where nobody has entered one."""
    above = [unit.id for unit in org.ancestors(session, org.unit(session, community_id))] + [community_id]
    query = (
        select(WageFloor.hour_fen, WageFloor.month_fen)
        .where(col(WageFloor.unit_id).in_(above), WageFloor.valid_from <= on)
        .order_by(col(WageFloor.valid_from).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return Floor(*found) if found else None


def list_floors(session: Session, actor: Actor) -> list[WageFloor]:
    query = within(select(WageFloor), actor, WageFloor.unit_id).order_by(col(WageFloor.valid_from).desc())
    return list(session.exec(query))


def link_by_hash(session: Session, token_hash: str) -> ShopLink:
    return one(session, select(ShopLink).where(ShopLink.token_hash == token_hash))  # type: ignore[no-any-return]


def is_open_link(session: Session, token_hash: str, at: datetime) -> bool:
    query = select(ShopLink.id).where(
        ShopLink.token_hash == token_hash, col(ShopLink.used_at).is_(None), ShopLink.ends_at > at
    )
    return session.exec(query).first() is not None


def community(session: Session, community_id: str, today: date) -> Unit:
    found = org.unit(session, community_id)
    if found.kind is not UnitKind.COMMUNITY or not found.is_open(today):
        raise NotFound
    return found


def communities(session: Session) -> list[Unit]:
    """Where anything was ever put up, for somebody who has no code at hand."""
    used = select(Listing.community_id).distinct()
    query = select(Unit).where(col(Unit.id).in_(used), col(Unit.valid_to).is_(None))
    return list(session.exec(query.order_by(col(Unit.name))))


def community_of_door(session: Session, token: str) -> str | None:
    return session.exec(select(Entrance.community_id).where(Entrance.token == token)).first()


def buildings_of(session: Session, community_id: str) -> list[tuple[str, str]]:
    query = select(Building).where(Building.community_id == community_id)
    query = query.order_by(col(Building.estate), col(Building.position), col(Building.name))
    return [(building.id, building.label) for building in session.exec(query)]


def shops_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Merchant).where(col(Merchant.closed_on).is_(None), ~_suspended())
    rows = session.exec(within(query, actor, Merchant.grid_id).order_by(col(Merchant.pinyin)).limit(400))
    return [(shop.id, f"{shop.name} {shop.shop_no}".strip()) for shop in rows]


@cache
def _cards() -> Any:
    return (
        select(Listing, Merchant, Job, Offer, _suspended())
        .join(Merchant, col(Merchant.id) == Listing.merchant_id)
        .outerjoin(Job, col(Job.listing_id) == Listing.id)
        .outerjoin(Offer, col(Offer.listing_id) == Listing.id)
    )


def _suspended() -> Any:
    return exists().where(col(Suspension.merchant_id) == Merchant.id, col(Suspension.lifted_at).is_(None))


ENDED_BY_DAY = (Standing.LIVE, Standing.RESTING, Standing.PAUSED)


def _card(row: Any, today: date) -> Card:
    listing, shop, job, offer, suspended = row
    standing = listing.standing(today)
    if shop.closed_on is not None:
        standing = Standing.SHOP_GONE
    elif suspended:
        standing = Standing.SUSPENDED
    elif offer is not None and offer.valid_to < today and standing in ENDED_BY_DAY:
        standing = Standing.OVER
    return Card(listing, shop, job, offer, standing)
