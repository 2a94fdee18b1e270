from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, tuple_
from sqlmodel import Session, col, func, select

from webapp.casework.photos import queries as photos
from webapp.core.data import ids, statements
from webapp.core.lists.first_rows import First, first
from webapp.core.text import masks
from webapp.core.text.i18n import gettext
from webapp.door.visits import rules
from webapp.door.visits.models import Visit
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, one, within, within_paths
from webapp.people.org.models import Party
from webapp.register.register import board_queries as boards
from webapp.register.register import queries as register
from webapp.register.register.board_queries import Board, BoardEntrance, Door
from webapp.register.register.models import Entrance, Household
from webapp.register.register.queries import BuildingLine

DUE_SOON = timedelta(days=7)
DUE_SHOWN = 8
LATEST = 6  # what the door itself shows; the rest is on its record
RECORD_PAGE = 50


def get_visit(session: Session, actor: Actor, visit_id: str) -> Visit:
    return one(session, within(select(Visit).where(Visit.id == visit_id), actor, Visit.grid_id))  # type: ignore[no-any-return]


def is_visit(session: Session, visit_id: str) -> bool:
    return session.get(Visit, visit_id) is not None


def latest_visits(session: Session, actor: Actor, household_id: str) -> tuple[list[Any], bool]:
    """Newest first, with the name of who knocked as `worker`; and whether there are earlier ones."""
    found = statements.rows(session, _visits(actor.paths, LATEST + 1), {"household": household_id})
    return found[:LATEST], len(found) > LATEST


def visits_before(session: Session, actor: Actor, household_id: str, visit_id: str | None) -> tuple[list[Any], bool]:
    """The same, a page of the record: from the newest, or those before one of them."""
    query = _visits(actor.paths, RECORD_PAGE + 1)
    if visit_id is not None:
        edge = get_visit(session, actor, visit_id)
        query = query.where(tuple_(col(Visit.happened_at), col(Visit.id)) < (edge.happened_at, edge.id))
    found = list(session.execute(query, {"household": household_id}))
    return found[:RECORD_PAGE], len(found) > RECORD_PAGE


@lru_cache(maxsize=1024)
def _visits(paths: tuple[str, ...], limit: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Visit.id, Visit.outcome, Visit.topic, Visit.words, Visit.happened_at, Visit.withdrawn_at,
            col(Party.name).label("worker"), Visit.case_id, Visit.account_id,
            photos.has_any("visit", Visit.id, Visit.community_id).label("has_photos"),
        )
        .join(Account, col(Account.id) == Visit.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .where(Visit.household_id == bindparam("household"))
        .order_by(col(Visit.happened_at).desc(), col(Visit.id).desc())
        .limit(limit)
    )  # fmt: skip
    return within_paths(query, paths, Visit.grid_id)


@dataclass(frozen=True)
class Whereabouts:
    """Where this person knocked last, how many doors today, how many buildings there are to choose from."""

    building_id: str | None
    household_id: str | None
    done: int
    buildings: int


def whereabouts(session: Session, actor: Actor, since: datetime) -> Whereabouts:
    asked = {"account": actor.account_id, "since": since}
    return Whereabouts(*statements.first(session, _whereabouts(actor.paths), asked))


@lru_cache(maxsize=1024)
def _whereabouts(paths: tuple[str, ...]) -> Any:
    mine: Any = select(Visit).where(Visit.account_id == bindparam("account"), col(Visit.withdrawn_at).is_(None))
    mine = within_paths(mine, paths, col(Visit.grid_id), in_order=True)
    near = within_paths(select(Entrance.building_id), paths, Entrance.grid_id)
    last = mine.where(col(Visit.building_id).in_(near).is_(True)).order_by(col(Visit.happened_at).desc()).limit(1)
    today = mine.with_only_columns(func.count()).where(Visit.happened_at >= bindparam("since"))
    there = within_paths(select(func.count(func.distinct(col(Entrance.building_id)))), paths, Entrance.grid_id)
    return select(  # type: ignore[call-overload]
        last.with_only_columns(Visit.building_id).scalar_subquery(),
        last.with_only_columns(Visit.household_id).scalar_subquery(), today.scalar_subquery(), there.scalar_subquery(),
    )  # fmt: skip


def due_households(session: Session, actor: Actor, today: date) -> First[Any]:
    """(household id, label, head's name, flags, cadence in days, due on): key households whose clock runs
    out first."""
    return first(statements.rows(session, _due(actor.paths), {"soon": today + DUE_SOON}), DUE_SHOWN)


@lru_cache(maxsize=1024)
def _due(paths: tuple[str, ...]) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Household.id, Household.label, Household.head_name, Household.flags, Household.cadence_days,
            Household.next_due_on,
        )
        .where(
            col(Household.is_key).is_(True), col(Household.moved_out_on).is_(None),
            col(Household.next_due_on) <= bindparam("soon"),
        )
        .order_by(Household.next_due_on, Household.door)
        .limit(DUE_SHOWN + 1)
    )  # fmt: skip
    return within_paths(query, paths, Household.grid_id)


