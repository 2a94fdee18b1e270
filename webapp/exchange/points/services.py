"""What happens to points: earned, set aside, handed over, given back, ended, given away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.points import ledger_services as ledger
from webapp.exchange.points import rules
from webapp.exchange.points.ledger_services import Cause, Life, NotEnoughPoints, Part
from webapp.exchange.points.models import EarnRule, Entry, EntryKind, LedgerAccount, Lot, Passbook, Stop
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party


class RedemptionStopped(DomainError):
    message = N_("兑换先停一停：%(reason)s。分都在，修好就恢复。")


class OwesPoints(DomainError):
    message = N_("有 %(owed)s 分要先补上，补上才能兑换。做服务挣的分会先补这一笔。")


class HoldEnded(DomainError):
    message = N_("这笔预留已经办完了，不能再办一次。")


def passbook_for(session: Session, party_id: str, community_id: str | None = None) -> Passbook:
    """The person's passbook in the community, opened at first need. Locked until the transaction ends."""
    party = session.get(Party, party_id)
    if party is None:
        raise NotFound
    home = community_id or party.community_id
    if home is None:
        raise NotFound
    mine = select(Passbook.id).where(Passbook.community_id == home, Passbook.party_id == party_id)
    found = session.exec(mine).first() or _open_passbook(session, party_id, home)
    book = ledger.lock(session, found)
    return book if book.merged_into_id is None else ledger.lock(session, book.merged_into_id)


@dataclass(frozen=True)
class Deed:
    """What somebody did. `quantity` is minutes where the rule pays by the hour, a count elsewhere; `key` names the
    deed for ever, so that it is paid once; `sentence` is what the passbook says."""

    act: str
    quantity: int
    on: date
    key: str
    sentence: str
    source: str = ""


def credit(
    session: Session,
    actor: Actor | None,
    party_id: str,
    deed: Deed,
    *,
    community_id: str | None = None,
    approved_by: str | None = None,
) -> Entry | None:
    """Points for one deed by the rule valid on its day; the same key again returns the first entry.

    No rule, or caps used up: None.
    """
    book = passbook_for(session, party_id, community_id)
    if (before := ledger.known(session, book.community_id, deed.key)) is not None:
        return before
    act, on = deed.act, deed.on
    rule = rule_on(session, book.community_id, act, on)
    if rule is None:
        return None
    points = rules.capped(rule.terms(), rules.earned(rule.terms(), deed.quantity), _earlier(session, book, act, on))
    if points == 0:
        return None
    cause = Cause(
        deed.key, deed.sentence, on, deed.source, act, rule.id, _account(actor),
        approved_by=approved_by or rule.approved_by,
    )  # fmt: skip
    life = Life(on, rules.expires_on(max(on, clock.today()), rule.months))
    parts = [Part(LedgerAccount.ISSUED, -points), *ledger.gain(book.owed, points, life)]
    return ledger.write(session, book, EntryKind.EARN, parts, cause)


def open_balance(
    session: Session,
    actor: Actor | None,
    party_id: str,
    *,
    points: int,
    key: str,
    sentence: str,
    expires_on: date,
    community_id: str | None = None,
) -> Entry:
    """An older list's balance, brought in as the first entry."""
    book = passbook_for(session, party_id, community_id)
    if (before := ledger.known(session, book.community_id, key)) is not None:
        return before
    today = clock.today()
    parts = [Part(LedgerAccount.ISSUED, -points), *ledger.gain(book.owed, points, Life(today, expires_on))]
    cause = Cause(key, sentence, today, made_by=_account(actor))
    return ledger.write(session, book, EntryKind.OPENING, parts, cause)


def hold(
    session: Session, actor: Actor, book: Passbook, *, points: int, key: str, sentence: str, source: str = ""
) -> Entry:
    """Sets points aside for an order; refused while redemption is stopped or a debt is open."""
    if (before := ledger.known(session, book.community_id, key)) is not None:
        return before
    require_redemption(session, book.community_id)
    end_lots(session, book)
    if book.owed:
        raise OwesPoints(owed=book.owed)
    if book.available < points:
        raise NotEnoughPoints(needs=points, has=book.available)
    parts = []
    for share in rules.split(ledger.open_lots(session, book.id), points):
        parts.append(Part(LedgerAccount.AVAILABLE, -share.amount, share.lot_id))
        parts.append(Part(LedgerAccount.HELD, share.amount, share.lot_id))
    cause = Cause(key, sentence, clock.today(), source, made_by=actor.account_id)
    return ledger.write(session, book, EntryKind.HOLD, parts, cause)


def capture(session: Session, actor: Actor, held: Entry, *, sentence: str) -> Entry:
    """The goods were handed over: what was set aside is spent."""
    book, shares = _unfinished(session, held)
    parts = [Part(LedgerAccount.HELD, -share.amount, share.lot_id) for share in shares]
    parts.append(Part(LedgerAccount.REDEEMED, sum(share.amount for share in shares)))
    return ledger.write(session, book, EntryKind.CAPTURE, parts, _end(held, "capture", sentence, actor))


def release(session: Session, actor: Actor | None, held: Entry, *, sentence: str) -> Entry:
    """Not handed over: what was set aside comes back, with a month to run where its lot has ended meanwhile."""
    book, shares = _unfinished(session, held)
    owed, parts = book.owed, []
    for share in shares:
        parts.append(Part(LedgerAccount.HELD, -share.amount, share.lot_id))
        back = ledger.give_back(session, share.lot_id, share.amount, owed)
        owed -= sum(part.amount for part in back if part.account is LedgerAccount.DEBT)
        parts += back
    return ledger.write(session, book, EntryKind.RELEASE, parts, _end(held, "release", sentence, actor))


