"""A building with a family in it, for tests that need one."""

from datetime import date

from sqlmodel import Session, select

from tests.town import Town
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries, place_services, queries, resident_services, services
from webapp.register.register.models import Building, Dwelling, Household, Relation, Resident

BORN = date(1950, 3, 8)
ID_NUMBER = "120110195003080025"


def build(session: Session, town: Town, *, grid: str = "grid1", name: str = "3号楼", host: str = "li") -> Building:
    return place_services.found_building(
        session, town.actor(host, Action.CHANGE_REGISTER), grid_id=town.units[grid], estate="冬梅轩", name=name,
        plan=place_services.BuildingPlan(entrances=2), on=date(2025, 1, 1),
    )  # fmt: skip


def settle(
    session: Session, town: Town, building: Building, *, room: str = "602", head: str = "王桂芬", host: str = "li",
    entrance: int = 1,
) -> Household:  # fmt: skip
    actor = town.actor(host, Action.CHANGE_REGISTER)
    stair = board_queries.board(session, actor, building.id).entrances[entrance]
    query = select(Dwelling.id).where(Dwelling.entrance_id == stair.id, Dwelling.room == room)
    dwelling = queries.get_dwelling(session, actor, session.exec(query).one())
    return services.settle_household(session, actor, dwelling, head_name=head)


def add(session: Session, town: Town, home: Household, name: str = "单小军", **details: object) -> Resident:
    actor = town.actor("li", Action.CHANGE_REGISTER)
    return resident_services.add_resident(session, actor, home, name=name, relation=Relation.CHILD, **details)
