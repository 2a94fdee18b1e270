"""The walk through a building: down this staircase, then what it has left above, then the next staircase from the top;
round the building once."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.spread.shards import at_home
from webapp.door.visits import rules
from webapp.door.visits.models import Visit
from webapp.people.accounts.scope import Actor, within_paths
from webapp.register.register import board_queries as boards
from webapp.register.register.board_queries import Board
from webapp.register.register.models import Dwelling, Entrance, Household


class NextDoor(NamedTuple):
    household_id: str
    entrance: str
    room: str


def next_door(board: Board, after: str | None, today: date) -> NextDoor | None:
    """The next dark window of a board."""
    begun = rules.start_instant(today)
    stairs = list(board.entrances)
    here = next((n for n, one in enumerate(stairs) if any(door.household_id == after for door in one.doors)), 0)
    for entrance in stairs[here:] + stairs[:here]:
        doors = [door for door in entrance.doors if door.household_id]
        at = next((n for n, door in enumerate(doors) if door.household_id == after), -1)
        for door in doors[at + 1 :] + doors[: max(at, 0)]:
            if door.household_id and rules.state(door.last_outcome, door.last_visited_at, begun) == rules.DARK:
                return NextDoor(door.household_id, entrance.name, door.room)
    return None


def door_after(session: Session, actor: Actor, home: Any, today: date, stair: Board | None = None) -> NextDoor | None:
    """The same of a whole building, of which only this home's staircase is read, and of the others one door."""
    own = stair or boards.board(session, actor, home.building_id, home.entrance_id)
    return next_door(own, home.id, today) or _beyond(session, actor, home, today)


def _beyond(session: Session, actor: Actor, home: Any, today: date) -> NextDoor | None:
    asked = {
        "community": home.community_id, "building": home.building_id, "entrance": home.entrance_id,
        "begun": rules.start_instant(today),
    }  # fmt: skip
    found: NextDoor | None = statements.first(session, _other_stairs(actor.paths), asked)
    return found


@lru_cache(maxsize=1024)
def _other_stairs(paths: tuple[str, ...]) -> Any:
    """Dark as `rules.state` has it."""
    here: Any = aliased(Entrance)
    is_before = tuple_(col(Entrance.position), col(Entrance.id)) < tuple_(here.position, here.id)
    query = (
        select(Household.id, Entrance.name, Dwelling.room)
        .join(Entrance, col(Entrance.id) == Household.entrance_id)
        .join(Dwelling, col(Dwelling.id) == Household.dwelling_id)
        .join(here, here.building_id == Household.building_id)
        .where(
            at_home(Household.community_id, bindparam("community")), Household.building_id == bindparam("building"),
            here.id == bindparam("entrance"), Household.entrance_id != here.id, col(Household.moved_out_on).is_(None),
            or_(
                col(Household.last_visited_at).is_(None), col(Household.last_outcome) == "",
                col(Household.last_visited_at) < bindparam("begun"),
            ),
        )
        .order_by(
            is_before, col(Entrance.position), col(Entrance.id), col(Dwelling.floor).desc(), col(Dwelling.position),
            col(Dwelling.room),
        )
        .limit(1)
        .execution_options(rows=NextDoor)
    )  # fmt: skip
    return within_paths(query, paths, Household.grid_id)


def last_door(session: Session, actor: Actor, building_id: str) -> str | None:
    found = statements.first(session, _last_door(actor.paths), {"account": actor.account_id, "building": building_id})
    return found.household_id if found else None


@lru_cache(maxsize=1024)
def _last_door(paths: tuple[str, ...]) -> Any:
    query = select(Visit.household_id).where(
        Visit.account_id == bindparam("account"), Visit.building_id == bindparam("building"),
        col(Visit.withdrawn_at).is_(None),
    )  # fmt: skip
    latest = query.order_by(col(Visit.happened_at).desc()).limit(1)
    return within_paths(latest, paths, col(Visit.grid_id), in_order=True)
