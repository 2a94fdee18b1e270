"""A building as its doors: what the board of windows, the walk and the list of doors are made of."""

from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.text import masks
from webapp.people.accounts.scope import Actor, within, within_paths
from webapp.register.register.models import Building, Dwelling, Entrance, Household
from webapp.register.register.queries import get_building


class Door(NamedTuple):
    """One window of the board. `head` is masked; the state of a visit is read from the last-visit columns."""

    dwelling_id: str
    room: str
    floor: int
    household_id: str | None
    head: str
    is_key: bool
    last_outcome: str
    last_visited_at: datetime | None
    next_due_on: date | None


class BoardEntrance(NamedTuple):
    id: str
    name: str
    floors: tuple[tuple[int, tuple[Door, ...]], ...]

    @property
    def doors(self) -> list[Door]:
        """In walking order: from the top floor down, as the lift goes, rooms from left to right."""
        return [door for _, doors in self.floors for door in doors]


class BuildingName(NamedTuple):
    id: str
    estate: str
    name: str

    @property
    def label(self) -> str:
        return self.estate + self.name


class Board(NamedTuple):
    building: BuildingName
    entrances: tuple[BoardEntrance, ...]


def reaches_building(session: Session, actor: Actor, building_id: str) -> bool:
    query = select(Entrance.id).where(Entrance.building_id == building_id).limit(1)
    return session.exec(within(query, actor, Entrance.grid_id)).first() is not None


def board(session: Session, actor: Actor, building_id: str) -> Board:
    """One building as entrances → floors (top first) → doors: one statement, whatever the height."""
    rows = statements.rows(session, _doors(actor.paths), {"building": building_id})
    building = BuildingName(*rows[0][:3]) if rows else _bare(get_building(session, actor, building_id))
    entrances = tuple(
        BoardEntrance(entrance_id, name, _floors(list(doors)))
        for (entrance_id, name), doors in groupby(rows, key=lambda row: (row.entrance_id, row.entrance))
    )
    return Board(building, entrances)


def _bare(building: Building) -> BuildingName:
    return BuildingName(building.id, building.estate, building.name)


@lru_cache(maxsize=1024)
def _doors(paths: tuple[str, ...]) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Building.id, Building.estate, Building.name, Entrance.id.label("entrance_id"),  # type: ignore[attr-defined]
            Entrance.name.label("entrance"), Dwelling.id.label("dwelling_id"), Dwelling.room, Dwelling.floor,  # type: ignore[attr-defined]
            Household.id.label("household_id"), Household.head_name, Household.is_key, Household.last_outcome,  # type: ignore[attr-defined]
            Household.last_visited_at, Household.next_due_on,
        )
        .join(Building, col(Dwelling.building_id) == Building.id)
        .join(Entrance, col(Dwelling.entrance_id) == Entrance.id)
        .outerjoin(Household, (col(Household.dwelling_id) == Dwelling.id) & col(Household.moved_out_on).is_(None))
        .where(Dwelling.building_id == bindparam("building"))
        .order_by(
            col(Entrance.position), col(Entrance.id), col(Dwelling.floor).desc(), col(Dwelling.position),
            col(Dwelling.room),
        )
    )  # fmt: skip
    return within_paths(query, paths, Dwelling.grid_id)


def _floors(rows: list[Any]) -> tuple[tuple[int, tuple[Door, ...]], ...]:
    return tuple(
        (floor, tuple(_door(row) for row in doors)) for floor, doors in groupby(rows, key=lambda row: row.floor)
    )


def _door(row: Any) -> Door:
    return Door(
        row.dwelling_id, row.room, row.floor, row.household_id, masks.name(row.head_name), bool(row.is_key),
        row.last_outcome or "", row.last_visited_at, row.next_due_on,
    )  # fmt: skip
