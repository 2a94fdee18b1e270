"""Orders: points and stock are held together or not at all, then handed over. How else they end: `ending_services`."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Invalid, NotFound
from webapp.exchange.points import services as points
from webapp.exchange.points.models import Entry, Passbook
from webapp.exchange.shop import loss_services, queries, rules
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, MoveKind, OfflineSale, Order, OrderLine, OrderState
from webapp.people.accounts.scope import Actor
from webapp.register.persons import guardian_services


class PriceChanged(DomainError):
    message = N_("价变了：原来 %(told)s 分，现在 %(total)s 分。看一眼再换。")


class LimitReached(DomainError):
    message = N_("%(name)s 每人 %(days)s 天最多换 %(limit)s %(measure)s，已经换了 %(had)s。")


class ForAdults(DomainError):
    message = N_("%(name)s 只换给成年人。")


class WrongCode(DomainError):
    status = 422
    message = N_("取货码不对，请再看一遍。")


class OrderEnded(DomainError):
    message = N_("这张兑换单已经办完了，不能再办。")


class OwnOrder(DomainError):
    message = N_("自己的兑换要请另一位同事来办。")


class GuardianCollects(DomainError):
    message = N_("未成年人的东西由监护人来领，请写下监护人的姓名。")


class NotAllotted(DomainError):
    message = N_("这批配货只剩 %(left)s 份，卖不了 %(quantity)s 份。")


class UnknownCard(DomainError):
    status = 422
    message = N_("没有编号或卡号是 %(who)s 的存折，东西先记下，回社区再补。")


class EmptyBasket(Invalid):
    message = N_("还没选东西。")


def place_order(
    session: Session,
    actor: Actor,
    *,
    order_id: str,
    party_id: str,
    community_id: str,
    lines: Mapping[str, int],
    told: int,
) -> Order:
    """One order for one person. The same id again is the same order, however often it is sent.

    `told` is the total the person saw: a price that changed in between is shown, not charged.
    """
    if not lines or sum(lines.values()) == 0:
        raise EmptyBasket
    book = points.passbook_for(session, party_id, community_id)
    if (before := session.get(Order, order_id, populate_existing=True)) is not None:
        if before.passbook_id != book.id:
            raise NotFound
        return before
    wanted = _wanted(session, book, lines)
    total = sum(offer.points * quantity for offer, quantity in wanted)
    if total != told:
        raise PriceChanged(told=told, total=total)
    said = rules.said((quantity, offer.measure, offer.name) for offer, quantity in wanted)
    held = points.hold(
        session, actor, book, points=total, key=f"order:{order_id}", sentence=said, source=f"order:{order_id}"
    )
    order = Order(
        id=order_id, community_id=book.community_id, passbook_id=book.id, party_id=book.party_id, entry_id=held.id,
        code=_fresh_code(session, book.community_id), total=total, hold_until=rules.hold_until(clock.today()),
        at=clock.now(), placed_by=actor.account_id,
    )  # fmt: skip
    session.add(order)
    session.flush()
    for offer, quantity in wanted:
        _hold_line(session, actor, order, offer, quantity)
    history.record(session, actor, "place_order", order, after={"total": total})
    return order


def collect(session: Session, actor: Actor, order: Order, *, code: str, proxy_name: str | None = None) -> Order:
    """Handed over against the code. Nobody serves themselves; a minor's things go to the guardian."""
    book = lock(session, order)
    if not secrets.compare_digest(order.code.encode(), code.strip().encode()):
        raise WrongCode("code")
    _hand_over(session, actor, book, order, proxy_name)
    return order


def redeem_at_counter(
    session: Session, actor: Actor, *, order_id: str, party_id: str, community_id: str, lines: Mapping[str, int],
    told: int, proxy_name: str | None = None,
) -> Order:  # fmt: skip
    """Asked for and taken home in one go, with the person standing there."""
    order = place_order(
        session, actor, order_id=order_id, party_id=party_id, community_id=community_id, lines=lines, told=told
    )
    book = lock(session, order, again=True)
    if order.state is OrderState.READY:
        _hand_over(session, actor, book, order, proxy_name)
    return order


