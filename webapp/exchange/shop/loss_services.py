"""A stall whose device is gone: what came back is counted, the rest is written off, and what its phone sends after all
is for the host to decide."""

from __future__ import annotations

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Allocation, Goods, MoveKind
from webapp.people.accounts.scope import Actor


class OwnStall(DomainError):
    message = N_("自己的摊位，要另一个人来报丢失。")


class StallClosed(DomainError):
    message = N_("这批配货已经交代完了。")


class StallLost(DomainError):
    """Not booked, and not lost either: it waits for the host."""

    message = N_("这一摊的设备报了丢失。这一笔先放着，等社区看过再记账。")


def declare_lost(session: Session, actor: Actor, allocation: Allocation, *, returned: int, note: str) -> Allocation:
    """`returned`: how many were counted by hand. Nobody settles their own stall."""
    session.refresh(allocation, with_for_update=True)
    if allocation.closed_at is not None or allocation.left == 0:
        raise StallClosed
    if allocation.account_id == actor.account_id:
        raise OwnStall
    if returned:
        stock.take_back(session, actor, allocation, quantity=returned)
    if rest := allocation.left:
        goods = session.get_one(Goods, allocation.goods_id)
        key, shift = f"stall-lost:{allocation.id}", stock.Shift(allotted=-rest)
        stock.move(session, actor, goods, MoveKind.SPOILT, shift, key=key, source=f"allot:{allocation.id}", note=note)
    allocation.lost = allocation.left
    allocation.lost_at, allocation.lost_by = clock.now(), actor.account_id
    allocation.closed_at = clock.now()
    session.add(allocation)
    session.flush()
    after = {"returned": returned, "lost": allocation.lost}
    history.record(session, actor, "lose_stall", allocation, after=after, reason=note)
    return allocation


def bring_back(session: Session, actor: Actor, allocation: Allocation, goods: Goods, quantity: int, key: str) -> None:
    """A sale that is taken after all was written off as lost: that much of it was not."""
    back = min(quantity, allocation.lost)
    if back:
        shift = stock.Shift(allotted=back)
        stock.move(session, actor, goods, MoveKind.SPOILT, shift, key=f"stall-found:{key}", source=key)
        allocation.lost -= back
        session.add(allocation)
        session.flush()


def own_allocation(session: Session, actor: Actor, allocation_id: str, *, is_decided: bool) -> Allocation:
    """Only what this counter was given itself; where its device is lost, only what the host has looked at."""
    allocation = session.get(Allocation, allocation_id) if ids.is_id(allocation_id) else None
    if allocation is None or allocation.account_id != actor.account_id:
        raise NotFound
    if allocation.lost_at is not None and not is_decided:
        raise StallLost(community_id=allocation.community_id)
    return allocation