def pick_building(session: Session, actor: Actor, asked: str | None, last: str | None) -> str | None:
    """The asked one, else where the person knocked last, else the first with somebody in it."""
    if asked and ids.is_id(asked) and boards.reaches_building(session, actor, asked):
        return asked
    if last:
        return last
    return next((line.id for line in register.list_buildings(session, actor) if line.households), None)


class Window(NamedTuple):
    """A door as it is drawn; a gap has no household."""

    state: str
    key: bool | None
    label: str
    url: str
    here: bool
    head_name: str | None = None

    @property
    def note(self) -> str:
        return masks.name(self.head_name)


class DoorPlace(NamedTuple):
    """Both counted from 0, the top floor first."""

    floor: int
    window: int


class Staircase(NamedTuple):
    """An entrance as it is drawn. `at` is where the person stands."""

    id: str
    name: str
    url: str
    floors: list[list[Window]]
    total: int
    reached: int
    nobody: int
    here: bool
    at: DoorPlace | None


class House(NamedTuple):
    id: str
    name: str
    summary: str
    entrances: list[Staircase]


def windows(board: Board, today: date, here: str | None = None, *, door_url: str, entrance_url: str) -> House:
    """The board as the building macro takes it. URLs end in / and get the id appended."""
    begun = rules.start_instant(today)
    entrances = [_entrance(entrance, begun, here, door_url, entrance_url) for entrance in board.entrances]
    total, reached = sum(e.total for e in entrances), sum(e.reached for e in entrances)
    nobody = sum(e.nobody for e in entrances)
    said = gettext("%(total)s户，走到%(reached)s户，%(nobody)s户没人", total=total, reached=reached, nobody=nobody)
    return House(board.building.id, board.building.label, said, entrances)


def stair_of(board: Board, today: date, household_id: str) -> Staircase | None:
    """The entrance somebody stands in, without the rest of the building."""
    own = (one for one in board.entrances if any(door.household_id == household_id for door in one.doors))
    return next((_entrance(one, rules.start_instant(today), household_id, "/doors/", "") for one in own), None)


def building_lines(session: Session, actor: Actor) -> list[BuildingLine]:
    return register.list_buildings(session, actor)


def reached_by_building(session: Session, actor: Actor, today: date) -> dict[str, int]:
    query = (
        select(Household.building_id, func.count())
        .where(
            col(Household.moved_out_on).is_(None), col(Household.last_outcome).not_in(("", "nobody")),
            Household.last_visited_at >= rules.start_instant(today),  # type: ignore[operator]
        )
        .group_by(col(Household.building_id))
    )  # fmt: skip
    return dict(session.exec(within(query, actor, Household.grid_id)).all())


def _entrance(
    entrance: BoardEntrance, begun: datetime, here: str | None, door_url: str, entrance_url: str
) -> Staircase:
    floors = [[_window(door, begun, here, door_url) for door in doors] for _, doors in entrance.floors]
    states = [window.state for floor in floors for window in floor]
    at = _place(floors)
    return Staircase(
        entrance.id, entrance.name, entrance_url + entrance.id, floors, total=len(states) - states.count(rules.GAP),
        reached=states.count(rules.LIT), nobody=states.count(rules.HATCHED), here=at is not None, at=at,
    )  # fmt: skip


def _place(floors: list[list[Window]]) -> DoorPlace | None:
    every = ((n, m, window) for n, floor in enumerate(floors) for m, window in enumerate(floor))
    return next((DoorPlace(n, m) for n, m, window in every if window.here), None)


def _window(door: Door, begun: datetime, here: str | None, door_url: str) -> Window:
    home = door.household_id
    if home is None:
        return Window(rules.GAP, False, door.room, "", False)
    state = rules.state(door.last_outcome, door.last_visited_at, begun)
    return Window(state, door.is_key, door.room, door_url + home, home == here, door.head_name)


def saved_words(session: Session, visit: Visit) -> dict[str, Any]:
    """For the snackbar: 3号楼2门602 都好，存好了 · 撤回; and after that, what was taken back."""
    label = session.exec(select(Household.label).where(Household.id == visit.household_id)).one()
    outcome = gettext(rules.OUTCOME_WORDS[visit.outcome])
    if visit.withdrawn_at is not None:
        return {"message": gettext("撤回了：%(door)s “%(outcome)s”不算了", door=label, outcome=outcome)}
    return {
        "message": gettext("%(door)s %(outcome)s，存好了", door=label, outcome=outcome),
        "undo_url": f"/visits/{visit.id}/withdrawal",
        "undo_label": gettext("撤回"),
    }
