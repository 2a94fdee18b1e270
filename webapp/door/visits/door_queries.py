"""What recording a visit must read about its door, for one visit or a whole delivery by the same three statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.web.errors import NotFound
from webapp.door.opinions import queries as opinions
from webapp.door.opinions.ballot_services import Waiting
from webapp.door.visits.models import Visit
from webapp.door.visits.revisit_models import Revisit
from webapp.people.accounts.scope import Actor, within_paths
from webapp.register.register.models import Household


@dataclass
class Doors:
    """Households the actor reaches, by id; visits of theirs that are there already; tries that wait at each door;
    opinion rounds that wait for an answer there."""

    homes: dict[str, Household]
    known: dict[str, Visit] = field(default_factory=dict)
    waiting: dict[str, list[Revisit]] = field(default_factory=dict)
    asked: Waiting = field(default_factory=dict)

    def home(self, household_id: str) -> Household:
        if household_id not in self.homes:
            raise NotFound
        return self.homes[household_id]


def doors_of(session: Session, actor: Actor, household_ids: Iterable[str], visit_ids: Iterable[str | None]) -> Doors:
    asked = sorted(set(household_ids))
    given = sorted({one for one in visit_ids if one})
    doors = Doors({home.id: home for home in session.exec(_homes(actor.paths), params={"ids": asked})})
    for row in session.exec(_waiting(), params={"ids": asked}):
        doors.waiting.setdefault(row.household_id, []).append(row)
    doors.asked = opinions.lines_waiting(session, asked)
    if given:
        mine = session.exec(_own(), params={"ids": given, "account": actor.account_id})
        doors.known = {visit.id: visit for visit in mine}
    return doors


@lru_cache(maxsize=1024)
def _homes(paths: tuple[str, ...]) -> Any:
    return within_paths(select(Household).where(col(Household.id).in_(_ids())), paths, Household.grid_id)


@cache
def _waiting() -> Any:
    return select(Revisit).where(col(Revisit.household_id).in_(_ids()), col(Revisit.closed_at).is_(None))


@cache
def _own() -> Any:
    return select(Visit).where(col(Visit.id).in_(_ids()), Visit.account_id == bindparam("account"))


def _ids() -> Any:
    return bindparam("ids", expanding=True)
