"""The one place that writes entries and postings. Every movement is an UPDATE that states its own condition.

Order of locks, everywhere: passbook, then lots, then what the caller guards (stock), then history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.exchange.points import rules
from webapp.exchange.points.models import Entry, EntryKind, LedgerAccount, Lot, Passbook, Posting

OWN = (LedgerAccount.AVAILABLE, LedgerAccount.HELD, LedgerAccount.DEBT)


class NotEnoughPoints(DomainError):
    message = N_("分不够：要 %(needs)s 分，现在有 %(has)s 分。")


class Unbalanced(AssertionError):
    """A programming error, never a person's: postings that do not sum to zero are not written."""


@dataclass(frozen=True)
class Life:
    born_on: date
    expires_on: date


@dataclass(frozen=True)
class Part:
    """One posting to be. `life` asks for a lot of its own, born with the entry."""

    account: LedgerAccount
    amount: int
    lot_id: str | None = None
    life: Life | None = None


@dataclass(frozen=True)
class Cause:
    """Why an entry exists: what makes it unique, what its owner reads, what it stands on."""

    key: str
    sentence: str
    on: date
    source: str = ""
    act: str = ""
    rule_id: str | None = None
    made_by: str | None = None
    approved_by: str | None = None
    reverses_id: str | None = None
    ends_id: str | None = None


def lock(session: Session, passbook_id: str) -> Passbook:
    """The passbook as it is now, and nobody else's until this transaction ends."""
    query = select(Passbook).where(Passbook.id == passbook_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def known(session: Session, community_id: str, key: str) -> Entry | None:
    return session.exec(select(Entry).where(Entry.community_id == community_id, Entry.key == key)).first()


def write(session: Session, passbook: Passbook, kind: EntryKind, parts: Sequence[Part], cause: Cause) -> Entry:
    """Double entry: the parts add up to zero or nothing is written. Points, whole numbers."""
    if not parts or sum(part.amount for part in parts) != 0:
        raise Unbalanced(f"{kind}: {parts}")
    entry = Entry(
        community_id=passbook.community_id,
        passbook_id=passbook.id,
        kind=kind,
        amount=sum(part.amount for part in parts if part.amount > 0),
        change=sum(part.amount for part in parts if part.account in (LedgerAccount.AVAILABLE, LedgerAccount.DEBT)),
        at=clock.now(),
        **asdict(cause),
    )
    session.add(entry)
    placed = [_with_lot(session, entry, part) for part in parts]
    session.add_all(_posting(entry, part) for part in placed)
    session.flush()
    _settle(session, passbook, placed)
    return entry


def gain(owed: int, amount: int, life: Life, *, lot_id: str | None = None) -> list[Part]:
    """Points that arrive pay a debt first; the rest goes to the given lot, or to a new one."""
    pays = min(owed, amount)
    parts = [Part(LedgerAccount.DEBT, pays)] if pays else []
    if amount > pays:
        parts.append(Part(LedgerAccount.AVAILABLE, amount - pays, lot_id, None if lot_id else life))
    return parts


def take(session: Session, passbook: Passbook, amount: int, *, first: Collection[str | None] = ()) -> list[Part]:
    """Points that leave: from the named lots, then the oldest; what is missing becomes a debt, never a minus."""
    lots = open_lots(session, passbook.id)
    shares = rules.split((lot for lot in lots if lot.lot_id in first), amount)
    left = amount - sum(share.amount for share in shares)
    shares += rules.split((lot for lot in lots if lot.lot_id not in first), left)
    missing = amount - sum(share.amount for share in shares)
    parts = [Part(LedgerAccount.AVAILABLE, -share.amount, share.lot_id) for share in shares]
    return parts + ([Part(LedgerAccount.DEBT, -missing)] if missing else [])


def give_back(session: Session, lot_id: str, amount: int, owed: int) -> list[Part]:
    """Back into its lot; where that has ended meanwhile, into a new one with a month to run."""
    lot, today = session.get_one(Lot, lot_id), clock.today()
    ended = lot.expires_on < today
    life = Life(lot.born_on, rules.return_date(lot.expires_on, today))
    return gain(owed, amount, life, lot_id=None if ended else lot.id)


def open_lots(session: Session, passbook_id: str) -> list[rules.LotLeft]:
    query = select(Lot.id, Lot.expires_on, Lot.born_on, Lot.remaining).where(
        Lot.passbook_id == passbook_id, Lot.remaining > 0
    )
    return [rules.LotLeft(*row) for row in session.exec(query)]


def postings_of(session: Session, entry: Entry) -> list[Posting]:
    return list(session.exec(select(Posting).where(Posting.entry_id == entry.id).order_by(col(Posting.id))))


def _with_lot(session: Session, entry: Entry, part: Part) -> Part:
    """A new lot starts empty; settling fills it like any other."""
    if part.life is None:
        return part
    lot = Lot(
        community_id=entry.community_id, passbook_id=entry.passbook_id, entry_id=entry.id, born_on=part.life.born_on,
        expires_on=part.life.expires_on, amount=part.amount, remaining=0,
    )  # fmt: skip
    session.add(lot)
    return Part(part.account, part.amount, lot.id)


def _posting(entry: Entry, part: Part) -> Posting:
    return Posting(
        id=ids.new(),
        community_id=entry.community_id,
        entry_id=entry.id,
        account=part.account,
        passbook_id=entry.passbook_id if part.account in OWN else None,
        lot_id=part.lot_id,
        amount=part.amount,
    )


def _settle(session: Session, passbook: Passbook, parts: Iterable[Part]) -> None:
    moved: dict[LedgerAccount, int] = defaultdict(int)
    lots: dict[str, dict[LedgerAccount, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        moved[part.account] += part.amount
        if part.lot_id is not None:
            lots[part.lot_id][part.account] += part.amount
    book: Any = Passbook
    changes = {
        book.available: moved[LedgerAccount.AVAILABLE],
        book.held: moved[LedgerAccount.HELD],
        book.owed: -moved[LedgerAccount.DEBT],
    }
    if not _shift(session, book, passbook.id, changes):
        raise NotEnoughPoints(needs=-moved[LedgerAccount.AVAILABLE], has=passbook.available)
    for lot_id, by_account in sorted(lots.items()):
        lot: Any = Lot
        change = {lot.remaining: by_account[LedgerAccount.AVAILABLE], lot.held: by_account[LedgerAccount.HELD]}
        if not _shift(session, lot, lot_id, change):
            raise NotEnoughPoints(needs=-by_account[LedgerAccount.AVAILABLE], has=0)
    session.refresh(passbook)


def _shift(session: Session, table: Any, row_id: str, changes: dict[Any, int]) -> bool:
    """Adds to columns, all or nothing, and only where none of them would fall below zero."""
    kept = [column + change >= 0 for column, change in changes.items() if change < 0]
    values = {column: column + change for column, change in changes.items() if change}
    if not values:
        return True
    statement = update(table).where(table.id == row_id, *kept).values(values)
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount == 1)