def charge_offline(
    session: Session, actor: Actor, book: Passbook, *, points: int, key: str, sentence: str, source: str, on: date
) -> Entry:
    """A sale made without network has happened; what the passbook cannot pay becomes a debt."""
    if (before := ledger.known(session, book.community_id, key)) is not None:
        return before
    parts = [*ledger.take(session, book, points), Part(LedgerAccount.REDEEMED, points)]
    cause = Cause(key, sentence, on, source, made_by=actor.account_id)
    return ledger.write(session, book, EntryKind.CAPTURE, parts, cause)


def donate(session: Session, actor: Actor, book: Passbook, *, points: int, key: str) -> Entry:
    """By key: said again it is the same gift. Ended lots are taken out first, so nobody gives what has lapsed."""
    if (before := ledger.known(session, book.community_id, key)) is not None:
        return before
    end_lots(session, book)
    if book.available < points:
        raise NotEnoughPoints(needs=points, has=book.available)
    parts = [*ledger.take(session, book, points), Part(LedgerAccount.DONATED, points)]
    cause = Cause(key, f"捐了 {points} 分给爱心池", clock.today(), made_by=actor.account_id)
    return ledger.write(session, book, EntryKind.DONATE, parts, cause)


def end_lots(session: Session, book: Passbook) -> list[Entry]:
    """Ends what is past its last day. Points set aside are not touched; their order decides about them."""
    today = clock.today()
    due = select(Lot).where(Lot.passbook_id == book.id, Lot.remaining > 0, Lot.expires_on < today)
    query = due.order_by(col(Lot.expires_on), col(Lot.id)).execution_options(populate_existing=True)
    return [_end_lot(session, book, lot, today) for lot in session.exec(query).all()]


def end_all_lots(session: Session, limit: int = 500) -> int:
    """The nightly job's part: some passbooks at a time, so that no transaction is long."""
    due = select(Lot.passbook_id).where(Lot.remaining > 0, Lot.expires_on < clock.today()).distinct()
    books = session.exec(due.order_by(col(Lot.passbook_id)).limit(limit)).all()
    return sum(len(end_lots(session, ledger.lock(session, book_id))) for book_id in books)


def rule_on(session: Session, community_id: str, act: str, on: date) -> EarnRule | None:
    query = select(EarnRule).where(
        EarnRule.community_id == community_id, EarnRule.act == act, EarnRule.valid_from <= on
    )
    latest = session.exec(query.order_by(col(EarnRule.valid_from).desc())).first()
    return latest if latest is not None and latest.is_valid(on) else None


def require_redemption(session: Session, community_id: str) -> None:
    stop = session.exec(select(Stop).where(Stop.community_id == community_id, col(Stop.lifted_at).is_(None))).first()
    if stop is not None:
        raise RedemptionStopped(reason=stop.reason.rstrip("。"))


def _open_passbook(session: Session, party_id: str, community_id: str) -> str:
    """Two first acts at once: whoever loses the insert takes the other's row."""
    book = Passbook(party_id=party_id, community_id=community_id, opened_at=clock.now())
    try:
        with session.begin_nested():
            session.add(book)
    except IntegrityError:
        mine = select(Passbook.id).where(Passbook.community_id == community_id, Passbook.party_id == party_id)
        return session.exec(mine).one()
    return book.id


def _earlier(session: Session, book: Passbook, act: str, on: date) -> rules.Earlier:
    """What the same act has given already in the day and month of the service, reversed entries left out."""
    undone = select(Entry.reverses_id).where(Entry.passbook_id == book.id, col(Entry.reverses_id).is_not(None))
    mine = select(func.coalesce(func.sum(Entry.amount), 0)).where(
        Entry.passbook_id == book.id, Entry.act == act, Entry.kind == EntryKind.EARN, col(Entry.id).not_in(undone)
    )
    month = mine.where(Entry.on >= on.replace(day=1), Entry.on < rules.expires_on(on.replace(day=1), 1))
    return rules.Earlier(session.exec(mine.where(Entry.on == on)).one(), session.exec(month).one())


def _unfinished(session: Session, held: Entry) -> tuple[Passbook, list[rules.Share]]:
    book = ledger.lock(session, held.passbook_id)
    if session.exec(select(Entry.id).where(Entry.ends_id == held.id)).first() is not None:
        raise HoldEnded
    sides = ledger.postings_of(session, held)
    shares = [rules.Share(str(side.lot_id), side.amount) for side in sides if side.account is LedgerAccount.HELD]
    return book, shares


def _end(held: Entry, way: str, sentence: str, actor: Actor | None) -> Cause:
    key = f"{way}:{held.id}"
    return Cause(key, sentence, clock.today(), held.source, made_by=_account(actor), ends_id=held.id)


def _end_lot(session: Session, book: Passbook, lot: Lot, today: date) -> Entry:
    born = f"{lot.born_on.year}年{lot.born_on.month}月"
    cause = Cause(f"expire:{lot.id}:{today}", f"{born}的 {lot.remaining} 分到期", today, f"lot:{lot.id}")
    parts = [Part(LedgerAccount.AVAILABLE, -lot.remaining, lot.id), Part(LedgerAccount.EXPIRED, lot.remaining)]
    return ledger.write(session, book, EntryKind.EXPIRE, parts, cause)


def _account(actor: Actor | None) -> str | None:
    return actor.account_id if actor else None
