"""Stock: every movement is an UPDATE with its condition and one line in the stock book. Nothing else writes figures."""

from __future__ import annotations

from datetime import date, time
from typing import Any, NamedTuple

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points.card_rules import card_hash
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import queries, stock_queries
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
from webapp.people.accounts.scope import Actor, made_before


class OutOfStock(DomainError):
    message = N_("%(name)s 刚刚换完了，还剩 %(left)s %(measure)s。分没有动。")


class MarketTwice(DomainError):
    status = 422
    message = N_("这一天这个地方已经排了兑换日。")


class MarketTimes(DomainError):
    status = 422
    message = N_("结束要晚于开始。")


class CodeTaken(DomainError):
    status = 422
    message = N_("编码 %(code)s 已经有货品在用。")


class PriceInThePast(DomainError):
    message = N_("新价从今天或以后算起，以前的兑换单不改价。")


class CardTaken(DomainError):
    status = 422
    message = N_("这张卡已经绑在另一个人名下。")


class StocktakeClosed(DomainError):
    message = N_("这张盘点单已经结了。要改请再开一张。")


class StocktakeOpen(DomainError):
    """Two sheets open at once would book the same difference twice."""

    message = N_("还有一张盘点单没结，先数完、结了再开新的。")


class OwnStocktake(DomainError):
    message = N_("自己盘的，要另一个人来结。")


class NothingCounted(DomainError):
    message = N_("还一样都没数。")


class NotThatMany(DomainError):
    message = N_("这批配货只剩 %(left)s 份没交代。")


class Shift(NamedTuple):
    """By how many pieces each part of the stock of one kind of goods changes."""

    free: int = 0
    held: int = 0
    allotted: int = 0


