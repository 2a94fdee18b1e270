"""Reads of the stock: what lies where, what came and went, what is out with a counter, counts and market days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.exchange.shop import rules
from webapp.exchange.shop.models import (
    Allocation,
    Goods,
    MarketDay,
    MoveKind,
    Price,
    StockMove,
    Stocktake,
    StocktakeLine,
)
from webapp.exchange.shop.queries import price_day
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party, PartyKind

ARRIVALS = (MoveKind.BOUGHT, MoveKind.DONATED)
GONE = (MoveKind.HANDED, MoveKind.SOLD_OFFLINE)


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
    photo_id: str | None


@dataclass(frozen=True)
class Given:
    """A donor's line: what was given in all, when last, and how much of it has reached people."""

    donor: str
    goods: str
    measure: str
    given: int
    reached: int
    on: date


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
               Goods.best_before, Goods.is_offered, Goods.photo_id)
        .outerjoin(Price, (col(Price.goods_id) == Goods.id) & (Price.valid_from == price_day(clock.today())))
    )  # fmt: skip
    query = within(query, actor, Goods.community_id).order_by(col(Goods.is_offered).desc(), Goods.name)
    return [Shelf(*row) for row in session.exec(query)]


def known_move(session: Session, community_id: str, key: str) -> StockMove | None:
    return session.exec(select(StockMove).where(StockMove.community_id == community_id, StockMove.key == key)).first()


def list_moves(session: Session, goods: Goods, limit: int = 30) -> list[StockMove]:
    query = select(StockMove).where(StockMove.goods_id == goods.id)
    return list(session.exec(query.order_by(col(StockMove.at).desc(), col(StockMove.id).desc()).limit(limit)))


def list_allocations(session: Session, actor: Actor) -> list[tuple[Allocation, str, str]]:
    """(allocation, goods, measure) not yet fully accounted for."""
    query = (
        select(Allocation, Goods.name, Goods.measure)
        .join(Goods, col(Goods.id) == Allocation.goods_id)
        .where(col(Allocation.closed_at).is_(None))
    )
    query = within(query, actor, Allocation.community_id).order_by(Allocation.counter, Goods.name)
    return [(row, name, measure) for row, name, measure in session.exec(query)]


def list_lost(session: Session, actor: Actor, limit: int = 20) -> list[tuple[Allocation, str, str]]:
    query = (
        select(Allocation, Goods.name, Goods.measure)
        .join(Goods, col(Goods.id) == Allocation.goods_id)
        .where(col(Allocation.lost_at).is_not(None))
        .order_by(col(Allocation.lost_at).desc(), col(Allocation.id))
    )
    return list(session.exec(within(query, actor, Allocation.community_id).limit(limit)))


def list_own_allocations(session: Session, account_id: str) -> list[tuple[Allocation, str, str]]:
    """What one counter was given and still has: (allocation, goods, measure)."""
    query = (
        select(Allocation, Goods.name, Goods.measure)
        .join(Goods, col(Goods.id) == Allocation.goods_id)
        .where(Allocation.account_id == account_id, col(Allocation.closed_at).is_(None))
    )
    return [(row, name, measure) for row, name, measure in session.exec(query.order_by(Goods.name)) if row.left]


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


def list_donors(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Merchants and partners of the community, by name."""
    query = select(Party.id, Party.name).where(
        col(Party.kind).in_((PartyKind.MERCHANT, PartyKind.PARTNER)), col(Party.left_on).is_(None)
    )
    query = within(query, actor, Party.community_id).order_by(Party.initials, Party.name).limit(300)
    return by_sound([(party_id, name) for party_id, name in session.exec(query)], lambda row: row[1])


def list_given(session: Session, actor: Actor) -> list[Given]:
    """By donor and goods. Bought goods take their turn in the queue, so nobody is thanked for what was bought."""
    query = (
        select(StockMove, Goods.name, Goods.measure, Party.name)
        .join(Goods, col(Goods.id) == StockMove.goods_id)
        .outerjoin(Party, col(Party.id) == StockMove.donor_id)
        .where(col(StockMove.kind).in_((*ARRIVALS, *GONE)))
        .order_by(col(StockMove.at), col(StockMove.id))
    )
    books: dict[str, list[tuple[StockMove, str, str, str]]] = {}
    for move, goods, measure, donor in session.exec(within(query, actor, StockMove.community_id)):
        books.setdefault(move.goods_id, []).append((move, goods, measure, donor or ""))
    found = [line for book in books.values() for line in _given(book)]
    return sorted(found, key=lambda line: (line.donor, line.goods))


def _given(book: list[tuple[StockMove, str, str, str]]) -> list[Given]:
    arrivals = [(donor, move.free) for move, _, _, donor in book if move.kind in ARRIVALS]
    gone = -sum(move.held + move.allotted for move, *_ in book if move.kind in GONE)
    shares = rules.reached(arrivals, gone)
    _, goods, measure, _ = book[0]
    return [
        Given(
            donor, goods, measure, sum(count for giver, count in arrivals if giver == donor), shares[donor],
            max(clock.local(move.at).date() for move, _, _, giver in book if giver == donor and move.kind in ARRIVALS),
        )
        for donor in dict.fromkeys(giver for giver, _ in arrivals)
        if donor
    ]  # fmt: skip


def list_prices(session: Session, goods: Goods) -> list[Price]:
    query = select(Price).where(Price.goods_id == goods.id)
    return list(session.exec(query.order_by(col(Price.valid_from).desc()).limit(12)))
