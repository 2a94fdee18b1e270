"""Corrections: reversals, amounts asked for by one person and approved by another, passbooks of one person joined."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points import ledger_services as ledger
from webapp.exchange.points import rules
from webapp.exchange.points.ledger_services import OWN, Cause, Life, Part
from webapp.exchange.points.models import (
    REVERSIBLE,
    Correction,
    Entry,
    EntryKind,
    LedgerAccount,
    Lot,
    Passbook,
    Posting,
)
from webapp.people.accounts.scope import Actor, made_before


class AlreadyReversed(DomainError):
    message = N_("这一笔已经冲正过了，一笔只能冲正一次。")


class NotReversible(DomainError):
    message = N_("这一笔不能冲正：预留要么领走要么取消，冲正本身不能再冲。")


class OwnCorrection(DomainError):
    message = N_("自己提的更正要由另一个人批准。")


class CorrectionDecided(DomainError):
    message = N_("这一条更正已经有人定过了。")


class NothingOwed(DomainError):
    message = N_("只欠 %(owed)s 分，免不了这么多。")


class HoldOpen(DomainError):
    message = N_("还有没领的兑换，先办完再合并。")


class PointsSpent(DomainError):
    message = N_("合并过来的 %(points)s 分已经用掉一些（还剩 %(left)s），分不回去了。")


class SamePassbook(DomainError):
    message = N_("这是同一本存折，不用合并。")


def reverse(session: Session, actor: Actor, entry: Entry, *, reason: str) -> Entry:
    """Equal and opposite, once. Points already spent become a debt; hours are another ledger and stay. Where the
    passbook was merged since, it is booked where its points went: a debt in a closed one would be nobody's."""
    book = _living(session, entry.passbook_id)
    if entry.kind not in REVERSIBLE:
        raise NotReversible
    if session.exec(select(Entry.id).where(Entry.reverses_id == entry.id)).first() is not None:
        raise AlreadyReversed
    cause = Cause(
        f"reverse:{entry.id}", f"冲正“{entry.sentence}”：{reason}"[:200], clock.today(), entry.source,
        made_by=actor.account_id, reverses_id=entry.id,
    )  # fmt: skip
    parts = _opposite(session, book, ledger.postings_of(session, entry))
    undone = ledger.write(session, book, EntryKind.REVERSE, parts, cause)
    history.record(session, actor, "reverse_points", undone, reason=reason, after={"entry": entry.id})
    return undone


