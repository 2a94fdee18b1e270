"""Chapter two: the buildings, and who lives behind each door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from webapp.core.text.pinyin import pinyin_of_words
from webapp.demo import families
from webapp.demo.register_rows import Rows
from webapp.demo.town import FOUNDED, Town
from webapp.people.accounts.models import Role
from webapp.people.org import queries as org_queries
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, UnitKind
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Placement,
    Political,
    Resident,
)
from webapp.register.register.place_services import door_token

GRID_ONE_HOUSEHOLDS = 130
PARTY_MEMBERS = 190
LIAISONS = 43
VACANT_MICRO_GRIDS = (17, 38, 59, 77, 101, 118)


@dataclass
class Block:
    """Some buildings of one estate in one grid."""

    community: str
    grid: int
    estate: str
    first: int
    buildings: int
    entrances: int
    floors: int = 6
    rooms: int = 2
    lived_in: float = 0.9
    micro: bool = False


def blocks() -> Iterator[Block]:
    for grid in range(1, 11):
        estate, first = ("冬梅轩", grid) if grid <= 4 else ("夏荷轩", grid - 4) if grid <= 7 else ("秋棠轩", grid - 7)
        yield Block("dongmei", grid, estate, 4 * first - 3, 4, 3)
    for grid in range(1, 7):
        yield Block("mingdu", grid, "名都园", 11 * grid - 10, 11, 2)
    first = 1
    for grid in range(1, 7):
        buildings = 21 if grid <= 4 else 20
        yield Block("shanghu", grid, "赏湖苑", first, buildings, 1, micro=True)
        first += buildings


def tell(session: Session, town: Town) -> None:
    rng, rows = Random(town.rng.random()), Rows()
    for block in blocks():
        _build(session, town, rng, block, rows)
    _join_the_party(town, rows)
    rows.save(session)
    for resident in rows.residents:
        town.residents.setdefault(resident.community_id, []).append(resident.id)
    _liaisons(session, town, rows)
    _micro_heads(session, town, rows)


def _build(session: Session, town: Town, rng: Random, block: Block, rows: Rows) -> None:
    grid_id = town.grids[block.community][block.grid - 1]
    community_id = town.units[block.community]
    doors: list[tuple[Building, Entrance, Dwelling]] = []
    for number in range(block.first, block.first + block.buildings):
        building = Building(
            community_id=community_id, estate=block.estate, name=f"{number}号楼", floors=block.floors,
            position=number, initials=pinyin_of_words(f"{block.estate}{number}")[1],
            address=f"{block.estate}{number}号楼",
        )  # fmt: skip
        rows.buildings.append(building)
        micro_id = _micro_grid(session, town, block, number, grid_id)
        for entrance in _entrances(building, grid_id, micro_id, block.entrances, rows):
            doors += [(building, entrance, dwelling) for dwelling in _dwellings(building, entrance, block, rows)]
    is_first = (block.community, block.grid) == ("dongmei", 1)
    lived_in = GRID_ONE_HOUSEHOLDS if is_first else round(len(doors) * block.lived_in)
    for door in sorted(rng.sample(range(len(doors)), lived_in)):
        families.move_in(town, rng, *doors[door], rows)


def _micro_grid(session: Session, town: Town, block: Block, number: int, grid_id: str) -> str | None:
    if not block.micro:
        return None
    grid = org_queries.unit(session, grid_id)
    made = org.found_unit(
        session, kind=UnitKind.MICRO_GRID, name=f"{number}号楼微网格", parent=grid, on=FOUNDED, position=number
    )
    town.units[f"{block.community}.micro.{number}"] = made.id
    town.micro_grids.setdefault(block.community, []).append(made.id)
    return made.id


def _entrances(building: Building, grid_id: str, micro_id: str | None, count: int, rows: Rows) -> list[Entrance]:
    made = [
        Entrance(
            community_id=building.community_id, building_id=building.id, grid_id=grid_id, micro_grid_id=micro_id,
            name=f"{number}门", position=number,
            token=door_token(building.community_id, (building.estate, building.name), f"{number}门"),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    rows.entrances += made
    rows.placements += [
        Placement(
            community_id=building.community_id, entrance_id=entrance.id, grid_id=grid_id, micro_grid_id=micro_id,
            valid_from=FOUNDED,
        )
        for entrance in made
    ]  # fmt: skip
    return made


def _dwellings(building: Building, entrance: Entrance, block: Block, rows: Rows) -> list[Dwelling]:
    made = [
        Dwelling(
            community_id=building.community_id, grid_id=entrance.grid_id, building_id=building.id,
            entrance_id=entrance.id, floor=floor, room=f"{floor}{number:02d}", position=number,
        )
        for floor in range(1, block.floors + 1)
        for number in range(1, block.rooms + 1)
    ]  # fmt: skip
    rows.dwellings += made
    return made


def _join_the_party(town: Town, rows: Rows) -> None:
    """名都园 has exactly 190 party members; the others have theirs by chance."""
    limit = town.today - timedelta(days=25 * 365)
    grown = [
        resident
        for resident in rows.residents
        if resident.community_id == town.units["mingdu"] and resident.born_on and resident.born_on < limit
    ]
    for resident in grown:
        resident.political = Political.MASSES
    for resident in grown[:: max(1, len(grown) // PARTY_MEMBERS)][:PARTY_MEMBERS]:
        resident.political = Political.PARTY_MEMBER


def _liaisons(session: Session, town: Town, rows: Rows) -> None:
    """43 of the 190 carry their neighbours' wishes to the grid worker."""
    mingdu = town.units["mingdu"]
    members = [row for row in rows.residents if row.political == Political.PARTY_MEMBER and row.community_id == mingdu]
    for number, resident in enumerate(members[::4][:LIAISONS], start=1):
        login, name = ("zheng", "郑丽") if number == 1 else (f"liaison{number}", resident.name)
        _appoint(session, town, resident, login, name, Role.LIAISON, resident.grid_id)


def _micro_heads(session: Session, town: Town, rows: Rows) -> None:
    """124 micro-grids, most with a head who lives there; a few wait for one."""
    homes = {home.id: home for home in rows.households}
    oldest: date = town.today - timedelta(days=70 * 365)
    youngest: date = town.today - timedelta(days=25 * 365)
    chosen: dict[str, Resident] = {}
    for resident in rows.residents:
        home = homes[resident.household_id or ""]
        if home.micro_grid_id and resident.born_on and oldest < resident.born_on < youngest:
            chosen.setdefault(home.micro_grid_id, resident)
    for number, micro_id in enumerate(town.micro_grids["shanghu"], start=1):
        if number in VACANT_MICRO_GRIDS or micro_id not in chosen:
            continue
        login, name = ("wu", "吴霞") if number == 1 else (f"head{number}", chosen[micro_id].name)
        _appoint(session, town, chosen[micro_id], login, name, Role.MICRO_HEAD, micro_id)


def _appoint(session: Session, town: Town, resident: Resident, login: str, name: str, role: Role, unit_id: str) -> None:
    community_id = resident.community_id
    person = org.make_party(
        session, None, kind=PartyKind.PERSON, name=name, community_id=community_id, unit_id=unit_id,
        phone=resident.phone, silent=True,
    )  # fmt: skip
    families.become(session, resident, person.id, name)
    town.person(login, name, role=role, unit_id=unit_id, community_id=community_id, party_id=person.id)
