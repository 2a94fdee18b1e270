"""Who borrows: a resident of the community, found by card, name, room or the end of a phone number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlmodel import Session, col, or_, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.search.lookup import begins, exact_index, rows_with, tail_index
from webapp.core.text import masks
from webapp.core.text.pinyin import by_sound
from webapp.exchange.loans.models import AccessCard
from webapp.exchange.points.card_rules import card_hash
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, one, within
from webapp.register.register.models import Household, Resident
from webapp.register.register.queries import SHOWN
from webapp.register.register.search_rules import Asked, Meaning, understand

MOST = 12


@dataclass(frozen=True)
class Borrower:
    """Least data: a masked name and the door are enough to see that it is the person who stands there."""

    id: str
    community_id: str
    household_id: str | None
    name: str
    door: str
    has_left: bool = False


def get_borrower(session: Session, actor: Actor, resident_id: str) -> Borrower:
    """Whoever left still owes what they have, and is found; lending refuses them."""
    row = one(session, within(_people().where(Resident.id == resident_id), actor, Resident.grid_id))
    return _borrower(row)


def find_borrowers(session: Session, actor: Actor, words: str) -> First[Borrower]:
    asked = understand(words)
    match = _match(asked, sorted(filter(None, {hat.community_id for hat in actor.hats})))
    if match is None:
        return First()
    living = (col(Resident.left_on).is_(None), col(Resident.died_on).is_(None), SHOWN)
    query = within(_people().where(match, *living), actor, Resident.grid_id)
    rows = read(session, query, MOST)
    return turned(rows, by_sound(map(_borrower, rows), lambda one: one.name))


def names_of(session: Session, resident_ids: set[str | None]) -> dict[str, Borrower]:
    """For lists whose rows were found through scope."""
    wanted = [resident_id for resident_id in resident_ids if resident_id]
    rows = session.exec(_people().where(col(Resident.id).in_(wanted)))
    return {found.id: found for found in map(_borrower, rows)}


def by_card(session: Session, actor: Actor, number: str) -> Borrower | None:
    theirs = (col(AccessCard.resident_id) == Resident.id) & (col(AccessCard.community_id) == Resident.community_id)
    query = (
        _people()
        .join(AccessCard, theirs)
        .where(AccessCard.card_hash == card_hash(number), col(AccessCard.ended_at).is_(None))
    )
    row = session.exec(within(query, actor, AccessCard.community_id)).first()
    return _borrower(row) if row else None


def list_cards(session: Session, resident_id: str) -> list[AccessCard]:
    query = select(AccessCard).where(AccessCard.resident_id == resident_id, col(AccessCard.ended_at).is_(None))
    return list(session.exec(query.order_by(col(AccessCard.bound_at))))


def get_card(session: Session, actor: Actor, card_id: str) -> AccessCard:
    query = select(AccessCard).where(AccessCard.id == card_id, col(AccessCard.ended_at).is_(None))
    return one(session, within(query, actor, AccessCard.community_id))  # type: ignore[no-any-return]


def account_ids(session: Session, resident_id: str | None) -> list[str]:
    """A resident who signs in, as volunteer or worker, is told there as well."""
    query = (
        select(Account.id)
        .join(Resident, col(Resident.party_id) == Account.party_id)
        .where(Resident.id == resident_id, col(Account.closed_at).is_(None))
    )
    return list(session.exec(query))


@cache
def _people() -> Any:
    return select(  # type: ignore[call-overload]
        Resident.id, Resident.community_id, Resident.household_id, Resident.name, Household.label,
        Resident.left_on, Resident.died_on,
    ).outerjoin(Household, col(Household.id) == Resident.household_id)  # fmt: skip


def _borrower(row: Any) -> Borrower:
    resident_id, community_id, household_id, name, door, left_on, died_on = row
    return Borrower(resident_id, community_id, household_id, masks.name(name), door or "", bool(left_on or died_on))


def _match(asked: Asked, places: list[str]) -> Any:
    text = asked.text
    match asked.meaning:
        case Meaning.PINYIN:
            return or_(begins(Resident.pinyin, text), begins(Resident.initials, text))
        case Meaning.NAME:
            return or_(begins(Resident.name, text), col(Resident.id).in_(rows_with(text, places)))
        case Meaning.PHONE:
            return col(Resident.phone_index) == exact_index(text)
        case Meaning.DOOR:
            return begins(Household.door, text)
        case Meaning.ROOM | Meaning.ROOM_OR_TAIL:
            home = or_(col(Household.room) == text, begins(Household.door, text + "-"))
            return home if len(text) != 4 else or_(home, col(Resident.phone_tail_index) == tail_index(text))
    return None