def ask_correction(
    session: Session, actor: Actor, book: Passbook, *, kind: EntryKind, amount: int, reason: str, id: str | None = None
) -> Correction:
    """The same `id` again is the same correction."""
    if (known := made_before(session, Correction, id, book.community_id)) is not None:
        return known
    row = Correction(
        community_id=book.community_id, passbook_id=book.id, kind=kind, amount=amount, reason=reason,
        asked_by=actor.account_id, asked_at=clock.now(), id=id or ids.new(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    history.record(session, actor, "ask_points_correction", row, after={"amount": amount}, reason=reason)
    return row


def approve_correction(session: Session, actor: Actor, row: Correction) -> Entry:
    """By a second person; a write-off forgives debt and never gives points."""
    book = ledger.lock(session, row.passbook_id)
    _require_undecided(session, actor, row)
    if row.kind is EntryKind.WRITE_OFF:
        parts, word = _write_off(book, row.amount), "免去欠的"
    else:
        parts, word = _adjust(session, book, row.amount), "更正"
    cause = Cause(
        f"correction:{row.id}", f"{word} {abs(row.amount)} 分：{row.reason}"[:200], clock.today(),
        made_by=row.asked_by, approved_by=actor.account_id,
    )  # fmt: skip
    entry = ledger.write(session, book, row.kind, parts, cause)
    row.decided_by, row.decided_at, row.entry_id = actor.account_id, clock.now(), entry.id
    history.record(session, actor, "approve_points_correction", row, after={"entry": entry.id})
    return entry


def refuse_correction(session: Session, actor: Actor, row: Correction) -> None:
    ledger.lock(session, row.passbook_id)
    _require_undecided(session, actor, row)
    row.decided_by, row.decided_at = actor.account_id, clock.now()
    history.record(session, actor, "refuse_points_correction", row)


def merge(session: Session, actor: Actor, keep: Passbook, gone: Passbook, *, reason: str) -> Passbook:
    """Two passbooks of one person become one by entries, each lot with its own last day. Both histories stay."""
    for book_id in sorted((keep.id, gone.id)):
        ledger.lock(session, book_id)
    if keep.id == gone.id or gone.merged_into_id or keep.merged_into_id or keep.community_id != gone.community_id:
        raise SamePassbook
    if gone.held:
        raise HoldOpen
    lots = [session.get_one(Lot, left.lot_id) for left in ledger.open_lots(session, gone.id)]
    pair, today, moved = ids.new(), clock.today(), gone.available - gone.owed
    if lots or gone.owed:
        pair_out, pair_in = _merge_parts(session, keep, gone, lots)
        why = f"同一个人的两本存折合并：{reason}"[:200]
        out = Cause(f"move-out:{pair}", why, today, f"passbook:{keep.id}", made_by=actor.account_id)
        into = Cause(f"move-in:{pair}", why, today, f"passbook:{gone.id}", made_by=actor.account_id)
        ledger.write(session, gone, EntryKind.MOVE_OUT, pair_out, out)
        ledger.write(session, keep, EntryKind.MOVE_IN, pair_in, into)
    gone.merged_into_id = keep.id
    history.record(session, actor, "merge_passbooks", gone, reason=reason, after={"into": keep.id, "points": moved})
    return keep


def part(session: Session, actor: Actor, gone: Passbook, *, reason: str) -> None:
    """They were two people after all: what had moved goes back by two entries, as long as it is still there."""
    keep = ledger.lock(session, str(gone.merged_into_id))
    ledger.lock(session, gone.id)
    gone.merged_into_id = None
    went = select(Entry).where(
        Entry.passbook_id == gone.id, Entry.kind == EntryKind.MOVE_OUT, Entry.source == f"passbook:{keep.id}"
    )
    out = session.exec(went.order_by(col(Entry.id).desc())).first()
    if out is not None:
        pair, today = ids.new(), clock.today()
        pair_out, pair_in = _part_parts(session, keep, ledger.postings_of(session, out))
        why = f"两本存折分开：{reason}"[:200]
        first = Cause(f"move-out:{pair}", why, today, f"passbook:{gone.id}", made_by=actor.account_id)
        second = Cause(f"move-in:{pair}", why, today, f"passbook:{keep.id}", made_by=actor.account_id)
        ledger.write(session, keep, EntryKind.MOVE_OUT, pair_out, first)
        ledger.write(session, gone, EntryKind.MOVE_IN, pair_in, second)
    session.flush()
    history.record(session, actor, "part_passbooks", gone, reason=reason, after={"from": keep.id})


def _part_parts(session: Session, keep: Passbook, sides: Iterable[Posting]) -> tuple[list[Part], list[Part]]:
    own = [side for side in sides if side.account in OWN]
    owed = sum(side.amount for side in own if side.account is LedgerAccount.DEBT)
    if owed:
        back = [Part(LedgerAccount.MOVED, -owed), *ledger.gain(keep.owed, owed, _fresh_life())]
        return back, [Part(LedgerAccount.MOVED, owed), Part(LedgerAccount.DEBT, -owed)]
    points = -sum(side.amount for side in own)
    if keep.available < points:
        raise PointsSpent(points=points, left=keep.available)
    into = [Part(LedgerAccount.MOVED, -points)]
    for side in own:
        lot = session.get_one(Lot, str(side.lot_id))
        into += ledger.gain(0, -side.amount, Life(lot.born_on, rules.return_date(lot.expires_on, clock.today())))
    return [Part(LedgerAccount.MOVED, points), *ledger.take(session, keep, points)], into


def _living(session: Session, passbook_id: str) -> Passbook:
    book = ledger.lock(session, passbook_id)
    while book.merged_into_id:
        book = ledger.lock(session, book.merged_into_id)
    return book


def _require_undecided(session: Session, actor: Actor, row: Correction) -> None:
    session.refresh(row, with_for_update=True)
    if row.decided_at is not None:
        raise CorrectionDecided
    if row.asked_by == actor.account_id:
        raise OwnCorrection


def _write_off(book: Passbook, amount: int) -> list[Part]:
    if amount > book.owed:
        raise NothingOwed(owed=book.owed)
    return [Part(LedgerAccount.DEBT, amount), Part(LedgerAccount.CORRECTION, -amount)]


def _adjust(session: Session, book: Passbook, amount: int) -> list[Part]:
    other = Part(LedgerAccount.CORRECTION, -amount)
    if amount < 0:
        return [other, *ledger.take(session, book, -amount)]
    return [other, *ledger.gain(book.owed, amount, _fresh_life())]


def _opposite(session: Session, book: Passbook, sides: Iterable[Posting]) -> list[Part]:
    """What came in is taken (its own lots first), what went out comes back into its lot."""
    parts, owed, came, came_lots = [], book.owed, 0, []
    for side in sides:
        if side.account not in OWN:
            parts.append(Part(side.account, -side.amount))
        elif side.amount > 0:
            came += side.amount
            came_lots.append(side.lot_id)
        else:
            back = _back(session, book, side, owed)
            owed -= sum(part.amount for part in back if part.account is LedgerAccount.DEBT)
            parts += back
    return parts + (ledger.take(session, book, came, first=came_lots) if came else [])


def _back(session: Session, book: Passbook, side: Posting, owed: int) -> list[Part]:
    if side.lot_id is None:
        return ledger.gain(owed, -side.amount, _fresh_life())
    lot = session.get_one(Lot, side.lot_id)
    if lot.passbook_id != book.id:
        life = Life(lot.born_on, rules.return_date(lot.expires_on, clock.today()))
        return ledger.gain(owed, -side.amount, life)
    return ledger.give_back(session, side.lot_id, -side.amount, owed)


def _merge_parts(
    session: Session, keep: Passbook, gone: Passbook, lots: Iterable[Lot]
) -> tuple[list[Part], list[Part]]:
    """Either points or a debt moves; a passbook never has both."""
    if gone.owed:
        out = [Part(LedgerAccount.DEBT, gone.owed), Part(LedgerAccount.MOVED, -gone.owed)]
        return out, [Part(LedgerAccount.MOVED, gone.owed), *ledger.take(session, keep, gone.owed)]
    out = [Part(LedgerAccount.AVAILABLE, -lot.remaining, lot.id) for lot in lots]
    owed, into = keep.owed, []
    for lot in lots:
        arrived = ledger.gain(owed, lot.remaining, Life(lot.born_on, lot.expires_on))
        owed -= sum(part.amount for part in arrived if part.account is LedgerAccount.DEBT)
        into += arrived
    total = gone.available
    return [*out, Part(LedgerAccount.MOVED, total)], [Part(LedgerAccount.MOVED, -total), *into]


def _fresh_life() -> Life:
    return Life(clock.today(), rules.expires_on(clock.today()))
