"""From checked people to rows of eight tables: who is already there stays, who is new is written in one go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from webapp.core.data import db, ids, row_journal
from webapp.core.search.lookup import NamePair, exact_index, inner_pairs, tail_index
from webapp.core.text.cleaning import Remembering
from webapp.core.text.i18n import N_, listed
from webapp.core.text.pinyin import pinyin_of, pinyin_of_words
from webapp.core.time import clock
from webapp.people.org import queries as org
from webapp.register.intake import import_rules, remember_services
from webapp.register.intake.import_rules import CellProblem, Person
from webapp.register.register import queries as register
from webapp.register.register import rules, tally_services
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Placement,
    PlaceState,
    Relation,
    Resident,
)
from webapp.register.register.place_services import door_token
from webapp.register.register.search_rules import BUILDING_TAIL, ENTRANCE_TAIL, door_key, place_number

UNKNOWN_GRID = N_("社区里没有“%(given)s”，有：%(choices)s")
OTHER_GRID = N_("%(door)s 这个门归“%(grid)s”，先走归属调整再导入")
ID_TAKEN = N_("这个身份证号已登记给社区里的另一个人")
BATCH = 1000
ORDER = (Building, Entrance, Placement, Dwelling, Household, Resident, HouseholdMember, NamePair)
Progress = Callable[[int, int], None]


@dataclass
class Ground:
    """What the community has already, by the words a spreadsheet uses."""

    community_id: str
    today: date
    now: datetime
    grids: dict[str, str] = field(default_factory=dict)
    buildings: dict[tuple[str, str], str] = field(default_factory=dict)
    entrances: dict[tuple[str, str, str], tuple[str, str, str | None]] = field(default_factory=dict)
    dwellings: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    rounds: rules.Rounds = field(default_factory=rules.Rounds)


@dataclass
class Plan:
    rows: dict[type[SQLModel], list[dict[str, Any]]] = field(default_factory=lambda: {table: [] for table in ORDER})
    problems: list[CellProblem] = field(default_factory=list)
    met: list[tuple[Person, str]] = field(default_factory=list)
    fresh: dict[str, int] = field(default_factory=dict)
    ids: Iterator[str] = field(default_factory=ids.stream)

    def counts(self) -> dict[str, int]:
        return {
            "buildings": len(self.rows[Building]), "households": len(self.rows[Household]),
            "residents": len(self.rows[Resident]),
        }  # fmt: skip


def survey(session: Session, community_id: str) -> Ground:
    ground = Ground(community_id, clock.today(), clock.now(), rounds=register.rounds(session))
    ground.grids = org.grids_of(session, community_id)
    here = select(Building.id, Building.estate, Building.name).where(Building.community_id == community_id)
    names = {key: (estate, name) for key, estate, name in session.exec(here)}
    ground.buildings = {place: key for key, place in names.items()}
    doors: dict[str, tuple[str, str, str]] = {}
    for entrance in session.exec(select(Entrance).where(Entrance.community_id == community_id)):
        doors[entrance.id] = (*names[entrance.building_id], entrance.name)
        ground.entrances[doors[entrance.id]] = (entrance.id, entrance.grid_id, entrance.micro_grid_id)
    rooms = (
        select(Dwelling.id, Dwelling.entrance_id, Dwelling.room)
        .join(Building, col(Building.id) == Dwelling.building_id)
        .where(Building.community_id == community_id)
    )
    ground.dwellings = {(*doors[entrance], room): key for key, entrance, room in session.exec(rooms)}
    _survey_people(session, ground)
    return ground


def _survey_people(session: Session, ground: Ground) -> None:
    homes = select(Household.dwelling_id, Household.id).where(
        Household.community_id == ground.community_id, col(Household.moved_out_on).is_(None)
    )
    ground.homes = dict(session.exec(homes).all())
    people = select(Resident.household_id, Resident.name, Resident.id_number_index, Resident.id).where(
        Resident.community_id == ground.community_id, col(Resident.left_on).is_(None)
    )
    for home, name, number, key in session.exec(people):
        ground.names[home or "", name] = key
        if number:
            ground.numbers[number] = key


def plan(ground: Ground, people: list[Person], left_out: list[tuple[int, str]] | None = None) -> Plan:
    """Adds what is new to the plan and to the ground, so that a door met twice is founded once."""
    made = Plan()
    people = _as_known(ground, people)
    made.problems += [_no_such_grid(ground, row, grid) for row, grid in left_out or [] if grid not in ground.grids]
    for door, members in import_rules.doors(people).items():
        before = len(made.problems)
        _check_grid(ground, members, made)
        home_id = ground.homes.get(ground.dwellings.get(door, ""))
        if home_id is None and not any(person.relation is Relation.HEAD for person in members):
            made.problems.append(_problem(members[0], "relation", import_rules.NO_HEAD, door=members[0].label))
        if len(made.problems) == before:
            _settle(ground, door, members, made)
    return made


def _as_known(ground: Ground, people: list[Person]) -> list[Person]:
    """3号楼, 3栋 and 3# are one building, 2门 and 2单元 one door of it: who writes otherwise than the register means
    the place that is there; of two ways in one file the first is taken."""
    house = Remembering(lambda name: place_number(name, BUILDING_TAIL))
    stair = Remembering(lambda name: place_number(name, ENTRANCE_TAIL))
    buildings = {(estate, house[name]): name for estate, name in ground.buildings}
    doors = {(*door[:2], stair[door[2]]): door[2] for door in ground.entrances}
    found = []
    for person in people:
        estate, building, entrance, room = person.door
        building = buildings.setdefault((estate, house[building]), building)
        entrance = doors.setdefault((estate, building, stair[entrance]), entrance)
        door = (estate, building, entrance, room)
        found.append(person if door == person.door else replace(person, door=door))
    return found


def _problem(person: Person, column: str, reason: str, **values: Any) -> CellProblem:
    return CellProblem(person.row, column, reason, tuple(values.items()))


def _no_such_grid(ground: Ground, row: int, given: str) -> CellProblem:
    choices = listed(list(ground.grids)[:12])
    return CellProblem(row, "grid", UNKNOWN_GRID, (("given", given), ("choices", choices)))


def _check_grid(ground: Ground, members: list[Person], made: Plan) -> None:
    for person in members:
        grid_id = ground.grids.get(person.grid)
        if grid_id is None:
            made.problems.append(_no_such_grid(ground, person.row, person.grid))
            continue
        placed = ground.entrances.get(person.door[:3])
        if placed is not None and placed[1] != grid_id:
            name = next((name for name, key in ground.grids.items() if key == placed[1]), "")
            made.problems.append(_problem(person, "grid", OTHER_GRID, door="".join(person.door[:3]), grid=name))


def _settle(ground: Ground, door: tuple[str, str, str, str], members: list[Person], made: Plan) -> None:
    grid_id = ground.grids[members[0].grid]
    entrance_id, grid_id, micro_id = _entrance(ground, door, grid_id, made)
    dwelling_id = ground.dwellings.get(door) or _dwelling(ground, door, entrance_id, grid_id, made)
    home_id = ground.homes.get(dwelling_id)
    if home_id is None:
        home_id = _household(ground, door, members, (entrance_id, grid_id, micro_id, dwelling_id), made)
    for position, person in enumerate(members):
        _resident(ground, person, home_id, grid_id, position, made)


def _entrance(ground: Ground, door: tuple[str, str, str, str], grid_id: str, made: Plan) -> tuple[str, str, str | None]:
    if (known := ground.entrances.get(door[:3])) is not None:
        return known
    building_id = ground.buildings.get(door[:2]) or _building(ground, door, made)
    key, place = next(made.ids), {"community_id": ground.community_id, "grid_id": grid_id, "micro_grid_id": None}
    made.rows[Entrance].append({
        "id": key, **place, "building_id": building_id, "name": door[2], "position": _number(door[2]),
        "token": door_token(ground.community_id, door[:2], door[2]),
    })  # fmt: skip
    made.rows[Placement].append({
        "id": next(made.ids), **place, "entrance_id": key, "valid_from": ground.today, "valid_to": None,
        "order_id": None,
    })  # fmt: skip
    ground.entrances[door[:3]] = (key, grid_id, None)
    return ground.entrances[door[:3]]


def _building(ground: Ground, door: tuple[str, str, str, str], made: Plan) -> str:
    building = Building(
        community_id=ground.community_id, estate=door[0], name=door[1], position=_number(door[1]),
        initials=pinyin_of_words(door[0] + door[1])[1],
    )  # fmt: skip
    made.rows[Building].append(dict(building))
    ground.buildings[door[:2]] = building.id
    return building.id


def _dwelling(ground: Ground, door: tuple[str, str, str, str], entrance_id: str, grid_id: str, made: Plan) -> str:
    room = _number(door[3])
    key = next(made.ids)
    made.rows[Dwelling].append({
        "id": key, "community_id": ground.community_id, "grid_id": grid_id, "entrance_id": entrance_id,
        "building_id": ground.buildings[door[:2]], "floor": room // 100 or 1, "room": door[3], "position": room % 100,
        "state": PlaceState.IN_USE,
    })  # fmt: skip
    ground.dwellings[door] = key
    return key


def _household(
    ground: Ground, door: tuple[str, str, str, str], members: list[Person],
    place: tuple[str, str, str | None, str], made: Plan,
) -> str:  # fmt: skip
    head = next(person for person in members if person.relation is Relation.HEAD)
    flags = sorted({flag for person in members for flag in person.flags}, key=list(rules.KeyFlag).index)
    every = ground.rounds.days(flags)
    key = next(made.ids)
    made.rows[Household].append({
        "id": key, "community_id": ground.community_id, "grid_id": place[1], "micro_grid_id": place[2],
        "building_id": ground.buildings[door[:2]], "entrance_id": place[0], "dwelling_id": place[3],
        "label": "".join(door), "door": door_key(*door[1:]), "room": door[3], "head_name": head.name,
        "flags": [flag.value for flag in flags], "is_key": bool(flags), "cadence_days": every, "note": "",
        "is_rented": any(person.relation is Relation.TENANT for person in members), "moved_in_on": None,
        "moved_out_on": None, "last_visited_at": None, "last_outcome": "",
        "next_due_on": ground.today + timedelta(days=every), "version": 1, "changed_at": ground.now,
    })  # fmt: skip
    ground.homes[place[3]] = key
    return key


def _resident(ground: Ground, person: Person, home_id: str, grid_id: str, position: int, made: Plan) -> None:
    """Who is already behind this door is compared with what the file says of them (update_services)."""
    if (known := ground.names.get((home_id, person.name))) is not None:
        if known in made.fresh:
            first = made.fresh[known]
            made.problems.append(_problem(person, "name", import_rules.NAMED_TWICE, door=person.label, first=first))
        else:
            made.met.append((person, known))
        return
    number = exact_index(person.id_number)
    if number is not None and number in ground.numbers:
        made.problems.append(_problem(person, "id_number", ID_TAKEN))
        return
    key = next(made.ids)
    ground.names[home_id, person.name], made.fresh[key] = key, person.row
    if number is not None:
        ground.numbers[number] = key
    pinyin, initials = pinyin_of(person.name)
    made.rows[Resident].append({
        "id": key, "community_id": ground.community_id, "grid_id": grid_id, "household_id": home_id,
        "party_id": None, "name": person.name, "pinyin": pinyin, "initials": initials, "sex": person.sex,
        "born_on": person.born_on, "phone": person.phone, "phone_index": exact_index(person.phone),
        "phone_tail_index": tail_index(person.phone), "id_number": person.id_number, "id_number_index": number,
        "health": person.health, "political": person.political, "work": person.work, "left_on": None,
        "died_on": None, "erased": "", "version": 1, "changed_at": ground.now,
    })  # fmt: skip
    made.rows[HouseholdMember].append({
        "id": next(made.ids), "community_id": ground.community_id, "household_id": home_id, "resident_id": key,
        "relation": person.relation, "position": position, "valid_from": ground.today, "valid_to": None,
    })  # fmt: skip
    made.rows[NamePair] += [
        {"community_id": ground.community_id, "pair": pair, "row_id": key} for pair in inner_pairs(person.name)
    ]


def write(session: Session, made: Plan, progress: Progress) -> None:
    """In the caller's one transaction, parents first."""
    remember_services.remember(row_journal.journal_of(session), made.rows, made.fresh)
    total = sum(len(rows) for rows in made.rows.values())
    done = 0
    connection = session.connection()
    if not db.is_postgres(session):
        connection.exec_driver_sql("PRAGMA cache_size = -200000")  # ten indexes grow at once, each at random places
    for model in ORDER:
        rows, table = made.rows[model], SQLModel.metadata.tables[str(model.__tablename__)]
        for start in range(0, len(rows), BATCH):
            db.insert_many(session, table, rows[start : start + BATCH])
            done += len(rows[start : start + BATCH])
            progress(done, total)
    for row in made.rows[Household]:
        tally_services.touch(session, row["community_id"], row["grid_id"], row["micro_grid_id"])


def _number(text: str) -> int:
    return int("".join(filter(str.isdigit, text))[:6] or 0)