def sell_offline(
    session: Session, actor: Actor, *, sale_id: str, allocation_id: str, who: str, quantity: int, sold_at: datetime,
    is_decided: bool = False,
) -> OfflineSale:  # fmt: skip
    """A sale made without network, out of what this counter was given beforehand. `is_decided`: by the host."""
    if (before := session.get(OfflineSale, sale_id)) is not None:
        return before
    allocation = loss_services.own_allocation(session, actor, allocation_id, is_decided=is_decided)
    party_id = queries.party_by_card(session, allocation.community_id, who)
    if party_id is None:
        raise UnknownCard("who", who=who)
    if party_id == actor.party_id:
        raise OwnOrder
    book = points.passbook_for(session, party_id, allocation.community_id)
    session.refresh(allocation, with_for_update=True)
    if (before := session.get(OfflineSale, sale_id)) is not None:
        return before
    goods = session.get_one(Goods, allocation.goods_id)
    total, source = allocation.points_each * quantity, f"sale:{sale_id}"
    if allocation.left + allocation.lost < quantity:
        raise NotAllotted(left=allocation.left + allocation.lost, quantity=quantity)
    loss_services.bring_back(session, actor, allocation, goods, quantity, source)
    entry = points.charge_offline(
        session, actor, book, points=total, key=source, source=source, on=clock.local(sold_at).date(),
        sentence=rules.said([(quantity, goods.measure, goods.name)]),
    )  # fmt: skip
    stock.move(session, actor, goods, MoveKind.SOLD_OFFLINE, stock.Shift(allotted=-quantity), key=source, source=source)
    allocation.sold += quantity
    allocation.closed_at = clock.now() if allocation.left == 0 else None
    sale = OfflineSale(
        id=sale_id, community_id=allocation.community_id, allocation_id=allocation.id, party_id=party_id,
        entry_id=entry.id, quantity=quantity, points=total, sold_at=sold_at, received_at=clock.now(),
        made_by=actor.account_id,
    )  # fmt: skip
    session.add_all((allocation, sale))
    session.flush()
    history.record(session, actor, "sell_offline", sale, after={"quantity": quantity, "points": total})
    return sale


def _wanted(session: Session, book: Passbook, lines: Mapping[str, int]) -> list[tuple[rules.Offer, int]]:
    """In the order of goods ids, so that two orders never wait for each other."""
    offers = {offer.goods_id: offer for offer in queries.list_offers(session, book.community_id)}
    found = []
    for goods_id, quantity in rules.basket(list(lines.items())).items():
        offer = offers.get(goods_id)
        if offer is None or quantity < 1:
            raise NotFound
        if offer.is_for_adults and book.is_minors(clock.today()):
            raise ForAdults(name=offer.name)
        had = queries.taken_lately(session, book.party_id, goods_id, offer.limit_days) if offer.limit_each else 0
        if rules.over_limit(offer.limit_each, had, quantity):
            raise LimitReached(
                name=offer.name, days=offer.limit_days, limit=offer.limit_each, measure=offer.measure, had=had
            )
        found.append((offer, quantity))
    return found


def _hold_line(session: Session, actor: Actor, order: Order, offer: rules.Offer, quantity: int) -> None:
    goods = session.get_one(Goods, offer.goods_id)
    line = OrderLine(
        order_id=order.id, goods_id=goods.id, name=goods.name, measure=goods.measure, quantity=quantity,
        points_each=offer.points,
    )  # fmt: skip
    session.add(line)
    session.flush()
    stock.move(
        session,
        actor,
        goods,
        MoveKind.HELD,
        stock.Shift(free=-quantity, held=quantity),
        key=f"hold:{line.id}",
        source=f"order:{order.id}",
    )


def lock(session: Session, order: Order, *, again: bool = False) -> Passbook:
    """Passbook first, then the order; what has ended stays ended."""
    book = points.ledger.lock(session, order.passbook_id)
    session.refresh(order, with_for_update=True)
    if order.state is not OrderState.READY and not again:
        raise OrderEnded
    return book


def _hand_over(session: Session, actor: Actor, book: Passbook, order: Order, proxy_name: str | None) -> None:
    points.require_redemption(session, order.community_id)
    if order.party_id == actor.party_id:
        raise OwnOrder
    if book.is_minors(clock.today()):
        if not proxy_name:
            raise GuardianCollects("proxy_name")
        guardian_services.require_other(
            session, actor, guardian=proxy_name, phone=None, minor=queries.holder(session, book),
            community_id=order.community_id, field="proxy_name",
        )  # fmt: skip
    held = session.get_one(Entry, order.entry_id)
    points.capture(session, actor, held, sentence=f"领走：{held.sentence.removeprefix('换 ')}")
    for line in queries.lines_of(session, [order.id])[order.id]:
        goods = session.get_one(Goods, line.goods_id)
        stock.move(
            session,
            actor,
            goods,
            MoveKind.HANDED,
            stock.Shift(held=-line.quantity),
            key=f"hand:{line.id}",
            source=f"order:{order.id}",
        )
    order.state, order.ended_at, order.ended_by = OrderState.COLLECTED, clock.now(), actor.account_id
    order.proxy_name = proxy_name
    session.add(order)
    history.record(session, actor, "collect_order", order, after={"total": order.total})


def _fresh_code(session: Session, community_id: str) -> str:
    while True:
        code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
        taken = select(Order.id).where(
            Order.community_id == community_id, Order.code == code, Order.state == OrderState.READY
        )
        if session.exec(taken).first() is None:
            return code
