"""对账, every night: ledger, stock book and orders must tell one story; where they do not, redemption stops."""

from __future__ import annotations

import logging
import time
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points import proof_queries as ledger
from webapp.exchange.points import queries as points
from webapp.exchange.points.models import LedgerAccount, Passbook, Posting, Proof, Stop
from webapp.exchange.shop.models import Allocation, Goods, OfflineSale, Order, OrderLine, OrderState, StockMove
from webapp.people.accounts.scope import Actor

log = logging.getLogger("fullgrid.proof")
SHOWN = 5
FIGURE_WORDS = {
    "available": N_("大家手里可用的分"),
    "held": N_("预留的分"),
    "open_orders": N_("待领兑换单合计"),
    "debt": N_("欠着的分"),
    "issued": N_("发出的分"),
    "redeemed": N_("兑走的分"),
    "expired": N_("到期的分"),
    "donated": N_("捐出的分"),
    "correction": N_("更正"),
    "moved": N_("合并存折"),
    "on_hand": N_("货品件数"),
}


class ProofNotClean(DomainError):
    message = N_("最近一次对账还有差，先查清再恢复兑换。")


class NotStopped(DomainError):
    message = N_("现在没有停兑。")


class AlreadyStopped(DomainError):
    message = N_("已经停兑了：%(reason)s")


def prove(session: Session, community_id: str) -> Proof:
    """Writes the result, stops redemption when something does not fit, and never lifts a stop by itself."""
    began = time.perf_counter()
    faults = [*ledger.ledger_faults(session, community_id), *shop_faults(session, community_id)]
    proof = Proof(
        community_id=community_id, at=clock.now(), figures=figures(session, community_id), faults=faults,
        milliseconds=round((time.perf_counter() - began) * 1000),
    )  # fmt: skip
    session.add(proof)
    session.flush()
    if faults:
        log.error("proof failed community=%s faults=%d", community_id, len(faults))
        if points.open_stop(session, community_id) is None:
            stop(session, None, community_id, reason=f"夜间对账有 {len(faults)} 处对不上，正在查")
    else:
        log.info("proof clean community=%s ms=%d", community_id, proof.milliseconds)
    return proof


def stop(session: Session, actor: Actor | None, community_id: str, *, reason: str) -> Stop:
    """Redemption stops for the whole community; one stop at a time."""
    if (open_one := points.open_stop(session, community_id)) is not None:
        raise AlreadyStopped(reason=open_one.reason)
    row = Stop(
        community_id=community_id, reason=reason, made_at=clock.now(), made_by=actor.account_id if actor else None
    )
    session.add(row)
    session.flush()
    history.record(session, actor, "stop_redemption", row, reason=reason)
    return row


def resume(session: Session, actor: Actor, community_id: str) -> Stop:
    """Only a person lifts a stop, and only after a clean proof made since."""
    row = points.open_stop(session, community_id)
    if row is None:
        raise NotStopped
    if not prove(session, community_id).is_clean:
        raise ProofNotClean
    row.lifted_at, row.lifted_by = clock.now(), actor.account_id
    session.add(row)
    history.record(session, actor, "resume_redemption", row)
    return row


def communities(session: Session) -> list[str]:
    """Wherever there is a passbook or a shelf."""
    shelves = select(Goods.community_id).distinct()
    return sorted({*session.exec(select(Passbook.community_id).distinct()), *session.exec(shelves)})


def figures(session: Session, community_id: str) -> dict[str, int]:
    open_orders = select(func.coalesce(func.sum(Order.total), 0)).where(
        Order.community_id == community_id, Order.state == OrderState.READY
    )
    on_hand = select(func.coalesce(func.sum(Goods.free + Goods.held + Goods.allotted), 0))
    return ledger.ledger_figures(session, community_id) | {
        "open_orders": int(session.exec(open_orders).one()),
        "on_hand": int(session.exec(on_hand.where(Goods.community_id == community_id)).one()),
    }


def shop_faults(session: Session, community_id: str) -> list[str]:
    return [
        *_held_points(session, community_id),
        *_spent_points(session, community_id),
        *_drifted_stock(session, community_id),
        *_held_stock(session, community_id),
        *_allotted_stock(session, community_id),
    ]


def _held_points(session: Session, community_id: str) -> list[str]:
    held = _sum(session, select(func.sum(Passbook.held)).where(Passbook.community_id == community_id))
    ordered = _sum(
        session,
        select(func.sum(Order.total)).where(Order.community_id == community_id, Order.state == OrderState.READY),
    )
    return [] if held == ordered else [f"预留 {held} 分，待领的兑换单合计 {ordered} 分"]


def _spent_points(session: Session, community_id: str) -> list[str]:
    """What the ledger redeemed is what went over the counter, with network or without."""
    redeemed = _sum(
        session,
        select(func.sum(Posting.amount)).where(
            Posting.community_id == community_id, Posting.account == LedgerAccount.REDEEMED
        ),
    )
    collected = _sum(
        session,
        select(func.sum(Order.total)).where(Order.community_id == community_id, Order.state == OrderState.COLLECTED),
    )
    offline = _sum(session, select(func.sum(OfflineSale.points)).where(OfflineSale.community_id == community_id))
    gone = collected + offline
    return [] if redeemed == gone else [f"兑付 {redeemed} 分，领走的合计 {gone} 分"]


def _drifted_stock(session: Session, community_id: str) -> list[str]:
    def told(column: Any) -> Any:
        return func.coalesce(func.sum(column), 0)

    query = (
        select(Goods.name)
        .outerjoin(StockMove, col(StockMove.goods_id) == Goods.id)
        .where(Goods.community_id == community_id)
        .group_by(*(col(part) for part in (Goods.id, Goods.name, Goods.free, Goods.held, Goods.allotted)))
        .having(
            (told(StockMove.free) != Goods.free)
            | (told(StockMove.held) != Goods.held)
            | (told(StockMove.allotted) != Goods.allotted)
        )
        .limit(SHOWN)
    )
    return [f"{name} 的库存和流水对不上" for name in session.exec(query)]


def _held_stock(session: Session, community_id: str) -> list[str]:
    ordered = (
        select(OrderLine.goods_id, func.sum(OrderLine.quantity).label("wanted"))
        .join(Order, col(Order.id) == OrderLine.order_id)
        .where(Order.state == OrderState.READY)
        .group_by(OrderLine.goods_id)
        .subquery()
    )
    query = (
        select(Goods.name)
        .outerjoin(ordered, ordered.c.goods_id == Goods.id)
        .where(Goods.community_id == community_id, func.coalesce(ordered.c.wanted, 0) != Goods.held)
        .limit(SHOWN)
    )
    return [f"{name} 预留的件数和兑换单对不上" for name in session.exec(query)]


def _allotted_stock(session: Session, community_id: str) -> list[str]:
    left = Allocation.quantity - Allocation.sold - Allocation.returned - Allocation.lost
    out = (
        select(Allocation.goods_id, func.sum(left).label("out"))
        .group_by(Allocation.goods_id)
        .subquery()
    )
    query = (
        select(Goods.name)
        .outerjoin(out, out.c.goods_id == Goods.id)
        .where(Goods.community_id == community_id, func.coalesce(out.c.out, 0) != Goods.allotted)
        .limit(SHOWN)
    )
    return [f"{name} 配出去的件数和配货单对不上" for name in session.exec(query)]


def _sum(session: Session, query: Any) -> int:
    return int(session.exec(query).one() or 0)
