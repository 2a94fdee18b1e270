"""From readings to people: whoever was shown, and whoever lived in a home, a building or a grid that was shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from webapp.casework.dispatch.models import Task, TaskAnswer
from webapp.centre.watch.rules import Reading
from webapp.core.text import masks
from webapp.core.time import clock
from webapp.door.opinions.models import RoundLine
from webapp.door.visits.models import Visit
from webapp.exchange.loans.models import Loan
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit
from webapp.register.intake.models import ExportRequest
from webapp.register.register.models import Household, HouseholdMember, Resident

CHUNK = 5000
HOMES = ("household", "building", "unit")
# kind of row → (the row's id, the home or person it speaks of, which of the two)
POINTS: dict[str, tuple[Any, Any, str]] = {
    "visit": (Visit.id, Visit.household_id, "household"),
    "opinion_line": (RoundLine.id, RoundLine.household_id, "household"),
    "tool_loan": (Loan.id, Loan.resident_id, "resident"),
    "export_request": (ExportRequest.id, ExportRequest.unit_id, "unit"),
}


@dataclass
class Seen:
    """One person, and what of them was shown, how, how often, when first and last."""

    resident_id: str
    name: str
    label: str
    community: str
    fields: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)
    times: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, reading: Reading) -> None:
        self.fields.update(reading.fields)
        self.ways.add(reading.way.words)
        self.times += 1
        self.first = min(self.first or reading.at, reading.at)
        self.last = max(self.last or reading.at, reading.at)


@dataclass
class Shown:
    """`others` are rows that are no residents: kind → how many different ones."""

    people: list[Seen]
    others: Counter[str]


def shown(session: Session, actor: Actor, readings: list[Reading]) -> Shown:
    """Everybody within reach whom these readings showed, by community and door."""
    places = _places(session, readings)
    people = _people(session, actor, places)
    homes = _homes(session, actor, places)
    others: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        on, persons = clock.local(reading.at).date(), set()
        for kind, row_id in _targets(reading, places):
            if kind == "resident":
                persons.add(row_id)
            elif kind in HOMES:
                persons.update(_living(homes.get((kind, row_id), ()), on))
            else:
                others[kind].add(row_id)
        for person in persons & people.keys():
            people[person].add(reading)
    met = [one for one in people.values() if one.times]
    met.sort(key=lambda one: (one.community, one.label, one.resident_id))
    return Shown(met, Counter({kind: len(rows) for kind, rows in others.items()}))


Places = dict[tuple[str, str], list[tuple[str, str]]]
Home = tuple[str, date, date | None]


def _places(session: Session, readings: list[Reading]) -> Places:
    """What points to a home or a person, by what it points to."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        wanted[reading.kind].update(reading.rows)
    found: Places = {("", ""): [(kind, row) for kind, rows in wanted.items() for row in rows if kind not in POINTS]}
    for kind, (key, target, becomes) in POINTS.items():
        for part in _parts(wanted.get(kind, set())):
            for row_id, at in session.execute(select(key, target).where(key.in_(part))):
                found[(kind, row_id)] = [(becomes, at)] if at else []
    for part in _parts(wanted.get("task_order", set())):
        query = select(Task.order_id, TaskAnswer.household_id).join(Task, col(Task.id) == TaskAnswer.task_id)
        query = query.where(col(Task.order_id).in_(part), col(TaskAnswer.household_id).is_not(None))
        for order_id, home in session.execute(query):
            found.setdefault(("task_order", order_id), []).append(("household", home))
    return found


def _targets(reading: Reading, places: Places) -> Iterator[tuple[str, str]]:
    for row_id in reading.rows:
        yield from places.get((reading.kind, row_id), [(reading.kind, row_id)])


def _wanted(places: Places, kind: str) -> set[str]:
    return {row_id for targets in places.values() for one, row_id in targets if one == kind}


def _parts(wanted: set[str]) -> Iterator[list[str]]:
    """A statement takes so many values and no more."""
    rows = sorted(wanted)
    for at in range(0, len(rows), CHUNK):
        yield rows[at : at + CHUNK]


def _people(session: Session, actor: Actor, places: Places) -> dict[str, Seen]:
    """Everybody who may turn out to have been shown; who was not stays at nought times."""
    doors = _doors(session, places)
    query: Any = select(Resident.id, Resident.name, Unit.name).join(Unit, col(Unit.id) == Resident.community_id)
    query = within(query, actor, Resident.community_id)
    found: dict[str, Seen] = {}
    for part in _parts(doors.keys() | _wanted(places, "resident")):
        for row_id, name, community in session.execute(query.where(col(Resident.id).in_(part))):
            found[row_id] = Seen(row_id, masks.name(name), doors.get(row_id, ""), community)
    return found


def _doors(session: Session, places: Places) -> dict[str, str]:
    """Person → the home they came to last, of everybody who may have been shown. Apart from the person, who may have
    moved to a community on another machine."""
    query: Any = select(HouseholdMember.resident_id, Household.label).order_by(col(HouseholdMember.valid_from))
    query = query.join(Household, col(Household.id) == HouseholdMember.household_id)
    found: dict[str, str] = {}
    for where in _conditions(places, HouseholdMember.resident_id):
        found.update(tuple(row) for row in session.execute(query.where(where)))
    return found


def _homes(session: Session, actor: Actor, places: Places) -> dict[tuple[str, str], list[Home]]:
    """Who lived where from when to when, by home, by building, and by grid and community."""
    query: Any = select(
        Household.id, Household.building_id, Household.grid_id, Household.community_id, HouseholdMember.resident_id,
        HouseholdMember.valid_from, HouseholdMember.valid_to,
    ).join(Household, col(Household.id) == HouseholdMember.household_id)  # fmt: skip
    found: dict[tuple[str, str], list[Home]] = defaultdict(list)
    for where in _conditions(places):
        for home, building, grid, community, person, since, until in session.execute(
            within(query.where(where), actor, Household.community_id)
        ):
            for key in (("household", home), ("building", building), ("unit", grid), ("unit", community)):
                found[key].append((person, since, until))
    return found


def _conditions(places: Places, person: Any = None) -> Iterator[Any]:
    by_kind = [("household", [Household.id]), ("building", [Household.building_id]),
               ("unit", [Household.grid_id, Household.community_id]),
               *([("resident", [person])] if person is not None else [])]  # fmt: skip
    for kind, columns in by_kind:
        for part in _parts(_wanted(places, kind)):
            yield or_(*(col(column).in_(part) for column in columns))


def _living(homes: Iterable[Home], on: date) -> list[str]:
    return [person for person, since, until in homes if since <= on and (until is None or on <= until)]