def move(
    session: Session, actor: Actor | None, goods: Goods, kind: MoveKind, shift: Shift, *, key: str, source: str = "",
    note: str = "", donor_id: str | None = None,
) -> StockMove:  # fmt: skip
    """Shifts the figures where none would fall below zero, else refuses and changes nothing."""
    table: Any = Goods
    changes = {table.free: shift.free, table.held: shift.held, table.allotted: shift.allotted}
    kept = [column + change >= 0 for column, change in changes.items() if change < 0]
    values = {column: column + change for column, change in changes.items() if change}
    statement = update(Goods).where(table.id == goods.id, *kept).values(values)
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    session.refresh(goods)
    if result.rowcount != 1:
        raise OutOfStock(name=goods.name, left=goods.free, measure=goods.measure)
    row = StockMove(
        community_id=goods.community_id, goods_id=goods.id, kind=kind, key=key, **shift._asdict(),
        donor_id=donor_id, source=source, note=note, at=clock.now(),
        made_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def add_goods(
    session: Session, actor: Actor, *, community_id: str, code: str, name: str, measure: str, points: int,
    best_before: date | None = None, is_for_adults: bool = False, limit_each: int | None = None,
) -> Goods:  # fmt: skip
    """Price in points from today on; the code is the community's own."""
    taken = select(Goods.id).where(Goods.community_id == community_id, Goods.code == code)
    if session.exec(taken).first() is not None:
        raise CodeTaken("code", code=code)
    goods = Goods(
        community_id=community_id, code=code, name=name, measure=measure, best_before=best_before,
        is_for_adults=is_for_adults, limit_each=limit_each,
    )  # fmt: skip
    session.add(goods)
    session.flush()
    set_price(session, actor, goods, points=points, valid_from=clock.today())
    history.record(session, actor, "add_goods", goods, after={"name": name, "points": points})
    return goods


def set_price(session: Session, actor: Actor, goods: Goods, *, points: int, valid_from: date) -> Price:
    """A price starts on a day; orders keep the price they were made at."""
    if valid_from < clock.today():
        raise PriceInThePast("valid_from")
    same_day = select(Price).where(Price.goods_id == goods.id, Price.valid_from == valid_from)
    price = session.exec(same_day).first() or Price(
        community_id=goods.community_id, goods_id=goods.id, points=points, valid_from=valid_from
    )
    price.points = points
    session.add(price)
    session.flush()
    history.record(session, actor, "set_price", goods, after={"points": points, "from": valid_from})
    return price


def offer(session: Session, actor: Actor, goods: Goods, *, is_offered: bool) -> None:
    goods.is_offered = is_offered
    session.add(goods)
    history.record(session, actor, "offer_goods" if is_offered else "pull_goods", goods)


def receive(
    session: Session, actor: Actor, goods: Goods, *, quantity: int, key: str, donor_id: str | None = None,
    note: str = "",
) -> StockMove:  # fmt: skip
    """Goods arrive, bought or given; the same delivery note twice is one arrival."""
    session.refresh(goods, with_for_update=True)
    if (before := stock_queries.known_move(session, goods.community_id, key)) is not None:
        return before
    kind = MoveKind.DONATED if donor_id else MoveKind.BOUGHT
    return move(session, actor, goods, kind, Shift(free=quantity), key=key, donor_id=donor_id, note=note)


def spoil(session: Session, actor: Actor, goods: Goods, *, quantity: int, key: str, note: str) -> StockMove:
    session.refresh(goods, with_for_update=True)
    if (before := stock_queries.known_move(session, goods.community_id, key)) is not None:
        return before
    row = move(session, actor, goods, MoveKind.SPOILT, Shift(free=-quantity), key=key, note=note)
    history.record(session, actor, "spoil_goods", goods, after={"quantity": quantity}, reason=note)
    return row


def allot(
    session: Session, actor: Actor, goods: Goods, *, counter: str, account_id: str, quantity: int, id: str | None = None
) -> Allocation:
    """Stock set apart for one counter before it goes where there is no network; its price is fixed with it. The same
    `id` again is the same lot."""
    if (known := made_before(session, Allocation, id, goods.community_id)) is not None:
        return known
    points = queries.price_on(session, goods.id, clock.today())
    row = Allocation(
        id=id or ids.new(), community_id=goods.community_id, goods_id=goods.id, counter=counter, account_id=account_id,
        quantity=quantity, points_each=points, made_at=clock.now(),
    )  # fmt: skip
    move(session, actor, goods, MoveKind.ALLOTTED, Shift(free=-quantity, allotted=quantity), key=f"allot:{row.id}")
    session.add(row)
    history.record(session, actor, "allot_goods", row, after={"quantity": quantity, "counter": counter})
    return row


def take_back(
    session: Session, actor: Actor, allocation: Allocation, *, quantity: int, once: str | None = None
) -> Allocation:
    """What was carried back goes on the shelf. The rest stays open for sales whose phone has not sent them yet. The
    same `once` again is the same way back."""
    session.refresh(allocation, with_for_update=True)
    key = f"allot-back:{allocation.id}:{once or ids.new()}"
    if stock_queries.known_move(session, allocation.community_id, key) is not None:
        return allocation
    if quantity > allocation.left:
        raise NotThatMany("quantity", left=allocation.left)
    goods = session.get_one(Goods, allocation.goods_id)
    move(session, actor, goods, MoveKind.ALLOTMENT_BACK, Shift(free=quantity, allotted=-quantity), key=key)
    allocation.returned += quantity
    allocation.closed_at = clock.now() if allocation.left == 0 else None
    session.add(allocation)
    history.record(session, actor, "take_back_allocation", allocation, after={"returned": quantity})
    return allocation


def begin_stocktake(session: Session, actor: Actor, *, community_id: str) -> Stocktake:
    open_ = select(Stocktake.id).where(Stocktake.community_id == community_id, col(Stocktake.closed_at).is_(None))
    if session.exec(open_).first() is not None:
        raise StocktakeOpen
    row = Stocktake(community_id=community_id, begun_at=clock.now(), begun_by=actor.account_id)
    session.add(row)
    session.flush()
    history.record(session, actor, "begin_stocktake", row)
    return row


def count_goods(
    session: Session, actor: Actor, sheet: Stocktake, goods: Goods, *, counted: int, note: str = ""
) -> StocktakeLine:
    """What lies on the shelf, held goods included, goods out with a counter not."""
    if sheet.closed_at is not None:
        raise StocktakeClosed
    session.refresh(goods, with_for_update=True)
    mine = select(StocktakeLine).where(StocktakeLine.stocktake_id == sheet.id, StocktakeLine.goods_id == goods.id)
    line = session.exec(mine).first() or StocktakeLine(stocktake_id=sheet.id, goods_id=goods.id, expected=0, counted=0)
    line.expected, line.counted, line.note = goods.free + goods.held, counted, note
    session.add(line)
    session.flush()
    return line


def close_stocktake(session: Session, actor: Actor, sheet: Stocktake) -> int:
    """Differences become moves. More than is free cannot vanish: then held orders must be settled first."""
    session.refresh(sheet, with_for_update=True)
    if sheet.closed_at is not None:
        raise StocktakeClosed
    if sheet.begun_by == actor.account_id:
        raise OwnStocktake
    lines = session.exec(
        select(StocktakeLine).where(StocktakeLine.stocktake_id == sheet.id).order_by(col(StocktakeLine.goods_id))
    ).all()
    if not lines:
        raise NothingCounted
    for line in (line for line in lines if line.counted != line.expected):
        goods = session.get_one(Goods, line.goods_id)
        difference = line.counted - line.expected
        move(session, actor, goods, MoveKind.COUNTED, Shift(free=difference), key=f"count:{line.id}", note=line.note)
    sheet.closed_at, sheet.closed_by = clock.now(), actor.account_id
    history.record(session, actor, "close_stocktake", sheet)
    return sum(line.counted != line.expected for line in lines)


def bind_card(session: Session, actor: Actor, book: Passbook, *, card: str) -> None:
    """Of the card only a keyed hash is kept."""
    mark = card_hash(cleaning.code(card))
    taken = select(Passbook.id).where(Passbook.community_id == book.community_id, Passbook.card_hash == mark)
    if (other := session.exec(taken).first()) is not None and other != book.id:
        raise CardTaken("card")
    book.card_hash = mark
    session.add(book)
    session.flush()
    history.record(session, actor, "bind_card", book)


def plan_market_day(
    session: Session, actor: Actor, *, community_id: str, on: date, opens: time, closes: time, venue: str,
    note: str = "",
) -> MarketDay:  # fmt: skip
    if closes <= opens:
        raise MarketTimes("closes")
    same = select(MarketDay.id).where(
        MarketDay.community_id == community_id, MarketDay.on == on, MarketDay.venue == venue
    )
    if session.exec(same).first() is not None:
        raise MarketTwice("on")
    row = MarketDay(community_id=community_id, on=on, opens=opens, closes=closes, venue=venue, note=note)
    session.add(row)
    session.flush()
    history.record(session, actor, "plan_market_day", row, after={"on": on})
    return row


def cancel_market_day(session: Session, actor: Actor, row: MarketDay) -> None:
    row.cancelled_at = clock.now()
    session.add(row)
    history.record(session, actor, "cancel_market_day", row)
