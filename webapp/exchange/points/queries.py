"""Reads of the ledger. A person's own page asks by passbook; the office reads through scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, tuple_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from webapp.core.data import statements
from webapp.core.spread import shards
from webapp.core.text import cleaning
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.points import rules
from webapp.exchange.points.models import (
    Correction,
    EarnRule,
    Entry,
    EntryKind,
    LedgerAccount,
    Lot,
    Passbook,
    Posting,
    Proof,
    Stop,
)
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party

PAGE = 20


class UnknownPassbook(DomainError):
    status = 422
    message = NotFound.message


@dataclass(frozen=True)
class Line:
    """One line of the passbook as its owner reads it."""

    entry_id: str
    kind: EntryKind
    on: date
    at: datetime
    sentence: str
    change: int


@dataclass(frozen=True)
class Balance:
    passbook_id: str
    available: int
    held: int
    owed: int


@dataclass(frozen=True)
class Ending:
    expires_on: date
    points: int


@dataclass(frozen=True)
class Holder:
    passbook_id: str
    name: str
    available: int
    held: int
    owed: int
    community_id: str


NOTHING = Balance("", 0, 0, 0)


# Asked by every page of a volunteer and every redemption, so it is put together once: one row by one unique index.
BALANCE = columns(col(Passbook.id), col(Passbook.available), col(Passbook.held), col(Passbook.owed)).where(
    col(Passbook.party_id) == bindparam("party"), col(Passbook.community_id) == bindparam("community"),
    col(Passbook.merged_into_id).is_(None),
)  # fmt: skip


def balance(session: Session, party_id: str, community_id: str | None) -> Balance:
    row = statements.first(session, BALANCE, {"party": party_id, "community": community_id})
    return Balance(*row) if row else NOTHING


def get_passbook(session: Session, actor: Actor, passbook_id: str) -> Passbook:
    found: Passbook = one(
        session, within(select(Passbook).where(Passbook.id == passbook_id), actor, Passbook.community_id)
    )
    return found


def list_holders(
    session: Session, actor: Actor, *, wanted: str = "", after: str = "", limit: int = PAGE
) -> list[Holder]:
    """By name, never by points: there is no ranking here."""
    query: Any = select(  # type: ignore[call-overload]
        Passbook.id, Party.name, Passbook.available, Passbook.held, Passbook.owed, Passbook.community_id
    ).join(Party, col(Party.id) == Passbook.party_id)
    if wanted := cleaning.fold(wanted):
        named = col(Party.name).startswith(wanted, autoescape=True)
        query = query.where(named | col(Party.initials).startswith(wanted.lower(), autoescape=True))
    order: tuple[Any, ...] = (col(Party.initials), col(Party.name), col(Passbook.id))
    if after:
        last = select(*order).join(Party, col(Party.id) == Passbook.party_id).where(Passbook.id == after)
        if (row := session.exec(last).first()) is None:
            return []
        query = query.where(tuple_(*order) > tuple_(*row, types=[column.type for column in order]))
    query = within(query.where(col(Passbook.merged_into_id).is_(None)), actor, Passbook.community_id)
    return [Holder(*row) for row in session.exec(query.order_by(*order).limit(limit))]


def list_lines(
    session: Session, passbook_id: str, *, community_id: str | None = None, before: str = "", limit: int = PAGE
) -> list[Line]:
    """Newest first. Handing over changes nothing the owner sees, so it is no line of its own. Who knows the passbook's
    community says it."""
    query, asked = _lines(limit, community_id is not None), {"passbook": passbook_id, "community": community_id}
    if before:
        last = select(Entry.at).where(Entry.id == before, Entry.passbook_id == passbook_id).scalar_subquery()
        query = query.where((col(Entry.at) < last) | ((col(Entry.at) == last) & (col(Entry.id) < before)))
    return [Line(*row) for row in (session.execute(query, asked) if before else statements.rows(session, query, asked))]


@cache
def _lines(limit: int, in_one: bool) -> Any:
    here = shards.told_home(Entry.community_id, in_one)
    query: Any = select(Entry.id, Entry.kind, Entry.on, Entry.at, Entry.sentence, Entry.change).where(
        Entry.passbook_id == bindparam("passbook"), Entry.change != 0, *here
    )
    return query.order_by(col(Entry.at).desc(), col(Entry.id).desc()).limit(limit)


def list_endings(session: Session, passbook_id: str, within_days: int | None = rules.WARN_DAYS[0]) -> list[Ending]:
    """What ends when, soonest first; by default only what ends in the warning time."""
    query = select(Lot.expires_on, func.sum(Lot.remaining)).where(Lot.passbook_id == passbook_id, Lot.remaining > 0)
    if within_days is not None:
        query = query.where(Lot.expires_on <= clock.today() + timedelta(days=within_days))
    query = query.group_by(col(Lot.expires_on)).order_by(col(Lot.expires_on))
    return [Ending(day, int(points)) for day, points in session.exec(query)]


def next_ending(session: Session, passbook_id: str, community_id: str) -> Ending | None:
    """What ends first, however far away."""
    found = statements.first(session, _next_ending(), {"passbook": passbook_id, "community": community_id})
    return Ending(found[0], int(found[1])) if found else None


@cache
def _next_ending() -> Any:
    left: Any = select(Lot.expires_on, func.sum(Lot.remaining)).where(
        shards.at_home(Lot.community_id, bindparam("community")), Lot.passbook_id == bindparam("passbook"),
        Lot.remaining > 0,
    )
    return left.group_by(col(Lot.expires_on)).order_by(col(Lot.expires_on)).limit(1)


def months_ending(session: Session, passbook_id: str) -> tuple[list[tuple[str, int]], int]:
    return rules.by_month((ending.expires_on, ending.points) for ending in list_endings(session, passbook_id, None))


def act_names(session: Session, actor: Actor) -> dict[str, str]:
    """What the newest rule calls each act."""
    return {rule.act: rule.name for rule in reversed(list_rules(session, actor))}


def get_entry(session: Session, actor: Actor, entry_id: str) -> Entry:
    found: Entry = one(session, within(select(Entry).where(Entry.id == entry_id), actor, Entry.community_id))
    return found


def reversed_ids(session: Session, passbook_id: str) -> frozenset[str]:
    query = select(Entry.reverses_id).where(Entry.passbook_id == passbook_id, col(Entry.reverses_id).is_not(None))
    return frozenset(str(found) for found in session.exec(query))


def list_rules(session: Session, actor: Actor, *, on: date | None = None) -> list[EarnRule]:
    query = within(select(EarnRule), actor, EarnRule.community_id)
    found = list(session.exec(query.order_by(EarnRule.act, col(EarnRule.valid_from).desc())))
    return found if on is None else [rule for rule in found if rule.is_valid(on)]


def get_rule(session: Session, actor: Actor, rule_id: str) -> EarnRule:
    found: EarnRule = one(session, within(select(EarnRule).where(EarnRule.id == rule_id), actor, EarnRule.community_id))
    return found


def list_corrections(session: Session, actor: Actor) -> list[Correction]:
    query = within(select(Correction).where(col(Correction.decided_at).is_(None)), actor, Correction.community_id)
    return list(session.exec(query.order_by(col(Correction.asked_at))))


def get_correction(session: Session, actor: Actor, correction_id: str) -> Correction:
    query = within(select(Correction).where(Correction.id == correction_id), actor, Correction.community_id)
    found: Correction = one(session, query)
    return found


def owners(session: Session, passbook_ids: list[str]) -> dict[str, str]:
    """Passbook id to its owner's name."""
    query = select(Passbook.id, Party.name).join(Party, col(Party.id) == Passbook.party_id)
    return dict(session.exec(query.where(col(Passbook.id).in_(passbook_ids))).all())


