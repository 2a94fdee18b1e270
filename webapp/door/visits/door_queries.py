"""What recording a visit must read about its door, for one visit or a whole delivery by the same statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlmodel import Session, col, select

from webapp.core.data import ids, statements
from webapp.core.web.errors import NotFound
from webapp.door.opinions import door_queries as opinions
from webapp.door.opinions.ballot_services import Waiting
from webapp.door.visits.revisit_models import Revisit
from webapp.people.accounts.scope import Actor, within_paths
from webapp.register.register.models import Household

LIT = ("last_visited_at", "last_outcome", "cadence_days", "next_due_on")  # what a visit changes in a home


class Window(Protocol):
    """A household, or its values: whose window a visit lights."""

    community_id: str
    grid_id: str
    micro_grid_id: str | None
    flags: list[str]
    last_visited_at: datetime | None
    last_outcome: str
    cadence_days: int
    next_due_on: date | None


@dataclass
class Home:
    id: str
    community_id: str
    grid_id: str
    micro_grid_id: str | None
    building_id: str
    dwelling_id: str
    label: str
    flags: list[str]
    moved_out_on: date | None
    last_visited_at: datetime | None
    last_outcome: str
    cadence_days: int
    next_due_on: date | None

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """As it stands now it is in the database."""
        self._read = {name: getattr(self, name) for name in LIT}

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from what was read: no index moves for a value that stays."""
        return {name: getattr(self, name) for name, before in self._read.items() if getattr(self, name) != before}


@dataclass
class Doors:
    """Homes the actor reaches, by id, with the tries that wait at each; and what is to be written of them: visits,
    homes whose window changed, and tries that are over, each with the visit that ended it."""

    homes: dict[str, Home]
    waiting: dict[str, list[str]] = field(default_factory=dict)
    visits: list[Any] = field(default_factory=list)
    lit: dict[str, Home] = field(default_factory=dict)
    over: list[dict[str, Any]] = field(default_factory=list)

    def home(self, household_id: str) -> Home:
        if household_id not in self.homes:
            raise NotFound
        return self.homes[household_id]


def doors_of(session: Session, actor: Actor, household_ids: Iterable[str]) -> Doors:
    doors = Doors({})
    for *values, revisit_id in statements.rows(session, _homes(actor.paths), {"ids": sorted(set(household_ids))}):
        home = doors.homes.setdefault(values[0], Home(*values))
        if revisit_id is not None:
            doors.waiting.setdefault(home.id, []).append(revisit_id)
    return doors


def asked_at(session: Session, household_id: str) -> Waiting:
    """Opinion rounds that wait for an answer there."""
    return opinions.lines_waiting(session, [household_id])


@lru_cache(maxsize=1024)
def _homes(paths: tuple[str, ...]) -> Any:
    names = Home.__dataclass_fields__
    query = (
        select(*(getattr(Household, name) for name in names), Revisit.id)  # type: ignore[call-overload]
        .outerjoin(Revisit, (col(Revisit.household_id) == Household.id) & col(Revisit.closed_at).is_(None))
        .where(ids.among(Household.id, "ids"))
        .order_by(Revisit.id)
    )
    return within_paths(query, paths, Household.grid_id)
