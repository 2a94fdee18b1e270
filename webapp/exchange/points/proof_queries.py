"""The nightly proof's questions to one community's ledger. Each answers with sentences, none means all is well."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, func, select

from webapp.exchange.points.models import Entry, LedgerAccount, Lot, Passbook, Posting

SHOWN = 5
FIGURES = (Passbook.number, Passbook.available, Passbook.held, Passbook.owed)


def ledger_faults(session: Session, community_id: str) -> list[str]:
    return [
        *_not_zero(session, community_id),
        *_unbalanced_entries(session, community_id),
        *_drifted_passbooks(session, community_id),
        *_drifted_lots(session, community_id),
        *_loose_moves(session, community_id),
    ]


def ledger_figures(session: Session, community_id: str) -> dict[str, int]:
    query = select(Posting.account, func.sum(Posting.amount)).where(Posting.community_id == community_id)
    return {str(account): int(amount) for account, amount in session.exec(query.group_by(Posting.account))}


def _not_zero(session: Session, community_id: str) -> list[str]:
    total = session.exec(
        select(func.coalesce(func.sum(Posting.amount), 0)).where(Posting.community_id == community_id)
    ).one()
    return [f"全部分录合计不是零，差 {total} 分"] if total else []


def _unbalanced_entries(session: Session, community_id: str) -> list[str]:
    """Also catches an entry whose shown change is not what its postings say, and one without postings."""
    seen = func.sum(Posting.amount).filter(col(Posting.account).in_((LedgerAccount.AVAILABLE, LedgerAccount.DEBT)))
    query = (
        select(Entry.id, Entry.sentence)
        .outerjoin(Posting, col(Posting.entry_id) == Entry.id)
        .where(Entry.community_id == community_id)
        .group_by(col(Entry.id), col(Entry.sentence), col(Entry.change))
        .having((func.coalesce(func.sum(Posting.amount), 1) != 0) | (func.coalesce(seen, 0) != Entry.change))
        .limit(SHOWN)
    )
    return [f"这一笔不平：{sentence}（{entry_id}）" for entry_id, sentence in session.exec(query)]


def _drifted_passbooks(session: Session, community_id: str) -> list[str]:
    def said(account: LedgerAccount) -> Any:
        return func.coalesce(func.sum(Posting.amount).filter(col(Posting.account) == account), 0)

    query = (
        select(Passbook.id, Passbook.number)
        .outerjoin(Posting, col(Posting.passbook_id) == Passbook.id)
        .where(Passbook.community_id == community_id)
        .group_by(col(Passbook.id), *(col(part) for part in FIGURES))
        .having(
            (said(LedgerAccount.AVAILABLE) != Passbook.available)
            | (said(LedgerAccount.HELD) != Passbook.held)
            | (said(LedgerAccount.DEBT) != -col(Passbook.owed))
        )
        .limit(SHOWN)
    )
    return [f"存折 {number or '—'} 的余额和分录对不上（{book_id}）" for book_id, number in session.exec(query)]


def _drifted_lots(session: Session, community_id: str) -> list[str]:
    def said(account: LedgerAccount) -> Any:
        return func.coalesce(func.sum(Posting.amount).filter(col(Posting.account) == account), 0)

    query = (
        select(Lot.id)
        .outerjoin(Posting, col(Posting.lot_id) == Lot.id)
        .where(Lot.community_id == community_id)
        .group_by(*(col(part) for part in (Lot.id, Lot.remaining, Lot.held)))
        .having((said(LedgerAccount.AVAILABLE) != Lot.remaining) | (said(LedgerAccount.HELD) != Lot.held))
        .limit(SHOWN)
    )
    return [f"批次 {lot_id} 的余数和分录对不上" for lot_id in session.exec(query)]


def _loose_moves(session: Session, community_id: str) -> list[str]:
    query = select(func.coalesce(func.sum(Posting.amount), 0)).where(
        Posting.community_id == community_id, Posting.account == LedgerAccount.MOVED
    )
    left = session.exec(query).one()
    return [f"合并存折时有 {left} 分没有到对方账上"] if left else []
