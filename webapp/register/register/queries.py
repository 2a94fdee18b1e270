"""Reads. Lists name their columns, so that a page of fifty costs fifty small tuples and no objects."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, func, select

from webapp.core.data import statements
from webapp.core.text import phone_numbers
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, within, within_paths
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name
from webapp.register.register.models import (
    Building,
    BuildingUse,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Placement,
    Resident,
)
from webapp.register.register.rules import Rounds

SHOWN = col(Resident.blocked_at).is_(None)
# For open memberships: a closed one may lie in a community that the person has left.
LIVES_THERE = and_(
    col(HouseholdMember.resident_id) == Resident.id, col(HouseholdMember.community_id) == Resident.community_id
)


@dataclass(frozen=True)
class BuildingLine:
    id: str
    community_id: str
    label: str
    floors: int
    use: str
    entrances: int
    households: int
    key_households: int


@dataclass
class HouseholdCard:
    """What the phone carries of a household: enough to find it, to knock, and to know what is owed."""

    id: str
    grid_id: str
    building_id: str
    entrance_id: str
    dwelling_id: str
    label: str
    door: str
    room: str
    head_name: str
    flags: list[str]
    is_key: bool
    cadence_days: int
    last_visited_at: datetime | None
    last_outcome: str
    next_due_on: date | None
    version: int
    is_rented: bool
    note: str
    members: list[dict[str, str]] = field(default_factory=list)


def list_buildings(session: Session, actor: Actor, grid_id: str | None = None) -> list[BuildingLine]:
    """Buildings with at least one entrance in reach; a building split between grids shows its reachable part."""
    doors = (
        select(Building, func.count(func.distinct(col(Entrance.id))))
        .join(Entrance, col(Entrance.building_id) == Building.id)
        .group_by(col(Building.id), col(Building.community_id))
        .order_by(
            col(Building.use) != BuildingUse.RESIDENTIAL, col(Building.estate), col(Building.position),
            col(Building.name),
        )
    )  # fmt: skip
    doors = within(doors, actor, Entrance.grid_id)
    if grid_id is not None:
        doors = doors.where(Entrance.grid_id == grid_id)
    counts = _households_by_building(session, actor, grid_id)
    return [
        BuildingLine(
            row.id, row.community_id, row.label, row.floors, row.use.value, entrances, *counts.get(row.id, (0, 0))
        )
        for row, entrances in session.exec(doors)
    ]  # fmt: skip


def _households_by_building(session: Session, actor: Actor, grid_id: str | None) -> dict[str, tuple[int, int]]:
    key = func.sum(func.cast(col(Household.is_key), _integer()))
    counts = select(Household.building_id, func.count(), key).where(col(Household.moved_out_on).is_(None))
    if grid_id is not None:
        counts = counts.where(Household.grid_id == grid_id)
    counts = within(counts, actor, Household.grid_id).group_by(col(Household.building_id))
    return {building_id: (total, keys or 0) for building_id, total, keys in session.exec(counts)}


def _integer() -> Any:
    from sqlalchemy import Integer

    return Integer


def get_building(session: Session, actor: Actor, building_id: str) -> Building:
    reachable = within(select(Entrance.building_id), actor, Entrance.grid_id)
    found: Building = one(session, select(Building).where(Building.id == building_id, col(Building.id).in_(reachable)))
    return found


def list_entrances(session: Session, actor: Actor, building_id: str) -> list[Entrance]:
    query = select(Entrance).where(Entrance.building_id == building_id).order_by(col(Entrance.position))
    return list(session.exec(within(query, actor, Entrance.grid_id)))


def get_entrance(session: Session, actor: Actor, entrance_id: str) -> Entrance:
    found: Entrance = one(session, within(select(Entrance).where(Entrance.id == entrance_id), actor, Entrance.grid_id))
    return found


def get_dwelling(session: Session, actor: Actor, dwelling_id: str) -> Dwelling:
    found: Dwelling = one(session, within(select(Dwelling).where(Dwelling.id == dwelling_id), actor, Dwelling.grid_id))
    return found


def get_household(session: Session, actor: Actor, household_id: str) -> Household:
    found: Household | None = session.exec(_household(actor.paths), params={"id": household_id}).first()
    if found is None:
        raise NotFound
    return found


def read_household(session: Session, actor: Actor, household_id: str) -> Any:
    """The same for a page that only shows it: a record, not an object."""
    found = statements.record(session, _household(actor.paths), {"id": household_id})
    if found is None:
        raise NotFound
    return found


@lru_cache(maxsize=1024)
def _household(paths: tuple[str, ...]) -> Any:
    return within_paths(select(Household).where(Household.id == bindparam("id")), paths, Household.grid_id)


def household_at(session: Session, actor: Actor, dwelling_id: str) -> Household | None:
    query = select(Household).where(Household.dwelling_id == dwelling_id, col(Household.moved_out_on).is_(None))
    found: Household | None = session.exec(within(query, actor, Household.grid_id)).first()
    return found


def list_members(session: Session, household: Household) -> list[tuple[HouseholdMember, Resident]]:
    """Of a household already reached through scope."""
    query = (
        select(HouseholdMember, Resident)
        .join(Resident, LIVES_THERE)
        .where(HouseholdMember.household_id == household.id, col(HouseholdMember.valid_to).is_(None))
        .order_by(col(HouseholdMember.position), col(Resident.id))
    )
    return list(session.exec(query))


def people_at(session: Session, household: Any) -> list[Any]:
    """(name, relation, phone) of its members in their order; the household was already reached through scope."""
    asked = {"household": household.id, "home": household.community_id}
    return statements.rows(session, _people(), asked)


@cache
def _people() -> Any:
    return (
        select(Resident.name, HouseholdMember.relation, Resident.phone)
        .join(Resident, LIVES_THERE)
        .where(HouseholdMember.household_id == bindparam("household"), col(HouseholdMember.valid_to).is_(None), SHOWN)
        .where(HouseholdMember.community_id == bindparam("home"))
        .order_by(col(HouseholdMember.position), col(Resident.id))
    )


def get_resident(session: Session, actor: Actor, resident_id: str) -> Resident:
    """Whoever asked to be blocked is absent from every page of the register."""
    query = select(Resident).where(Resident.id == resident_id, SHOWN)
    found: Resident = one(session, within(query, actor, Resident.grid_id))
    return found


def open_membership(session: Session, resident: Resident) -> HouseholdMember | None:
    query = select(HouseholdMember).where(
        HouseholdMember.resident_id == resident.id, col(HouseholdMember.valid_to).is_(None)
    )
    return session.exec(query).first()


def households_of_grid(session: Session, actor: Actor, grid_id: str) -> list[HouseholdCard]:
    """The whole grid for the phone, in two statements; phone numbers leave only their last four digits."""
    homes = select(  # type: ignore[call-overload]
        Household.id, Household.grid_id, Household.building_id, Household.entrance_id, Household.dwelling_id,
        Household.label, Household.door, Household.room, Household.head_name, Household.flags, Household.is_key,
        Household.cadence_days, Household.last_visited_at, Household.last_outcome, Household.next_due_on,
        Household.version, Household.is_rented, Household.note,
    ).where(Household.grid_id == grid_id, col(Household.moved_out_on).is_(None))  # fmt: skip
    ordered = within(homes, actor, Household.grid_id).order_by(col(Household.door))
    cards = [HouseholdCard(*row) for row in session.exec(ordered)]
    members = _members_of_grid(session, actor, grid_id)
    for card in cards:
        card.members = members.get(card.id, [])
    return cards


def _members_of_grid(session: Session, actor: Actor, grid_id: str) -> dict[str, list[dict[str, str]]]:
    people = (
        select(  # type: ignore[call-overload]
            HouseholdMember.household_id, Resident.id, Resident.name, Resident.pinyin, Resident.initials,
            Resident.phone, HouseholdMember.relation,
        )
        .join(Resident, LIVES_THERE)
        .where(Resident.grid_id == grid_id, col(HouseholdMember.valid_to).is_(None), SHOWN)
        .order_by(col(HouseholdMember.position))
    )  # fmt: skip
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for household_id, resident_id, name, pinyin, initials, phone, relation in session.exec(
        within(people, actor, Resident.grid_id)
    ):
        found[household_id].append({
            "id": resident_id, "name": name, "pinyin": pinyin, "initials": initials,
            "tail": phone_numbers.tail(phone), "relation": relation.value,
        })  # fmt: skip
    return found


def list_placements(session: Session, entrance: Entrance) -> list[Placement]:
    query = select(Placement).where(Placement.entrance_id == entrance.id).order_by(col(Placement.valid_from).desc())
    return list(session.exec(query))


def grid_on(session: Session, entrance_id: str, on: date) -> str | None:
    """Which grid an entrance lay in on a day, for records that arrive late."""
    query = select(Placement.grid_id).where(
        Placement.entrance_id == entrance_id,
        Placement.valid_from <= on,
        (col(Placement.valid_to).is_(None)) | (col(Placement.valid_to) >= on),
    )
    return session.exec(query).first()


def count_register(session: Session, actor: Actor, grid_id: str | None = None) -> dict[str, int]:
    """Households, key households and residents in reach."""
    homes = within(select(func.count()).where(col(Household.moved_out_on).is_(None)), actor, Household.grid_id)
    people = within(select(func.count()).where(col(Resident.left_on).is_(None)), actor, Resident.grid_id)
    if grid_id is not None:
        homes, people = homes.where(Household.grid_id == grid_id), people.where(Resident.grid_id == grid_id)
    return {
        "households": session.exec(homes).one(),
        "key_households": session.exec(homes.where(col(Household.is_key).is_(True))).one(),
        "residents": session.exec(people).one(),
    }


def rounds(session: Session) -> Rounds:
    """How often the district wants its doors knocked at."""
    decided = settings.known(session)
    names = (Name.ROUND, Name.ROUND_KEY, Name.ROUND_ILL, Name.ROUND_TENANTS)
    return Rounds(*(int(decided[name]) for name in names))


@dataclass(frozen=True)
class Former:
    name: str
    resident_id: str
    valid_from: date
    valid_to: date
    is_near: bool


def former_members(session: Session, actor: Actor, household: Household) -> list[Former]:
    """Who lived there, with the days; of a household already reached through scope. Whoever lives elsewhere now is
    only a name and two dates here, and may lie on another machine: names are asked for by themselves."""
    query = (
        select(HouseholdMember)
        .where(HouseholdMember.household_id == household.id, col(HouseholdMember.valid_to).is_not(None))
        .order_by(col(HouseholdMember.valid_to).desc(), col(HouseholdMember.id).desc())
    )
    found = list(session.exec(query.limit(30)))
    if not found:
        return []
    theirs = col(Resident.id).in_({row.resident_id for row in found})
    names = dict(session.exec(select(Resident.id, Resident.name).where(theirs, SHOWN)).all())
    near = set(session.exec(within(select(Resident.id).where(theirs), actor, Resident.grid_id)))
    return [
        Former(names[row.resident_id], row.resident_id, row.valid_from, row.valid_to, row.resident_id in near)
        for row in found if row.valid_to is not None and row.resident_id in names
    ]  # fmt: skip
