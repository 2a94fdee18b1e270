"""An order that is not fetched, or whose thing comes back: points and goods return once, and the person is told why."""

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.exchange.points import correction_services as corrections
from webapp.exchange.points import services as points
from webapp.exchange.points.models import Entry, EntryKind
from webapp.exchange.shop import queries
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, MoveKind, Order, OrderState
from webapp.exchange.shop.services import OrderEnded, OwnOrder, lock
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices

GIVEN_UP = N_("您换的东西取消了，%(n)s 分退回来了。去看看为什么。")
LAPSED = N_("您换的东西过了日子没来领，%(n)s 分退回来了。")
RETURNED = N_("您退的东西收到了，%(n)s 分退回来了。")


def cancel(session: Session, actor: Actor, order: Order) -> Order:
    """By the person. Pressed again, or after the counter did it, it is what they wanted already."""
    points.ledger.lock(session, order.passbook_id)
    session.refresh(order, with_for_update=True)
    if order.state is OrderState.CANCELLED:
        return order
    lock(session, order)
    return _give_up(session, actor, order, OrderState.CANCELLED, "取消兑换，分退回来了")


def refuse(session: Session, actor: Actor, order: Order, *, reason: str) -> Order:
    """By the counter: the passbook and the order say why."""
    lock(session, order)
    _give_up(session, actor, order, OrderState.CANCELLED, f"社区取消了兑换，分退回来了：{reason}"[:200], reason)
    if order.party_id != actor.party_id:
        _tell(session, order, GIVEN_UP)
    return order


def lapse(session: Session, order: Order) -> Order:
    """Not fetched in time: points and goods go back, and the person reads why."""
    lock(session, order)
    if order.hold_until >= clock.today():
        return order
    _give_up(session, None, order, OrderState.LAPSED, "过了日子没来领，分退回来了")
    _tell(session, order, LAPSED)
    return order


def return_order(session: Session, actor: Actor, order: Order, *, reason: str) -> Order:
    """Only what was faulty comes back: the points return by a reversal, the goods do not go on the shelf again."""
    points.ledger.lock(session, order.passbook_id)
    session.refresh(order, with_for_update=True)
    if order.state is not OrderState.COLLECTED:
        raise OrderEnded
    if order.party_id == actor.party_id:
        raise OwnOrder
    spent = session.exec(select(Entry).where(Entry.ends_id == order.entry_id, Entry.kind == EntryKind.CAPTURE)).one()
    corrections.reverse(session, actor, spent, reason=f"东西有问题退回，{reason}")
    order.state, order.ended_at, order.ended_by = OrderState.RETURNED, clock.now(), actor.account_id
    session.add(order)
    history.record(session, actor, "return_order", order, reason=reason)
    _tell(session, order, RETURNED)
    return order


def _give_up(
    session: Session, actor: Actor | None, order: Order, state: OrderState, sentence: str, reason: str = ""
) -> Order:
    points.release(session, actor, session.get_one(Entry, order.entry_id), sentence=sentence)
    for line in queries.lines_of(session, [order.id])[order.id]:
        goods = session.get_one(Goods, line.goods_id)
        stock.move(
            session, actor, goods, MoveKind.FREED, stock.Shift(free=line.quantity, held=-line.quantity),
            key=f"free:{line.id}", source=f"order:{order.id}",
        )  # fmt: skip
    order.state, order.ended_at, order.ended_by = state, clock.now(), actor.account_id if actor else None
    session.add(order)
    history.record(session, actor, f"{state.value}_order", order, reason=reason)
    return order


def _tell(session: Session, order: Order, sentence: str) -> None:
    notices.tell(
        session, people.accounts_of_party(session, order.party_id), sentence, cause=f"order:{order.state}:{order.id}",
        url=f"/shop/orders/{order.id}", community_id=order.community_id, n=order.total,
    )  # fmt: skip
