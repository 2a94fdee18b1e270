"""Reads of the shop. Unit costs never leave through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.accounts.scope import Actor, one, within
from webapp.core import clock
from webapp.core.errors import NotFound
from webapp.org.models import Party
from webapp.points.models import Passbook
from webapp.shop import rules
from webapp.shop.models import (
    Allocation,
    Goods,
    MarketDay,
    MoveKind,
    Order,
    OrderLine,
    OrderState,
    Price,
    StockMove,
    Stocktake,
    StocktakeLine,
)

LIVE = (OrderState.READY, OrderState.COLLECTED)


@dataclass(frozen=True)
class Shelf:
    """One kind of goods for the office: figures and price."""

    id: str
    code: str
    name: str
    measure: str
    free: int
    held: int
    allotted: int
    points: int | None
    best_before: date | None
    is_offered: bool


@dataclass(frozen=True)
class Given:
    """A donor's line: what was given in all, and when last."""

    donor: str
    goods: str
    measure: str
    given: int
    on: date


@dataclass(frozen=True)
class Found:
    passbook_id: str
    party_id: str
    name: str
    number: str | None
    available: int


def list_offers(session: Session, community_id: str | None, *, today: date | None = None) -> list[rules.Offer]:
    """What can be asked for today: offered, priced, not near its last day. Sold out ones stay visible, marked."""
    day = today or clock.today()
    query = (
        select(Goods.id, Goods.name, Goods.measure, Price.points, Goods.free, Goods.best_before, Goods.is_for_adults,
               Goods.limit_each, Goods.limit_days)
        .join(Price, (col(Price.goods_id) == Goods.id) & (Price.valid_from == _price_day(day)))
        .where(Goods.community_id == community_id, col(Goods.is_offered))
        .order_by(col(Price.points), Goods.name)
    )  # fmt: skip
    offers = [rules.Offer(*row) for row in session.exec(query)]
    return [offer for offer in offers if not rules.is_stale(offer.best_before, day)]


def get_offer(session: Session, community_id: str | None, goods_id: str) -> rules.Offer:
    found = next((offer for offer in list_offers(session, community_id) if offer.goods_id == goods_id), None)
    if found is None:
        raise NotFound
    return found


def price_on(session: Session, goods_id: str, day: date) -> int:
    query = select(Price.points).where(Price.goods_id == goods_id, Price.valid_from <= day)
    found = session.exec(query.order_by(col(Price.valid_from).desc())).first()
    if found is None:
        raise NotFound
    return found


def taken_lately(session: Session, party_id: str, goods_id: str, days: int) -> int:
    """How many of these the person has ordered or got within the period; what was cancelled does not count."""
    since = clock.start_of_day(clock.today() - timedelta(days=days - 1))
    query = (
        select(func.coalesce(func.sum(OrderLine.quantity), 0))
        .join(Order, col(Order.id) == OrderLine.order_id)
        .where(
            Order.party_id == party_id, OrderLine.goods_id == goods_id, Order.at >= since, col(Order.state).in_(LIVE)
        )
    )
    return int(session.exec(query).one())


def get_goods(session: Session, actor: Actor, goods_id: str) -> Goods:
    found: Goods = one(session, within(select(Goods).where(Goods.id == goods_id), actor, Goods.community_id))
    return found


def goods_by_code(session: Session, actor: Actor, code: str) -> Goods | None:
    found: Goods | None = session.exec(
        within(select(Goods).where(Goods.code == code), actor, Goods.community_id)
    ).first()
    return found


def list_shelf(session: Session, actor: Actor) -> list[Shelf]:
    query = (
        select(Goods.id, Goods.code, Goods.name, Goods.measure, Goods.free, Goods.held, Goods.allotted, Price.points,
               Goods.best_before, Goods.is_offered)
        .outerjoin(Price, (col(Price.goods_id) == Goods.id) & (Price.valid_from == _price_day(clock.today())))
    )  # fmt: skip
    query = within(query, actor, Goods.community_id).order_by(col(Goods.is_offered).desc(), Goods.name)
    return [Shelf(*row) for row in session.exec(query)]


def known_move(session: Session, community_id: str, key: str) -> StockMove | None:
    return session.exec(select(StockMove).where(StockMove.community_id == community_id, StockMove.key == key)).first()


def list_moves(session: Session, goods: Goods, limit: int = 30) -> list[StockMove]:
    query = select(StockMove).where(StockMove.goods_id == goods.id)
    return list(session.exec(query.order_by(col(StockMove.at).desc(), col(StockMove.id).desc()).limit(limit)))


def list_own_orders(session: Session, party_id: str, limit: int = 20) -> list[Order]:
    query = select(Order).where(Order.party_id == party_id)
    return list(session.exec(query.order_by(col(Order.at).desc()).limit(limit)))


def own_order(session: Session, party_id: str, order_id: str) -> Order:
    found: Order = one(session, select(Order).where(Order.id == order_id, Order.party_id == party_id))
    return found


def get_order(session: Session, actor: Actor, order_id: str) -> Order:
    found: Order = one(session, within(select(Order).where(Order.id == order_id), actor, Order.community_id))
    return found


