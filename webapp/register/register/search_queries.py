"""Search as you type: every way in is one short range in one index, so a million residents feel like ten thousand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import true, union
from sqlmodel import Session, col, or_, select

from webapp.core.search.lookup import begins, exact_index, hidden, rows_with, tail_index
from webapp.core.text import masks
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor, within
from webapp.register.merchants import queries as merchants
from webapp.register.register.models import Building, Entrance, Household, PlaceState, Resident
from webapp.register.register.queries import SHOWN
from webapp.register.register.search_rules import Asked, Meaning, understand

LIMIT, BUILDINGS = 30, 8


PAGES = {
    "household": ("/register/households/", "door"), "resident": ("/register/residents/", "user"),
    "merchant": ("/merchants/", "shop"), "building": ("/register/buildings/", "building"),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    kind: str
    id: str
    title: str
    detail: str
    community_id: str
    is_key: bool = False

    @property
    def url(self) -> str:
        return PAGES[self.kind][0] + self.id

    @property
    def icon(self) -> str:
        return PAGES[self.kind][1]


def search(session: Session, actor: Actor, words: str, *, limit: int = LIMIT) -> list[Found]:
    asked = understand(words)
    if asked.meaning is Meaning.NOTHING:
        return []
    places = accounts.communities_within(session, actor)
    found = [*_buildings(session, actor, asked, places), *_households(session, actor, asked, places, limit)]
    found += [*_residents(session, actor, asked, places, limit)]
    found += _merchants(session, actor, asked, places, limit)
    return found[:limit]


def people_among(found: Iterable[Found]) -> dict[str, list[str]]:
    """Which homes and persons a search has shown; a home stands for whoever lives in it."""
    shown: dict[str, list[str]] = {}
    for one in found:
        if one.kind in ("household", "resident"):
            shown.setdefault(one.kind, []).append(one.id)
    return shown


def _residents(session: Session, actor: Actor, asked: Asked, places: list[str], limit: int) -> Iterable[Found]:
    """Way by way, each one range of one index; the next is asked only where there is room left."""
    query: Any = select(  # type: ignore[call-overload]
        Resident.id, Resident.name, Household.id, Household.label, Resident.community_id, Household.is_key
    )
    query = query.outerjoin(Household, col(Household.id) == Resident.household_id)
    query = within(query.where(col(Resident.left_on).is_(None), SHOWN), actor, hidden(Resident.grid_id)).limit(limit)
    rows: dict[str, Any] = {}
    for way in person_ways(asked, places):
        if len(rows) < limit:
            rows |= {row[0]: row for row in session.exec(query.where(way))}
    return [
        Found("household" if home else "resident", home or person, masks.name(name), label or "", place, bool(is_key))
        for person, name, home, label, place, is_key in list(rows.values())[:limit]
    ]


def _merchants(session: Session, actor: Actor, asked: Asked, places: list[str], limit: int) -> Iterable[Found]:
    words = {Meaning.NAME: "name", Meaning.PINYIN: "letters", Meaning.ROOM_OR_TAIL: "tail"}.get(asked.meaning)
    if words is None:
        return []
    rows = merchants.search_merchants(session, actor, places, limit=limit, **{words: asked.text})
    return [Found("merchant", row.id, row.name, f"{row.trade} {row.shop_no}".strip(), row.community_id) for row in rows]


def person_ways(asked: Asked, places: list[str]) -> list[Any]:
    """Each way to find a person, narrowed to the places by itself."""
    text, here = asked.text, col(Resident.community_id).in_(places)
    match asked.meaning:
        case Meaning.PINYIN:
            return [here & begins(Resident.pinyin, text), here & begins(Resident.initials, text)]
        case Meaning.NAME:
            return [here & begins(Resident.name, text), col(Resident.id).in_(rows_with(text, places))]
        case Meaning.ROOM_OR_TAIL:
            return [here & (col(Resident.phone_tail_index) == tail_index(text))]
        case Meaning.PHONE:
            return [here & (col(Resident.phone_index) == exact_index(text))]
        case Meaning.ID_NUMBER:
            return [here & (col(Resident.id_number_index) == exact_index(text))]
    return []


def person_match(asked: Asked, places: list[str]) -> Any:
    ways = person_ways(asked, places)
    return or_(*ways) if ways else None


def rooms(text: str, places: list[str]) -> Any:
    """Ids of households by their room, and by a door that begins so: each way by its own index."""
    here = select(col(Household.id)).where(col(Household.community_id).in_(places))
    return union(here.where(col(Household.room) == text), here.where(begins(Household.door, text + "-")))


def door_match(asked: Asked, places: list[str]) -> Any:
    """None where no door was meant. Each way is one range of an index: the door from its beginning, or the room with
    what is known of its door; the name before it may stand anywhere in the label (春和 for 春和东里)."""
    if asked.meaning is Meaning.DOOR:
        match = _said_door(asked)
    elif asked.meaning in (Meaning.ROOM, Meaning.ROOM_OR_TAIL):
        match = col(Household.id).in_(rooms(asked.text, places))
    else:
        return None
    return match & col(Household.label).contains(asked.estate, autoescape=True) if asked.estate else match


def _said_door(asked: Asked) -> Any:
    if asked.entrance:
        tail = f"-{asked.entrance}-{asked.room}"
        return (col(Household.room) == asked.room) & col(Household.door).endswith(tail, autoescape=True)
    if asked.room:
        return (col(Household.room) == asked.room) & begins(Household.door, asked.text + "-")
    whole = asked.text.count("-") >= 2
    return begins(Household.door, asked.text if whole else asked.text + "-")


def _households(session: Session, actor: Actor, asked: Asked, places: list[str], limit: int) -> Iterable[Found]:
    match = door_match(asked, places)
    if match is None:
        return []
    by_room = asked.meaning is not Meaning.DOOR  # which names its places itself
    here = true() if by_room else col(Household.community_id).in_(places)
    query = (
        select(Household.id, Household.label, Household.head_name, Household.community_id, Household.is_key)  # type: ignore[call-overload]
        .where(here, col(Household.moved_out_on).is_(None), match)
        .order_by(col(Household.door))
        .limit(limit)
    )
    rows = session.exec(within(query, actor, hidden(Household.grid_id)))
    return [
        Found("household", row.id, row.label, masks.name(row.head_name), row.community_id, bool(row.is_key))
        for row in rows
    ]


def _buildings(session: Session, actor: Actor, asked: Asked, places: list[str]) -> Iterable[Found]:
    """By its name or its compound's, in Chinese or by initials; a building has few neighbours, so no index is asked."""
    if asked.meaning is Meaning.PINYIN:
        match = col(Building.initials).contains(asked.text, autoescape=True)
    elif asked.meaning is Meaning.NAME:
        match = (col(Building.estate) + col(Building.name)).contains(asked.text, autoescape=True)
    else:
        return []
    mine = within(select(Entrance.building_id), actor, Entrance.grid_id)
    query = select(Building.id, Building.estate + Building.name, Building.address, Building.community_id).where(
        col(Building.community_id).in_(places), col(Building.id).in_(mine),
        Building.state != PlaceState.DEMOLISHED, match,
    )  # fmt: skip
    rows = session.exec(query.order_by(col(Building.estate), col(Building.position)).limit(BUILDINGS))
    return [
        Found("building", row_id, name, "" if address == name else address, place)
        for row_id, name, address, place in rows
    ]
