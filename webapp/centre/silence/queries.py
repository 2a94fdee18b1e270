"""Who was heard in the last ninety days, by staircase, by building, by group and by channel."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, case, cast
from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.catalogue.models import Category
from webapp.centre.overview.level_queries import Level
from webapp.centre.silence import rules
from webapp.centre.silence.rules import OneChannel, Place, Silent
from webapp.core.data import ids
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.door.visits.models import Outcome
from webapp.people.accounts.scope import within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import FLAG_WORDS, Building, Entrance, Household

SHOWN = 20
GROUPS_AT = (UnitKind.COMMUNITY, UnitKind.GRID)

# PostgreSQL knows no least uuid.
ONE_GRID = cast(func.min(cast(Household.grid_id, String)), ids.TextUuid)


def places(session: Session, level: Level, today: date) -> list[Silent]:
    """Staircases up to the community; above it buildings, because a district sends nobody to one door."""
    rows = _doors(session, level, today) if level.kind in GROUPS_AT else _buildings(session, level, today)
    return rules.silent(rows)[:SHOWN]


def groups(session: Session, level: Level, today: date) -> list[Silent]:
    """Homes of a kind against all homes. Only where the homes of one community are read."""
    if level.kind not in GROUPS_AT:
        return []
    query = select(Household.flags, Household.is_rented, _heard(today)).where(col(Household.moved_out_on).is_(None))
    homes: dict[str, int] = {}
    heard: dict[str, int] = {}
    for flags, is_rented, was_heard in session.execute(within(query, level.reader, Household.grid_id)):
        for name in _kinds(flags, is_rented):
            homes[name] = homes.get(name, 0) + 1
            heard[name] = heard.get(name, 0) + int(was_heard)
    return rules.silent(Place(name, name, "", count, heard[name]) for name, count in homes.items())


def _kinds(flags: list[str], is_rented: bool) -> list[str]:
    """A home without any sign is a kind too: those with one are weighed against it."""
    found = [gettext(words) for flag, words in FLAG_WORDS.items() if flag.value in flags]
    return [
        *found,
        *([gettext(N_("出租"))] if is_rented else []),
        *([] if found or is_rented else [gettext(N_("一般户"))]),
    ]


def channels(session: Session, level: Level, today: date) -> list[OneChannel]:
    since = clock.start_of_day(today - timedelta(days=rules.DAYS))
    query: Any = (
        select(Category.name, Voice.source, func.count(func.distinct(col(Voice.household_id))))
        .select_from(Voice)
        .join(GridCase, col(GridCase.id) == Voice.case_id)
        .join(Category, col(Category.id) == GridCase.category_id)
        .where(col(Voice.said_at) >= since, col(Voice.household_id).is_not(None))
        .group_by(col(Category.name), col(Voice.source))
    )
    column = GridCase.grid_id if level.kind is UnitKind.GRID else Voice.community_id
    rows = session.exec(within(query, level.reader, column))
    counts = [(name, source.value, count) for name, source, count in rows]
    return rules.one_channel(counts, 5 if level.hides_few else 2)


def _heard(today: date) -> Any:
    """A voice of the household, whoever carried it, or a visit that met somebody (the columns kept with the visit)."""
    since = clock.start_of_day(today - timedelta(days=rules.DAYS))
    spoke = (
        select(Voice.id)
        .where(Voice.household_id == Household.id, col(Voice.said_at) >= since)
        .correlate(Household)
        .exists()
    )
    met = (col(Household.last_visited_at) >= since) & col(Household.last_outcome).not_in(("", Outcome.NOBODY.value))
    return case((spoke | met, 1), else_=0)


def _doors(session: Session, level: Level, today: date) -> list[Place]:
    query: Any = (
        select(
            Entrance.id, Building.estate, Building.name, Entrance.name, Entrance.grid_id, func.count(),
            func.sum(_heard(today)),
        )
        .select_from(Household)
        .join(Entrance, col(Entrance.id) == Household.entrance_id)
        .join(Building, col(Building.id) == Entrance.building_id)
        .where(col(Household.moved_out_on).is_(None))
        .group_by(
            col(Entrance.id), col(Building.estate), col(Building.name), col(Entrance.name), col(Entrance.grid_id)
        )
    )  # fmt: skip
    rows = session.exec(within(query, level.reader, Household.grid_id))
    return [
        Place(key, estate + building + door, estate, homes, int(heard or 0), grid_id)
        for key, estate, building, door, grid_id, homes, heard in rows
    ]


def _buildings(session: Session, level: Level, today: date) -> list[Place]:
    query: Any = (
        select(
            Building.id, Building.estate, Building.name, Unit.name, ONE_GRID, func.count(),
            func.sum(_heard(today)),
        )
        .select_from(Household)
        .join(Building, col(Building.id) == Household.building_id)
        .join(Unit, col(Unit.id) == Building.community_id)
        .where(col(Household.moved_out_on).is_(None))
        .group_by(col(Building.id), col(Building.estate), col(Building.name), col(Unit.name))
    )  # fmt: skip
    rows = session.exec(within(query, level.reader, Household.grid_id))
    return [
        Place(key, f"{community} {estate}{name}", community, homes, int(heard or 0), str(grid_id))
        for key, estate, name, community, grid_id, homes, heard in rows
    ]


def get_place(session: Session, level: Level, place_id: str, today: date) -> Silent | None:
    """A place that is silent still; what has been heard meanwhile needs nobody sent."""
    return next((one for one in places(session, level, today) if one.place.id == place_id), None)