def order_by_code(session: Session, actor: Actor, code: str) -> Order | None:
    query = select(Order).where(Order.code == code, Order.state == OrderState.READY)
    found: Order | None = session.exec(within(query, actor, Order.community_id)).first()
    return found


def list_open_orders(session: Session, actor: Actor, passbook_id: str | None = None) -> list[Order]:
    query = select(Order).where(Order.state == OrderState.READY)
    if passbook_id is not None:
        query = query.where(Order.passbook_id == passbook_id)
    return list(session.exec(within(query, actor, Order.community_id).order_by(col(Order.at)).limit(50)))


def due_order_ids(session: Session, limit: int = 500) -> list[str]:
    """Held longer than promised; each is given up in a transaction of its own."""
    query = select(Order.id).where(Order.state == OrderState.READY, Order.hold_until < clock.today())
    return list(session.exec(query.order_by(col(Order.hold_until)).limit(limit)))


def lines_of(session: Session, order_ids: list[str]) -> dict[str, list[OrderLine]]:
    found: dict[str, list[OrderLine]] = {order_id: [] for order_id in order_ids}
    query = select(OrderLine).where(col(OrderLine.order_id).in_(order_ids)).order_by(OrderLine.name)
    for line in session.exec(query):
        found[line.order_id].append(line)
    return found


def find_holders(session: Session, actor: Actor, wanted: str, limit: int = 6) -> list[Found]:
    """Card, number, initials or name, as the reader or the keyboard gives it. Exact card or number comes alone."""
    query = select(Passbook.id, Passbook.party_id, Party.name, Passbook.number, Passbook.available).join(
        Party, col(Party.id) == Passbook.party_id
    )
    query = within(query.where(col(Passbook.merged_into_id).is_(None)), actor, Passbook.community_id)
    exact = query.where((Passbook.card == wanted) | (Passbook.number == wanted.upper()))
    rows = (
        session.exec(exact).all() or session.exec(query.where(_named(wanted)).order_by(Party.name).limit(limit)).all()
    )
    return [Found(*row) for row in rows]


def list_allocations(session: Session, actor: Actor) -> list[tuple[Allocation, str, str]]:
    """(allocation, goods, measure) not yet fully accounted for."""
    query = (
        select(Allocation, Goods.name, Goods.measure)
        .join(Goods, col(Goods.id) == Allocation.goods_id)
        .where(col(Allocation.closed_at).is_(None))
    )
    query = within(query, actor, Allocation.community_id).order_by(Allocation.counter, Goods.name)
    return [(row, name, measure) for row, name, measure in session.exec(query)]


def get_allocation(session: Session, actor: Actor, allocation_id: str) -> Allocation:
    query = within(select(Allocation).where(Allocation.id == allocation_id), actor, Allocation.community_id)
    found: Allocation = one(session, query)
    return found


def get_stocktake(session: Session, actor: Actor, sheet_id: str) -> Stocktake:
    query = within(select(Stocktake).where(Stocktake.id == sheet_id), actor, Stocktake.community_id)
    found: Stocktake = one(session, query)
    return found


def list_stocktakes(session: Session, actor: Actor, limit: int = 10) -> list[Stocktake]:
    query = within(select(Stocktake), actor, Stocktake.community_id)
    return list(session.exec(query.order_by(col(Stocktake.begun_at).desc()).limit(limit)))


def counted(session: Session, sheet: Stocktake) -> dict[str, StocktakeLine]:
    query = select(StocktakeLine).where(StocktakeLine.stocktake_id == sheet.id)
    return {line.goods_id: line for line in session.exec(query)}


def list_market_days(session: Session, community_id: str | None, since: date) -> list[MarketDay]:
    query = select(MarketDay).where(
        MarketDay.community_id == community_id, MarketDay.on >= since, col(MarketDay.cancelled_at).is_(None)
    )
    return list(session.exec(query.order_by(col(MarketDay.on), col(MarketDay.opens))))


def get_market_day(session: Session, actor: Actor, day_id: str) -> MarketDay:
    query = within(select(MarketDay).where(MarketDay.id == day_id), actor, MarketDay.community_id)
    found: MarketDay = one(session, query)
    return found


def list_given(session: Session, actor: Actor) -> list[Given]:
    query = (
        select(Party.name, Goods.name, Goods.measure, func.sum(StockMove.free), func.max(StockMove.at))
        .join(Party, col(Party.id) == StockMove.donor_id)
        .join(Goods, col(Goods.id) == StockMove.goods_id)
        .where(StockMove.kind == MoveKind.DONATED)
        .group_by(Party.name, Goods.name, Goods.measure)
        .order_by(Party.name, Goods.name)
    )
    query = within(query, actor, StockMove.community_id)
    return [
        Given(donor, goods, measure, int(given), clock.local(at).date())
        for donor, goods, measure, given, at in session.exec(query)
    ]


def _price_day(day: date) -> Any:
    """The day on which the price of the goods in the outer query last changed."""
    return (
        select(func.max(Price.valid_from))
        .where(Price.goods_id == Goods.id, Price.valid_from <= day)
        .correlate(Goods)
        .scalar_subquery()
    )


def _named(wanted: str) -> Any:
    return col(Party.name).startswith(wanted) | col(Party.initials).startswith(wanted.lower())