def passbook_by_number(session: Session, actor: Actor, number: str) -> Passbook:
    """By a number somebody typed: an unknown one is wrong in the form, not an absent page."""
    query = select(Passbook).where(Passbook.number == cleaning.code(number))
    found = session.exec(within(query, actor, Passbook.community_id)).first()
    if found is None:
        raise UnknownPassbook("number")
    return found  # type: ignore[no-any-return]


def open_stop(session: Session, community_id: str | None) -> Stop | None:
    found: Stop | None = session.scalars(_open_stop(), {"community": community_id}).first()
    return found


def read_stop(session: Session, community_id: str) -> Any:
    """The same for a page that only says why."""
    return statements.record(session, _open_stop(), {"community": community_id})


@cache
def _open_stop() -> Any:
    return select(Stop).where(Stop.community_id == bindparam("community"), col(Stop.lifted_at).is_(None))


def list_proofs(session: Session, actor: Actor, limit: int = 14) -> list[Proof]:
    query = within(select(Proof), actor, Proof.community_id)
    return list(session.exec(query.order_by(col(Proof.at).desc()).limit(limit)))


def totals(session: Session, actor: Actor) -> dict[LedgerAccount, int]:
    """What every account of the actor's communities comes to; they sum to zero."""
    query = within(select(Posting.account, func.sum(Posting.amount)), actor, Posting.community_id)
    return {account: int(amount) for account, amount in session.exec(query.group_by(Posting.account))}


def earned_by_act(session: Session, actor: Actor, since: date) -> list[tuple[str, int, int]]:
    """(act, entries, points), dearest first: which rule costs what."""
    query = select(Entry.act, func.count(), func.sum(Entry.amount)).where(
        Entry.kind == EntryKind.EARN, Entry.on >= since
    )
    query = within(query, actor, Entry.community_id).group_by(Entry.act).order_by(func.sum(Entry.amount).desc())
    return [(act, int(count), int(points)) for act, count, points in session.exec(query)]
