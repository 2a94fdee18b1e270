"""The buildings of a community, a grid or a micro-grid with one figure each, for the drawn plan."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase
from webapp.centre.overview import coverage_queries, plan_rules
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.plan_rules import Plan, Site
from webapp.core.text.i18n import N_, gettext
from webapp.people.accounts.scope import within
from webapp.people.org.models import UnitKind
from webapp.register.register.models import Building, Entrance, Household

COLOURS = {"reached": N_("走到的户"), "open": N_("在办的事")}
DRAWN = (UnitKind.COMMUNITY, UnitKind.GRID, UnitKind.MICRO_GRID)


def plan(session: Session, level: Level, colour: str, today: date) -> Plan | None:
    """None above the community: a district is not one estate."""
    if level.kind not in DRAWN:
        return None
    is_micro = level.kind is UnitKind.MICRO_GRID
    place = col(Entrance.micro_grid_id) if is_micro else col(Entrance.grid_id)
    doors: Any = (
        select(Building.id, Building.estate, Building.name, Building.floors, func.count())
        .join(Entrance, col(Entrance.building_id) == Building.id)
        .group_by(
            col(Building.id), col(Building.estate), col(Building.name), col(Building.floors), col(Building.position)
        )
        .order_by(col(Building.estate), col(Building.position), col(Building.name))
    )  # fmt: skip
    home = col(Household.micro_grid_id) if is_micro else col(Household.grid_id)
    homes = coverage_queries.reached_by_building(session, level.reader, today, home)
    open_cases = {} if is_micro or colour != "open" else _open_cases(session, level)
    sites = []
    for key, estate, name, floors, count in session.exec(within(doors, level.reader, place)):
        share, said = _told(colour, homes.get(key), open_cases.get(key, 0))
        sites.append(Site(key, name, estate, count, floors, share, said))
    return plan_rules.lay_out(sites)


def _told(colour: str, homes: coverage_queries.Reached | None, cases_open: int) -> tuple[int | None, str]:
    if colour == "open":
        return min(20 * cases_open, 100), gettext("%(n)s 件", n=cases_open)
    if homes is None or not homes.total:
        return None, gettext("没有住户")
    return round(100 * homes.reached / homes.total), f"{homes.reached} / {homes.total}"


def _open_cases(session: Session, level: Level) -> dict[str, int]:
    query = select(GridCase.building_id, func.count()).where(
        col(GridCase.ended_at).is_(None), col(GridCase.building_id).is_not(None)
    )
    query = cases.in_reach(query, level.reader).group_by(col(GridCase.building_id))
    return {str(key): count for key, count in session.exec(query)}
