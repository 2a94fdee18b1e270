"""A building as its doors: what the board of windows, the walk and the list of doors are made of."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.text import masks
from webapp.people.accounts.scope import Actor, within, within_paths
from webapp.register.register.models import Building, Dwelling, Entrance, Household
from webapp.register.register.queries import get_building


class Door(NamedTuple):
    """One window of the board, as the statement below gives it. The state of a visit is read from the last-visit
    columns; a dwelling says its own id only where nobody lives, so that somebody can be settled there."""

    estate: str
    building: str
    entrance_id: str
    entrance: str
    dwelling_id: str | None
    room: str
    floor: int
    household_id: str | None
    head_name: str | None
    is_key: bool | None
    last_outcome: str | None
    last_visited_at: datetime | None

    @property
    def head(self) -> str:
        return masks.name(self.head_name)


class BoardEntrance(NamedTuple):
    id: str
    name: str
    floors: tuple[tuple[int, Sequence[Door]], ...]

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


def board(session: Session, actor: Actor, building_id: str, entrance_id: str | None = None) -> Board:
    """One building, or one entrance of it, as entrances → floors (top first) → doors: one statement, whatever the
    height."""
    asked = {"building": building_id} | ({"entrance": entrance_id} if entrance_id else {})
    doors = statements.rows(session, _doors(actor.paths, bool(entrance_id)), asked)
    named = BuildingName(building_id, doors[0].estate, doors[0].building) if doors else None
    entrances = tuple(
        BoardEntrance(entrance_id, there[0].entrance, _floors(there))
        for entrance_id, there in _split(doors, attrgetter("entrance_id"))
    )
    return Board(named or _bare(get_building(session, actor, building_id)), entrances)


def _split(doors: list[Door], by: Callable[[Door], Any]) -> list[tuple[Any, list[Door]]]:
    return [(what, list(there)) for what, there in groupby(doors, by)]


def _floors(doors: list[Door]) -> tuple[tuple[int, list[Door]], ...]:
    return tuple(_split(doors, attrgetter("floor")))


def _bare(building: Building) -> BuildingName:
    return BuildingName(building.id, building.estate, building.name)


@lru_cache(maxsize=1024)
def _doors(paths: tuple[str, ...], of_entrance: bool) -> Any:
    is_empty = col(Household.id).is_(None)
    query = (
        select(  # type: ignore[call-overload]
            Building.estate, Building.name, Entrance.id, Entrance.name,
            case((is_empty, col(Dwelling.id))), Dwelling.room, Dwelling.floor, Household.id,
            Household.head_name, Household.is_key, Household.last_outcome, Household.last_visited_at,
        )
        .join(Building, col(Dwelling.building_id) == Building.id)
        .join(Entrance, col(Dwelling.entrance_id) == Entrance.id)
        .outerjoin(Household, (col(Household.dwelling_id) == Dwelling.id) & col(Household.moved_out_on).is_(None))
        .where(Dwelling.building_id == bindparam("building"))
        .order_by(
            col(Entrance.position), col(Entrance.id), col(Dwelling.floor).desc(), col(Dwelling.position),
            col(Dwelling.room),
        )
        .execution_options(rows=Door)
    )  # fmt: skip
    query = query.where(Dwelling.entrance_id == bindparam("entrance")) if of_entrance else query
    return within_paths(query, paths, Dwelling.grid_id)
