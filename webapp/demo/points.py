"""Points for the year's services: one entry, one lot and two postings for each, as the services would have written."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo import bulk
from webapp.demo.activities import HOSTS
from webapp.demo.town import Town
from webapp.exchange.points import rules
from webapp.exchange.points.models import EarnRule, Entry, EntryKind, LedgerAccount, Lot, Passbook, Posting
from webapp.volunteering.activities.models import Activity
from webapp.volunteering.volunteers.models import HoursLine, Volunteer


def tell(session: Session, town: Town) -> None:
    books = {book.party_id: book for book in session.exec(select(Passbook))}
    earn = {(rule.community_id, rule.act): rule for rule in session.exec(select(EarnRule))}
    rows: dict[type, list[Any]] = {Entry: [], Lot: [], Posting: []}
    gained: dict[str, int] = defaultdict(int)
    used: dict[tuple[str, str, date], int] = defaultdict(int)
    acts, known = _acts(session), set(session.exec(select(Entry.key)))
    for line, party_id in session.exec(
        select(HoursLine, Volunteer.party_id)
        .join(Volunteer, col(Volunteer.id) == HoursLine.volunteer_id)
        .where(HoursLine.on >= town.start)
        .order_by(col(HoursLine.started_at), col(HoursLine.id))
    ):
        act = acts.get(line.title)
        rule = earn.get((line.community_id, act or ""))
        if rule is None or not line.source.startswith("attendance:") or line.key in known:
            continue
        day = (party_id, rule.act, line.on)
        points = rules.capped(rule.terms(), rules.earned(rule.terms(), line.minutes), rules.Earlier(used[day]))
        if points:
            used[day] += points
            gained[books[party_id].id] += points
            _write(town, rows, books[party_id], rule, line, points)
    for kind in (Entry, Lot, Posting):
        bulk.add_all(session, rows[kind])
    for book in books.values():
        book.available += gained[book.id]
        session.add(book)
    session.flush()


def _acts(session: Session) -> dict[str, str]:
    return dict(session.exec(select(Activity.title, Activity.act)).all())


def _write(
    town: Town, rows: dict[type, list[Any]], book: Passbook, rule: EarnRule, line: HoursLine, points: int
) -> None:
    host = next(town.accounts[HOSTS[key]] for key in HOSTS if town.units[key] == book.community_id)
    entry = Entry(
        id=ids.new(), community_id=book.community_id, passbook_id=book.id, kind=EntryKind.EARN, key=line.key,
        amount=points, change=points, sentence=f"{line.title}做了 {line.minutes // 60} 小时", source=line.source,
        act=rule.act, on=line.on, at=line.made_at, rule_id=rule.id, made_by=host, approved_by=rule.approved_by,
    )  # fmt: skip
    lot = Lot(
        id=ids.new(), community_id=book.community_id, passbook_id=book.id, entry_id=entry.id, born_on=line.on,
        expires_on=rules.expires_on(clock.local(line.made_at).date(), rule.months), amount=points, remaining=points,
    )  # fmt: skip
    sides: tuple[tuple[LedgerAccount, str | None, str | None, int], ...] = (
        (LedgerAccount.ISSUED, None, None, -points),
        (LedgerAccount.AVAILABLE, book.id, lot.id, points),
    )
    rows[Entry].append(entry)
    rows[Lot].append(lot)
    rows[Posting] += [
        Posting(
            id=ids.new(), community_id=book.community_id, entry_id=entry.id, account=account, passbook_id=owner,
            lot_id=lot_id, amount=amount,
        )
        for account, owner, lot_id, amount in sides
    ]  # fmt: skip
